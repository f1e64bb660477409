"""Members: one of them, their names, and whom a reference means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from peewee import fn

from creditui.domain.membership import Member
from creditui.domain.phone import same_phone
from creditui.store.engine import Store
from creditui.store.phone_tail import phone_tail
from creditui.store.queries import Prepared, given, listed, many
from creditui.store.tables import MemberRow

_MEMBERS = MemberRow.select(
    MemberRow.id,
    MemberRow.name,
    MemberRow.email,
    MemberRow.phone,
    fn.coalesce(MemberRow.external_id, ""),
    MemberRow.joined_on,
)
_MEMBER = Prepared(_MEMBERS.where(MemberRow.id == given("id")))
_NAMED = Prepared(
    _MEMBERS.where(
        (MemberRow.id == given("number"))
        | (MemberRow.external_id == given("text"))
        | ((MemberRow.email != "") & (fn.lower(MemberRow.email) == fn.lower(given("text"))))
        | ((MemberRow.phone_tail != "") & (MemberRow.phone_tail == given("tail")))
    ).order_by(MemberRow.id)
)
_NAMES = Prepared(
    MemberRow.select(MemberRow.id, MemberRow.name).where(MemberRow.id.in_(listed("ids")))
)


def read_member(store: Store, member_id: int) -> Member | None:
    """The member with that id, or None."""
    row = _MEMBER.row(store, id=member_id)
    return None if row is None else _member(row)


def member_names(store: Store, member_ids: Iterable[int]) -> dict[int, str]:
    """The names of these members, by id."""
    return dict(_NAMES.rows(store, ids=many(member_ids)))


def members_by_reference(store: Store, text: str) -> tuple[Member, ...]:
    """Everybody whom an id, an external id, an e-mail address or a phone number names, by id.

    E-mail whatever the case of its letters; a phone number however it is written. `id:7` and
    `external:7` name her whose id, or external id, that is, where a number is both.
    """
    text = text.strip()
    found = _named(store, text) if text else ()
    if found or not text.startswith(("id:", "external:")):
        return found
    kind, _, name = text.partition(":")
    return tuple(
        member
        for member in _named(store, name)
        if name == (str(member.id) if kind == "id" else member.external_id)
    )


def _named(store: Store, text: str) -> tuple[Member, ...]:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
    rows = _NAMED.rows(store, number=number, text=text, tail=phone_tail(text))
    return tuple(member for member in map(_member, rows) if _is_named(member, text, number))


def _member(row: Sequence[Any]) -> Member:
    id, name, email, phone, external_id, joined_on = row
    return Member(
        id,
        name,
        email,
        phone,
        external_id,
        None if joined_on is None else date.fromisoformat(joined_on),
    )


def _is_named(member: Member, text: str, number: int | None) -> bool:
    return (
        member.id == number
        or member.external_id == text
        or (bool(member.email) and member.email.lower() == text.lower())
        or same_phone(member.phone, text)
    )
