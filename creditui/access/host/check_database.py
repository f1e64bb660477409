"""The database and what lies beside it: who may read it, who may write it, tried as they are."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

from creditui.access.host.accounts import Found, group_name, user_name
from creditui.access.host.check_clock import check_clock
from creditui.access.host.diagnosis import INSTALL, Diagnosis, fault, ok
from creditui.access.host.ownership import loose_on_the_way
from creditui.access.host.place import GROUP, Place
from creditui.access.host.plan import desk_of, files, folders
from creditui.access.host.running import last_line, run
from creditui.access.host.steps import Owned
from creditui.domain.text import visible

# A folder is asked about, a file is opened: what the kernel then allows is what counts.
_TRY = """\
import json, os, sys
def can(path, flags, access):
    if os.path.isdir(path):
        return os.access(path, access | os.X_OK)
    try:
        os.close(os.open(path, flags | os.O_NONBLOCK))
    except OSError:
        return False
    return True
paths = sys.argv[1:]
read = [path for path in paths if can(path, os.O_RDONLY, os.R_OK)]
write = [path for path in paths if can(path, os.O_RDWR, os.W_OK)]
print(json.dumps([read, write]))
"""


def check_database(place: Place, people: dict[str, Found]) -> Iterator[Diagnosis]:
    """Owners and modes, then what each account in `people` can really do, then opening it."""
    if not place.database.is_file():
        yield fault("database", f"There is no database at {place.database}.", INSTALL)
        return
    wanted = [
        each for each in folders(place) if place.database.parent in (each.path, *each.path.parents)
    ]
    yield from _owners(place, (*wanted, *files(place)))
    yield from _logs(place)
    for each in loose_on_the_way(place.database.parent.parent):
        sentence = f"{each.path} {each.why}: the database below it could be exchanged."
        yield fault("database_owned", sentence, each.remedy)
    for found in people.values():
        yield from _rights(place, found)
    if place.accounts.staff in people:
        yield _opened(place)
        yield from check_clock(place)


def _owners(place: Place, wanted: tuple[Owned, ...]) -> Iterator[Diagnosis]:
    clean = True
    for each in wanted:
        told = _owner(each)
        if told is not None:
            clean = False
            yield told
    if clean:
        yield ok("database_modes", f"{place.database} and what is beside it are as they should be.")


def _owner(wanted: Owned) -> Diagnosis | None:
    try:
        found = wanted.path.lstat()
    except FileNotFoundError:
        if wanted.path.name.endswith(".lock"):
            return None  # the first writer makes it
        return fault("database_modes", f"There is no {wanted.path}, which readers need.", INSTALL)
    if stat.S_ISLNK(found.st_mode) or (not wanted.folder and found.st_nlink != 1):
        sentence = f"{wanted.path} is a link: it could be written under another name."
        return fault("database_modes", sentence, f"take {wanted.path} away, then {INSTALL}")
    if not (stat.S_ISDIR if wanted.folder else stat.S_ISREG)(found.st_mode):
        what = "folder" if wanted.folder else "plain file"
        return fault(
            "database_modes",
            f"{wanted.path} is no {what}.",
            f"rm -r {wanted.path} && {INSTALL}",
        )
    mode = stat.S_IMODE(found.st_mode)
    owner, group = user_name(found.st_uid), group_name(found.st_gid)
    if (owner, group, mode) == (wanted.owner, wanted.group, wanted.mode):
        return None
    return fault(
        "database_modes",
        f"{wanted.path} is {owner}:{group} {mode:o}, not {wanted.owner}:{wanted.group} "
        f"{wanted.mode:o}.",
        INSTALL,
    )


def _logs(place: Place) -> Iterator[Diagnosis]:
    """Session logs that are not of the account in their name, which could then keep none."""
    for kind in ("log", "refused"):
        for path in sorted(place.sessions.glob(f"{kind}-*")):
            found = path.lstat()
            own = f"{kind}-{found.st_uid}.jsonl"
            if not stat.S_ISREG(found.st_mode) or path.name != own:
                who, uid = user_name(found.st_uid), found.st_uid
                sentence = f"{visible(str(path))} was put there by {who} in another's place."
                strange = f"'(' ! -type f -o ! -name {own} ')' -exec rm -rf {{}} +"
                remedy = f"find {place.sessions} -maxdepth 1 -name '{kind}-*' -user {uid} {strange}"
                yield fault("session_logs", sentence, remedy)


def _rights(place: Place, found: Found) -> Iterator[Diagnosis]:
    """What the account can open, tried by a process that runs as it."""
    data = tuple(each for each in (place.database, *place.beside) if each.exists())
    places = (*data, place.database.parent, place.sessions)
    words = (str(place.interpreter), "-I", "-S", "-c", _TRY, *map(str, places))
    told = run(words, account=(found.uid, found.gids))
    if told.returncode != 0:
        sentence = f"{found.name} can't start {place.interpreter}: {last_line(told.stderr)}"
        yield fault("rights", sentence, f"chmod a+rX on the folders above {place.interpreter}")
        return
    read, write = ({Path(each) for each in paths} for paths in json.loads(told.stdout))
    staff = found.name == place.accounts.staff
    recording = found.name != place.accounts.keys
    due_write = ({*data, place.database.parent} if staff else set()) | (
        {place.sessions} if recording else set()
    )
    due_read = {each for each in data if each.suffix != ".lock"}
    for path in sorted(write - due_write):
        yield fault("rights", f"{found.name} can write {path}, and must not.", INSTALL)
    for path in sorted(due_write - write):
        yield fault("rights", f"{found.name} can't write {path}, and has to.", INSTALL)
    for path in sorted(due_read - read):
        yield fault("rights", f"{found.name} can't read {path}, and has to.", INSTALL)
    if write == due_write and due_read <= read:
        does = "writes" if staff else "reads and cannot write"
        yield ok("rights", f"{found.name} (group {GROUP}) {does} the database, as was tried.")


def _opened(place: Place) -> Diagnosis:
    told = run(desk_of(place).command("--read-only", "staff", "list", "--json"))
    if told.returncode == 0:
        return ok("opens", "creditui opens the database.")
    try:
        message = json.loads(told.stdout)["error"]["message"]
    except (ValueError, KeyError, TypeError):
        message = last_line(told.stderr)
    return fault("opens", f"creditui says of the database: {message}", INSTALL)
