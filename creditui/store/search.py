"""Find members by any part of name, e-mail or phone, best first, while a person is typing.

All of search is SQL, here and in the files beside this: it is FTS5 and indexes read in order. The
first frame shows everybody, so what reads a text is imported with the first that is typed.
"""

from __future__ import annotations

from creditui.store.engine import Store
from creditui.store.search_found import COUNTED, Found, by_name

__all__ = ["COUNTED", "Found", "search_members"]


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
        if not text:
            return by_name(store.connection, limit)
        from creditui.store.search_typed import members_for

        return members_for(store.connection, text, limit)
