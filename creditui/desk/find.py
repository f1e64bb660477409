"""Find a member: by any part of name, e-mail or phone, or exactly by a reference."""

from __future__ import annotations

from dataclasses import dataclass

from creditui.desk.errors import InputError
from creditui.desk.open_member import MemberView, view_of
from creditui.desk.session import Desk
from creditui.domain.membership import Member
from creditui.domain.people import Permission
from creditui.domain.standing import StandingView
from creditui.store.records import members_by_reference, read_record
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
        lines = []
        for member in found.members:
            record = read_record(desk.store, member.id)
            view = None if record is None else view_of(record, moment)
            lines.append(_line(member, view))
    return Results(text, tuple(lines), found.total, found.more, found.corrected)


def resolve_member(desk: Desk, reference: str) -> Member:
    """The one member whom an id, an external id, an e-mail address or a phone number names.

    Raises InputError where nobody matches, or where two do, listing them.
    """
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
            "ambiguous_member", f"{reference!r} is more than one member, name one by id: {listed}"
        )
    return matches[0]


def _line(member: Member, view: MemberView | None) -> FoundMember:
    if view is None or not view.memberships:
        return FoundMember(member, "", None, f"{member.name} has no membership to adjust.")
    first = view.memberships[0]
    closed = None if first.closed is None else first.closed.message
    return FoundMember(member, first.membership.plan.name, first.standing, closed)
