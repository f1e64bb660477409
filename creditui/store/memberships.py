"""Memberships of one member, or of a page of members at once.

The first frame lists clients with their standing, so this is SQL: peewee is not imported for it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from creditui.domain.membership import Membership
from creditui.store.engine import Store
from creditui.store.studio import read_plans_by_id


def read_memberships(store: Store, member_ids: Iterable[int]) -> dict[int, tuple[Membership, ...]]:
    """The memberships of each of these members, the latest to start first; none where she has none.

    Two statements, however many members: a list of clients shows a standing in every line.
    """
    rows = store.rows(
        "SELECT id, member_id, plan_id, started_on, ends_on, cancelled_on, paused, past_due,"
        " coalesce(external_id, '') FROM membership"
        " WHERE member_id IN (SELECT value FROM json_each(?))"
        " ORDER BY started_on DESC, id DESC",
        (json.dumps(list(member_ids)),),
    )
    plans = read_plans_by_id(store, {row[2] for row in rows})
    found: dict[int, list[Membership]] = defaultdict(list)
    for id, member_id, plan_id, started_on, ends_on, cancelled_on, paused, past_due, name in rows:
        found[member_id].append(
            Membership(
                id=id,
                member_id=member_id,
                plan=plans[plan_id],
                started_on=date.fromisoformat(started_on),
                ends_on=_date(ends_on),
                cancelled_on=_date(cancelled_on),
                paused=bool(paused),
                past_due=bool(past_due),
                external_id=name,
            )
        )
    return {member_id: tuple(memberships) for member_id, memberships in found.items()}


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
