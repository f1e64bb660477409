"""What to ask the trigram index for: as little as finds the right members.

Every three characters that a phrase adds cost a list to read, and those of common ones are long.
So a few of the rarest are asked for, and who comes back is looked at. Only where many come back, so
that the text is a common one, is the whole asked for: then the first thousand are soon found.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Plan:
    """Two expressions for the trigram index."""

    rare: str
    """Lets everybody through who meets the terms, and few others."""
    whole: str
    """Every way to meet every term that any member could, to the letter."""


def plan(connection: apsw.Connection, terms: Sequence[Term]) -> Plan | None:
    """What to ask for `terms`; None where one has three characters in a row that no member has."""
    parts = {way: _trigrams(way) for term in terms for way in term.ways()}
    counts = _counts(connection, {letters for found in parts.values() for letters in found})
    weighed, whole = [], []
    for term in terms:
        ways = [way for way in term.ways() if parts[way] <= counts.keys()]
        if not ways:
            return None
        whole.append(_any_way(ways))
        weight = sum(min(counts[letters] for letters in parts[way]) for way in ways)
        weighed.append((weight, _any_way(_rarest(way, parts[way], counts) for way in ways)))
    lightest, alone = min(weighed)
    rare = alone if lightest <= LOOKED_AT else " AND ".join(found for _, found in weighed)
    return Plan(rare, " AND ".join(whole))


def _trigrams(way: Way) -> set[str]:
    return {letters for phrase in way for letters in trigrams_of(phrase[:_MOST])}


def _counts(connection: apsw.Connection, letters: set[str]) -> dict[str, int]:
    rows = connection.execute(_COUNTS, (json.dumps(list(letters)),))
    return {str(found): int(str(members)) for found, members in rows}


def _rarest(way: Way, letters: set[str], counts: dict[str, int]) -> Way:
    best = sorted(letters, key=lambda found: (counts[found], found))[:_RAREST]
    worth = tuple(found for found in best if counts[found] <= _NOT_WORTH * counts[best[0]])
    return way if len(worth) == len(letters) else worth


def _any_way(ways: Iterable[Way]) -> str:
    return "(" + " OR ".join(dict.fromkeys(map(_all_of, ways))) + ")"


def _all_of(way: Way) -> str:
    quoted = ('"' + phrase.replace('"', '""') + '"' for phrase in way)
    return "(" + " AND ".join(quoted) + ")"
