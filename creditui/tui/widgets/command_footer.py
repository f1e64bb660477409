"""The last line of every screen: the keys that work here and now."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.screen import Screen

from creditui.tui.commands import Command
from creditui.tui.keys import key_label
from creditui.tui.marks import Ink, Inked, pieces
from creditui.tui.widgets.line import Line

_BETWEEN = "  "


class CommandFooter(Line):
    """Keys and words, as many as fit, the most important first; nothing scrolls out."""

    DEFAULT_CSS = """
    CommandFooter { dock: bottom; background: $panel; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._offered: tuple[tuple[str, str, int], ...] = ()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)

    def _bindings_updated(self, screen: Screen[object]) -> None:
        offer = getattr(screen, "offer", None)
        if offer is not None and self.is_attached:
            self.offer(offer())

    def offer(self, commands: Sequence[tuple[Command, str]]) -> None:
        """Show these commands with these keys, in this order."""
        offered = tuple((key_label(key), command.label, command.rank) for command, key in commands)
        if offered != self._offered:
            self._offered = offered
            self._fill()

    def on_resize(self) -> None:
        self._fill()

    def _fill(self) -> None:
        self.set(self._line())

    def _line(self) -> Inked:
        return _keys(_fitting(self._offered, self.content_size.width))

    def render(self) -> Content:
        self._left = self._line()  # in the first frame the width is known here first
        return super().render()


def _fitting(offered: Sequence[tuple[str, str, int]], width: int) -> list[tuple[str, str, int]]:
    """Those that fit into so many cells, the most important first; in the order offered."""
    shown: list[int] = []
    for place in sorted(range(len(offered)), key=lambda place: offered[place][2]):
        with_it = sorted((*shown, place))
        if not shown or cell_len(_plain(_keys([offered[p] for p in with_it]))) <= width:
            shown = with_it
    return [offered[place] for place in shown]


def _keys(shown: Sequence[tuple[str, str, int]]) -> Inked:
    parts: list[str | tuple[str, Ink]] = []
    for index, (key, label, _) in enumerate(shown):
        parts += [_BETWEEN if index else "", (key, "accent"), f" {label}"]
    return tuple(parts)


def _plain(text: Inked) -> str:
    return "".join(piece for piece, _ in pieces(text))
