"""What `sshd -T` does not say: what holds for other addresses, and what sshd has read by now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from creditui.access.host.diagnosis import Diagnosis, warning
from creditui.access.host.directives import shared_directives
from creditui.access.host.openssh import effective
from creditui.access.host.place import DROP_IN, Place

MAIN = Path("/etc/ssh/sshd_config")
_MATCH = re.compile(r"^\s*Match\s+(?P<criteria>.*)$", re.IGNORECASE)
_SOME_ONLY = re.compile(r"\b(Address|Host|LocalAddress|LocalPort|RDomain)\b", re.IGNORECASE)
INCLUDE = re.compile(
    rf"^\s*Include\s.*{re.escape(str(DROP_IN.parent))}/", re.IGNORECASE | re.MULTILINE
)
"""The line of the main file that has sshd read ours."""


def check_unasked(place: Place) -> Iterator[Diagnosis]:
    """Lines before ours that hold for some addresses only; a configuration that sshd has not read.

    sshd keeps the first value that it finds, so what stands after ours can change nothing.
    """
    ours = {each.name.lower() for each in shared_directives(place)} | {"forcecommand"}
    for path, lines in _before_ours():
        for criteria, name in _for_some(lines):
            if name.lower() in ours:
                sentence = f"{path} says {name} under Match {criteria}, which may hold for staff."
                names = ",".join(f"!{account}" for account in place.accounts.doors)
                yield warning("match", sentence, f"add to that line: User *,{names}")
    yield from _not_read()


def _before_ours() -> Iterator[tuple[Path, list[str]]]:
    """What sshd reads before our drop-in: the files, and of the main one what stands above them."""
    main = MAIN.read_text("utf-8", "replace").splitlines()
    included = next((n for n, line in enumerate(main) if INCLUDE.match(line)), len(main))
    yield MAIN, main[:included]
    for path in sorted(DROP_IN.parent.glob("*.conf")):
        if path.name < DROP_IN.name:
            yield path, path.read_text("utf-8", "replace").splitlines()


def _for_some(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Each directive under a Match that asks for more than a user, with what it asks for."""
    criteria = ""
    for line in lines:
        match = _MATCH.match(line)
        if match is not None:
            criteria = match["criteria"].strip() if _SOME_ONLY.search(match["criteria"]) else ""
        elif criteria and line.strip() and not line.lstrip().startswith("#"):
            yield criteria, line.split()[0]


def _not_read() -> Iterator[Diagnosis]:
    """Whether a sshd runs that was started, or told to read, before the drop-in was written."""
    for name in effective("root").get("pidfile", ()):
        try:
            started = Path(name).stat().st_mtime
            running = Path("/proc", Path(name).read_text("ascii").strip()).exists()
        except (OSError, ValueError):
            continue  # none runs, or one that is started for each connection
        newest = max(each.stat().st_mtime for each in (MAIN, DROP_IN) if each.exists())
        if running and newest > started:
            sentence = f"sshd runs since before {DROP_IN} or {MAIN} was changed."
            yield warning("reload", sentence, "systemctl reload ssh")
