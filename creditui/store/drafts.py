"""Forms that are being typed, by the person whose they are: kept, found again, dropped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from peewee import Expression

from creditui.domain.draft import FormDraft, FormKind, Stage
from creditui.store.engine import Store
from creditui.store.queries import Prepared, given, same
from creditui.store.tables import DraftRow

_OF_PERSON = Prepared(
    DraftRow.select(
        *(DraftRow.request_id, DraftRow.session_id, DraftRow.member),
        *(DraftRow.stage, DraftRow.form, DraftRow.at),
    )
    .where(DraftRow.staff == given("staff_id"), same(DraftRow.via, "via_id"))
    .order_by(DraftRow.at.desc(), DraftRow.request_id)
    .limit(given("limit"))
)


def write_draft(store: Store, staff_id: int, via_id: int | None, draft: FormDraft) -> None:
    """Keep `draft`, in place of what was kept of the same request, inside `writing()`.

    Another person's draft under the same request id stays as it is.
    """
    form = {"kind": draft.kind, "target": draft.target, "fields": dict(draft.fields)}
    changing = {
        DraftRow.session_id: draft.session_id,
        DraftRow.stage: draft.stage.value,
        DraftRow.form: json.dumps(form),
        DraftRow.at: draft.at,
    }
    whose = {DraftRow.staff: staff_id, DraftRow.via: via_id, DraftRow.member: draft.member_id}
    query = DraftRow.insert({DraftRow.request_id: draft.request_id, **whose, **changing})
    mine = _of(staff_id, via_id) & (DraftRow.member == draft.member_id)
    store.run(
        query.on_conflict(conflict_target=(DraftRow.request_id,), update=changing, where=mine)
    )


def read_drafts(
    store: Store, staff_id: int, via_id: int | None, limit: int
) -> tuple[FormDraft, ...]:
    """The person's drafts, newest first; what another release wrote and we can't read is left out.

    With `via_id` those that an admin typed while she acted as that person (R21), and no others.
    """
    found = map(_draft, _OF_PERSON.rows(store, staff_id=staff_id, via_id=via_id, limit=limit))
    return tuple(draft for draft in found if draft is not None)


def delete_draft(store: Store, staff_id: int, via_id: int | None, request_id: str) -> None:
    """Drop the person's draft of that request, if there is one, inside `writing()`."""
    named = DraftRow.request_id == request_id
    store.run(DraftRow.delete().where(named & _of(staff_id, via_id)))


def move_draft(
    store: Store, staff_id: int, via_id: int | None, draft: FormDraft, session_id: str
) -> bool:
    """Make the draft that of another session, inside `writing()`; no where it is gone or taken."""
    named = (DraftRow.request_id == draft.request_id) & (DraftRow.session_id == draft.session_id)
    query = DraftRow.update({DraftRow.session_id: session_id})
    moved: int = store.run(query.where(named & _of(staff_id, via_id)))
    return moved > 0


def _of(staff_id: int, via_id: int | None) -> Expression:
    """That a draft is the person's."""
    return (DraftRow.staff == staff_id) & (DraftRow.via == via_id)  # peewee asks whether it IS NULL


def _draft(row: Sequence[Any]) -> FormDraft | None:
    request_id, session_id, member_id, stage, text, at = row
    try:
        form = json.loads(text)
        kind, target, fields = FormKind(form["kind"]), form["target"], form["fields"]
        known = {str(name): str(value) for name, value in fields.items()}
        return FormDraft(
            request_id, member_id, kind, int(target), known, Stage(stage), session_id, at
        )
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None
