"""Keeps what search reads in step with the members.

member_text   every three letters in a row of name, e-mail and phone: any part of them is found
member_word   the words of names in order, then the names: whole words and beginnings, sorted
member_name   the folded name as it was indexed, so that a changed name takes its old words along
name_word     each word once, forwards and backwards, with its members counted: what a typo means
trigram       how many members have three letters in a row, or had: never too few; the rarest of a
              text are looked up, and where there are none nobody is
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

import apsw

from creditui.domain.membership import Member
from creditui.store.engine import Store
from creditui.store.search_text import name_words, search_text, trigrams_of

_BATCH = 20_000
"""Members written together: their words go into the B-tree in its own order."""

_COUNT = """
    INSERT INTO name_word (word, backward, members) VALUES (?, ?, ?)
    ON CONFLICT (word) DO UPDATE SET members = members + excluded.members
"""
_COUNT_TRIGRAM = """
    INSERT INTO trigram (letters, members) VALUES (?, ?)
    ON CONFLICT (letters) DO UPDATE SET members = members + excluded.members
"""


def index_members(store: Store, members: Iterable[Member]) -> None:
    """Make `members`, new or changed, findable as they are now. Call it inside `writing()`."""
    waiting = iter(members)
    while batch := {member.id: member for member in islice(waiting, _BATCH)}:
        _write(store.connection, list(batch.values()))


def _write(connection: apsw.Connection, members: list[Member]) -> None:
    texts = [(member.id, search_text(member)) for member in members]
    connection.executemany(
        "INSERT OR REPLACE INTO member_text (rowid, text) VALUES (?, ?)",
        ((number, text.document) for number, text in texts),
    )
    trigrams = Counter(letters for _, text in texts for letters in set(trigrams_of(text.document)))
    connection.executemany(_COUNT_TRIGRAM, sorted(trigrams.items()))
    known = _known(connection, [number for number, _ in texts])
    names = {number: text.name for number, text in texts if known.get(number) != text.name}
    before = {number: known[number] for number in names if number in known}
    counts: Counter[str] = Counter()
    gone = list(_rows(before))
    counts.subtract(row[1] for row in gone)
    connection.executemany(
        "DELETE FROM member_word WHERE later = ? AND word = ? AND name = ? AND member_id = ?", gone
    )
    connection.executemany(
        "INSERT OR REPLACE INTO member_name (member_id, name) VALUES (?, ?)", names.items()
    )
    fresh = sorted(_rows(names))
    counts.update(row[1] for row in fresh)
    connection.executemany(
        "INSERT INTO member_word (later, word, name, member_id) VALUES (?, ?, ?, ?)", fresh
    )
    connection.executemany(
        _COUNT, sorted((word, word[::-1], count) for word, count in counts.items() if count)
    )
    if before:
        connection.executemany(
            "DELETE FROM name_word WHERE word = ? AND members <= 0", ((row[1],) for row in gone)
        )


def _known(connection: apsw.Connection, numbers: list[int]) -> dict[int, str]:
    if len(numbers) <= 50:
        found = (
            connection.execute(
                "SELECT member_id, name FROM member_name WHERE member_id = ?", (number,)
            ).fetchall()
            for number in numbers
        )
        return {int(str(number)): str(name) for rows in found for number, name in rows}
    rows = connection.execute(
        "SELECT member_id, name FROM member_name WHERE member_id BETWEEN ? AND ?",
        (min(numbers), max(numbers)),
    )
    wanted = set(numbers)
    return {int(str(number)): str(name) for number, name in rows if number in wanted}


def _rows(names: dict[int, str]) -> Iterator[tuple[int, str, str, int]]:
    for number, name in names.items():
        for later, word in name_words(name):
            yield later, word, name, number
