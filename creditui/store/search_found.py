"""What a search answers: members, in an order, and how many there are. All of them, by name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import apsw

from creditui.domain.membership import Member

COUNTED = 1000
"""Members are counted up to here; beyond, `more` is true."""

_ROWS = """
    SELECT m.id, m.name, m.email, m.phone, m.external_id, m.joined_on
    FROM json_each(?) wanted JOIN member m ON m.id = wanted.value
"""
_BY_NAME = """
    SELECT member_id FROM member_word WHERE later = 0 ORDER BY word, name, member_id LIMIT ?
"""
_ALL = "SELECT member_id FROM member_name LIMIT ?"


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    `total` is exact up to 300 and may be a few too many up to 1,000; `more` where more than that
    fit. `corrected` is what a typo was read as, where nothing fitted the text as it was typed.
    """

    members: tuple[Member, ...] = ()
    total: int = 0
    more: bool = False
    corrected: str | None = None


def found(members: Sequence[Member], count: int) -> Found:
    """These members, of so many: exactly, or more than are counted."""
    return Found(tuple(members), min(count, COUNTED), count > COUNTED)


def by_name(connection: apsw.Connection, limit: int) -> Found:
    """The first `limit` of all members by name."""
    # A name may begin with two words ("anne", "annemarie").
    several = ids(connection, _BY_NAME, 4 * limit)
    first = list(dict.fromkeys(several))[:limit]
    return found(members_of(connection, first), len(ids(connection, _ALL, COUNTED + 1)))


def members_of(connection: apsw.Connection, numbers: list[int]) -> list[Member]:
    """The members with those ids, in that order."""
    return [member_of(row) for row in connection.execute(_ROWS, (json.dumps(numbers),))]


def member_of(row: tuple[object, ...]) -> Member:
    """A member from id, name, e-mail, phone, external id and the date she joined."""
    number, name, email, phone, external, joined = row
    return Member(
        id=int(str(number)),
        name=str(name),
        email=str(email),
        phone=str(phone),
        external_id=str(external or ""),
        joined_on=date.fromisoformat(str(joined)) if joined else None,
    )


def ids(connection: apsw.Connection, sql: str, *values: object) -> list[int]:
    """The ids that a query of one column answers, in its order."""
    return [int(str(number)) for (number,) in connection.execute(sql, values)]
