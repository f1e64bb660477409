"""Whose credits are past their date and not written off yet (R9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from creditui.store.engine import Store
from creditui.store.queries import Prepared, given
from creditui.store.tables import LotRow

_PAST = Prepared(
    LotRow.select(LotRow.member)
    .distinct()
    .where(LotRow.left > 0, LotRow.expires_on.is_null(False), LotRow.expires_on < given("today"))
    .order_by(LotRow.member)
)


def members_to_expire(store: Store, today: date) -> Iterator[int]:
    """The ids of members with something left in a lot that expired before `today`, in order."""
    return (member_id for (member_id,) in _PAST.rows(store, today=today))
