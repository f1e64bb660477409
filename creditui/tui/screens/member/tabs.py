"""The tabs of a member: one line, the current one by its weight and a mark."""

from __future__ import annotations

from enum import StrEnum

from creditui.tui.marks import Ink, Inked
from creditui.tui.widgets.line import Line


class Tab(StrEnum):
    """A tab of the member, with its key in order: 1, 2, 3."""

    MEMBERSHIP = "Membership"
    LEDGER = "Ledger"
    PROFILE = "Profile"


class TabBar(Line):
    """`▌1 Membership   2 Ledger   3 Profile`."""

    DEFAULT_CSS = """
    TabBar { margin-bottom: 1; }
    """

    def tell(self, current: Tab) -> None:
        """Mark the current tab."""
        parts: list[str | tuple[str, Ink]] = []
        for number, tab in enumerate(Tab, start=1):
            here = tab is current
            parts.append(("▌" if here else " ", "accent"))
            parts.append((f"{number} ", "accent" if here else "muted"))
            parts.append((tab.value, "strong" if here else "muted"))
            parts.append("   ")
        left: Inked = tuple(parts)
        self.set(left)
