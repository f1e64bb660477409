"""Asks for the studio date to look back at."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from creditui.domain.calendar import BadDate
from creditui.domain.wording import say_date, say_distance
from creditui.tui.marks import Inked
from creditui.tui.screens.as_of.past import read_day
from creditui.tui.widgets.dialog import Dialog
from creditui.tui.widgets.field import Field
from creditui.tui.widgets.heading import Heading
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.words import Words

_NOTHING_TYPED = "Shown as it was at the end of that day."


class AsOfDialog(Dialog[date | None]):
    """One field; its result is the date, or None where none is wanted."""

    DEFAULT_CSS = """
    AsOfDialog Field { margin-top: 1; }
    AsOfDialog #meaning { padding-left: 12; height: 1; color: $foreground-muted; }
    """

    def __init__(self, today: date, shown: date | None) -> None:
        """Ask on the studio date `today`; `shown` is the date that is looked at already."""
        super().__init__(guarded=False)
        self._today, self._shown = today, shown

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Heading("As of which day?")
            shown = "" if self._shown is None else self._shown.isoformat()
            yield Field("Day", shown, placeholder="1 oct, yesterday, -30d", max_length=60)
            yield Words(id="meaning")
            keys: Inked = (("enter", "accent"), " show   ", ("esc", "accent"), " cancel")
            yield Line(keys, classes="dialog--keys")

    def on_mount(self) -> None:
        self.query_one(Field).focus()
        self._say()

    @on(Field.Changed)
    def _say(self) -> None:
        """Say which day that is; a fault is told only when the person is done typing."""
        field = self.query_one(Field)
        field.complain("")
        try:
            day = read_day(field.value, self._today)
        except BadDate:
            meaning = "" if field.value.strip() else _NOTHING_TYPED
        else:
            meaning = f"{say_date(day)}, {say_distance(day, self._today)}"
        self.query_one("#meaning", Words).say(meaning)

    @on(Field.Submitted)
    def _submitted(self) -> None:
        field = self.query_one(Field)
        try:
            self.dismiss(read_day(field.value, self._today))
        except BadDate as error:
            field.complain(str(error))
