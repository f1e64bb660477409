"""The tabs of a member: one line, the current one by its weight and a mark."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, cast

from creditui.tui.commands import BY_ID, Command, Keymap, keys_of, shown_key
from creditui.tui.marks import Inked
from creditui.tui.widgets.key_line import KeyLine, Keys

if TYPE_CHECKING:
    from creditui.tui.base import CreditApp


class Tab(StrEnum):
    """A tab of the member, in order."""

    MEMBERSHIP = "Membership"
    LEDGER = "Ledger"
    PROFILE = "Profile"

    @property
    def command(self) -> Command:
        """The command that shows it."""
        return BY_ID[f"show_{self.name.lower()}"]


class TabBar(KeyLine):
    """`▌1 Membership    2 Ledger    3 Profile`."""

    DEFAULT_CSS = """
    TabBar { margin-bottom: 1; }
    """
    BETWEEN = "   "

    _current = Tab.MEMBERSHIP

    def tell(self, current: Tab) -> None:
        """Mark the current tab."""
        self._current = current
        self.set(self.line_of_keys())

    def shown_keys(self) -> Keys:
        """The key of each tab, with its name."""
        keymap = cast("CreditApp", self.app).keymap
        return tuple((keys_of(tab.command, keymap)[0], self._named(tab, keymap)) for tab in Tab)

    def _named(self, tab: Tab, keymap: Keymap) -> Inked:
        here = tab is self._current
        key = shown_key(tab.command, keymap)
        mark: Inked = (("▌" if here else " ", "accent"), (f"{key} ", "accent" if here else "muted"))
        return (*mark, (tab.value, "strong" if here else "muted"))
