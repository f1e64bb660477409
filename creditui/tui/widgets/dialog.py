"""Dialogs: a heading and a few lines over the screen, which stays readable behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, ScreenResultType

from creditui.tui.marks import Inked
from creditui.tui.sized import Sized
from creditui.tui.typeahead import TypeAhead
from creditui.tui.widgets.heading import Heading
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.words import Words

if TYPE_CHECKING:
    from creditui.tui.base import CreditApp


class Dialog(Sized, ModalScreen[ScreenResultType], Generic[ScreenResultType]):
    """Something to answer. Keys typed before it could be read are dropped; a paste is no answer."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 50%; }
    Dialog > Vertical {
        width: 60; max-width: 100%; height: auto; max-height: 100%;
        background: $panel; padding: 1 2;
    }
    Dialog:nocolor > Vertical { border: solid $foreground; padding: 0 1; }
    Dialog > Vertical > .dialog--keys { margin-top: 1; padding: 0; color: $foreground-muted; }
    Dialog PlainInput.-textual-compact, Dialog PlainInput.-textual-compact:focus {
        background: $background;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close", show=False)]

    def __init__(self, *, guarded: bool = True, id: str | None = None) -> None:
        """Make the dialog; one that only shows or searches need not be guarded."""
        super().__init__(id=id)
        self.guard = TypeAhead(None if guarded else 0)
        self.guard.start()
        self.opening = True
        """Whether it is being made: keys wait for it."""

    def on_mount(self) -> None:
        self.call_after_refresh(self.guard.start)
        self.app.call_later(self._made)  # in its turn: it may still have to move the focus

    async def _made(self) -> None:
        self.opening = False
        await cast("CreditApp", self.app).type_ahead()

    def on_paste(self, event: events.Paste) -> None:
        """A paste never answers."""
        event.stop()


class Confirm(Dialog[bool]):
    """A question whose safe answer is no: only `y` says yes; enter, esc and n say no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("n,escape,enter", "answer(False)", "No", show=False),
    ]

    def __init__(self, question: str, *, yes: str = "yes", no: str = "no", more: str = "") -> None:
        """Make the question.

        Args:
            question: One sentence that ends in a question mark.
            yes: What `y` does, in a word or two.
            no: What every other answer does.
            more: What would be lost, in a sentence.
        """
        super().__init__()
        self._texts = (question, more, yes, no)

    def compose(self) -> ComposeResult:
        question, more, yes, no = self._texts
        with Vertical():
            yield Heading(question)
            if more:
                yield Words(more)
            keys: Inked = (("y", "accent"), f" {yes}   ", ("esc", "accent"), f" {no}")
            yield Line(keys, classes="dialog--keys")

    def action_answer(self, answer: bool) -> None:
        self.dismiss(answer)
