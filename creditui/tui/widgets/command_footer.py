"""The last line of every screen: the keys that work here and now."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.screen import Screen

from creditui.tui.commands import Command
from creditui.tui.keys import key_label
from creditui.tui.widgets.key_line import KeyLine, Keys


class CommandFooter(KeyLine):
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
        offered = tuple((key, command.label, command.rank) for command, key in commands)
        if offered != self._offered:
            self._offered = offered
            self._fill()

    def on_resize(self) -> None:
        self._fill()

    def _fill(self) -> None:
        self.set(self.line_of_keys())

    def shown_keys(self) -> Keys:
        """Those that fit, the most important first; in the order offered."""
        width, shown = self.content_size.width, list[int]()
        for place in sorted(range(len(self._offered)), key=lambda place: self._offered[place][2]):
            with_it = sorted((*shown, place))
            if not shown or self._length(with_it) <= width:
                shown = with_it
        keys = ((key, label) for key, label, _ in (self._offered[place] for place in shown))
        return tuple((key, ((key_label(key), "accent"), f" {label}")) for key, label in keys)

    def _length(self, places: Sequence[int]) -> int:
        """Cells that these take, side by side."""
        offered = (self._offered[place] for place in places)
        return cell_len(self.BETWEEN.join(f"{key_label(key)} {label}" for key, label, _ in offered))

    def render(self) -> Content:
        self._left = self.line_of_keys()  # in the first frame the width is known here first
        return super().render()
