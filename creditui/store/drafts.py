"""Forms that are being typed, by the person whose they are: kept, found again, dropped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from creditui.domain.draft import FormDraft, FormKind, Stage
from creditui.store.engine import Store

_KEEP = """
    INSERT INTO draft (request_id, staff_id, via_id, session_id, member_id, stage, form, at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (request_id) DO UPDATE
    SET session_id = ?4, stage = ?6, form = ?7, at = ?8
    WHERE staff_id = ?2 AND via_id IS ?3 AND member_id = ?5"""
_OF_PERSON = """
    SELECT request_id, session_id, member_id, stage, form, at FROM draft
    WHERE staff_id = ? AND via_id IS ? ORDER BY at DESC, request_id LIMIT ?"""
_DROP = "DELETE FROM draft WHERE request_id = ? AND staff_id = ? AND via_id IS ?"
_TAKE_UP = """
    UPDATE draft SET session_id = ?
    WHERE request_id = ? AND staff_id = ? AND via_id IS ? AND session_id = ?
    RETURNING request_id"""


def write_draft(store: Store, staff_id: int, via_id: int | None, draft: FormDraft) -> None:
    """Keep `draft`, in place of what was kept of the same request, inside `writing()`.

    Another person's draft under the same request id stays as it is.
    """
    form = {"kind": draft.kind, "target": draft.target, "fields": dict(draft.fields)}
    what = (draft.stage.value, json.dumps(form), draft.at)
    whose = (draft.request_id, staff_id, via_id, draft.session_id, draft.member_id)
    store.execute(_KEEP, (*whose, *what))


def read_drafts(
    store: Store, staff_id: int, via_id: int | None, limit: int
) -> tuple[FormDraft, ...]:
    """The person's drafts, newest first; what another release wrote and we can't read is left out.

    With `via_id` those that an admin typed while she acted as that person (R21), and no others.
    """
    found = map(_draft, store.rows(_OF_PERSON, (staff_id, via_id, limit)))
    return tuple(draft for draft in found if draft is not None)


def delete_draft(store: Store, staff_id: int, via_id: int | None, request_id: str) -> None:
    """Drop the person's draft of that request, if there is one, inside `writing()`."""
    store.execute(_DROP, (request_id, staff_id, via_id))


def move_draft(
    store: Store, staff_id: int, via_id: int | None, draft: FormDraft, session_id: str
) -> bool:
    """Make the draft that of another session, inside `writing()`; no where it is gone or taken."""
    values = (session_id, draft.request_id, staff_id, via_id, draft.session_id)
    return store.row(_TAKE_UP, values) is not None


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
