"""A form that an earlier session left behind opens as it was, whatever has changed since."""

from __future__ import annotations

from dataclasses import replace

import pytest

from creditui.desk.drafts import keep_draft
from creditui.desk.errors import StoreError
from creditui.desk.session import open_desk
from creditui.domain.draft import FormDraft, FormKind
from creditui.store.staff import update_staff
from creditui.store.transaction import writing
from creditui.tui.forms.kept import draft_of, typed_of
from creditui.tui.resume import look_back
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.screens.left_behind import LeftBehind
from tests.support.studio import Studio
from tests.support.visitor import Visitor, visiting

NOTE = "\x1b[2J[@click=app.quit]late[/]"
FIELDS = {
    "type": "add",
    "credits": "2",
    "service": "reformer",
    "expires": "+60d",
    "reason": "goodwill",
    "note": "sauna was cold",
    "reference": "B-1",
    "lot": "",
}


def left(
    studio: Studio, kind: FormKind, target: int, whose: str = "maya", **typed: str
) -> FormDraft:
    """What mona's earlier session left behind."""
    desk = open_desk(studio.url, "mona", clock=studio.clock)
    draft = FormDraft("dropped", studio.member_id(whose), kind, target, {**FIELDS, **typed})
    try:
        keep_draft(desk, draft)
    finally:
        desk.close()
    return draft


async def is_asked(visitor: Visitor) -> None:
    """She signs in and is asked, or told, about what was left behind."""
    visitor.app.run_worker(look_back(visitor.app), group="opened")
    while not visitor.at(LeftBehind):
        await visitor.pilot.pause(0.01)
    visitor.answers_now()


async def opens(visitor: Visitor) -> FormScreen:
    """She signs in and says yes."""
    await is_asked(visitor)
    await visitor.pilot.press("y")
    while not (isinstance(form := visitor.app.screen, FormScreen) and form.made):
        await visitor.pilot.pause(0.01)
    await visitor.settle()
    return form


async def is_as_it_was(visitor: Visitor, draft: FormDraft) -> None:
    form = await opens(visitor)
    typed = form.typed
    assert typed is not None
    assert form.form.request_id == "dropped"
    again = draft_of(form.form, typed, form.stage)
    assert (again.kind, again.target) == (draft.kind, draft.target)
    assert typed == typed_of(draft)


def membership(studio: Studio, whose: str = "maya") -> int:
    return studio.record(whose).memberships[0].id


async def test_adjust_credits_opens_as_it_was_left(studio: Studio) -> None:
    draft = left(studio, FormKind.ADJUST, membership(studio))
    async with visiting(studio, size=(120, 40)) as visitor:
        await is_as_it_was(visitor, draft)
        assert "4 → 6" in visitor.text


async def test_update_credits_opens_as_it_was_left(studio: Studio) -> None:
    period = studio.record().periods[membership(studio)][0].id
    draft = left(studio, FormKind.UPDATE, period, type="set", credits="10", expires="")
    async with visiting(studio) as visitor:
        await is_as_it_was(visitor, draft)
        assert "4 → 10" in visitor.text


async def test_a_correction_opens_as_it_was_left(studio: Studio) -> None:
    wrong = studio.add(2)
    only = {"type": "add", "credits": "", "service": "massage", "expires": ""}
    draft = left(studio, FormKind.CORRECT, wrong.id, **only, reason="correction")
    async with visiting(studio) as visitor:
        await is_as_it_was(visitor, draft)
        assert "10 → 8" in visitor.text


async def test_a_removal_stays_one_where_she_may_remove_no_more(studio: Studio) -> None:
    lot = next(lot for lot in studio.record().lots if lot.service == "massage").id
    typed = {"type": "remove", "service": "massage", "reason": "policy", "expires": "2026-11-30"}
    draft = left(studio, FormKind.ADJUST, membership(studio), **typed, lot=str(lot))
    with writing(studio.store):
        update_staff(studio.store, replace(studio.staff("mona"), role="staff"))
    async with visiting(studio) as visitor:
        await is_as_it_was(visitor, draft)
        assert "may not" in visitor.text or "needs" in visitor.text, visitor.text


async def test_a_closed_membership_says_so(studio: Studio) -> None:
    draft = left(studio, FormKind.ADJUST, membership(studio, "gone"), "gone")
    async with visiting(studio, size=(120, 40)) as visitor:
        await is_as_it_was(visitor, draft)
        assert "×" in visitor.text


async def test_hostile_text_is_shown_as_text(studio: Studio) -> None:
    left(studio, FormKind.ADJUST, membership(studio), note=NOTE)
    async with visiting(studio) as visitor:
        await opens(visitor)
        assert "\x1b" not in visitor.text
        assert "[@click=app.quit]late" in visitor.text


async def test_what_is_gone_is_said_and_dropped(studio: Studio) -> None:
    left(studio, FormKind.ADJUST, 9999)
    async with visiting(studio) as visitor:
        await is_asked(visitor)
        await visitor.press("y")
        assert "not there any more" in "".join(visitor.told)
    assert studio.store.rows("SELECT 1 FROM draft") == []


async def test_a_database_that_fails_meanwhile_is_told_and_the_form_is_kept(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    left(studio, FormKind.ADJUST, membership(studio))
    async with visiting(studio) as visitor:
        await is_asked(visitor)
        monkeypatch.setattr("creditui.tui.resume.reopen", _fails)
        await visitor.press("y")
        assert "disk is full" in "".join(visitor.told)
    assert len(studio.store.rows("SELECT 1 FROM draft")) == 1


def _fails(*_: object) -> None:
    raise StoreError("no_room", "The disk is full; make room and try again.")
