"""What is said at sign-in of a form that an earlier session left behind."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from creditui.tui.marks import Inked
from creditui.tui.typeahead import TypeAhead
from creditui.tui.widgets.dialog import Dialog
from creditui.tui.widgets.heading import Heading
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.words import Words

UNASKED = 1.0
"""Seconds in which keys do not answer: it comes by itself, and the person may be typing already."""


class LeftBehind(Dialog[bool | None]):
    """Says one thing that needs no answer, or asks whether to open a form again.

    Its result is yes, no, or None for later: then it is told at the next sign-in once more.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("n", "answer(False)", "No", show=False),
        Binding("escape", "later", "Later", show=False),
        Binding("enter", "read", "Read", show=False),
    ]

    def __init__(self, sentence: str, more: str, *, asks: bool) -> None:
        """Make it; without `asks` it only says the sentence."""
        super().__init__()
        self.guard = TypeAhead(UNASKED)
        self.guard.start()
        self.asks = asks
        self._texts = (sentence, more)

    def compose(self) -> ComposeResult:
        keys: Inked = (("enter", "accent"), " go on")
        if self.asks:
            keys = (("y", "accent"), " open it   ", ("n", "accent"), " drop it   ")
            keys = (*keys, ("esc", "accent"), " ask again next time")
        with Vertical():
            yield Heading("From your earlier session")
            yield Words(*filter(None, self._texts))
            yield Line(keys, classes="dialog--keys")

    def action_answer(self, answer: bool) -> None:
        if self.asks:
            self.dismiss(answer)

    def action_later(self) -> None:
        self.dismiss(None if self.asks else True)

    def action_read(self) -> None:
        if not self.asks:
            self.dismiss(True)
