"""One act, one transaction: reviewed, applied once, refused whole (R2, R13, R14, R17 to R21)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from creditui.desk.applying import Applied, apply, find_applied
from creditui.desk.deciding import propose
from creditui.desk.errors import DeskError, InputError, Refused, Stale
from creditui.desk.find import find
from creditui.desk.ledger import member_ledger
from creditui.desk.open_member import open_member
from creditui.desk.session import open_desk
from creditui.desk.staff import edit_staff
from creditui.domain.people import Limits
from creditui.domain.proposal import Act, Add, Proposal, Remove, SetAllocation, Use, Why
from creditui.domain.refusal import Refusal
from tests.desk.conftest import DeskOf
from tests.support.studio import TODAY, Studio

WHY = Why("goodwill", "she waited twenty minutes")
TAKEN = Why("policy", "used without a booking")


def add(studio: Studio, credits: int = 2, external_id: str = "maya") -> Add:
    membership = studio.record(external_id).memberships[0].id
    return Add(membership, "massage", credits, TODAY + timedelta(days=30), WHY)


def remove(studio: Studio, credits: int) -> Remove:
    return Remove(studio.record().memberships[0].id, "massage", credits, TAKEN)


def set_to(studio: Studio, to: int, seen: int | None = None) -> SetAllocation:
    period = studio.record().periods[studio.record().memberships[0].id][0].id
    return SetAllocation(period, "massage", to, WHY, seen)


def test_what_was_reviewed_is_what_is_written(studio: Studio, desk_of: DeskOf) -> None:
    desk, member = desk_of(), studio.member_id()
    reviewed = propose(desk, member, add(studio))
    assert isinstance(reviewed, Proposal)
    applied = apply(desk, member, add(studio), "form-1", reviewed)
    assert applied.proposal == reviewed
    assert (applied.entry.balance_before, applied.entry.balance_after) == (8, 10)
    assert applied.entry.actor_name == "Mona Meyer"
    assert find_applied(desk, "form-1") == applied.entry
    assert open_member(desk, member).balances["massage"] == 10


def test_a_change_since_the_review_writes_nothing(studio: Studio, desk_of: DeskOf) -> None:
    desk, member = desk_of(), studio.member_id()
    reviewed = propose(desk, member, remove(studio, 4))
    assert isinstance(reviewed, Proposal)
    apply(desk_of("ada"), member, remove(studio, 1), "other")
    with pytest.raises(Stale) as caught:
        apply(desk, member, remove(studio, 4), "form-1", reviewed)
    assert caught.value.fresh is not None
    assert caught.value.fresh.balance_before == 7
    assert any("8" in text and "7" in text for text in caught.value.differences)
    assert find_applied(desk, "form-1") is None


def test_a_change_that_the_review_does_not_rest_on_is_no_hindrance(
    studio: Studio, desk_of: DeskOf
) -> None:
    desk, member = desk_of(), studio.member_id()
    reviewed = propose(desk, member, add(studio))
    assert isinstance(reviewed, Proposal)
    other = replace(add(studio), service="reformer")
    apply(desk_of("ada"), member, other, "other")
    assert not apply(desk, member, add(studio), "form-1", reviewed).replayed


@pytest.mark.parametrize(("to", "code"), [(10, "stale"), (9, "stale")])
def test_a_number_seen_that_is_another_by_now_is_stale(
    studio: Studio, desk_of: DeskOf, to: int, code: str
) -> None:
    desk, member = desk_of(), studio.member_id()
    apply(desk_of("ada"), member, set_to(studio, 9), "other")
    with pytest.raises(Stale) as caught:
        apply(desk, member, set_to(studio, to, seen=8), "form-1")
    assert caught.value.code == code
    assert "You saw an allocation of 8; it is now 9." in caught.value.message


def test_the_same_request_is_applied_once(studio: Studio, desk_of: DeskOf) -> None:
    desk, member = desk_of(), studio.member_id()
    first = apply(desk, member, add(studio), "form-1")
    again = apply(desk, member, add(studio), "form-1")
    assert (again.replayed, again.entry) == (True, first.entry)
    assert again.proposal.lots[0].left_before == 0
    assert again.proposal.lots[0].left_after == 2
    assert open_member(desk, member).balances["massage"] == 10


@pytest.mark.parametrize("changed", ["act", "person", "member"])
def test_a_request_id_of_something_else_is_an_error(
    studio: Studio, desk_of: DeskOf, changed: str
) -> None:
    apply(desk_of(), studio.member_id(), add(studio), "form-1")
    desk = desk_of("ada") if changed == "person" else desk_of()
    external_id = "paula" if changed == "member" else "maya"
    act = add(studio, 3 if changed == "act" else 2, external_id)
    with pytest.raises(InputError) as caught:
        apply(desk, studio.member_id(external_id), act, "form-1")
    assert caught.value.code == "request_id_reused"


@pytest.mark.parametrize("bad", ["", " x", "a" * 101, "a b", "a\nb", "é"])
def test_what_is_no_request_id_is_said(studio: Studio, desk_of: DeskOf, bad: str) -> None:
    with pytest.raises(InputError):
        apply(desk_of(), studio.member_id(), add(studio), bad)


def test_two_people_adjust_the_same_member_at_once(studio: Studio) -> None:
    """Both removals are of five, and there are eight: one is done, the other refused."""
    member, act, start = studio.member_id(), remove(studio, 5), Barrier(2)

    def one(username: str) -> Applied | DeskError:
        desk = open_desk(studio.url, username, clock=studio.clock)
        try:
            start.wait()
            return apply(desk, member, act, f"by-{username}")
        except DeskError as error:
            return error
        finally:
            desk.close()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(one, ("mona", "ada")))
    done = [r for r in results if isinstance(r, Applied)]
    refused = [r for r in results if isinstance(r, Refused)]
    assert (len(done), len(refused)) == (1, 1)
    assert done[0].entry.balance_after == 3
    assert "3" in refused[0].message


def test_the_same_request_from_two_lines_at_once_is_one_change(studio: Studio) -> None:
    member, act, start = studio.member_id(), add(studio), Barrier(4)

    def one(_: int) -> Applied:
        desk = open_desk(studio.url, "mona", clock=studio.clock)
        try:
            start.wait()
            return apply(desk, member, act, "sent-twice")
        finally:
            desk.close()

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(one, range(4)))
    assert sorted(r.replayed for r in results) == [False, True, True, True]
    assert len({r.entry.hash for r in results}) == 1


def test_rights_are_read_again_with_every_act(studio: Studio, desk_of: DeskOf) -> None:
    mona, ada, member = desk_of("mona"), desk_of("ada"), studio.member_id()
    edit_staff(ada, "mona", role="staff")
    with pytest.raises(Refused, match="manager"):
        apply(mona, member, remove(studio, 1), "as-staff")
    edit_staff(ada, "mona", disabled=True)
    for act in (add(studio), Use("massage", 1)):
        with pytest.raises(Refused) as caught:
            apply(mona, member, act, "as-nobody")
        assert caught.value.code == "disabled"


def test_splitting_an_amount_does_not_get_round_a_limit(studio: Studio, desk_of: DeskOf) -> None:
    alice, member = desk_of("alice"), studio.member_id()
    for n in range(2):
        apply(alice, member, add(studio, 5), f"part-{n}")
    with pytest.raises(Refused, match="30 days"):
        apply(alice, member, add(studio, 1), "part-3")
    for n, other in enumerate(("paula", "dora")):
        apply(alice, studio.member_id(other), add(studio, 5, other), f"other-{n}")
    with pytest.raises(Refused, match="20 a day"):
        apply(alice, studio.member_id("grace"), add(studio, 1, "grace"), "one-more")
    studio.clock.advance(days=1)
    apply(alice, studio.member_id("grace"), add(studio, 5, "grace"), "the-next-day")


def test_limits_of_her_own_go_before_those_of_the_role(studio: Studio, desk_of: DeskOf) -> None:
    edit_staff(desk_of("ada"), "alice", limits=Limits(1, 1, 1))
    with pytest.raises(Refused):
        apply(desk_of("alice"), studio.member_id(), add(studio, 2), "two")


def test_nobody_adjusts_a_membership_of_her_own(studio: Studio, desk_of: DeskOf) -> None:
    edit_staff(desk_of("ada"), "mona", member_id=studio.member_id())
    for act in (add(studio), remove(studio, 1), set_to(studio, 9)):
        decision = propose(desk_of("mona"), studio.member_id(), act)
        assert isinstance(decision, Refusal)
        assert decision.code == "own_membership"
    view = open_member(desk_of("mona"), studio.member_id())
    assert view.memberships[0].closed is not None
    assert "your own" in view.memberships[0].closed.message
    assert find(desk_of("mona"), "maya").members[0].closed == view.memberships[0].closed.message
    assert open_member(desk_of("ada"), studio.member_id()).memberships[0].closed is None


def test_an_admin_acts_as_another_with_her_rights_and_both_names(
    studio: Studio, desk_of: DeskOf
) -> None:
    desk, member = desk_of("ada", as_username="alice"), studio.member_id()
    with pytest.raises(Refused):
        apply(desk, member, remove(studio, 1), "not-hers")
    with pytest.raises(Refused):
        apply(desk, member, add(studio, 6), "over-her-limit")
    entry = apply(desk, member, add(studio), "hers").entry
    assert (entry.actor, entry.via) == ("alice", "ada")


@pytest.mark.parametrize(
    ("external_id", "code"), [("gone", "grace_over"), ("exa", "expired"), ("una", "upcoming")]
)
def test_a_closed_membership_is_refused_when_it_is_written_too(
    studio: Studio, desk_of: DeskOf, external_id: str, code: str
) -> None:
    with pytest.raises(Refused) as caught:
        apply(desk_of(), studio.member_id(external_id), add(studio, 1, external_id), "closed")
    assert code in caught.value.code


def test_midnight_between_review_and_apply_counts(studio: Studio, desk_of: DeskOf) -> None:
    """Grace has 12 days left today; what was reviewed on its last day is refused on the next."""
    desk, member = desk_of(), studio.member_id("grace")
    studio.clock.advance(days=12)
    reviewed = propose(desk, member, replace_expiry(studio, 20))
    assert isinstance(reviewed, Proposal)
    studio.clock.advance(days=1)
    with pytest.raises(Refused, match="60 days"):
        apply(desk, member, replace_expiry(studio, 20), "too-late", reviewed)


def replace_expiry(studio: Studio, days: int) -> Add:
    return replace(add(studio, 1, "grace"), expires_on=TODAY + timedelta(days=days))


@pytest.mark.parametrize("username", ["audrey", "mona"])
def test_a_read_only_session_writes_nothing(studio: Studio, desk_of: DeskOf, username: str) -> None:
    desk, member = desk_of(username, read_only=username == "mona"), studio.member_id()
    before = member_ledger(desk, member)
    acts: list[Act] = [add(studio), remove(studio, 1), set_to(studio, 9), Use("massage", 1)]
    for n, act in enumerate(acts):
        with pytest.raises(Refused) as caught:
            apply(desk, member, act, f"act-{n}")
        assert caught.value.code == "read_only"
    assert member_ledger(desk, member) == before
