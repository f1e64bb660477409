"""What the machine's sshd is, and what it says that it will do."""

from __future__ import annotations

import re
from pathlib import Path

from creditui.access.host.running import run

NEWEST = (99, 0)
_RUN = Path("/run/sshd")


def openssh_version() -> tuple[int, int] | None:
    """The version of the sshd that is installed, or None where there is none."""
    told = run(("sshd", "-V"))
    found = re.search(r"OpenSSH_(\d+)\.(\d+)", told.stderr + told.stdout)
    return (int(found[1]), int(found[2])) if found else None


def configuration_error() -> str | None:
    """What sshd finds wrong with its configuration as it is on disk; None where nothing is."""
    _room()
    told = run(("sshd", "-t"))
    return None if told.returncode == 0 else (told.stderr + told.stdout).strip()


def effective(user: str) -> dict[str, tuple[str, ...]]:
    """What sshd would do for `user`: each directive, in small letters, with its values.

    Empty where sshd does not take its configuration.
    """
    _room()
    told = run(("sshd", "-T", "-C", f"user={user},host=localhost,addr=127.0.0.1"))
    if told.returncode != 0:
        return {}
    values: dict[str, tuple[str, ...]] = {}
    for line in told.stdout.splitlines():
        name, _, value = line.partition(" ")
        values[name] = (*values.get(name, ()), value)
    return values


def _room() -> None:
    """Make the folder without which sshd checks nothing, missing until its first start."""
    if not _RUN.exists():
        _RUN.mkdir(mode=0o755)
