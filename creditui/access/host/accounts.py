"""How the machine's accounts are now. The names come from the system's own lists."""

from __future__ import annotations

import grp
import pwd
from dataclasses import dataclass
from pathlib import Path

from creditui.access.host.steps import Account

_SHADOW = Path("/etc/shadow")


@dataclass(frozen=True, slots=True)
class Found:
    """An account as it is."""

    name: str
    uid: int
    gid: int
    login_shell: str
    home: Path
    comment: str
    groups: tuple[str, ...]
    """The groups that list it as a member."""
    password: str | None
    """What stands in the place of a password's hash, as far as this process may read it."""

    @property
    def gids(self) -> tuple[int, ...]:
        """All groups whose rights it has."""
        return (self.gid, *(grp.getgrnam(name).gr_gid for name in self.groups))


def find_account(name: str) -> Found | None:
    """The account of that name, or None."""
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    groups = tuple(sorted(each.gr_name for each in grp.getgrall() if name in each.gr_mem))
    return Found(
        name,
        entry.pw_uid,
        entry.pw_gid,
        entry.pw_shell,
        Path(entry.pw_dir),
        entry.pw_gecos,
        groups,
        _password(name),
    )


def group_exists(name: str) -> bool:
    """Whether the machine has that group."""
    try:
        grp.getgrnam(name)
    except KeyError:
        return False
    return True


def differences(wanted: Account, found: Found) -> tuple[str, ...]:
    """What of the account is not as it should be: the rest of a sentence each; empty where all is.

    Other groups that it is in are differences too: each would give it rights that it needs for
    nothing.
    """
    group = group_name(found.gid)
    pairs = (
        ("its shell is", found.login_shell, wanted.login_shell),
        ("its home is", str(found.home), str(wanted.home)),
        ("its group is", group, wanted.group),
        ("it is also in", _list(found.groups), _list(tuple(sorted(wanted.groups)))),
        ("its password is", _say_password(found.password), "none that matches"),
    )
    return tuple(f"{what} {now}, not {due}" for what, now, due in pairs if now != due)


def _say_password(field: str | None) -> str:
    """What the field of /etc/shadow means; unreadable is taken for what it should be."""
    if field is None or field == "*":
        return "none that matches"
    if field == "":
        return "empty"
    return "locked for keys too" if field.startswith("!") else "one that can be typed"


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "no group"


def user_name(uid: int) -> str:
    """The account's name, or the number where it has none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def group_name(gid: int) -> str:
    """The group's name, or the number where it has none."""
    try:
        return grp.getgrgid(gid).gr_name
    except KeyError:
        return str(gid)


def _password(name: str) -> str | None:
    try:
        lines = _SHADOW.read_text("utf-8", "replace").splitlines()
    except OSError:
        return None
    fields = (line.split(":") for line in lines)
    return next((each[1] for each in fields if each[0] == name and len(each) > 1), None)
