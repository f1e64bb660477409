"""One typo forgiven: the words of the studio's own names that a misspelt word may be.

No list is kept in memory. A word with one letter too many, too few or another has its first half or
its second half right, so both are looked up by B-tree, forwards and backwards; two letters swapped
across the middle are the one case left, and one look-up.
"""

from __future__ import annotations

from collections.abc import Iterable

import apsw

SHORTEST = 4
"""Letters; a shorter word with a typo could be anything."""
READINGS = 3
"""The most words a typo is read as."""

_LAST = "\U0010ffff"
_MOST = 4000
_FORWARDS = "SELECT word, members FROM name_word WHERE word >= ? AND word < ? LIMIT ?"
_BACKWARDS = """
    SELECT word, members FROM name_word
    WHERE backward >= ? AND backward < ? AND length(word) BETWEEN ? AND ? LIMIT ?
"""


def readings(connection: apsw.Connection, word: str) -> tuple[str, ...]:
    """The words of names that are one typo away from `word`, those of most members first.

    Where there is none, the beginnings of names that are: somebody may still be typing.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return ()
    half = len(word) // 2
    begun = dict(_ask(connection, _FORWARDS, *_range(word[:half]), _MOST))
    ended = dict(
        _ask(
            connection, _BACKWARDS, *_range(word[half:][::-1]), len(word) - 1, len(word) + 1, _MOST
        )
    )
    swapped = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]
    across = dict(_ask(connection, _FORWARDS, swapped, swapped + "\0", 1))
    members = begun | ended | across
    near = _near(word, members)
    if not near:
        near = _near_beginnings(word, begun, members)
    return tuple(sorted(near, key=lambda found: (-members[found], found))[:READINGS])


def _near(word: str, found: Iterable[str]) -> list[str]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    choices = [other for other in found if abs(len(other) - len(word)) <= 1]
    near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=1, limit=None)
    return [other for other, _, _ in near]


def _near_beginnings(word: str, begun: Iterable[str], members: dict[str, int]) -> list[str]:
    counted: dict[str, int] = {}
    for other in begun:
        for length in (len(word) - 1, len(word), len(word) + 1):
            if len(other) > length:
                beginning = other[:length]
                counted[beginning] = counted.get(beginning, 0) + members[other]
    near = _near(word, counted)
    near = [found for found in near if not any(found[:-1].startswith(other) for other in near)]
    members.update((beginning, counted[beginning]) for beginning in near)
    return near


def _range(beginning: str) -> tuple[str, str]:
    return beginning, beginning + _LAST


def _ask(connection: apsw.Connection, sql: str, *values: object) -> list[tuple[str, int]]:
    return [(str(word), int(members)) for word, members in connection.execute(sql, values)]
