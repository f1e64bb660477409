"""What to ask the trigram index for: as little as finds the right members.

Every three characters that a phrase adds cost a list to read, and those of common ones are long.
So a few of the rarest are asked for, and who comes back is looked at. Only where many come back, so
that the text is a common one, is the whole asked for: then the first thousand are soon found.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import apsw

from creditui.store.search_terms import Term, Way
from creditui.store.search_text import trigrams_of

LOOKED_AT = 300
"""Members that a search may read one by one."""

_RAREST = 3
_NOT_WORTH = 20
"""Three characters this many times more common than the rarest ones would tell little more."""
_MOST = 40
"""Of a longer text only the first so many characters are weighed."""

_COUNTS = "SELECT letters, members FROM trigram WHERE letters IN (SELECT value FROM json_each(?))"


def whole_expression(terms: Iterable[Term]) -> str:
    """Every way to meet every term, to the letter."""
    return " AND ".join(_any_way(term.ways()) for term in terms)


def rare_expression(connection: apsw.Connection, terms: Sequence[Term]) -> str | None:
    """An expression that lets everybody through who meets `terms`, and few others.

    None where some term has no three characters in a row that any member has.
    """
    parts = {way: _trigrams(way) for term in terms for way in term.ways()}
    counts = _counts(connection, {letters for found in parts.values() for letters in found})
    weighed = []
    for term in terms:
        possible = [
            _rarest(parts[way], counts)
            for way in term.ways()
            if all(letters in counts for letters in parts[way])
        ]
        if not possible:
            return None
        weighed.append((sum(counts[way[0]] for way in possible), _any_way(possible)))
    weighed.sort()
    if weighed[0][0] <= LOOKED_AT:
        return weighed[0][1]
    return " AND ".join(expression for _, expression in weighed)


def _trigrams(way: Way) -> set[str]:
    return {letters for phrase in way for letters in trigrams_of(phrase[:_MOST])}


def _counts(connection: apsw.Connection, letters: set[str]) -> dict[str, int]:
    rows = connection.execute(_COUNTS, (json.dumps(list(letters)),))
    return {str(found): int(str(members)) for found, members in rows}


def _rarest(letters: set[str], counts: dict[str, int]) -> Way:
    best = sorted(letters, key=lambda found: (counts[found], found))[:_RAREST]
    return tuple(found for found in best if counts[found] <= _NOT_WORTH * counts[best[0]])


def _any_way(ways: Iterable[Way]) -> str:
    return "(" + " OR ".join(dict.fromkeys(map(_all_of, ways))) + ")"


def _all_of(way: Way) -> str:
    quoted = ('"' + phrase.replace('"', '""') + '"' for phrase in way)
    return "(" + " AND ".join(quoted) + ")"
