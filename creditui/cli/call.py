"""One call of the program: what was typed, who typed it, and the desk it is done at."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from creditui.cli.parser import database_url
from creditui.desk.clock import Clock

if TYPE_CHECKING:
    from creditui.cli.arrival import Arrival
    from creditui.desk.session import Desk


@dataclass(frozen=True, slots=True)
class Call:
    """What was typed, parsed, and the clock to go by (the machine's where it is None)."""

    args: Namespace
    clock: Clock | None = None
    arrival: Arrival | None = None
    """Who came in over SSH; None where the account of the operating system says who it is."""
    words: tuple[str, ...] = ()
    """The command line, for whoever asks later what was refused."""

    @property
    def url(self) -> str:
        """The database to work on."""
        return database_url(self.args) if self.arrival is None else self.arrival.database

    def open_desk(
        self,
        url: str | None = None,
        as_username: str | None = None,
        *,
        read_only: bool = False,
        inspect: bool = False,
    ) -> Desk:
        """Open the desk for whom the key or the account that runs this has proven (R21).

        `url` and `as_username` are used instead of what was typed. With `read_only` nothing can be
        written, as where --read-only was typed; `inspect` opens a database that was tampered with,
        for reading. Raises Refused for an unknown or disabled person and for a way in that does not
        hold, of which the system's log is told; StoreError where the database fails.
        """
        from creditui.access.os_account import os_username
        from creditui.desk.errors import Refused
        from creditui.desk.session import open_desk

        arrival = self.arrival
        username = os_username() if arrival is None else arrival.username
        try:
            return open_desk(
                url or self.url,
                username,
                as_username=as_username or self.args.as_username,
                read_only=read_only or self.args.read_only,
                inspect=inspect,
                clock=self.clock,
                sign_in=None if arrival is None else arrival.sign_in,
            )
        except Refused as refused:
            from creditui.desk.system_log import tell_turned_away

            tell_turned_away(username, self.words, refused.refusal)
            raise

    @contextmanager
    def desk(self, *, inspect: bool = False) -> Iterator[Desk]:
        """The desk, closed at the end of the block; raises as `open_desk`.

        A command that came over SSH is on record as a session for as long as the block lasts.
        """
        desk = self.open_desk(inspect=inspect)
        arrival = self.arrival
        record = nullcontext() if arrival is None else self._on_record(desk, arrival)
        try:
            with record, self._keeping_refused(desk):
                yield desk
        finally:
            desk.close()

    @property
    def _command(self) -> tuple[str, ...]:
        """The words from the command's name on: what stands before it is on record by itself."""
        name = self.args.command.name
        return self.words[self.words.index(name) :] if name in self.words else self.words

    @contextmanager
    def _keeping_refused(self, desk: Desk) -> Iterator[None]:
        """Have it kept where a permission says no to the command as a whole (R18)."""
        from creditui.desk.errors import Refused

        try:
            yield
        except Refused as refused:
            if refused.code in ("not_permitted", "read_only"):
                from creditui.desk.refused import keep_refused_command

                keep_refused_command(desk, self._command, refused.refusal)
            raise

    @contextmanager
    def _on_record(self, desk: Desk, arrival: Arrival) -> Iterator[None]:
        from creditui.desk.presence import Presence
        from creditui.domain.session_record import Ending, ending_of

        presence = Presence.begin(desk, kind=self.args.command.name, origin=arrival.origin)
        ending: Ending | None = None
        try:
            yield
        except BaseException as error:
            ending = ending_of(getattr(error, "code", ""))
            raise
        finally:
            presence.end(ending or Ending.LEFT)
