"""The period that is asked about, and the dialog that changes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from creditui.desk.audit import DAYS
from creditui.domain.calendar import BadDate
from creditui.domain.filter_words import looking_back
from creditui.domain.wording import days, say_date
from creditui.tui.marks import Inked
from creditui.tui.widgets.dialog import Dialog
from creditui.tui.widgets.field import Field
from creditui.tui.widgets.heading import Heading
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.words import Words

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Period:
    """The studio dates that are asked about, both included."""

    since: date
    until: date

    def __str__(self) -> str:
        """In words: "Fri 23 Oct to Sat 21 Nov 2026, 30 days"."""
        first = say_date(self.since, self.until if self.since.year == self.until.year else None)
        return f"{first} to {say_date(self.until)}, {days((self.until - self.since).days + 1)}"


def last_days(until: date) -> Period:
    """The last 30 days up to a studio date, included."""
    return Period(until - timedelta(days=DAYS - 1), until)


def read_period(since: str, until: str, today: date) -> tuple[Period | None, str, str]:
    """What was typed as a period, with what is wrong with either end; empty where nothing is.

    Nothing typed is 30 days, and today.
    """
    first, wrong_first = _read(since, today)
    last, wrong_last = _read(until, today)
    if wrong_first or wrong_last:
        return None, wrong_first, wrong_last
    last = last or today
    period = last_days(last) if first is None else Period(first, last)
    if period.since > period.until:
        return None, "", "The period ends before it begins."
    return period, "", ""


def _read(text: str, today: date) -> tuple[date | None, str]:
    if not text.strip():
        return None, ""
    try:
        return looking_back(text, today), ""
    except BadDate as error:
        return None, str(error)


class PeriodDialog(Dialog[Period | None]):
    """Two dates; the result is the period, or None where it stays as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    DEFAULT_CSS = """
    PeriodDialog Heading { margin-bottom: 1; }
    PeriodDialog #means { margin-top: 1; height: 2; }
    """

    def __init__(self, period: Period, today: date) -> None:
        """Begin with the period as it is."""
        super().__init__(guarded=False)
        self._texts = (str(period.since), "" if period.until == today else str(period.until))
        self._today = today

    def compose(self) -> ComposeResult:
        since, until = self._texts
        with Vertical():
            yield Heading("Period")
            yield Field("From", since, placeholder=f"the last {DAYS} days", max_length=_LONGEST)
            yield Field("Until", until, placeholder="today", max_length=_LONGEST)
            yield Words(id="means")
            keys: Inked = (("enter", "accent"), " apply   ", ("esc", "accent"), " as it was")
            yield Line(keys, classes="dialog--keys")

    def on_mount(self) -> None:
        self._fields[0].input.focus()
        self._tell()

    @property
    def _fields(self) -> tuple[Field, Field]:
        first, last = self.query(Field)
        return first, last

    def _read(self) -> tuple[Period | None, str, str]:
        first, last = self._fields
        return read_period(first.value, last.value, self._today)

    @on(Field.Changed)
    def _tell(self) -> None:
        """Say what the period would be, and take complaints back."""
        for field in self._fields:
            field.complain("")
        period = self._read()[0]
        hint = "A date such as 2026-10-01, 1 oct, mon, yesterday or -30d."
        self.query_one(Words).say(((hint if period is None else str(period), "muted"),))

    @on(Field.Submitted)
    def _apply(self) -> None:
        period, *wrong = self._read()
        if period is not None:
            self.dismiss(period)
            return
        for field, sentence in zip(self._fields, wrong, strict=True):
            field.complain(sentence)
