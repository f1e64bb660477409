"""Make a studio's database, or bring an older one up to date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from creditui.desk.errors import InputError, Refused
from creditui.desk.staff import check_name, check_username
from creditui.domain.calendar import known_timezone
from creditui.domain.people import Role, Staff
from creditui.domain.reasons import DEFAULT_REASONS
from creditui.domain.refusal import Refusal
from creditui.domain.settings import Settings
from creditui.store.engine import make_folder, migrate, open_store
from creditui.store.location import database_path
from creditui.store.staff import insert_staff, list_staff
from creditui.store.studio import read_reasons, read_settings, write_reasons, write_settings
from creditui.store.transaction import writing
from creditui.store.whole_file import whole_database


@dataclass(frozen=True, slots=True)
class Initialised:
    """What `initialise` did."""

    migrations: tuple[str, ...]
    """The migrations applied, in order; none where the database was up to date."""
    admin: str | None
    """The username of the first admin, where there was nobody yet."""
    settings: Settings


def initialise(
    url: str, username: str, *, name: str | None = None, timezone: str | None = None
) -> Initialised:
    """Create or migrate the database at `url`; the first person ever becomes its admin.

    A new one is there when it is whole, or not at all; an older one is migrated in its place.
    `name` and `timezone` (an IANA zone) are written where given, and only by an admin once there is
    one. Raises InputError for an unknown zone or a bad name, Refused for settings that are not
    hers to change, StoreError where the file can't be made.
    """
    if timezone is not None and not known_timezone(timezone):
        raise InputError(
            "bad_timezone", f"{timezone!r} is no time zone; use a name such as Europe/London."
        )
    if name is not None:
        name = check_name(name)
    set_up = partial(_set_up, username=username, name=name, timezone=timezone)
    new = _made_whole(database_path(url), set_up)
    # Of a new one it makes what belongs beside it, the log: who may only read can't make that.
    there = set_up(url)
    return new or there


def _made_whole(path: Path, set_up: Callable[[str], Initialised]) -> Initialised | None:
    """Make a new database beside its place, and give it its name then.

    None where that can't be done: something is there, perhaps since a moment ago, or nothing can be
    made beside it. In its place it is done all the same, or it is said there why not.
    """
    make_folder(path.parent)
    try:
        with whole_database(path) as making:
            return set_up(str(making))
    except OSError:
        return None


def _set_up(url: str, username: str, name: str | None, timezone: str | None) -> Initialised:
    """Make or migrate the database where it is."""
    store = open_store(url, create=True)
    try:
        applied = migrate(store)
        with writing(store):
            people = [s for s in list_staff(store) if s.role in tuple(Role)]
            first = not people
            if first:
                insert_staff(store, check_username(username), username, Role.ADMIN)
            if not first and (name is not None or timezone is not None):
                _require_admin(people, username)
            settings = read_settings(store, timezone=timezone)
            if name is not None:
                settings = replace(settings, studio_name=name)
            write_settings(store, settings)
            if not read_reasons(store):
                write_reasons(store, DEFAULT_REASONS)
        return Initialised(applied, username if first else None, settings)
    finally:
        store.close()


def _require_admin(people: list[Staff], username: str) -> None:
    admins = {s.username for s in people if s.role == Role.ADMIN and not s.disabled}
    if username not in admins:
        raise Refused(
            Refusal(
                "not_permitted",
                "The studio is set up already; only an admin may change its settings.",
            )
        )
