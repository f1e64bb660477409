"""Forms that are kept: whose they are, what is said of them, and that none is applied by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.desk.applying import apply
from creditui.desk.drafts import drop_draft, keep_draft, take_up, unfinished
from creditui.desk.errors import Refused, StoreError
from creditui.desk.left_behind import may_have_left
from creditui.desk.presence import Presence
from creditui.desk.session import Desk, open_desk
from creditui.domain.draft import FormDraft, FormKind, Stage, say_draft
from creditui.domain.proposal import Add, Why
from creditui.store.drafts import read_drafts
from creditui.store.lock import FileLock
from creditui.store.transaction import writing
from tests.support.studio import PERIOD_ENDS, Studio, open_studio

HOSTILE = "\x1b[2J[@click=app.quit]x[/]\u202e\x00\udc80'; DROP TABLE draft; --"


@contextmanager
def session(studio: Studio, who: str, via: str | None = None) -> Iterator[Desk]:
    username, acting = (via, who) if via else (who, None)
    desk = open_desk(studio.url, username, as_username=acting, clock=studio.clock)
    try:
        yield desk
    finally:
        desk.close()


def draft(studio: Studio, request_id: str = "r-1", **fields: str) -> FormDraft:
    typed = {"type": "add", "credits": "2", "service": "massage", "note": "late", **fields}
    membership = studio.record().memberships[0].id
    return FormDraft(request_id, studio.member_id(), FormKind.ADJUST, membership, typed)


def add(desk: Desk, studio: Studio, request_id: str = "r-1") -> None:
    membership = studio.record().memberships[0].id
    act = Add(membership, "massage", 2, PERIOD_ENDS, Why("recovery", "sauna was cold"))
    apply(desk, studio.member_id(), act, request_id)


def test_what_one_session_kept_the_next_one_finds_as_it_was(studio: Studio) -> None:
    typed = {"credits": HOSTILE, "note": HOSTILE, "lot": "", "unknown": "x"}
    with session(studio, "mona") as first:
        keep_draft(first, draft(studio, **typed))
        assert unfinished(first) == ()
    with session(studio, "mona") as second:
        (found,) = unfinished(second)
        assert found.entry is None
        assert dict(found.draft.fields) == dict(draft(studio, **typed).fields)
        assert found.draft.instant == studio.clock.now()
        assert len(studio.store.rows("SELECT 1 FROM ledger_entry WHERE request_id = 'r-1'")) == 0


def test_the_newest_state_is_kept_once(studio: Studio) -> None:
    with session(studio, "mona") as first:
        keep_draft(first, draft(studio))
        keep_draft(first, replace(draft(studio, credits="3"), stage=Stage.REVIEW))
    with session(studio, "mona") as second:
        (found,) = unfinished(second)
        assert (found.draft.fields["credits"], found.draft.stage) == ("3", Stage.REVIEW)


def test_it_is_hers_alone_and_with_as_that_of_the_admin_who_acted(studio: Studio) -> None:
    with session(studio, "mona") as mona:
        keep_draft(mona, draft(studio, "r-mona"))
    with session(studio, "mona", via="ada") as ada:
        assert unfinished(ada) == ()
        keep_draft(ada, draft(studio, "r-ada"))
        keep_draft(ada, draft(studio, "r-mona", note="overwritten"))
        drop_draft(ada, "r-mona")
        assert not take_up(
            ada, replace(draft(studio, "r-mona"), session_id=mona.sign_in.session_id)
        )
    with session(studio, "alice") as alice:
        assert unfinished(alice) == ()
    with session(studio, "ada") as ada:
        assert unfinished(ada) == ()
    with session(studio, "mona") as again:
        (found,) = unfinished(again)
        assert (found.draft.request_id, found.draft.fields["note"]) == ("r-mona", "late")
    with session(studio, "mona", via="ada") as again:
        assert [each.draft.request_id for each in unfinished(again)] == ["r-ada"]


def test_whether_there_are_any_is_asked_of_her_own_alone(studio: Studio) -> None:
    with session(studio, "alice", via="ada") as ada, session(studio, "alice") as alice:
        assert not may_have_left(ada)
        keep_draft(ada, draft(studio))
        assert may_have_left(ada)
        assert not may_have_left(alice)
        drop_draft(ada, "r-1")
        assert not may_have_left(ada)


def test_a_session_that_lives_is_left_alone(studio: Studio) -> None:
    with session(studio, "mona") as first:
        presence = Presence.begin(first)
        keep_draft(first, draft(studio))
        with session(studio, "mona") as second:
            assert unfinished(second) == ()
            presence.end("hung up")
            assert len(unfinished(second)) == 1


def test_only_one_session_takes_it_up(studio: Studio) -> None:
    with session(studio, "mona") as first:
        keep_draft(first, draft(studio))
    with session(studio, "mona") as second, session(studio, "mona") as third:
        (found,) = unfinished(second)
        (same,) = unfinished(third)
        assert take_up(second, found.draft)
        assert not take_up(third, same.draft)
        assert unfinished(second) == ()


def test_who_may_not_write_keeps_nothing(studio: Studio) -> None:
    with session(studio, "audrey") as audrey, pytest.raises(Refused):
        keep_draft(audrey, draft(studio))
    with session(studio, "alice") as alice:
        with writing(studio.store):
            studio.store.execute("UPDATE staff SET disabled = 1 WHERE username = 'alice'")
        with pytest.raises(Refused):
            keep_draft(alice, draft(studio))
    assert studio.store.rows("SELECT 1 FROM draft") == []


def test_who_may_not_adjust_any_more_keeps_nothing(studio: Studio) -> None:
    with session(studio, "alice") as alice:
        studio.store.execute("UPDATE staff SET role = 'auditor' WHERE username = 'alice'")
        with pytest.raises(Refused, match="may not do this"):
            keep_draft(alice, draft(studio))


def test_others_who_write_are_not_waited_for_long(studio: Studio) -> None:
    with session(studio, "mona") as mona, writing(studio.store):
        with pytest.raises(StoreError) as busy:
            keep_draft(mona, draft(studio))
        assert busy.value.code == "busy"


def test_who_leaves_does_not_wait_long_for_others_who_write(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Her prompt comes when the draft is dropped: it took ten seconds of somebody else's lock."""
    waited = []

    def busy(_: FileLock, wait: float) -> None:
        waited.append(wait)
        raise StoreError("busy", "Others are still writing.")

    with session(studio, "mona") as mona:
        keep_draft(mona, draft(studio))
        monkeypatch.setattr(FileLock, "acquire", busy)
        with pytest.raises(StoreError):
            drop_draft(mona, "r-1")
    assert waited == [1.0]
    with session(studio, "mona") as later:
        assert [each.draft.request_id for each in unfinished(later)] == ["r-1"]


ENDLESS = '{"kind": "adjust", "target": Infinity, "fields": {}}'
STRANGE = ("", "{}", "[1]", '{"kind": "x", "target": 1, "fields": {}}', "[" * 200_000, ENDLESS)


@pytest.mark.parametrize("form", STRANGE, ids=lambda form: form[:12])
def test_what_cannot_be_read_is_left_out(studio: Studio, form: str) -> None:
    mona = studio.staff("mona").id
    with session(studio, "mona") as first:
        keep_draft(first, draft(studio))
    with writing(studio.store):
        studio.store.execute("UPDATE draft SET form = ?", (form,))
    assert read_drafts(studio.store, mona, None, 9) == ()


STEPS = st.lists(st.sampled_from(["keep", "review", "applying", "apply", "drop"]), max_size=8)


@given(STEPS)
def test_what_is_said_is_what_is_so(steps: list[str]) -> None:
    """Wherever it ends, the request is in the ledger at most once, and what is said agrees."""
    with TemporaryDirectory() as folder, open_studio(Path(folder)) as studio:
        with session(studio, "mona") as first:
            for step in steps:
                _take(step, first, studio)
        rows = studio.store.rows("SELECT id FROM ledger_entry WHERE request_id = 'r-1'")
        assert len(rows) == min(1, steps.count("apply"))
        with session(studio, "mona") as second:
            for found in unfinished(second):
                assert (None if found.entry is None else (found.entry.id,)) == (
                    rows[0] if rows else None
                )


def _take(step: str, desk: Desk, studio: Studio) -> None:
    match step:
        case "apply":
            add(desk, studio)
        case "drop":
            drop_draft(desk, "r-1")
        case _:
            stage = Stage("typing" if step == "keep" else step)
            keep_draft(desk, replace(draft(studio), stage=stage))


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        (FormKind.ADJUST, {"type": "add", "credits": " 2 "}, "+2 Massage"),
        (FormKind.ADJUST, {"type": "remove", "credits": "2"}, "-2 Massage"),
        (FormKind.UPDATE, {"type": "set", "credits": "10"}, "Massage set to 10"),
        (FormKind.ADJUST, {"type": "add", "credits": "two"}, "Massage, without a number yet"),
        (FormKind.ADJUST, {"credits": "9" * 5000}, "Massage, without a number yet"),
        (FormKind.ADJUST, {}, "Massage, without a number yet"),
        (FormKind.CORRECT, {}, "the correction of entry 12"),
    ],
)
def test_what_was_being_done_in_words(kind: FormKind, fields: dict[str, str], said: str) -> None:
    assert say_draft(FormDraft("r", 1, kind, 12, fields), "Massage") == said
