"""Whose credits are past their date and not written off yet (R9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from creditui.store.engine import Store


def members_to_expire(store: Store, today: date) -> Iterator[int]:
    """The ids of members with something left in a lot that expired before `today`, in order."""
    rows = store.rows(
        "SELECT DISTINCT member_id FROM credit_lot"
        " WHERE left > 0 AND expires_on IS NOT NULL AND expires_on < ? ORDER BY member_id",
        (today,),
    )
    return (member_id for (member_id,) in rows)
