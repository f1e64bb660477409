"""What every screen has: title bar, footer, its room's commands, and the reason against each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Generic, cast

from textual import events
from textual.app import ComposeResult
from textual.keys import key_to_character
from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from creditui.tui.commands import BY_ID, Command, Room, in_room, keys_of
from creditui.tui.sized import Sized
from creditui.tui.typeahead import TypeAhead
from creditui.tui.widgets.command_footer import CommandFooter
from creditui.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from creditui.domain.draft import FormDraft
    from creditui.tui.base import CreditApp


class CreditScreen(Sized, Screen[ScreenResultType], Generic[ScreenResultType]):
    """A screen of creditui.

    A subclass sets `room` and `BINDINGS = bindings(room)`, yields its widgets in `body`, does
    each command in `action_<id>`, and says in `why_not` what speaks against one.
    """

    room: ClassVar[Room]
    """Whose commands work here."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As Textual's; who loses or gets the focus repaints itself, and not the whole screen."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.guard = TypeAhead(0)
        """Drops keys typed too early; a screen that shows something to answer starts one."""
        self.made = True
        """Whether the screen can take keys; one that still has to put the focus sets it later."""

    @property
    def desk_app(self) -> CreditApp:
        """The application."""
        return cast("CreditApp", self.app)

    def compose(self) -> ComposeResult:
        self.add_class(self.desk_app.breadth)  # else it would be painted narrow first, then again
        yield TitleBar()
        yield from self.body()
        yield CommandFooter()

    def body(self) -> ComposeResult:
        """The widgets between title bar and footer."""
        yield from ()

    @property
    def opening(self) -> bool:
        """Whether this screen, or one that was asked for on it, is being made: keys wait for it."""
        return not self.made

    @property
    def can_be_left(self) -> bool:
        """Whether keys wait only for what is read to be shown here: who leaves need not wait."""
        return False

    def asks_instead(self, key: str) -> bool:
        """Whether a key asks for something in place of what is being read: it need not wait."""
        return False

    def is_made(self) -> None:
        """The screen is there: it gets the keys that were typed for it."""
        self.made = True
        self.give_keys()

    def give_keys(self) -> None:
        """Give what was typed ahead to the screen that is on top now, if it can take it."""
        self.app.call_later(self.desk_app.type_ahead)

    @property
    def rooms(self) -> tuple[Room, ...]:
        """The rooms open now; a screen with states (form, review) says which is."""
        return (self.room,)

    def commands(self) -> Iterable[Command]:
        """The commands that belong here now, possible or not, in order."""
        seen = {command.id: command for room in self.rooms for command in in_room(room)}
        return (command for command in BY_ID.values() if command.id in seen)

    def why_not(self, command: Command) -> str | None:
        """The sentence that speaks against a command here and now, or None.

        A subclass adds its own reasons after `super().why_not(command)`.
        """
        if all(room not in command.rooms for room in self.rooms):
            return f"{command.name} does not work here."
        return self.desk_app.forbids(command)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        command = BY_ID.get(action)
        if command is None or parameters or not self.is_attached:
            return True
        return self.why_not(command) is None

    def offer(self) -> list[tuple[Command, str]]:
        """What the footer shows: the commands that are possible, each with a key that is free."""
        offered = []
        for command in self.commands():
            key = self._free_key(command)
            if command.rank and key is not None and self.why_not(command) is None:
                offered.append((command, key))
        return offered

    def _free_key(self, command: Command) -> str | None:
        """The command's first key that the focused widget does not take as text."""
        focused = self.focused
        for key in keys_of(command, self.desk_app.keymap):
            typed = key if len(key) == 1 else key_to_character(key)
            if focused is None or not typed or not focused.check_consume_key(key, typed):
                return key
        return None

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        self.desk_app.take_back_refusal(self)
        self.tell_title()
        self.refresh_bindings()

    def tell_title(self) -> None:
        """Bring the title bar up to date."""
        for bar in self.query(TitleBar):
            self.desk_app.fill_title(bar, self)

    @property
    def unsaved(self) -> str:
        """What was typed here and would be lost, in a sentence; empty where nothing would."""
        return ""

    @property
    def draft(self) -> FormDraft | None:
        """What is typed here as it would be kept, or None where there is nothing to keep."""
        return None

    @property
    def unkept(self) -> bool:
        """Whether some of that is not kept yet."""
        return False

    def let_go(self) -> None:
        """The person leaves the application from here on purpose; keep nothing of it."""

    @property
    def busy(self) -> bool:
        """Whether something is under way that will go on to another screen, or leave this one."""
        return self.opening

    @property
    def where(self) -> str:
        """What this screen is about, for the title bar."""
        return ""
