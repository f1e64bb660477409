"""What the screens of the audit have in common that ask about one period and hand it on."""

from __future__ import annotations

from abc import abstractmethod

from creditui.tui.screens.audit.period import PeriodDialog, Span
from creditui.tui.screens.desk_screen import DeskScreen


class SpannedScreen(DeskScreen[Span]):
    """A screen over one period. Its result is the period, which may be another by then."""

    span: Span

    @abstractmethod
    def begin_reading(self) -> None:
        """Ask the ledger about the period as it is now."""

    def action_period(self) -> None:
        self.app.push_screen(PeriodDialog(self.span, self.desk_app.catalogue.today), self.ask_about)

    def ask_about(self, span: Span | None) -> None:
        """Ask about another period, where it is another."""
        if span is not None and span != self.span:
            self.span = span
            self.begin_reading()

    def action_back(self) -> None:
        self.dismiss(self.span)
