"""Keeps a form while it is typed: after a short quiet, at the review, before it is applied."""

from __future__ import annotations

import logging
from collections.abc import Callable

from creditui.desk.drafts import keep_draft
from creditui.desk.errors import DeskError, StoreError
from creditui.desk.session import Desk
from creditui.domain.draft import FormDraft

STEP = 1.0
"""Seconds between two looks: a form is kept after one to two of them without a change."""

_log = logging.getLogger(__name__)


class Keeping:
    """What is kept of one form, and when the rest will be."""

    def __init__(
        self,
        as_it_stands: Callable[[], FormDraft | None],
        later: Callable[[float, Callable[[], None]], object],
        keep: Callable[[FormDraft], object],
    ) -> None:
        """Keep nothing yet.

        Args:
            as_it_stands: The form now, or None where there is nothing to keep.
            later: Calls something after so many seconds.
            keep: Has a form kept; it calls `kept` when it is.
        """
        self._as_it_stands, self._later, self._keep = as_it_stands, later, keep
        self._kept: FormDraft | None = None
        self._changed = self._waiting = False

    @property
    def unkept(self) -> bool:
        """Whether the form stands otherwise than it was kept."""
        draft = self._as_it_stands()
        return draft is not None and draft != self._kept

    @property
    def anything(self) -> bool:
        """Whether something was kept that will have to be dropped."""
        return self._kept is not None

    def kept(self, draft: FormDraft) -> None:
        """That is kept now."""
        self._kept = draft

    def changed(self) -> None:
        """Something was typed; nothing is written while more is."""
        self._changed = True
        if not self._waiting:
            self._waiting = True
            self._later(STEP, self._look)

    def _look(self) -> None:
        self._waiting = False
        if self._changed:
            self._changed, self._waiting = False, True
            self._later(STEP, self._look)
        else:
            self.now()

    def now(self) -> None:
        """Keep the form as it stands, unless it is kept already."""
        draft = self._as_it_stands()
        if draft is not None and draft != self._kept:
            self._keep(draft)


def keep_quietly(desk: Desk, draft: FormDraft) -> bool:
    """Keep a form where that is possible, else write down why not; whether it was kept."""
    try:
        keep_draft(desk, draft)
    except (DeskError, StoreError) as error:
        _log.warning("a draft was not kept: %s", error)
        return False
    return True
