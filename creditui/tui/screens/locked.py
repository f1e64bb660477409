"""The lock: nothing of a client is on the screen while nobody is there to look at it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen

from creditui.domain.wording import minutes
from creditui.tui.sized import Sized
from creditui.tui.widgets.words import Words


class LockScreen(Sized, Screen[None]):
    """An empty screen over all others. The application takes the key that wakes it."""

    DEFAULT_CSS = """
    LockScreen { align-vertical: middle; background: $background; }
    LockScreen Static { width: 100%; text-align: center; color: $foreground-muted; }
    LockScreen ToastRack { display: none; }
    """

    def __init__(self, after: int) -> None:
        """Say after how many minutes it locked."""
        super().__init__()
        self._minutes = after

    def compose(self) -> ComposeResult:
        since = f"Locked after {minutes(self._minutes)} without a key."
        yield Words(since, "Press any key to go on.")
