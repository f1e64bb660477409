"""The command palette: every command of the room by name, with its key, or the reason against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from creditui.tui.commands import Command, Keymap, shown_key
from creditui.tui.marks import Inked
from creditui.tui.widgets.field import PlainInput
from creditui.tui.widgets.list_dialog import ListDialog
from creditui.tui.widgets.windowed import Column, Windowed
from creditui.tui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class Found:
    """A command in the palette."""

    command: Command
    key: str
    reason: str | None
    """Why it is not possible now, or None."""


def found(text: str, commands: Iterable[Found]) -> list[Found]:
    """The commands whose name or help has every word typed, best first.

    With nothing typed, only what is possible is offered; a search finds the rest too.
    """
    words = text.casefold().split()
    if not words:
        return [item for item in commands if item.reason is None]
    matches = []
    for place, item in enumerate(commands):
        name = item.command.name.casefold()
        if all(word in f"{name} {item.command.help.casefold()}" for word in words):
            rank = 0 if name.startswith(words[0]) else 1 if words[0] in name else 2
            matches.append((item.reason is not None, rank, place, item))
    return [item for *_, item in sorted(matches, key=lambda match: match[:3])]


def _name(item: Found) -> Inked:
    return ((item.command.name, "strong" if item.reason is None else "muted"),)


def _help(item: Found) -> Inked:
    return ((item.reason or item.command.help, "muted" if item.reason is None else "warning"),)


class Palette(ListDialog[str | None, Found]):
    """Type part of a name, enter gives the command; the result is the command's id."""

    DEFAULT_CSS = """
    Palette Windowed { height: 12; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+p", "dismiss", show=False)]

    def __init__(self) -> None:
        super().__init__(guarded=False)
        self._all: list[Found] = []

    def compose(self) -> ComposeResult:
        with Vertical():
            yield PlainInput(placeholder="What do you want to do?")
            yield Windowed(
                (
                    Column("", _name, 18),
                    Column("", lambda item: ((item.key, "accent"),), 7, drop=1),
                    Column("", _help, 20, flex=1),
                ),
                key=lambda item: item.command.id,
                empty="No command has that in its name.",
                header=False,
            )
            yield Words(id="whole")

    def on_mount(self) -> None:
        below = self.app.screen_stack[-2]
        keymap: Keymap = getattr(self.app, "keymap", {})
        commands = cast("Any", below).commands() if hasattr(below, "commands") else ()
        self._all = [
            Found(command, shown_key(command, keymap), cast("Any", below).why_not(command))
            for command in commands
            if command.id != "palette"
        ]
        self.list.show(found("", self._all))

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        items = found(event.value, self._all)
        self.list.show(items, cursor=items[0].command.id if items else None)

    @on(Windowed.Highlighted)
    def _say_whole(self) -> None:
        """The sentence of the cursor's command in full: in the list it may be cut."""
        item = self.list.highlighted
        sentence = "" if item is None else item.reason or item.command.help
        self.query_one("#whole", Words).say(sentence)

    @on(Input.Submitted)
    def _give(self) -> None:
        if (item := self.list.highlighted) is not None:
            self.dismiss(item.command.id)

    @on(Windowed.Selected)
    def _clicked(self, event: Windowed.Selected[Found]) -> None:
        self.dismiss(event.row.command.id)
