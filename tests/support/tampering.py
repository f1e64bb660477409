"""A ledger with some of everything in it, and hands that reach past its guards into the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import apsw

from creditui.desk.seal import seal
from creditui.desk.session import open_desk
from creditui.domain.encoding import entry_hash
from creditui.domain.kinds import Kind
from creditui.domain.ledger import GENESIS
from creditui.domain.merkle import merkle_root
from creditui.domain.seal import FIRST_PREV, digest_of
from creditui.store.engine import Store, open_store
from creditui.store.history import entries_of, member_ranges
from creditui.store.seals import entry_hashes, seals_after
from tests.support.studio import Studio, make_studio


def sealed_twice(folder: Path) -> Path:
    """A ledger of 21 entries in a new file: seal 1 covers 14 of them, seal 2 the next 4."""
    studio = make_studio(folder)
    desk = open_desk(studio.url, "mona", clock=studio.clock)
    seal(desk)
    fill(studio, before_last=lambda: seal(desk))
    desk.close()
    studio.store.close()
    return studio.path


def fill(studio: Studio, before_last: Callable[[], object]) -> None:
    """Give the sample studio adds, uses, a give-back, a removal and its correction.

    *maya* has entries 1, 2, 15, 16, 18, 19, 20; *paula* 3, 4, 17, 21. `before_last` is called
    before the last three.
    """
    studio.add(2)
    used = studio.append(studio.draft(Kind.USE, (studio.move(1, -3),), actor="alice"))
    studio.add(4, external_id="paula")
    back = studio.draft(Kind.GIVE_BACK, (studio.move(1, 3),), actor="alice")
    studio.append(replace(back, corrects=used.id))
    before_last()
    removed = studio.append(studio.draft(Kind.REMOVE, (studio.move(15, -1),)))
    back = studio.draft(Kind.ADD, (studio.move(15, 1),))
    studio.append(replace(back, corrects=removed.id))
    moved = (studio.move(3, -2, external_id="paula"),)
    studio.append(studio.draft(Kind.USE, moved, external_id="paula", actor="alice"))


@contextmanager
def unguarded(path: Path) -> Iterator[apsw.Connection]:
    """The file without triggers and foreign keys; afterwards the triggers stand as before."""
    connection = apsw.Connection(str(path))
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    connection.execute("PRAGMA synchronous = OFF")  # no power is cut here
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for name, _sql in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    try:
        with connection:
            yield connection
        for _name, sql in triggers:
            connection.execute(str(sql))
    finally:
        connection.close(True)


@contextmanager
def reworded(path: Path, name: str, old: str, new: str) -> Iterator[None]:
    """The schema says `new` for `old` of a table or an index; afterwards it is as it was again.

    What was written meanwhile stands there all the same: SQLite does not look again.
    """
    was = reword(path, name, lambda sql: sql.replace(old, new))
    try:
        yield
    finally:
        reword(path, name, lambda _: was)


def reword(path: Path, name: str, change: Callable[[str], str]) -> str:
    """Change the words of a table or an index in the schema, and return what they were."""
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA writable_schema = ON")
    found = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).get
    connection.execute(
        "UPDATE sqlite_schema SET sql = ? WHERE name = ?", (change(str(found)), name)
    )
    connection.execute(f"PRAGMA schema_version = {connection.pragma('schema_version') + 1}")
    connection.close(True)
    return str(found)


def rehash(path: Path) -> None:
    """Give every entry the hash that follows from what it says now, member by member."""
    store = open_store(str(path), inspect=True)
    chained = []
    member_id, head = 0, GENESIS
    for members in member_ranges(store, 1_000):
        for entry in entries_of(store, members):
            assert not hasattr(entry, "code")
            head = head if entry.member_id == member_id else GENESIS
            member_id = entry.member_id or 0
            linked = replace(entry, prev_hash=head)
            head = entry_hash(linked)
            chained.append((linked.prev_hash, head, linked.id))
    store.close()
    with unguarded(path) as connection:
        connection.executemany(
            "UPDATE ledger_entry SET prev_hash = ?, hash = ? WHERE id = ?", chained
        )


def reseal(path: Path) -> None:
    """Give every seal the root and digest that follow from the entries as they are now."""
    store = open_store(str(path), inspect=True)
    seals: list[Any] = []
    prev = FIRST_PREV
    for was in seals_after(store, 0):
        root = merkle_root(entry_hashes(store, was.first_entry, was.last_entry))
        made = replace(was, root=root, prev=prev)
        prev = digest_of(made)
        seals.append((root, made.prev, prev, was.id))
    store.close()
    with unguarded(path) as connection:
        connection.executemany("UPDATE seal SET root = ?, prev = ?, digest = ? WHERE id = ?", seals)


def columns(store: Store, table: str) -> tuple[str, ...]:
    """The columns of a table."""
    return tuple(row[1] for row in store.rows(f"PRAGMA table_info({table})"))
