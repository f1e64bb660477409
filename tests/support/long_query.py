"""A query that runs for as long as a test wants it to."""

from __future__ import annotations

from threading import Event
from time import monotonic
from typing import Any

from creditui.desk.errors import StoreError
from creditui.desk.session import Desk
from tests.support.patience import PATIENCE

_SQL = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE goes_on())
SELECT max(i) FROM n
"""


class LongQuery:
    """Says when it runs: one that has not begun can't be interrupted."""

    def __init__(self) -> None:
        self.begun = Event()
        self.enough = Event()
        """Set it and the query ends by itself."""
        self.stopped: str | None = None
        """The code of the error that ended it; empty where it ended by itself."""
        self._until = monotonic() + PATIENCE

    def __call__(self, desk: Desk, *_: Any, **__: Any) -> Any:
        """Run it; it stands in for anything that is asked of the desk."""
        desk.store.connection.create_scalar_function("goes_on", self._goes_on, 0)
        try:
            found = desk.store.rows(_SQL)
        except StoreError as error:
            self.stopped = error.code
            raise
        self.stopped = ""
        return found

    def _goes_on(self, *_: object) -> bool:
        self.begun.set()
        return not self.enough.is_set() and monotonic() < self._until
