"""Make a studio's database, or bring an older one up to date."""

from __future__ import annotations

from dataclasses import dataclass, replace

from creditui.desk.errors import InputError, Refused
from creditui.desk.staff import check_name, check_username
from creditui.domain.calendar import known_timezone
from creditui.domain.people import Role, Staff
from creditui.domain.reasons import DEFAULT_REASONS
from creditui.domain.refusal import Refusal
from creditui.domain.settings import Settings
from creditui.store.engine import migrate, open_store
from creditui.store.staff import insert_staff, list_staff
from creditui.store.studio import read_reasons, read_settings, write_reasons, write_settings
from creditui.store.transaction import writing


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

    `name` and `timezone` (an IANA zone) are written where given, and only by an admin once there is
    one. Raises InputError for an unknown zone or a bad name, Refused for settings that are not
    hers to change, StoreError where the file can't be made.
    """
    if timezone is not None and not known_timezone(timezone):
        raise InputError(
            "bad_timezone", f"{timezone!r} is no time zone; use a name such as Europe/London."
        )
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
                settings = replace(settings, studio_name=check_name(name))
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
