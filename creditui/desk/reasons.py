"""The studio's list of reasons: everybody reads it, an admin changes it (R15, R18)."""

from __future__ import annotations

from collections.abc import Callable

from creditui.desk.errors import InputError
from creditui.desk.session import Desk
from creditui.domain.people import Permission
from creditui.domain.reason_list import BadReason, find_reason, with_reason, with_words, without
from creditui.domain.reasons import Direction, Reason
from creditui.store.studio import read_reasons, write_reasons
from creditui.store.transaction import reading, writing

Reasons = tuple[Reason, ...]


def list_reasons(desk: Desk) -> Reasons:
    """Every reason that can be chosen, in the order of the form; raises Refused (R18)."""
    with reading(desk.store):
        desk.require(Permission.VIEW)
        return tuple(each for each in read_reasons(desk.store) if not each.dropped)


def add_reason(desk: Desk, reason: Reason) -> Reason:
    """Put a reason at the end of the list, a dropped one anew; it holds from the next act on.

    Raises InputError for a code that is taken or can't be, or words that can't be kept; Refused for
    who is no admin (R18).
    """
    return _change(desk, lambda reasons: with_reason(reasons, reason))[-1]


def edit_reason(
    desk: Desk,
    direction: Direction,
    code: str,
    *,
    name: str | None = None,
    purpose: str | None = None,
) -> Reason:
    """Give a reason another name or purpose, and return it; entries are called by it, too.

    Raises as `add_reason`.
    """

    def reworded(reasons: Reasons) -> Reasons:
        return with_words(reasons, find_reason(reasons, direction, code), name, purpose)

    return find_reason(_change(desk, reworded), direction, code)


def drop_reason(desk: Desk, direction: Direction, code: str) -> Reason:
    """Let a reason be chosen no longer, and return it; entries keep it.

    Raises as `add_reason`, and InputError for the last one of its direction.
    """
    dropped: list[Reason] = []

    def shortened(reasons: Reasons) -> Reasons:
        dropped.append(find_reason(reasons, direction, code))
        return without(reasons, dropped[0])

    _change(desk, shortened)
    return dropped[0]


def _change(desk: Desk, change: Callable[[Reasons], Reasons]) -> Reasons:
    desk.check_writable()
    with writing(desk.store):
        desk.require(Permission.MANAGE)
        try:
            changed = change(read_reasons(desk.store))
        except BadReason as error:
            raise InputError("bad_reason", str(error)) from None
        write_reasons(desk.store, changed)
    return changed
