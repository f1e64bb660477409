"""The best members of a search that fits too many to look at: read in order from the indexes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import apsw

from creditui.domain.text import squeeze
from creditui.store.search_found import ids
from creditui.store.search_query import Query
from creditui.store.search_terms import Phone, Words

_LAST = "\U0010ffff"
_MATCHED = "SELECT rowid FROM member_text WHERE member_text MATCH ? LIMIT ?"
_WHOLE_WORD = """
    SELECT member_id FROM member_word WHERE later = ? AND word = ? AND name >= ? AND name < ?
    ORDER BY name, member_id LIMIT ?
"""
_BEGINNING = """
    SELECT member_id FROM member_word WHERE later = ? AND word > ? AND word < ?
    ORDER BY word, name, member_id LIMIT ?
"""


def matched(connection: apsw.Connection, expression: str, limit: int) -> list[int]:
    """The ids that the trigram index finds, in their own order."""
    return ids(connection, _MATCHED, expression, limit)


def best_first(connection: apsw.Connection, query: Query, limit: int) -> list[int]:
    """At most `limit` ids for `query`, best first; there may be further ones that fit less well."""
    if len(query.terms) > 1:
        return _named_so(connection, query, limit)
    term = query.terms[0]
    if isinstance(term, Phone):
        ends = [f'"{term.digits}$"'] if len(term.digits) >= 2 else []
        return [number for end in ends for number in matched(connection, end, limit)]
    return list(islice(dict.fromkeys(_in_tiers(connection, term, limit)), limit))


def _in_tiers(connection: apsw.Connection, term: Words, limit: int) -> Iterator[int]:
    words = term.instead or (squeeze(term.text) or term.text,)
    for later in (0, 1):
        for word in words:
            yield from ids(connection, _WHOLE_WORD, later, word, "", _LAST, limit)
    for later in (0, 1):
        for word in words:
            yield from ids(connection, _BEGINNING, later, word, word + _LAST, limit)
    if len(term.text) >= 3 and not term.instead:
        yield from matched(connection, '"' + term.text.replace('"', '""') + '"', limit)


def _named_so(connection: apsw.Connection, query: Query, limit: int) -> list[int]:
    """Members whose names begin with the whole text as it was typed."""
    first = squeeze(query.whole.split(" ")[0])
    return ids(connection, _WHOLE_WORD, 0, first, query.whole, query.whole + _LAST, limit)
