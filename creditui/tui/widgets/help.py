"""The help: the keys that work on the screen below, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from creditui.tui.commands import COMMANDS, Keymap, keys_of
from creditui.tui.keys import key_label
from creditui.tui.marks import Inked
from creditui.tui.widgets.dialog import Dialog
from creditui.tui.widgets.heading import Heading
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.windowed import Column, Windowed
from creditui.tui.widgets.words import Words

_MOVING = (
    ("up, down, j, k", "Move the cursor", "One row up or down in a list."),
    ("page up, page down", "Move a page", "A window of rows up or down."),
    ("home, end", "First, last", "To the first or the last row."),
    ("tab, shift+tab", "Next field", "To the next field or list, or the one before."),
)


_NAME = max(cell_len(command.name) for command in COMMANDS)
"""Cells in which the name of every command is whole."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One line of the help."""

    keys: str
    name: str
    help: str
    possible: bool = True


class Help(Dialog[None]):
    """The room's commands and their keys."""

    DEFAULT_CSS = """
    Help > Vertical { width: 100; height: auto; max-height: 100%; padding: 1 1; margin-top: 1; }
    Help:nocolor > Vertical { padding: 0; }
    Help Heading { margin: 0 2 1 2; }
    Help Windowed { height: auto; max-height: 65vh; background: $panel; }
    Help #whole { height: 1; padding: 0 2; margin-top: 1; }
    Help > Vertical > .dialog--keys { margin: 0; padding: 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q", "dismiss", "Close", show=False)
    ]

    def __init__(self) -> None:
        super().__init__(guarded=False)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Heading("Keys")
            yield Windowed(
                (
                    Column("", lambda line: ((line.keys, "accent"),), 18),
                    Column("", _name, 16, flex=1, most=_NAME),
                    Column("", lambda line: ((line.help, "muted"),), 20, flex=4),
                ),
                key=lambda line: line.name,
                header=False,
            )
            yield Words(id="whole")
            yield Line((("esc", "accent"), " close"), classes="dialog--keys")

    def on_mount(self) -> None:
        windowed = cast("Windowed[Explained]", self.query_one(Windowed))
        windowed.show(tuple(self._lines()))
        windowed.focus()
        self.query_one(Heading).set(right=str(getattr(self.app.screen_stack[-2], "room", "")))

    @on(Windowed.Highlighted)
    def _say_whole(self) -> None:
        """The sentence of the cursor's line in full: in a narrow list it is cut."""
        line = cast("Windowed[Explained]", self.query_one(Windowed)).highlighted
        self.query_one("#whole", Words).say("" if line is None else line.help)

    def _lines(self) -> Iterator[Explained]:
        below = cast("Any", self.app.screen_stack[-2])
        keymap: Keymap = getattr(self.app, "keymap", {})
        reads = getattr(self.app, "read_only", False)
        for command in below.commands() if hasattr(below, "commands") else ():
            if command.writes and reads:
                continue
            keys = ", ".join(key_label(key) for key in keys_of(command, keymap))
            yield Explained(keys, command.name, command.help, below.why_not(command) is None)
        for keys, name, sentence in _MOVING:
            yield Explained(keys, name, sentence)


def _name(line: Explained) -> Inked:
    return ((line.name, "strong" if line.possible else "muted"),)
