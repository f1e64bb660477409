"""The whole search index written anew, for studios whose members were not written one by one."""

from __future__ import annotations

from collections.abc import Iterator

from creditui.domain.membership import Member
from creditui.store.engine import Store
from creditui.store.search_found import member_of
from creditui.store.search_index import index_members

_AT_ONCE = 20_000
_MEMBERS = """
    SELECT id, name, email, phone, external_id, joined_on FROM member WHERE id > ?
    ORDER BY id LIMIT ?"""


def reindex(store: Store) -> int:
    """Empty the index and write it from the members; returns how many. Inside `writing()`."""
    store.execute("INSERT INTO member_text (member_text) VALUES ('delete-all')")
    for table in ("member_name", "member_word", "name_word", "trigram"):
        store.execute(f"DELETE FROM {table}")
    index_members(store, _members(store))
    return int(store.row("SELECT count(*) FROM member_name")[0])


def _members(store: Store) -> Iterator[Member]:
    last = 0
    while rows := store.rows(_MEMBERS, (last, _AT_ONCE)):
        yield from map(member_of, rows)
        last = rows[-1][0]
