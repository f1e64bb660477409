"""The best members of a search that fits too many to look at: read in order from the indexes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import apsw

from creditui.domain.text import squeeze
from creditui.store.search_query import Query
from creditui.store.search_terms import Phone, Words

_LAST = "\U0010ffff"
_MATCHED = "SELECT rowid FROM member_text WHERE member_text MATCH ? LIMIT ?"
_BY_NAME = """
    SELECT member_id FROM member_word WHERE later = 0 ORDER BY word, name, member_id LIMIT ?
"""
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
    return _ids(connection, _MATCHED, expression, limit)


def counted(connection: apsw.Connection, limit: int) -> int:
    """The number of members, counted up to `limit`."""
    return len(_ids(connection, "SELECT member_id FROM member_name LIMIT ?", limit))


def first_by_name(connection: apsw.Connection, limit: int) -> list[int]:
    """The first `limit` members by name. A name may begin with two words ("anne", "annemarie")."""
    several = _ids(connection, _BY_NAME, 4 * limit)
    return list(dict.fromkeys(several))[:limit]


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
            yield from _ids(connection, _WHOLE_WORD, later, word, "", _LAST, limit)
    for later in (0, 1):
        for word in words:
            yield from _ids(connection, _BEGINNING, later, word, word + _LAST, limit)
    if len(term.text) >= 3 and not term.instead:
        yield from matched(connection, '"' + term.text.replace('"', '""') + '"', limit)


def _named_so(connection: apsw.Connection, query: Query, limit: int) -> list[int]:
    """Members whose names begin with the whole text as it was typed."""
    first = squeeze(query.whole.split(" ")[0])
    return _ids(connection, _WHOLE_WORD, 0, first, query.whole, query.whole + _LAST, limit)


def _ids(connection: apsw.Connection, sql: str, *values: object) -> list[int]:
    return [int(str(number)) for (number,) in connection.execute(sql, values)]
