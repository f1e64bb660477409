"""A person at the desk: her connection, her rights, her clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from creditui.desk.clock import Clock, SystemClock
from creditui.desk.errors import Refused
from creditui.desk.sign_in import SignIn, check_sign_in, local_sign_in
from creditui.domain.calendar import studio_date
from creditui.domain.door import Door
from creditui.domain.people import PERMISSIONS, Actor, Permission, Role, Spent, Staff, rights
from creditui.domain.refusal import Refusal
from creditui.domain.settings import Settings
from creditui.domain.wording import who_may
from creditui.store.engine import Store, open_store
from creditui.store.moment import believed, spent
from creditui.store.signing_in import read_staff
from creditui.store.studio import read_reasons, read_settings

if TYPE_CHECKING:
    from creditui.domain.context import Context

_WRITES = frozenset(Permission) - PERMISSIONS[Role.AUDITOR]
"""What an auditor may not, who reads everything and writes nothing."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What is read once at the start of an act: clock, settings, who is acting (R2, R17)."""

    instant: datetime
    today: date
    settings: Settings
    actor: Actor


@dataclass(slots=True)
class Desk:
    """One person's session. It belongs to the thread that opened its store."""

    store: Store
    clock: Clock
    username: str
    via: str | None = None
    """The admin's username, where an admin acts as another person (R21)."""
    sign_in: SignIn = field(default_factory=local_sign_in)
    """How the person came in; with `via`, how the admin did."""
    on_act: Callable[[str, datetime], None] | None = None
    """Told the request id and the instant of each act that is about to be written, where the
    session is on record (desk/presence.py)."""

    @property
    def read_only(self) -> bool:
        """Whether the connection itself refuses every write."""
        return self.store.read_only

    def check_writable(self) -> None:
        """Raise Refused in a read-only session, before anything else is looked at (R18)."""
        if self.read_only:
            raise Refused(READ_ONLY)

    def moment(self) -> Moment:
        """Read clock, settings and rights afresh; call it inside the act's transaction.

        Raises Refused where the person is unknown or disabled by now (R18), and where the way she
        came in holds no longer: her key was revoked or has expired, her session was ended, her
        role is not one for the account she came by (R21).
        """
        return _moment(self.store, self.clock, self.username, self.via, self.sign_in)

    def require(self, permission: Permission) -> Moment:
        """The moment, where the person has `permission` now; raises Refused otherwise (R18)."""
        moment = self.moment()
        require(moment.actor, permission)
        if self.read_only and permission in _WRITES:
            raise Refused(READ_ONLY)
        return moment

    def context(self, moment: Moment, member_id: int) -> Context:
        """What the rules of an adjustment ask for, read in the act's transaction (R2, R19)."""
        from creditui.domain.context import Context

        return Context(
            today=moment.today,
            settings=moment.settings,
            actor=moment.actor,
            spent=self.spent(moment, member_id),
            reasons=read_reasons(self.store),
        )

    def spent(self, moment: Moment, member_id: int | None = None) -> Spent:
        """What the person has adjusted already, for her limits (R19)."""
        return spent(self.store, moment.actor.staff.id, member_id, moment.today)

    def close(self) -> None:
        """Close the connection."""
        self.store.close()


READ_ONLY = Refusal(
    "read_only",
    "This session is read only, for your role or for --read-only; ask who may change credits.",
)


def require(actor: Actor, permission: Permission) -> None:
    """Raise Refused where `actor` does not have `permission`, saying who does (R18)."""
    if not actor.may(permission):
        who = who_may(permission)
        raise Refused(
            Refusal(
                "not_permitted",
                f"{actor.staff.name} ({actor.staff.role}) may not do this; ask {who}.",
            )
        )


def open_desk(
    url: str,
    username: str,
    *,
    as_username: str | None = None,
    read_only: bool = False,
    inspect: bool = False,
    clock: Clock | None = None,
    sign_in: SignIn | None = None,
) -> Desk:
    """Open the desk for the person with that username on the database at `url`.

    The connection is read-only until the person is known to have rights that write, so an auditor's
    connection never could (R18). With `as_username` an admin acts as another person (R21). With
    `inspect` it stays read-only, and opens a database whose guards were tampered with. `sign_in`
    says how the person came in, a new local session where it is not given; by the auditors'
    account the connection is read-only whatever the role.

    Raises Refused where the person is unknown, disabled, or may not act as another, and where her
    way in does not hold; StoreError where the database cannot be opened.
    """
    came_in, timepiece = sign_in or local_sign_in(), clock or SystemClock()
    acting = as_username or username
    via = username if as_username and as_username != username else None
    store = open_store(url, read_only=True, inspect=inspect)
    try:
        with store.translating():
            actor = _moment(store, timepiece, acting, via, came_in).actor
    except BaseException:
        store.close()
        raise
    reads = read_only or inspect or came_in.door is Door.AUDIT
    if not reads and rights(actor.staff) & _WRITES:
        store.close()
        store = open_store(url)
    return Desk(store, timepiece, acting, via, came_in)


def _moment(store: Store, clock: Clock, username: str, via: str | None, sign_in: SignIn) -> Moment:
    instant = believed(store, clock.now())
    settings = read_settings(store)
    actor = _actor(store, username, via, settings)
    today = studio_date(instant, settings.timezone)
    check_sign_in(store, sign_in, actor.via or actor.staff, today)
    return Moment(instant, today, settings, actor)


def _actor(store: Store, username: str, via: str | None, settings: Settings) -> Actor:
    staff = _person(store, username)
    behind = None if via is None else _person(store, via)
    if behind is not None and Permission.MANAGE not in rights(behind):
        raise Refused(Refusal("not_permitted", "Only an admin may act as another person."))
    return Actor(staff, settings.limits_of(staff.role, staff.limits), behind)


def _person(store: Store, username: str) -> Staff:
    staff = read_staff(store, username)
    if staff is None:
        raise Refused(
            Refusal(
                "unknown_person",
                f"{username!r} is nobody at this desk; ask an admin to run: "
                f"creditui staff add {username}",
            )
        )
    if staff.disabled:
        raise Refused(Refusal("disabled", f"{username} may no longer sign in; ask an admin."))
    if not rights(staff):
        raise Refused(
            Refusal("no_rights", f"{username} has no role that may sign in; ask an admin.")
        )
    return staff
