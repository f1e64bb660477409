"""Find a member: by any part of name, e-mail or phone, or exactly by a reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from creditui.desk.errors import InputError
from creditui.desk.session import Desk, Moment
from creditui.desk.standings import closed_to, in_order
from creditui.domain.membership import Member, Membership
from creditui.domain.people import Permission
from creditui.domain.standing import StandingView, standing_of
from creditui.store.memberships import read_memberships
from creditui.store.search import search_members
from creditui.store.transaction import reading

PAGE = 100
"""Members that one search shows at the most."""


@dataclass(frozen=True, slots=True)
class FoundMember:
    """A line of the client list."""

    member: Member
    plan: str
    """The name of the plan of her first membership, or empty."""
    standing: StandingView | None
    closed: str | None = None
    """Why the credits of none of her memberships can be adjusted, if they can't (R1)."""


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found, best first."""

    text: str
    members: tuple[FoundMember, ...]
    total: int
    more: bool
    """Whether there are more than `total` says."""
    corrected: str | None
    """What a mistyped text was read as."""


def find(desk: Desk, text: str, limit: int = PAGE) -> Results:
    """Members matching every word of `text`; all of them by name where it is empty.

    Raises Refused for a person without rights (R18).
    """
    with reading(desk.store):
        moment = desk.require(Permission.VIEW)
        found = search_members(desk.store, text, limit)
        memberships = read_memberships(desk.store, (member.id for member in found.members))
    lines = (_line(member, memberships.get(member.id, ()), moment) for member in found.members)
    return Results(text, tuple(lines), found.total, found.more, found.corrected)


def resolve_member(desk: Desk, reference: str) -> Member:
    """The one member whom an id, an external id, an e-mail address or a phone number names.

    Raises InputError where nobody matches, or where two do, listing them.
    """
    from creditui.store.members import members_by_reference  # with peewee: not for a first frame

    with reading(desk.store):
        desk.require(Permission.VIEW)
        matches = members_by_reference(desk.store, reference)
    if not matches:
        raise InputError(
            "no_such_member",
            f"Nobody has the id, e-mail or phone {reference!r}; try: creditui search TEXT",
        )
    if len(matches) > 1:
        listed = "; ".join(f"{m.id} {m.name} {m.email} {m.phone}".rstrip() for m in matches[:10])
        raise InputError(
            "ambiguous_member",
            f"{reference!r} is more than one member, name one by id, such as id:{matches[0].id}: "
            f"{listed}",
        )
    return matches[0]


def _line(member: Member, memberships: Sequence[Membership], moment: Moment) -> FoundMember:
    """The line that shows the membership at which her credits would be looked for first."""
    if not memberships:
        return FoundMember(member, "", None, f"{member.name} has no membership to adjust.")
    first = in_order(memberships, moment.today, moment.settings)[0]
    standing = standing_of(first, moment.today, moment.settings.grace_days)
    closed = closed_to(moment, first)
    return FoundMember(member, first.plan.name, standing, closed.message if closed else None)
