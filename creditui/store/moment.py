"""What an act's moment takes from the ledger: its instant, and what was adjusted (R17, R19).

Every question at the desk begins with this, the first frame's too, so it is SQL as it stands:
peewee is not imported for it.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

from creditui.domain.instant import microseconds
from creditui.domain.kinds import ADJUSTMENTS
from creditui.domain.people import Spent
from creditui.store.engine import Store

DRIFT = 5 * 60 * 1_000_000
"""Microseconds that the clock may be behind the last entry and is still believed."""

LIMIT_DATES = 30
"""Studio dates, today included, over which a person's limit for one member counts (R19)."""

_LAST = """
    SELECT coalesce((SELECT c.at FROM clock_record c WHERE c.last_entry = e.id
        ORDER BY c.id DESC LIMIT 1), e.at)
    FROM ledger_entry e ORDER BY e.id DESC LIMIT 1
"""

_SPENT = """
    SELECT coalesce(sum(abs(credits)), 0) FROM ledger_entry
    WHERE actor_id = ? AND studio_date BETWEEN ? AND ?
        AND kind IN (SELECT value FROM json_each(?))
"""


def last_instant(store: Store) -> int:
    """The instant that no later entry goes behind, in microseconds; 0 where there is no entry.

    The last entry's, or where it was found to be ahead, that at which the clock was put right.
    """
    last = store.row(_LAST)
    return last[0] if last else 0


def believed(store: Store, instant: datetime) -> datetime:
    """What the clock says, or the last entry's instant where the clock is a little behind it (R17).

    So an act's studio date is that of the instant its entry gets, also around midnight.
    """
    behind = last_instant(store) - microseconds(instant)
    return instant + timedelta(microseconds=behind) if 0 < behind <= DRIFT else instant


def spent(store: Store, actor_id: int, member_id: int | None, today: date) -> Spent:
    """What a person has adjusted: on `today`, and for the member in 30 studio dates (R19).

    Each act counts as a positive number of credits, whether it added or removed.
    """
    kinds = json.dumps(sorted(ADJUSTMENTS))
    on_the_day = store.row(_SPENT, (actor_id, today, today, kinds))[0]
    if member_id is None:
        return Spent(on_the_day)
    since = today - timedelta(days=LIMIT_DATES - 1)
    for_her = store.row(_SPENT + " AND member_id = ?", (actor_id, since, today, kinds, member_id))
    return Spent(on_the_day, for_her[0])
