"""Saved views: filter lines kept by name, and those that every studio begins with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from creditui.domain.text import tidy, unfit

LONGEST_VIEW_NAME = 40


@dataclass(frozen=True, slots=True)
class SavedView:
    """A filter line with a name. It is read when it is asked: "today" is always today."""

    name: str
    line: str
    saved_by: str = ""
    """Who saved it, by username; empty for those that are built in."""
    saved_at: datetime | None = None

    @property
    def built_in(self) -> bool:
        """Whether it comes with creditui, so that nobody can change or delete it."""
        return not self.saved_by

    @property
    def key(self) -> str:
        """Its name as names are compared: without case."""
        return tidy(self.name).casefold()

    @property
    def word(self) -> str:
        """The word of a filter line that stands for it: `view:"Removals this week"`."""
        return f'view:"{self.name}"' if " " in self.name else f"view:{self.name}"


BUILT_IN = (
    SavedView("My acts today", "who:me since:today"),
    SavedView("Removals this week", "type:remove since:mon"),
    SavedView("Over-allocations this month", "flag:over_allocation since:som"),
    SavedView("More than 10 this month", "adjustments over:10 since:som"),
    SavedView("Corrections", "adjustments corrects"),
)
"""What every studio begins with."""


def find_view(views: Iterable[SavedView], name: str) -> SavedView | None:
    """The view of that name, whatever its case, or None."""
    wanted = tidy(name).casefold()
    return next((view for view in views if view.key == wanted), None)


def view_name_fault(name: str) -> str | None:
    """Why a tidied `name` can't be a view's, as one sentence, or None."""
    if not name:
        return "A view needs a name; give it one of 1 to 40 characters."
    if '"' in name:
        return "A view's name holds no double quotes; leave them out."
    if len(name) > LONGEST_VIEW_NAME:
        return (
            f"The name has {len(name):,} characters; a view's has {LONGEST_VIEW_NAME} at the most."
        )
    return unfit(name)
