"""Jump to Date: the list begins at the newest entry of a date, with the filter as it is."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from creditui.domain.calendar import BadDate
from creditui.domain.filter_words import looking_back
from creditui.domain.wording import say_date
from creditui.tui.widgets.dialog import Dialog
from creditui.tui.widgets.field import Field
from creditui.tui.widgets.heading import Heading
from creditui.tui.widgets.line import Line


class Jump(Dialog[date | None]):
    """Asks for a studio date, looking back: `4 oct`, `mon`, `-30d`, `som`."""

    DEFAULT_CSS = """
    Jump Field { margin-top: 1; }
    """

    def __init__(self, today: date) -> None:
        super().__init__(guarded=False)
        self._today = today

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Heading("Jump to Date")
            yield Field("Date", placeholder="4 oct, mon, -30d, som, 2026-10-04", max_length=40)
            yield Line(
                (("enter", "accent"), " go   ", ("esc", "accent"), " stay"), classes="dialog--keys"
            )

    def on_mount(self) -> None:
        self.query_one(Field).focus()

    @on(Field.Changed)
    def _changed(self, event: Field.Changed) -> None:
        """Say which date it is as it is typed; what is wrong with it only when it is asked for."""
        event.field.complain("")
        try:
            event.field.set_hint(say_date(self._read(event.value)))
        except BadDate:
            event.field.set_hint("")

    @on(Field.Submitted)
    def _submitted(self, event: Field.Submitted) -> None:
        try:
            self.dismiss(self._read(event.value))
        except BadDate as error:
            event.field.complain(str(error))

    def _read(self, typed: str) -> date:
        return looking_back(typed, self._today)
