"""What nobody expected ends the interface; nothing of it is painted, and the log has it all.

Textual would print the traceback with every local variable: names of clients, notes, code.
"""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.worker import WorkerFailed


class InterfaceBroke(Exception):
    """The interface ended by an error of its own; `__cause__` is that error."""


class QuietApp(App[None], inherit_bindings=False):
    """An application that breaks without a word: whoever ran it asks `broken` why it ended."""

    broken: BaseException | None = None
    """The first error that nobody handled, or None."""

    def check_whole(self) -> None:
        """Raise InterfaceBroke where the application ended by an error."""
        if self.broken is not None:
            raise InterfaceBroke("The interface ended by an error.") from self.broken

    def panic(self, *renderables: Any) -> None:
        """Close; what would be printed may hold anything."""
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        if self.broken is None:
            self.broken = error.error if isinstance(error, WorkerFailed) else error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()
