"""How the desk says that something was not done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditui.domain.refusal import Refusal
from creditui.store.errors import StoreError

if TYPE_CHECKING:
    from creditui.domain.proposal import Proposal

__all__ = ["DeskError", "InputError", "Refused", "Stale", "StoreError"]


class DeskError(Exception):
    """Something was not done. `code` is stable; `message` is one sentence that says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class InputError(DeskError):
    """What was typed or passed is wrong; nothing was looked at further."""


class Refused(DeskError):
    """A rule or a permission said no."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code, refusal.message)
        self.refusal = refusal


class Stale(DeskError):
    """What was reviewed is no longer what would happen; nothing was written (R13).

    `reviewed` is None where only a number was stated as seen, `fresh` where nothing could be done
    now. `differences` has a sentence for each thing that changed.
    """

    def __init__(
        self,
        reviewed: Proposal | None,
        fresh: Proposal | None,
        differences: tuple[str, ...],
    ) -> None:
        super().__init__("stale", " ".join((*differences, "Nothing was written.")))
        self.reviewed = reviewed
        self.fresh = fresh
        self.differences = differences
