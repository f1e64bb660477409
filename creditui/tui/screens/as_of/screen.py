"""What screens have in common that show today, or how it was at the end of an earlier date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual import events, on
from textual.app import ComposeResult
from textual.screen import ScreenResultType

from creditui.desk.as_of import open_member_as_of
from creditui.desk.open_member import MemberView, open_member
from creditui.domain.wording import say_date
from creditui.tui.commands import BY_ID, Command, in_room, keys_of, shown_key
from creditui.tui.screens.as_of.past import Banner, Past
from creditui.tui.screens.desk_screen import DeskScreen

_OF_ALL_TIME = frozenset({"story"})
"""Commands that show every day at once, so that none is to be looked back at."""


class DatedScreen(DeskScreen[ScreenResultType]):
    """Shows today, or with `past` an earlier date: then it says so, and offers nothing that writes.

    A subclass yields `super().body()` first and asks for what was known on `as_of`.
    """

    def __init__(self, past: Past | None = None) -> None:
        super().__init__()
        self.past = past

    def body(self) -> ComposeResult:
        if self.past is not None:
            banner = Banner()
            banner.tell(self.past.day, of_today=self.of_today)
            yield banner

    @property
    def as_of(self) -> date | None:
        """The studio date at whose end all is shown; None for today, as it is now."""
        return None if self.past is None else self.past.day

    async def read_member(self, member_id: int) -> MemberView:
        """The member as of that date; raises what the desk raises."""
        day = self.as_of
        if day is None:
            return await self.ask(lambda desk: open_member(desk, member_id))
        return await self.ask(lambda desk: open_member_as_of(desk, member_id, day))

    @property
    def of_today(self) -> bool:
        """Whether facts are shown that the ledger does not hold: they are of today at any date."""
        return False

    @on(events.ScreenResume)
    def tell_day(self) -> None:
        """Say which day is shown: a screen that was opened from here may have changed it."""
        if self.past is not None:
            for banner in self.query(Banner):
                banner.tell(self.past.day, of_today=self.of_today)

    # Nothing is written in the past

    def commands(self) -> Iterable[Command]:
        offered = super().commands()
        return offered if self.past is None else (each for each in offered if not each.writes)

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        if self.past is None or not (command.writes or command.id in _OF_ALL_TIME):
            return reason
        back = shown_key(BY_ID["back"], self.desk_app.keymap)
        if not command.writes:
            return f"{command.name} tells of all days up to today; go back to today with {back}."
        return (
            f"{command.name} is not possible as of {say_date(self.past.day)}: what has been can't"
            f" be changed. Go back to today with {back}."
        )

    def on_key(self, event: events.Key) -> None:
        """A key that would write says why it does not, though it is not offered."""
        if self.past is None:
            return
        for command in (each for room in self.rooms for each in in_room(room) if each.writes):
            if event.character in keys_of(command, self.desk_app.keymap):
                event.stop()
                event.prevent_default()
                self.desk_app.tell(self.why_not(command) or "", "refusal")
