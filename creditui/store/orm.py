"""peewee on a connection that is open already.

Queries that write are run on it (`Store.run`); those that read are SQL by then (`queries.py`). It
takes a while to import, so nothing that the first frame needs imports this, `queries` or `tables`.
"""

from __future__ import annotations

import apsw
from playhouse.apsw_ext import APSWDatabase


def bound(connection: apsw.Connection) -> APSWDatabase:
    """A database of peewee's that asks `connection`, in the thread that this is called in."""
    database = _Bound(connection)
    database.connect()
    return database


class _Bound(APSWDatabase):
    def __init__(self, opened: apsw.Connection) -> None:
        settings = {"autoconnect": False, "lock_type": "IMMEDIATE"}
        super().__init__(opened.filename or ":memory:", **settings)  # type: ignore[no-untyped-call]
        self._opened = opened

    def _connect(self) -> apsw.Connection:
        return self._opened
