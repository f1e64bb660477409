"""Members for a text that was typed: read as terms, asked of the indexes, best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from operator import itemgetter

import apsw

from creditui.domain.membership import Member
from creditui.domain.text import squeeze
from creditui.store.search_found import COUNTED, Found, by_name, found, member_of, members_of
from creditui.store.search_order import best_first, matched
from creditui.store.search_plan import LOOKED_AT, plan
from creditui.store.search_query import Query, read_query
from creditui.store.search_terms import Phone, Term, Words
from creditui.store.search_text import search_text
from creditui.store.search_typo import readings

_TRIED = 100
"""Where so many that the rarest letters find all fit, the others are taken to fit too."""

_MATCHED_ROWS = """
    SELECT m.id, m.name, m.email, m.phone, m.external_id, m.joined_on
    FROM member_text JOIN member m ON m.id = member_text.rowid WHERE member_text MATCH ?
"""


def members_for(connection: apsw.Connection, text: str, limit: int) -> Found:
    """The best `limit` members for `text`; the first by name where it is only white space."""
    query = read_query(text)
    if query is None:
        return Found()
    if not query.terms:
        return by_name(connection, limit)
    best = _search(connection, query, limit)
    return best if best.total else _forgiving(connection, query, limit)


def _search(connection: apsw.Connection, query: Query, limit: int) -> Found:
    asked = plan(connection, query.terms)
    if asked is None:
        return Found()
    numbers = matched(connection, asked.rare, COUNTED + 1)
    if len(numbers) <= LOOKED_AT:
        fitting = _ranked(members_of(connection, numbers), query)
        return found(fitting[:limit], len(fitting))
    if query.loose:
        rows = map(member_of, connection.execute(_MATCHED_ROWS, (asked.whole,)))
        fitting = _ranked(_fitting(rows, query, COUNTED + 1), query)
        return found(fitting[:limit], len(fitting))
    if asked.rare != asked.whole and not _all_fit(connection, numbers[:_TRIED], query):
        if len(numbers) <= COUNTED:
            fitting = _ranked(members_of(connection, numbers), query)
            return found(fitting[:limit], len(fitting))
        numbers = matched(connection, asked.whole, COUNTED + 1)
    best = best_first(connection, query, limit)
    chosen = list(dict.fromkeys((*best, *numbers)))[:limit]
    return found(_ranked(members_of(connection, chosen), query), len(numbers))


def _all_fit(connection: apsw.Connection, numbers: list[int], query: Query) -> bool:
    return len(_ranked(members_of(connection, numbers), query)) == len(numbers)


def _forgiving(connection: apsw.Connection, query: Query, limit: int) -> Found:
    """The query with one of its words read as a name one typo away; the likeliest word first."""
    for place in _likeliest_typos(connection, query):
        term = query.terms[place]
        meant = readings(connection, squeeze(term.text)) if isinstance(term, Words) else ()
        if not meant:
            continue
        terms = (*query.terms[:place], Words(meant[0], meant), *query.terms[place + 1 :])
        best = _search(connection, replace(query, terms=terms), limit)
        if best.total:
            return replace(best, corrected=_reading(terms))
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


def _ranked(members: Iterable[Member], query: Query) -> list[Member]:
    """Those of `members` who meet the query, best first."""
    ranks = ((query.rank(search_text(member)), member) for member in members)
    fitting = [((*rank, member.id), member) for rank, member in ranks if rank is not None]
    fitting.sort(key=itemgetter(0))
    return [member for _, member in fitting]


def _fitting(members: Iterable[Member], query: Query, most: int) -> Iterator[Member]:
    fitting = (member for member in members if query.rank(search_text(member)) is not None)
    return islice(fitting, most)
