"""The programs that sshd starts: only root can change them, and they do what they are for."""

from __future__ import annotations

import json
import resource
from collections.abc import Iterator, Sequence
from pathlib import Path
from subprocess import CompletedProcess

from creditui.access.host.accounts import Found
from creditui.access.host.diagnosis import INSTALL, Diagnosis, fault, ok, warning
from creditui.access.host.ownership import Loose, loose_below, loose_on_the_way
from creditui.access.host.place import Place
from creditui.access.host.running import last_line, run
from creditui.access.host.wrappers import wrapper_texts

MOST_CPU = 0.1
"""Seconds of CPU that the key command may take: sshd runs it twice a login, and for strangers."""

_ASK = """\
import json, locale, sys
try:
    locale.setlocale(locale.LC_ALL, "C.UTF-8")
    utf8 = True
except locale.Error:
    utf8 = False
import apsw, creditui
answer = {"path": sys.path, "sqlite": apsw.sqlite_lib_version(), "utf8": utf8}
print(json.dumps(answer))
"""
_NONSENSE = "AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def check_programs(place: Place, keys: Found | None) -> Iterator[Diagnosis]:
    """The interpreter, its packages, the wrappers; `keys` is the account that runs the key command.

    Nothing that somebody else could have changed is run, and nothing is run as root.
    """
    loose = (*loose_on_the_way(place.interpreter), *loose_on_the_way(place.wrappers))
    yield from _said(loose, "programs_owned", f"The way to {place.interpreter} is root's alone.")
    for path, text in wrapper_texts(place):
        yield from _wrapper(path, text)
    if not loose and keys is not None:
        yield from _interpreter(place, keys)
        yield from _key_command(place, keys)


def _said(loose: tuple[Loose, ...], code: str, well: str) -> Iterator[Diagnosis]:
    for each in loose:
        sentence = f"{each.path} {each.why}, so that programs for staff are not root's alone."
        yield fault(code, sentence, each.remedy)
    if not loose:
        yield ok(code, well)


def _wrapper(path: Path, text: str) -> Iterator[Diagnosis]:
    if not path.is_file():
        yield fault("wrapper", f"There is no {path}.", INSTALL)
        return
    yield from _said(loose_on_the_way(path), "wrapper_owned", f"{path} is root's alone.")
    if path.read_text("utf-8", "replace") != text or path.stat().st_mode & 0o777 != 0o755:
        sentence = f"{path} is not what this release writes for this database."
        yield fault("wrapper", sentence, INSTALL)


def _interpreter(place: Place, keys: Found) -> Iterator[Diagnosis]:
    told = run((str(place.interpreter), "-I", "-c", _ASK), account=(keys.uid, keys.gids))
    if told.returncode != 0:
        yield fault(
            "interpreter",
            f"{place.interpreter} can't run creditui as {keys.name}: {last_line(told.stderr)}",
            f"chmod -R a+rX {place.prefix}",
        )
        return
    answer = json.loads(told.stdout)
    yield from _packages([Path(each) for each in answer["path"]])
    yield _sqlite(place, answer["sqlite"])
    if answer["utf8"]:
        yield ok("locale", "The locale C.UTF-8 is there.")
    else:
        sentence = "There is no locale C.UTF-8: names could not be shown as they are written."
        yield fault("locale", sentence, "apt install --reinstall libc-bin")


def _packages(folders: list[Path]) -> Iterator[Diagnosis]:
    clean = True
    for folder in folders:
        loose = dict.fromkeys((*loose_on_the_way(folder), *loose_below(folder)))
        if not loose:
            continue
        clean = False
        first, more = next(iter(loose)), len(loose) - 1
        others = f", and {more} more like it" if more else ""
        remedy = f"chown -hR root:root {folder} && chmod -R go-w {folder}" if more else first.remedy
        sentence = f"{first.path} {first.why}{others}: packages that sessions run are not root's."
        yield fault("packages_owned", sentence, remedy)
    if clean:
        yield ok("packages_owned", f"Packages in {len(folders)} folders are root's alone.")


def _sqlite(place: Place, version: str) -> Diagnosis:
    from creditui.desk.errors import StoreError
    from creditui.store.connection import check_sqlite

    try:
        check_sqlite(version)
    except StoreError as error:
        return fault("sqlite", error.message, f"{place.prefix}/bin/pip install --upgrade apsw")
    return ok("sqlite", f"SQLite is {version}.")


def _key_command(place: Place, keys: Found) -> Iterator[Diagnosis]:
    """Ask it about a key that nobody has: the answer must be nothing, and quick."""
    if not place.key_command.is_file() or loose_on_the_way(place.key_command):
        return
    words = (str(place.key_command), place.accounts.staff, "ssh-ed25519", _NONSENSE)
    told, seconds = _asked(words, keys)
    for _ in range(2):  # a busy machine takes twice as long over the same: the quickest counts
        if seconds > MOST_CPU:
            seconds = min(seconds, _asked(words, keys)[1])
    if told.returncode != 0 or told.stdout.strip() or told.stderr.strip():
        said = last_line(told.stdout + told.stderr)
        sentence = (
            f"The key command, asked about a stranger's key, ends with {told.returncode}: {said}"
        )
        yield fault("key_command", sentence, INSTALL)
    elif seconds > MOST_CPU:
        sentence = (
            f"The key command takes {seconds * 1000:.0f} ms of CPU, and strangers can ask it."
        )
        yield warning("key_command", sentence, "give the machine more CPU, or limit MaxStartups")
    else:
        yield ok("key_command", f"The key command turns a stranger away ({seconds * 1000:.0f} ms).")


def _asked(words: Sequence[str], keys: Found) -> tuple[CompletedProcess[str], float]:
    """What the command says, and the seconds of CPU that it took."""
    before = _cpu()
    told = run(words, account=(keys.uid, keys.gids))
    return told, _cpu() - before


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
