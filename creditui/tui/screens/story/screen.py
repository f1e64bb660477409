"""The story of a balance: how it came to be what it is, and what runs out when (R3)."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize, ScreenResume, ScreenSuspend

from creditui.desk.story import BalanceStory, balance_story
from creditui.domain.story import Mark
from creditui.tui.commands import Command, Room, bindings
from creditui.tui.marks import Inked
from creditui.tui.screens.desk_screen import DeskScreen
from creditui.tui.screens.ledger.from_entry import lead_to_member
from creditui.tui.screens.story.picture import Picture
from creditui.tui.screens.story.telling import (
    IF_UNUSED,
    say_entry,
    say_left_out,
    say_legend,
    say_why,
)
from creditui.tui.widgets.line import Line

NOTHING = "None were ever given here, so there is no story yet."
_LOW = 24
"""Lines under which no line stays empty."""


class StoryScreen(DeskScreen[None]):
    """One member's balance of one service on a line of time."""

    room = Room.STORY
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.STORY)
    DEFAULT_CSS = """
    StoryScreen Picture { margin: 1 1 0 1; }
    StoryScreen #legend { margin-bottom: 1; }
    StoryScreen .-empty { display: none; }
    StoryScreen.-low Picture { margin-top: 0; }
    StoryScreen.-low #legend { margin-bottom: 0; }
    """

    def __init__(
        self,
        member_id: int,
        service: str,
        membership_id: int | None = None,
        entry_id: int | None = None,
    ) -> None:
        """Tell of `service` (a code), of one membership or of all that the member holds.

        The cursor begins on the entry of that id, or on the newest.
        """
        super().__init__()
        self._about = (member_id, service, membership_id)
        self._entry_id = entry_id
        self._told: BalanceStory | None = None
        self._away = False

    def body(self) -> ComposeResult:
        yield Line((("Reading the story…", "muted"),), id="headline")
        yield Line(id="left-out", classes="-empty")
        yield Picture(self.desk_app.catalogue)
        yield Line(id="legend")
        yield Line(id="entry")
        yield Line(id="why")

    def on_mount(self) -> None:
        self._picture.focus()
        self.begin(self._load(), "story", reads=True)

    @on(ScreenSuspend)
    def _look_away(self) -> None:
        self._away = True

    @on(ScreenResume)
    def _look_again(self) -> None:
        """An entry may have been corrected meanwhile; the cursor stays on its own."""
        if self._away:
            self._away = False
            self._entry_id = None if self._mark is None else self._mark.entry_id
            self.begin(self._load(), "story")

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.height < _LOW, "-low")

    @property
    def where(self) -> str:
        return "Story" if self._told is None else f"{self._told.member.name} · Story"

    @property
    def _picture(self) -> Picture:
        return self.query_one(Picture)

    async def _load(self) -> None:
        member_id, service, membership_id = self._about
        told = await self.read(lambda desk: balance_story(desk, member_id, service, membership_id))
        self._told = told
        left_out = say_left_out(told) if told.marks else NOTHING
        self.query_one("#left-out", Line).set(((left_out, "warning"),))
        self.query_one("#left-out", Line).set_class(not left_out, "-empty")
        if told.marks:
            self._picture.show(told, self._entry_id)
        self._tell()
        self.tell_title()

    # What the lines say

    @on(Picture.Moved)
    def _moved(self) -> None:
        if self._told is not None:
            self._tell()

    def _tell(self) -> None:
        told, picture = self._told, self._picture
        if told is None:
            return
        name = self.desk_app.catalogue.service_name(told.service)
        in_sight = self._in_sight() if told.marks else ""
        self.query_one("#headline", Line).set(self._headline(name), in_sight)
        drawing, mark = picture.drawing, picture.mark
        if drawing is not None:
            legend = say_legend(drawing.glyphs, picture.size.width)
            self.query_one("#legend", Line).set(legend)
        if mark is not None:
            number: Inked = ((f"{picture.number:,} of {len(told.marks):,}", "muted"),)
            self.query_one("#entry", Line).set(say_entry(mark, told.today), number)
            self.query_one("#why", Line).set(say_why(mark, self.desk_app.catalogue))
        self.refresh_bindings()

    def _headline(self, name: str) -> Inked:
        assert self._told is not None
        scope = "in all memberships" if self._about[2] is None else "in this membership"
        return ((f"{name} {self._told.balance}", "strong"), (f"  {scope}", "muted"))

    def _in_sight(self) -> Inked:
        drawing = self._picture.drawing
        ahead = IF_UNUSED if drawing is not None and drawing.ahead else ()
        return (*ahead, (self._picture.zoom.says, "muted"))

    # Commands

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        if reason is not None or command.id not in ("open", "closer", "further"):
            return reason
        if self._told is None or self._mark is None:
            return "There is no entry here yet."
        levels, zoom = self._picture.zooms, self._picture.zoom
        if command.id == "closer" and zoom is levels[0]:
            return f"It is as close as it gets: {zoom.says}."
        if command.id == "further" and zoom is levels[-1]:
            return "The whole story is in sight."
        return None

    @property
    def _mark(self) -> Mark | None:
        return self._picture.mark if self.is_attached else None

    def action_closer(self) -> None:
        self._zoom(-1)

    def action_further(self) -> None:
        self._zoom(1)

    def _zoom(self, by: int) -> None:
        levels = self._picture.zooms
        self._picture.set_zoom(levels[levels.index(self._picture.zoom) + by])

    def action_open(self) -> None:
        """Go to the entry in the member's ledger."""
        if (mark := self._mark) is not None:
            self.begin(lead_to_member(self, mark.entry), "open", opens=True)

    def action_back(self) -> None:
        self.dismiss()
