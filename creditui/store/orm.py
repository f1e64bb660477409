"""peewee on a connection that is open already.

It takes a while to import, so only this module and `tables` do, and they are imported where a query
of peewee's is run: not by the first frame, nor by a session that only moves credits.
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
        super().__init__(opened.filename, **settings)  # type: ignore[no-untyped-call]
        self._opened = opened

    def _connect(self) -> apsw.Connection:
        return self._opened
