"""Refused attempts: kept once, never instead of the refusal, read by who may (R2, R18)."""

from datetime import timedelta
from pathlib import Path

import pytest

from creditui.desk.applying import apply
from creditui.desk.deciding import propose
from creditui.desk.errors import InputError, Refused, StoreError
from creditui.desk.refused import refused_attempts
from creditui.desk.session import Desk
from creditui.domain.attempt import LARGEST_KEPT, Asked
from creditui.domain.proposal import Act, Add, Remove, Why
from creditui.domain.request import new_request_id
from creditui.store.lock import FileLock
from tests.desk.conftest import DeskOf
from tests.support.studio import NOW, TODAY, Studio

WHY = Why("goodwill", "waited twenty minutes")


def add(studio: Studio, credits: int = 6, external_id: str = "maya") -> Add:
    membership = studio.record(external_id).memberships[0]
    return Add(membership.id, "massage", credits, TODAY + timedelta(days=30), WHY)


def refuse(desk: Desk, act: Act, request_id: str = "", member_id: int = 1) -> Refused:
    with pytest.raises(Refused) as refused:
        apply(desk, member_id, act, request_id or new_request_id())
    return refused.value


def test_what_a_rule_refuses_is_kept(studio: Studio, desk_of: DeskOf) -> None:
    refused = refuse(desk_of("alice"), add(studio), "r-1")
    (named,) = refused_attempts(desk_of("audrey"))
    attempt = named.attempt
    assert (attempt.actor, attempt.actor_id, attempt.via) == (
        "alice", studio.staff("alice").id, None
    )  # fmt: skip
    assert (attempt.instant, attempt.studio_date) == (NOW, TODAY)
    assert (attempt.member_id, named.member_name) == (1, "Maya Okafor")
    assert attempt.asked == Asked("add", "massage", 6, add(studio).membership_id)
    assert attempt.refusal == refused.refusal
    assert (attempt.refusal.code, attempt.refusal.field) == ("limit", "credits")
    assert attempt.request_id == "r-1"


def test_what_a_permission_refuses_is_kept_with_the_admin_behind_it(
    studio: Studio, desk_of: DeskOf
) -> None:
    desk = desk_of("ada", as_username="alice")
    refuse(desk, Remove(add(studio).membership_id, "massage", 1, WHY))
    (named,) = refused_attempts(desk_of("mona"))
    assert (named.attempt.actor, named.attempt.via) == ("alice", "ada")
    assert named.attempt.refusal.code == "permission"


def test_a_person_disabled_meanwhile_is_kept_too(studio: Studio, desk_of: DeskOf) -> None:
    desk = desk_of("alice")
    studio.store.execute("UPDATE staff SET disabled = 1 WHERE username = 'alice'")
    assert refuse(desk, add(studio, 1)).code == "disabled"
    (named,) = refused_attempts(desk_of("mona"))
    assert named.attempt.refusal.code == "disabled"


def test_the_same_refusal_is_kept_once_in_a_minute(studio: Studio, desk_of: DeskOf) -> None:
    desk = desk_of("alice")
    counted = []
    for seconds in (0, 30, 29, 1):
        studio.clock.advance(seconds=seconds)
        refuse(desk, add(studio), "r-1")
        counted.append(len(refused_attempts(desk_of("mona"))))
    assert counted == [1, 1, 1, 2]
    refuse(desk, add(studio), "r-2")
    assert len(refused_attempts(desk_of("mona"))) == 3


def test_a_number_beyond_reason_is_refused_and_kept(studio: Studio, desk_of: DeskOf) -> None:
    assert refuse(desk_of("mona"), add(studio, 10**30)).code == "credits"
    (named,) = refused_attempts(desk_of("mona"))
    assert named.attempt.asked.credits == LARGEST_KEPT


def test_a_proposal_leaves_no_trace(studio: Studio, desk_of: DeskOf) -> None:
    propose(desk_of("alice"), 1, add(studio))
    assert refused_attempts(desk_of("mona")) == ()


def test_what_is_wrong_or_done_is_no_attempt(studio: Studio, desk_of: DeskOf) -> None:
    desk = desk_of("alice")
    apply(desk, 1, add(studio, 1), "r-1")
    with pytest.raises(InputError):
        apply(desk, 1, add(studio, 2), "r-1")
    with pytest.raises(InputError):
        apply(desk, 999, add(studio, 2), "r-2")
    assert refused_attempts(desk_of("mona")) == ()


def test_a_read_only_session_writes_nothing(studio: Studio, desk_of: DeskOf) -> None:
    for desk in (desk_of("audrey"), desk_of("alice", read_only=True)):
        assert refuse(desk, add(studio)).code == "read_only"
    assert refused_attempts(desk_of("mona")) == ()


def test_a_log_that_fails_never_hides_the_refusal(
    studio: Studio, desk_of: DeskOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of("alice")
    acquire = FileLock.acquire
    asked: list[Path] = []

    def once(lock: FileLock, wait: float) -> None:
        asked.append(studio.path)
        if len(asked) > 1:
            raise StoreError("busy", "Another program is writing.")
        acquire(lock, wait)

    monkeypatch.setattr(FileLock, "acquire", once)
    assert refuse(desk, add(studio)).code == "limit"
    assert len(asked) == 2
    monkeypatch.undo()
    assert refused_attempts(desk_of("mona")) == ()
    refuse(desk, add(studio))
    assert len(refused_attempts(desk_of("mona"))) == 1


def test_pages_go_on_from_the_last_one(studio: Studio, desk_of: DeskOf) -> None:
    for _ in range(5):
        refuse(desk_of("alice"), add(studio))
    desk = desk_of("ada")
    first = refused_attempts(desk, limit=3)
    rest = refused_attempts(desk, first[-1].attempt.id, 3)
    assert [each.attempt.id for each in first + rest] == [5, 4, 3, 2, 1]


def test_staff_may_not_read_it(desk_of: DeskOf) -> None:
    with pytest.raises(Refused, match="ask"):
        refused_attempts(desk_of("alice"))
