"""A studio date to look back at: kept for a few screens, read as typed, and said on each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from creditui.domain.calendar import BadDate, UnreadableDate
from creditui.domain.filter_words import looking_back
from creditui.domain.wording import say_date
from creditui.tui.widgets.words import Words

HOW = "write it like 2026-10-01, 1 oct, fri, yesterday or -30d"
"""How a day that has been can be typed."""

_LEDGER = ", worked out from the ledger; nothing can be changed here."
_TODAY = " Her profile, membership dates, paused and past due are as stored today."


@dataclass(slots=True)
class Past:
    """The studio date that some screens look at together: changed on one, it is so on all."""

    day: date


def read_day(text: str, today: date) -> date:
    """A studio date as typed, looking back from `today`; raises BadDate with one sentence.

    A day and a month without a year, or a weekday, is the latest such date, today included.
    """
    if not text.strip():
        raise BadDate(f"Give a day; {HOW}.")
    try:
        day = looking_back(text, today)
    except UnreadableDate:
        raise BadDate(f"That is not a date I can read; {HOW}.") from None
    if day > today:
        raise BadDate(f"{say_date(day)} has not been yet; give a date up to today.")
    return day


class Banner(Words):
    """Says under the title that all below is of an earlier day, in words that need no colour."""

    DEFAULT_CSS = """
    Banner { height: auto; padding: 0 1; margin-bottom: 1; background: $panel; }
    """

    def tell(self, day: date, *, of_today: bool) -> None:
        """Say which day.

        Args:
            day: The studio date at whose end all is shown.
            of_today: Whether facts are shown too that the ledger does not hold.
        """
        more = _TODAY if of_today else ""
        self.say(((f"As of {say_date(day)}", "strong"), _LEDGER, (more, "muted")))
