"""A filter as SQL: what each entry must be, as conditions on the row `e` (see domain/filtering.py).

Text from the filter is always a parameter, never SQL.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from creditui.domain.filtering import Filter
from creditui.store.engine import Store
from creditui.store.queries import Prepared, listed, many
from creditui.store.tables import ServiceRow, StaffRow

Parameters = tuple[str | int, ...]

_ONE_OF = "(SELECT value FROM json_each(?))"

_PEOPLE = Prepared(StaffRow.select(StaffRow.id).where(StaffRow.username.in_(listed("names"))))
_SERVICES = Prepared(ServiceRow.select(ServiceRow.id).where(ServiceRow.code.in_(listed("names"))))


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that an entry must be."""

    name: str
    """The field of Filter that asks for it."""
    sql: str
    parameters: Parameters = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter with the names in it looked up."""

    filter: Filter
    member_ids: tuple[int, ...] | None
    """The members whom `filter.member` names; None where it names nobody in particular."""
    actor_ids: tuple[int, ...]
    via_ids: tuple[int, ...]
    service_ids: tuple[int, ...]


def look_up(store: Store, wanted: Filter, member_ids: Iterable[int] | None) -> Asked:
    """`wanted` with the numbers of the people and services it names; the unknown have none."""
    return Asked(
        wanted,
        None if member_ids is None else tuple(member_ids),
        _ids(store, _PEOPLE, wanted.who),
        _ids(store, _PEOPLE, wanted.via),
        _ids(store, _SERVICES, wanted.services),
    )


def conditions(asked: Asked) -> tuple[Condition, ...]:
    """All that `asked` wants of an entry."""
    wanted = asked.filter
    found = [
        Condition(name, f"{column} IN {_ONE_OF}", (json.dumps(values),))
        for name, column, values, named in (
            ("member", "e.member_id", asked.member_ids or (), asked.member_ids is not None),
            ("who", "e.actor_id", asked.actor_ids, bool(wanted.who)),
            ("via", "e.via_id", asked.via_ids, bool(wanted.via)),
            ("kinds", "e.kind", wanted.kinds, bool(wanted.kinds)),
            ("services", "e.service_id", asked.service_ids, bool(wanted.services)),
            ("reasons", "coalesce(e.reason, '')", wanted.reasons, bool(wanted.reasons)),
        )
        if named
    ]
    if wanted.since is not None:
        found.append(Condition("since", "e.studio_date >= ?", (wanted.since.isoformat(),)))
    if wanted.until is not None:
        found.append(Condition("until", "e.studio_date <= ?", (wanted.until.isoformat(),)))
    if wanted.over is not None:
        found.append(Condition("over", "abs(e.credits) > ?", (wanted.over,)))
    if wanted.reference:
        found.append(Condition("reference", "e.reference = ? COLLATE NOCASE", (wanted.reference,)))
    return (*found, *_marks(wanted), *map(_word, wanted.words))


def _marks(wanted: Filter) -> Iterable[Condition]:
    if wanted.flagged:
        yield Condition("flagged", "e.flags <> ''")
    if wanted.flags:
        each = " OR ".join("instr(',' || e.flags || ',', ?)" for _ in wanted.flags)
        yield Condition("flags", f"({each})", tuple(f",{flag}," for flag in wanted.flags))
    if wanted.adjusted:
        yield Condition("adjusted", "e.reason IS NOT NULL")
    if wanted.corrects:
        yield Condition("corrects", "e.corrects IS NOT NULL")
    if wanted.corrected:
        sql = "EXISTS (SELECT 1 FROM ledger_entry c WHERE c.corrects = e.id)"
        yield Condition("corrected", sql)


def _word(word: str) -> Condition:
    """LIKE knows the cases of A to Z only; other letters are looked for as people write them."""
    spelled = dict.fromkeys((word, word.lower(), word.upper(), word.capitalize()))
    patterns = (
        tuple(f"%{_literal(each)}%" for each in spelled)
        if not word.isascii()
        else (f"%{_literal(word)}%",)
    )
    each = " OR ".join("e.note LIKE ? ESCAPE '\\'" for _ in patterns)
    return Condition("words", f"({each})", patterns)


def _literal(word: str) -> str:
    for special in ("\\", "%", "_"):
        word = word.replace(special, f"\\{special}")
    return word


def _ids(store: Store, query: Prepared, names: Iterable[str]) -> tuple[int, ...]:
    wanted = tuple(names)
    return tuple(id for (id,) in query.rows(store, names=many(wanted))) if wanted else ()
