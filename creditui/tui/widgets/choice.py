"""A choice of few, on one line: all options in sight, no box that drops down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from creditui.tui.painting import printable
from creditui.tui.widgets.columns import truncated

_LABEL = 12


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen."""

    value: str
    label: str


class Choice(Widget, can_focus=True):
    """Chosen with left and right, space, or the first letter of an option."""

    DEFAULT_CSS = """
    Choice { height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Previous", show=False),
        Binding("right,space", "turn(1)", "Next", show=False),
    ]
    ALLOW_SELECT = False

    index: reactive[int] = reactive(0)
    """Which option is chosen."""

    @dataclass
    class Changed(Message):
        """Another option was chosen."""

        choice: Choice
        value: str

        @property
        def control(self) -> Choice:
            """The choice, for `@on(..., selector)`."""
            return self.choice

    def __init__(
        self,
        label: str,
        options: Sequence[Option],
        *,
        value: str | None = None,
        id: str | None = None,
    ) -> None:
        """Make a choice.

        Args:
            label: Its name, at the left.
            options: What can be chosen.
            value: What is chosen at first; the first option by default.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._label = label
        self.options = tuple(options)
        self.set_reactive(Choice.index, self._at(value) or 0)

    @property
    def value(self) -> str:
        """The value of the option chosen; empty where there are no options."""
        return self.options[self.index].value if self.options else ""

    @value.setter
    def value(self, value: str) -> None:
        index = self._at(value)
        if index is None:
            raise ValueError(f"{value!r} is not one of the options")
        self.index = index

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other options; what was chosen stays chosen where it is among them."""
        value = self.value
        self.options = tuple(options)
        self.set_reactive(Choice.index, self._at(value) or 0)
        self.refresh()
        if self.value != value:
            self.post_message(self.Changed(self, self.value))

    def _at(self, value: str | None) -> int | None:
        values = [option.value for option in self.options]
        return values.index(value) if value in values else None

    def watch_index(self) -> None:
        self.refresh()
        self.post_message(self.Changed(self, self.value))

    def action_turn(self, by: int) -> None:
        if self.options:
            self.index = (self.index + by) % len(self.options)

    def on_key(self, event: Key) -> None:
        """A letter goes to the next option that begins with it."""
        if not event.character or not event.character.isalnum():
            return
        count = len(self.options)
        for step in range(1, count + 1):
            index = (self.index + step) % count
            if self.options[index].label.casefold().startswith(event.character.casefold()):
                self.index = index
                event.stop()
                event.prevent_default()
                return

    def on_click(self, event: Click) -> None:
        """Choose the option that is clicked on; where only one is in sight, the arrows turn."""
        at, end = event.x - self.gutter.left - _LABEL, 0
        for text, _, chosen in self._shown(self.content_size.width - _LABEL):
            start, end = end, end + cell_len(text)
            if start <= at < end:
                self.index = chosen

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return bool(character) and any(
            option.label.casefold().startswith(str(character).casefold()) for option in self.options
        )

    def render(self) -> Content:
        width = max(1, self.content_size.width)
        label_style = "bold $primary" if self.has_focus else "$foreground-muted"
        label = (printable(self._label).ljust(_LABEL), label_style)
        shown = ((text, style) for text, style, _ in self._shown(width - _LABEL))
        return Content.assemble(label, *shown)

    def _shown(self, width: int) -> list[tuple[str, str, int]]:
        """All options where they fit, else the chosen one between arrows.

        Returns what is shown, how, and the option that a click on it chooses.
        """
        labels = [printable(option.label) for option in self.options]
        here, count = self.index, len(labels)
        if sum(cell_len(label) + 4 for label in labels) > width and labels:
            label, place = labels[here], f"  {here + 1} of {count}"
            if cell_len(label) + len(place) + 4 > width:
                place = ""  # what is chosen says more than which one it is
            label = truncated(label, width - len(place) - 4)
            return [
                ("‹ ", "$foreground-muted", (here - 1) % count),
                (label, self._chosen, here),
                (" ›", "$foreground-muted", (here + 1) % count),
                (place, "$foreground-muted", here),
            ]
        shown = []
        for index, label in enumerate(labels):
            mark, style = ("●", self._chosen) if index == here else ("○", "$foreground-muted")
            shown += [(f"{mark} {label}", style, index), ("  ", "", here)]
        return shown

    @property
    def _chosen(self) -> str:
        return "bold $primary" if self.has_focus else "bold"
