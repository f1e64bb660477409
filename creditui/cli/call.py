"""One call of the program: what was typed, and the desk it is done at."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from creditui.cli.parser import database_url
from creditui.desk.clock import Clock

if TYPE_CHECKING:
    from creditui.desk.session import Desk


@dataclass(frozen=True, slots=True)
class Call:
    """What was typed, parsed, and the clock to go by (the machine's where it is None)."""

    args: Namespace
    clock: Clock | None = None

    @property
    def url(self) -> str:
        """The database to work on."""
        return database_url(self.args)

    def open_desk(
        self, url: str | None = None, as_username: str | None = None, *, inspect: bool = False
    ) -> Desk:
        """Open the desk for the account that runs this, as the command line says (R21).

        `url` and `as_username` are used instead of what was typed; `inspect` opens a database that
        was tampered with, for reading. Raises Refused for an unknown or
        disabled person, StoreError where the database fails.
        """
        from creditui.access.os_account import os_username
        from creditui.desk.session import open_desk

        return open_desk(
            url or self.url,
            os_username(),
            as_username=as_username or self.args.as_username,
            read_only=self.args.read_only,
            inspect=inspect,
            clock=self.clock,
        )

    @contextmanager
    def desk(self, *, inspect: bool = False) -> Iterator[Desk]:
        """The desk, closed at the end of the block; raises as `open_desk`."""
        desk = self.open_desk(inspect=inspect)
        try:
            yield desk
        finally:
            desk.close()
