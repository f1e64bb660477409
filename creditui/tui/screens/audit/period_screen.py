"""What the screens of the audit have in common that ask about one period and hand it on."""

from __future__ import annotations

from abc import abstractmethod

from creditui.tui.screens.audit.period import Period, PeriodDialog
from creditui.tui.screens.desk_screen import DeskScreen


class PeriodScreen(DeskScreen[Period]):
    """A screen over one period. Its result is the period, which may be another by then."""

    period: Period

    @abstractmethod
    def begin_reading(self) -> None:
        """Ask the ledger about the period as it is now."""

    def action_period(self) -> None:
        self.app.push_screen(
            PeriodDialog(self.period, self.desk_app.catalogue.today), self.ask_about
        )

    def ask_about(self, period: Period | None) -> None:
        """Ask about another period, where it is another."""
        if period is not None and period != self.period:
            self.period = period
            self.begin_reading()

    def action_back(self) -> None:
        self.dismiss(self.period)
