"""The application every screen runs in, without the desk; what a server must not do is off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Event, Key, Paste
from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen

from creditui.domain.people import Permission
from creditui.domain.wording import who_may
from creditui.tui.commands import BY_ID, Command, Keymap, keys_of, shown_key, textual_keymap
from creditui.tui.configuration import Configuration
from creditui.tui.crash import QuietApp
from creditui.tui.painting import CleanLines, printable
from creditui.tui.theme import NAMES, THEMES
from creditui.tui.typeahead import HeldKeys
from creditui.tui.widgets.notice import Kind
from creditui.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from rich.console import RenderableType

_SEVERITY = {"warning": "warning", "refusal": "error", "error": "error"}


class CreditApp(QuietApp, inherit_bindings=False):
    """The shell of the terminal interface.

    Subclass it with the desk: `may` and `read_only` say what the person can do, `title_parts`
    what the title bar says.
    """

    TITLE = "creditui"
    CSS_PATH: ClassVar[Any] = Path(__file__).with_name("base.tcss")
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    NOTIFICATION_TIMEOUT = 6
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 (declared by Textual)
        (0, "-narrow"),
        (110, "-wide"),
        (160, "-broad"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "how_to_quit", show=False),
    ]

    def __init__(self, configuration: Configuration | None = None) -> None:
        super().__init__(watch_css=False)
        self.configuration = configuration or Configuration()
        self.read_only = False
        """Whether nothing can be written in this session."""
        self.features = frozenset()
        self._refused_on: Screen[Any] | None = None
        """Where the sentence that is being shown said no."""
        self._clean = CleanLines()
        self._ahead = HeldKeys()
        for theme in THEMES.get(self.console.color_system or "", THEMES["truecolor"]):
            self.register_theme(theme)
        self.theme = self.configuration.theme
        self.keymap: Keymap = self.configuration.keys
        self.set_keymap(textual_keymap(self.keymap))
        self.set_class(self.console.color_system == "standard", "-sixteen")

    # What the person may do

    def may(self, permission: Permission) -> bool:
        """Whether the actor has the permission (R18)."""
        return True

    def forbids(self, command: Command) -> str | None:
        """Why the person cannot give this command anywhere, or None."""
        if command.writes and self.read_only:
            return f"{command.name} is not possible: this session is read only."
        if command.permission is not None and not self.may(command.permission):
            return f"{command.name} is not for your role; ask {who_may(command.permission)}."
        return None

    @property
    def breadth(self) -> str:
        """The class that a screen of the terminal's width gets."""
        width = self.size.width
        return [name for least, name in self.HORIZONTAL_BREAKPOINTS if least <= width][-1]

    def title_parts(self) -> tuple[str, tuple[str, ...]]:
        """The studio's name, and the actor's name, role and what is left today."""
        return "", ()

    def fill_title(self, bar: TitleBar, screen: Screen[Any]) -> None:
        """Write a screen's title bar."""
        studio, who = self.title_parts()
        where = getattr(screen, "where", "")
        bar.tell(studio=studio, where=where, who=who, read_only=self.read_only)

    def tell(self, sentence: str, kind: Kind = "info") -> None:
        """Say one sentence in a corner for some seconds, in place of the last; never markup."""
        self.clear_notifications()
        self._refused_on = self.screen if kind == "refusal" else None
        word = {"warning": "! ", "refusal": "× ", "error": "× ", "done": "✓ "}.get(kind, "")
        severity: Any = _SEVERITY.get(kind, "information")
        super().notify(word + printable(sentence), severity=severity, markup=False)

    def take_back_refusal(self, screen: Screen[Any]) -> None:
        """Where the last sentence said why something is not possible elsewhere, leave it there."""
        if self._refused_on not in (None, screen):
            self._refused_on = None
            self.clear_notifications()

    def notify(self, message: str, **options: Any) -> None:
        """As Textual's, without markup whatever the caller asks for."""
        super().notify(printable(message), **{**options, "markup": False})

    # Commands

    async def give(self, command_id: str) -> None:
        """Give a command by name, as the palette does: it is done, or the reason is told."""
        command, screen = BY_ID[command_id], self.screen
        why_not = getattr(screen, "why_not", self.forbids)
        if reason := why_not(command):
            self.tell(reason, "refusal")
        else:
            await self.run_action(command.action, screen)

    def action_palette(self) -> None:
        from creditui.tui.widgets.palette import Palette

        if not self.screen.is_modal:
            self.push_screen(Palette(), self._chosen)

    def _chosen(self, command_id: str | None) -> None:
        if command_id is not None:
            self.call_later(self.give, command_id)

    def action_help(self) -> None:
        from creditui.tui.widgets.help import Help

        if not self.screen.is_modal:
            self.push_screen(Help())

    def action_theme(self) -> None:
        self.theme = NAMES[(NAMES.index(self.theme) + 1) % len(NAMES)]

    async def action_quit(self) -> None:
        """Leave; where typed work would be lost, only after asking."""
        from creditui.tui.widgets.dialog import Confirm

        lost = getattr(self.screen, "unsaved", "")
        if not lost:
            self.leave()
        elif not self.screen.is_modal:
            question = Confirm("Leave creditui?", yes="leave", no="stay", more=lost)
            self.push_screen(question, lambda leave: self.leave() if leave else None)

    def leave(self) -> None:
        """End the session, as the person asked."""
        self.exit()

    def action_how_to_quit(self) -> None:
        self.tell(f"{shown_key(BY_ID['quit'], self.keymap)} leaves creditui.")

    # Safety of what is painted and typed

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's, with no colour at all under NO_COLOR, and the gate for control characters."""
        filters = [
            NoColor() if isinstance(f, Monochrome) else f for f in super().get_line_filters()
        ]
        return [*filters, self._clean]

    async def on_event(self, event: Event) -> None:
        """Keep a key for the screen that is being made for it, in the order of typing."""
        if isinstance(event, Key | Paste) and not event.is_forwarded and self._screen_stack:
            if self._leads_out(event):
                self._ahead.drop()
                await self._typed(event)
                return
            self._ahead.take(event, self._waits(event))
            await self.type_ahead()
        else:
            await super().on_event(event)

    async def type_ahead(self) -> None:
        """Give the next key to the screen, once it can take it and has seen to the last."""
        while (first := self._ahead.first) and not self._waits(first):
            if not self._ahead.settled:
                self._ahead.settle(partial(self.call_later, self.type_ahead))
                return
            if event := self._ahead.give():
                await self._typed(event)

    def _leads_out(self, event: Key | Paste) -> bool:
        """Whether it leaves a screen that still reads what it will show; letters may be text."""
        if isinstance(event, Paste) or event.is_printable or not self._opening:
            return False
        ways_out = [key for name in ("back", "quit") for key in keys_of(BY_ID[name], self.keymap)]
        return event.key in ways_out and getattr(self.screen, "can_be_left", False)

    def _waits(self, event: Key | Paste) -> bool:
        """Whether it is for what is not there yet."""
        if not self._opening:
            return False
        instead = getattr(self.screen, "asks_instead", None)
        return instead is None or isinstance(event, Paste) or not instead(event.key)

    @property
    def _opening(self) -> bool:
        return bool(getattr(self.screen, "opening", False))

    async def _typed(self, event: Key | Paste) -> None:
        """Drop a key that came before the question on the screen could be read."""
        guard = getattr(self.screen, "guard", None)
        if (
            isinstance(event, Paste)
            or guard is None
            or not guard.early(event, self._ahead.repeated)
        ):
            await super().on_event(event)

    # The terminal

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Paint, with the terminal's cursor in the field that is typed in.

        Textual puts it there with each key; a field that moves meanwhile would leave it behind, and
        with it whoever has the screen read to her.
        """
        place = getattr(screen.focused, "cursor_screen_offset", None)
        if place is not None:
            self.cursor_position = place
        super()._display(screen, renderable)

    def get_driver_class(self) -> type[Driver]:
        """Ours, which takes the terminal over from the first frame."""
        from creditui.tui.driver import DeskDriver

        return DeskDriver

    # What a shared server must not offer

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """None: the one list of commands is ours."""
        return ()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Nothing: it would open a browser on the server."""

    def save_screenshot(self, *args: Any, **options: Any) -> str:
        """Nothing: it would write a file on the server."""
        return ""

    def deliver_screenshot(self, *args: Any, **options: Any) -> None:
        """Nothing: it would write a file on the server."""

    def deliver_text(self, *args: Any, **options: Any) -> None:
        """Nothing: it would write a file on the server."""

    def deliver_binary(self, *args: Any, **options: Any) -> None:
        """Nothing: it would write a file on the server."""

    def action_screenshot(self, *args: Any, **options: Any) -> None:
        """Nothing: it would write a file on the server."""

    def action_suspend_process(self) -> None:
        """Nothing: a suspended session holds its place for ever."""

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Nothing is suspended: there is no shell behind this session."""
        yield
