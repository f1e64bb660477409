"""A small application on the real foundation, without a desk, for the tests of the widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widget import Widget

from creditui.domain.people import Permission
from creditui.tui.base import CreditApp
from creditui.tui.commands import Command, Room, bindings
from creditui.tui.configuration import Configuration
from creditui.tui.marks import Inked
from creditui.tui.screen import CreditScreen
from creditui.tui.widgets.windowed import Column, Windowed

HOSTILE = (
    "\x1b[2Jx",
    "\x1b]52;c;cHduZWQ=\x07x",
    "\x9b31mx",
    "a\u202egnp.exe",
    "\u2066x\u2069",
    "[@click=app.quit]x[/]",
    "a [/] b",
    "tab\there\nand there",
    "nul\x00del\x7f",
    "\ufeffbom\u200e",
    "lone \udc80 surrogate",
    "tag\U000e0041",
)
"""Text that must never reach a terminal as it is."""


Widgets = Callable[[], Iterable[Widget]]
"""Makes the widgets of a screen; an Input can only be made inside a running application."""


@dataclass(frozen=True, slots=True)
class Person:
    """A row of the list."""

    id: int
    name: str


def people(count: int, first: int = 0) -> tuple[Person, ...]:
    return tuple(Person(n, f"Person {n:04}") for n in range(first, first + count))


def _muted_id(person: Person) -> Inked:
    return ((str(person.id), "muted"),)


COLUMNS: tuple[Column[Person], ...] = (
    Column("Name", lambda person: ((person.name, "strong"),), 12, flex=1, most=30),
    Column("Number", _muted_id, 6, align="right", drop=1),
    Column("Standing", lambda _: (("● active", "good"),), 12),
)


def person_list(**options: object) -> Windowed[Person]:
    return Windowed(COLUMNS, key=lambda person: person.id, **options)  # type: ignore[arg-type]


class ListScreen(CreditScreen[None]):
    """A screen with any widgets, in the room of clients."""

    room = Room.CLIENTS
    BINDINGS = bindings(Room.CLIENTS)

    def __init__(self, widgets: Widgets) -> None:
        super().__init__()
        self._widgets = widgets
        self.given: list[str] = []
        self.typed = ""

    def body(self) -> ComposeResult:
        yield from self._widgets()

    def why_not(self, command: Command) -> str | None:
        if command.id == "ledger":
            return "There is no ledger in a test."
        return super().why_not(command)

    @property
    def unsaved(self) -> str:
        return self.typed

    def action_adjust(self) -> None:
        self.given.append("adjust")


class DeskFree(CreditApp):
    """The foundation with one screen."""

    def __init__(self, widgets: Widgets, configuration: Configuration | None = None) -> None:
        super().__init__(configuration)
        self.front = ListScreen(widgets)
        self.lacking: frozenset[Permission] = frozenset()

    def get_default_screen(self) -> ListScreen:
        return self.front

    def may(self, permission: Permission) -> bool:
        return permission not in self.lacking

    def title_parts(self) -> tuple[str, tuple[str, ...]]:
        return "Harbour Studio", ("alice", "staff", "20 left today")


def screen_text(app: CreditApp) -> str:
    """What is on the screen, filters applied, as lines of text."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())
