"""Find members by any part of name, e-mail or phone, best first, while a person is typing.

All of search is SQL, in this file and in those beside it: it is FTS5 and indexes read in order, and
the first frame is a search.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter

import apsw

from creditui.domain.membership import Member
from creditui.domain.text import squeeze
from creditui.store.engine import Store
from creditui.store.search_index import index_members, member_of, reindex
from creditui.store.search_order import best_first, counted, first_by_name, matched
from creditui.store.search_plan import LOOKED_AT, plan
from creditui.store.search_query import Query, read_query
from creditui.store.search_terms import Phone, Term, Words
from creditui.store.search_text import search_text
from creditui.store.search_typo import readings

__all__ = ["COUNTED", "Found", "index_members", "reindex", "search_members"]

COUNTED = 1000
"""Members are counted up to here; beyond, `more` is true."""

_TRIED = 100
"""Where so many that the rarest letters find all fit, the others are taken to fit too."""

_MATCHED_ROWS = """
    SELECT m.id, m.name, m.email, m.phone, m.external_id, m.joined_on
    FROM member_text JOIN member m ON m.id = member_text.rowid WHERE member_text MATCH ?
"""
_ROWS = """
    SELECT m.id, m.name, m.email, m.phone, m.external_id, m.joined_on
    FROM json_each(?) wanted JOIN member m ON m.id = wanted.value
"""


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


def search_members(store: Store, text: str, limit: int = 200) -> Found:
    """The best `limit` members for what was typed; the first by name where nothing was.

    Every piece of `text` must fit, in any order: name, e-mail or phone, any part, accents and case
    ignored; one or two letters fit the beginning of a word. Best first: the whole first word of a
    name, another whole word, the beginning of a word, a part of the name, of the e-mail, the end
    of the phone; then by name, then by id. Where nothing fits, one typo in a name is forgiven. Any
    text is allowed and nothing in it has a meaning.

    Raises:
        StoreError: The database cannot be read, or `store.interrupt()` was called.
    """
    with store.translating():
        return _answer(store.connection, text, limit)


def _answer(connection: apsw.Connection, text: str, limit: int) -> Found:
    query = read_query(text)
    if query is None:
        return Found()
    if not query.terms:
        numbers = first_by_name(connection, limit)
        return _found(_rows(connection, numbers), counted(connection, COUNTED + 1))
    found = _search(connection, query, limit)
    return found if found.total else _forgiving(connection, query, limit)


def _search(connection: apsw.Connection, query: Query, limit: int) -> Found:
    asked = plan(connection, query.terms)
    if asked is None:
        return Found()
    numbers = matched(connection, asked.rare, COUNTED + 1)
    if len(numbers) <= LOOKED_AT:
        fitting = _ranked(_rows(connection, numbers), query)
        return _found(fitting[:limit], len(fitting))
    if query.loose:
        rows = map(member_of, connection.execute(_MATCHED_ROWS, (asked.whole,)))
        fitting = _ranked(_fitting(rows, query, COUNTED + 1), query)
        return _found(fitting[:limit], len(fitting))
    if asked.rare != asked.whole and not _all_fit(connection, numbers[:_TRIED], query):
        if len(numbers) <= COUNTED:
            fitting = _ranked(_rows(connection, numbers), query)
            return _found(fitting[:limit], len(fitting))
        numbers = matched(connection, asked.whole, COUNTED + 1)
    best = best_first(connection, query, limit)
    chosen = list(dict.fromkeys((*best, *numbers)))[:limit]
    return _found(_ranked(_rows(connection, chosen), query), len(numbers))


def _all_fit(connection: apsw.Connection, numbers: list[int], query: Query) -> bool:
    return len(_ranked(_rows(connection, numbers), query)) == len(numbers)


def _forgiving(connection: apsw.Connection, query: Query, limit: int) -> Found:
    """The query with one of its words read as a name one typo away; the likeliest word first."""
    for place in _likeliest_typos(connection, query):
        term = query.terms[place]
        meant = readings(connection, squeeze(term.text)) if isinstance(term, Words) else ()
        if not meant:
            continue
        terms = (*query.terms[:place], Words(meant[0], meant), *query.terms[place + 1 :])
        found = _search(connection, replace(query, terms=terms), limit)
        if found.total:
            return replace(found, corrected=_reading(terms))
    return Found()


def _likeliest_typos(connection: apsw.Connection, query: Query) -> list[int]:
    """The places of words in `query`; those that fit nobody at all come first."""
    places = [place for place, term in enumerate(query.terms) if isinstance(term, Words)]
    if len(places) < 2:
        return places
    return sorted(places, key=lambda place: not _meets_nobody(connection, query.terms[place]))


def _meets_nobody(connection: apsw.Connection, term: Term) -> bool:
    asked = plan(connection, (term,))
    return asked is None or not matched(connection, asked.whole, 1)


def _reading(terms: Iterable[Term]) -> str:
    return " ".join(
        " or ".join(term.instead)
        if isinstance(term, Words) and term.instead
        else " ".join(piece.text for piece in (term.pieces if isinstance(term, Phone) else (term,)))
        for term in terms
    )


def _rows(connection: apsw.Connection, numbers: list[int]) -> list[Member]:
    """The members with those ids, in that order."""
    return [member_of(row) for row in connection.execute(_ROWS, (json.dumps(numbers),))]


def _found(members: list[Member], count: int) -> Found:
    return Found(tuple(members), min(count, COUNTED), count > COUNTED)


def _ranked(members: Iterable[Member], query: Query) -> list[Member]:
    """Those of `members` who meet the query, best first."""
    ranks = ((query.rank(search_text(member)), member) for member in members)
    fitting = [((*rank, member.id), member) for rank, member in ranks if rank is not None]
    fitting.sort(key=itemgetter(0))
    return [member for _, member in fitting]


def _fitting(members: Iterable[Member], query: Query, most: int) -> Iterator[Member]:
    fitting = (member for member in members if query.rank(search_text(member)) is not None)
    return islice(fitting, most)
