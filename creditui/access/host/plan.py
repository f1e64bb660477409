"""What an installation consists of, in the order in which it is made. Pure: nothing is touched."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from creditui.access.host.directives import drop_in_text
from creditui.access.host.place import DROP_IN, GROUP, HOME, SESSIONS_GROUP, Place
from creditui.access.host.steps import (
    Account,
    Admin,
    AtDesk,
    Database,
    Group,
    Key,
    Owned,
    Step,
    Written,
)
from creditui.access.host.wrappers import wrapper_texts

_SHELL, _NO_SHELL = "/bin/sh", "/usr/sbin/nologin"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an installation is asked for beside its place."""

    name: str | None = None
    """The studio's name."""
    timezone: str | None = None
    """The studio's zone, such as Europe/London."""
    admin: str | None = None
    """The username of the first person who manages the others."""
    admin_key: Path | None = None
    """The file with that person's public key."""


def plan(place: Place, wishes: Wishes, version: tuple[int, int]) -> tuple[Step, ...]:
    """Every step of an installation at `place`, for an OpenSSH of that version."""
    return (
        *accounts(place),
        *folders(place),
        *files(place),
        *desk_steps(place, wishes),
        *(Written(path, text, 0o755) for path, text in wrapper_texts(place)),
        Written(DROP_IN, drop_in_text(place, version), 0o644, sshd=True),
    )


def accounts(place: Place) -> tuple[Step, ...]:
    """The groups and the three system accounts."""
    names = place.accounts
    both = (SESSIONS_GROUP,)
    return (
        Group(GROUP),
        Group(SESSIONS_GROUP),
        Account(names.staff, _SHELL, HOME, GROUP, both, "creditui, staff over SSH"),
        Account(names.audit, _SHELL, HOME, GROUP, both, "creditui, auditors over SSH"),
        Account(names.keys, _NO_SHELL, HOME, GROUP, (), "creditui, which keys may sign in"),
    )


def folders(place: Place) -> tuple[Owned, ...]:
    """The folders: the home that stays empty, the database's, the session records', the programs'.

    Group bits are inherited (2000), so that whatever SQLite makes beside the database can be read
    by the group; nobody takes away another's session record (1000).
    """
    return (
        Owned(HOME, "root", "root", 0o755, folder=True),
        Owned(place.database.parent, place.accounts.staff, GROUP, 0o2750, folder=True),
        Owned(place.sessions, "root", SESSIONS_GROUP, 0o3770, folder=True),
        Owned(place.wrappers, "root", "root", 0o755, folder=True),
    )


def files(place: Place) -> tuple[Owned, ...]:
    """The database and what lies beside it: the staff account writes, the group reads."""
    every = (place.database, *place.beside)
    return tuple(Owned(path, place.accounts.staff, GROUP, 0o640) for path in every)


def desk_steps(place: Place, wishes: Wishes) -> tuple[Step, ...]:
    """The database, and the first admin with a key where one was asked for."""
    desk = desk_of(place)
    steps: list[Step] = [Database(desk, wishes.name, wishes.timezone)]
    if wishes.admin is not None:
        steps.append(Admin(desk, wishes.admin))
        if wishes.admin_key is not None:
            steps.append(Key(desk, wishes.admin, wishes.admin_key))
    return tuple(steps)


def desk_of(place: Place) -> AtDesk:
    """How creditui is run as the account that owns the database."""
    return AtDesk(place.accounts.staff, place.interpreter, place.database)


def listing(place: Place, steps: tuple[Step, ...]) -> str:
    """The steps as a shell script that does the same, to be read or run by root."""
    return "\n".join(("set -e", desk_of(place).shell, *(step.shell for step in steps), ""))
