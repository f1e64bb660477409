"""Whether an earlier session left forms behind: asked at every start, and mostly none did (R14)."""

from __future__ import annotations

from creditui.desk.session import Desk, Moment
from creditui.store.signing_in import has_drafts
from creditui.store.transaction import reading


def may_have_left(desk: Desk) -> bool:
    """Whether any session keeps a form of the person's; `unfinished` reads which, with peewee.

    Raises Refused (R18), StoreError.
    """
    with reading(desk.store):
        return has_drafts(desk.store, *whose(desk.moment()))


def whose(moment: Moment) -> tuple[int, int | None]:
    """Whose drafts are a person's: who acts, and the admin who acts as her (R21)."""
    actor = moment.actor
    return actor.staff.id, None if actor.via is None else actor.via.id
