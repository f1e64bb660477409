"""Thousands of random acts at the desk and in a plain model: they always agree."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from creditui.desk.applying import Applied, apply
from creditui.desk.as_of import open_member_as_of
from creditui.desk.errors import DeskError, Refused
from creditui.desk.expire import expire
from creditui.desk.ledger import explain, member_ledger
from creditui.desk.open_member import open_member
from creditui.desk.session import Desk, open_desk
from creditui.domain.encoding import entry_hash
from creditui.domain.ledger import GENESIS, Entry
from creditui.domain.proposal import (
    Act,
    Add,
    Correct,
    GiveBack,
    Remove,
    SetAllocation,
    Use,
    Why,
)
from tests.desk.plain_model import PlainDesk, PlainEntry, PlainLot
from tests.support.studio import PERIOD_ENDS, TODAY, Studio, make_studio

SERVICES = st.sampled_from(["massage", "reformer"])
AMOUNTS = st.integers(1, 9)
ADD_WHY = Why("goodwill", "a note that says why")
REMOVE_WHY = Why("policy", "a note that says why")


class DeskAndModel(RuleBasedStateMachine):
    """One member, a manager without limits, days that pass."""

    template: Path

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        for file in self.template.iterdir():
            shutil.copy(file, self.folder)
        self.desk, self.studio = _open(self.folder)
        self.member = self.studio.member_id()
        self.record = self.studio.record()
        self.membership = self.record.memberships[0].id
        self.period = self.record.periods[self.membership][0].id
        self.model = PlainDesk(TODAY)
        for lot in self.record.lots:
            self.model.lots[lot.id] = PlainLot(
                lot.service, lot.granted, lot.left, lot.starts_on, PERIOD_ENDS, False, True
            )
            self.model.allocated[lot.service] = lot.granted
        for entry in self._ledger():
            moved = [(m.lot_id, m.credits) for m in entry.movements]
            self.model.entries[entry.id] = PlainEntry("opening", entry.service, moved, True)
        self.days: dict[
            date, tuple[dict[int, tuple[int, int]], dict[str, int], dict[str, int]]
        ] = {}
        self.requests = 0
        self.done: list[tuple[str, Act, Entry]] = []

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.close()
            self.studio.store.close()
            shutil.rmtree(self.folder)

    # Acts

    @rule(service=SERVICES, credits=AMOUNTS, days=st.integers(0, 40), with_period=st.booleans())
    def add(self, service: str, credits: int, days: int, with_period: bool) -> None:
        expires = self.model.today + timedelta(days=days)
        if with_period and self.model.today <= PERIOD_ENDS:
            expires = PERIOD_ENDS  # as the period's own lots do: only their source tells them apart
        applied = self._apply(Add(self.membership, service, credits, expires, ADD_WHY))
        number = applied.entry.movements[0].lot_id
        self.model.lots[number] = PlainLot(
            service, credits, credits, self.model.today, expires, True, False
        )
        self._wrote(applied, "add", service, [(number, credits)])

    @rule(service=SERVICES, credits=AMOUNTS)
    def remove(self, service: str, credits: int) -> None:
        numbers = self._numbers(service)
        self._spend("remove", Remove(self.membership, service, credits, REMOVE_WHY), numbers)

    @rule(data=st.data(), credits=AMOUNTS)
    def remove_from_one_lot(self, data: st.DataObject, credits: int) -> None:
        numbers = [n for service in ("massage", "reformer") for n in self._numbers(service)]
        if not numbers:
            return
        number = data.draw(st.sampled_from(numbers))
        service = self.model.lots[number].service
        act = Remove(self.membership, service, credits, REMOVE_WHY, number)
        self._spend("remove", act, [number])

    @rule(service=SERVICES, credits=AMOUNTS)
    def use(self, service: str, credits: int) -> None:
        self._spend("use", Use(service, credits), self._numbers(service))

    @rule(service=SERVICES, to=st.integers(0, 14), days=st.integers(0, 30))
    def set_allocation(self, service: str, to: int, days: int) -> None:
        seen = self.model.allocated[service]
        expires = self.model.today + timedelta(days=days)
        why = ADD_WHY if to > seen else REMOVE_WHY
        act = SetAllocation(self.period, service, to, why, seen, expires)
        if to == seen:
            self._refused(act)
        elif to > seen:
            applied = self._apply(act)
            number = applied.entry.movements[0].lot_id
            through = PERIOD_ENDS if self.model.today <= PERIOD_ENDS else expires
            starts = self.record.periods[self.membership][0].starts_on
            self.model.lots[number] = PlainLot(
                service, to - seen, to - seen, starts, through, False, True
            )
            self._wrote(applied, "allocation", service, [(number, to - seen)], sets=True)
            self.model.allocated[service] = to
        else:
            numbers = [n for n in self._numbers(service) if self.model.lots[n].of_period]
            if self._spend("remove", act, numbers, seen - to, sets=True):
                self.model.allocated[service] = to

    @precondition(lambda self: self._kinds("use"))
    @rule(data=st.data())
    def give_back(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(self._kinds("use")))
        entry = self.model.entries[number]
        if entry.opposite is not None:
            self._refused(GiveBack(number))
            return
        applied = self._apply(GiveBack(number))
        entry.opposite = applied.entry.id
        self._wrote(applied, "give_back", entry.service, self.model.restore(entry.moved))

    @rule(data=st.data())
    def correct(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.model.entries)))
        entry = self.model.entries[number]
        came = sum(credits for _, credits in entry.moved) > 0
        act = Correct(number, Why("correction", "it was a mistake"))
        if entry.kind in ("use", "give_back", "expire") or entry.opposite is not None:
            self._refused(act)
            return
        before = {n: lot.left for n, lot in self.model.lots.items()}
        moved = (self.model.take_back if came else self.model.restore)(entry.moved)
        if not moved:
            self._refused(act)
            return
        if entry.sets_allocation:
            self.model.allocated[entry.service] += sum(credits for _, credits in moved)
        try:
            applied = self._apply(act)
        except Refused:
            for n, left in before.items():
                self.model.lots[n].left = left
            raise
        entry.opposite = applied.entry.id
        kind = "remove" if came else "add"
        self._wrote(applied, kind, entry.service, moved, sets=entry.sets_allocation)

    @precondition(lambda self: self.done)
    @rule(data=st.data())
    def the_same_request_again(self, data: st.DataObject) -> None:
        request, act, entry = data.draw(st.sampled_from(self.done))
        again = apply(self.desk, self.member, act, request)
        assert again.replayed
        assert again.entry == entry

    @precondition(lambda self: self.done)
    @rule(data=st.data())
    def an_old_request_for_something_else(self, data: st.DataObject) -> None:
        request, _, _ = data.draw(st.sampled_from(self.done))
        with pytest.raises(DeskError):
            apply(self.desk, self.member, Use("massage", 9_999), request)

    @rule(days=st.integers(1, 12))
    def days_pass(self, days: int) -> None:
        self._remember()
        self.studio.clock.advance(days=days)
        self.model.today += timedelta(days=days)

    @rule()
    def expire(self) -> None:
        expire(self.desk)
        for entry in self._ledger():
            if entry.id not in self.model.entries:
                assert entry.kind == "expire"
                assert entry.actor == "system"
                moved = [(m.lot_id, m.credits) for m in entry.movements]
                self.model.entries[entry.id] = PlainEntry("expire", entry.service, moved)
        for lot in self.model.lots.values():
            if lot.expires_on < self.model.today:
                lot.left = 0

    # What always holds

    @invariant()
    def all_agree(self) -> None:
        if not hasattr(self, "desk"):
            return
        view = open_member(self.desk, self.member)
        held = {lot.id: (lot.granted, lot.left) for lot in view.record.lots}
        assert held == {n: (lot.granted, lot.left) for n, lot in self.model.lots.items()}
        for lot in view.record.lots:
            assert lot.granted == lot.left + lot.used + lot.removed + lot.expired
            assert min(lot.left, lot.used, lot.removed, lot.expired) >= 0
        for service in ("massage", "reformer"):
            assert view.balances[service] == self.model.balance(service)
            period = view.record.period(self.period)
            assert period is not None
            allocation = period.allocation(service)
            assert allocation is not None
            assert allocation.allocated == self.model.allocated[service]

    @precondition(lambda self: self.days)
    @rule(data=st.data())
    def a_day_that_has_passed(self, data: st.DataObject) -> None:
        """What was at the end of a day is what the ledger says of it, whatever came after."""
        day = data.draw(st.sampled_from(sorted(self.days)))
        held, balances, allocated = self.days[day]
        view = open_member_as_of(self.desk, self.member, day)
        assert {lot.id: (lot.granted, lot.left) for lot in view.record.lots} == held
        assert view.balances == balances
        period = view.record.period(self.period)
        assert period is not None
        assert {a.service: a.allocated for a in period.allocations} == allocated

    def _remember(self) -> None:
        self.days[self.model.today] = (
            {n: (lot.granted, lot.left) for n, lot in self.model.lots.items()},
            {service: self.model.balance(service) for service in ("massage", "reformer")},
            dict(self.model.allocated),
        )

    @invariant()
    def the_ledger_adds_up(self) -> None:
        if not hasattr(self, "desk"):
            return
        entries = self._ledger()[::-1]
        assert [e.seq for e in entries] == list(range(1, len(entries) + 1))
        assert {e.id for e in entries} == set(self.model.entries)
        previous = GENESIS
        for entry in entries:
            assert entry.prev_hash == previous
            assert entry.hash == entry_hash(entry)
            assert entry.credits == sum(m.credits for m in entry.movements)
            previous = entry.hash
        for service in ("massage", "reformer"):
            story = explain(self.desk, self.member, service)
            counted = [s for s in story.lots if s.counted]
            assert story.balance == sum(c for s in counted for _, c in s.moves)

    # Inside

    def _ledger(self) -> tuple[Entry, ...]:
        return member_ledger(self.desk, self.member, limit=10_000)

    def _numbers(self, service: str) -> list[int]:
        lots = self.model.lots.items()
        return [n for n, x in lots if x.service == service and x.alive(self.model.today)]

    def _kinds(self, kind: str) -> list[int]:
        return [n for n, entry in self.model.entries.items() if entry.kind == kind]

    def _apply(self, act: Act) -> Applied:
        self.requests += 1
        request = f"request-{self.requests}"
        applied = apply(self.desk, self.member, act, request)
        assert not applied.replayed
        self.done.append((request, act, applied.entry))
        return applied

    def _refused(self, act: Act) -> None:
        before = len(self._ledger())
        with pytest.raises(Refused):
            apply(self.desk, self.member, act, f"refused-{self.requests}")
        assert len(self._ledger()) == before

    def _spend(
        self, kind: str, act: Act, numbers: list[int], credits: int = 0, *, sets: bool = False
    ) -> bool:
        amount = credits or getattr(act, "credits", 0)
        moved = self.model.spend(numbers, amount)
        if moved is None:
            self._refused(act)
            return False
        applied = self._apply(act)
        service = applied.entry.service
        self._wrote(applied, kind, service, moved, sets=sets)
        return True

    def _wrote(
        self,
        applied: Applied,
        kind: str,
        service: str,
        moved: list[tuple[int, int]],
        *,
        sets: bool = False,
    ) -> None:
        entry = applied.entry
        assert [(m.lot_id, m.credits) for m in entry.movements] == moved
        assert entry.balance_after == self.model.balance(service)
        self.model.entries[entry.id] = PlainEntry(kind, service, moved, sets)


def _open(folder: Path) -> tuple[Desk, Studio]:
    from creditui.store.engine import open_store
    from tests.support.studio import FixedClock

    path = folder / "studio.db"
    studio = Studio(open_store(str(path)), path, FixedClock())
    return open_desk(str(path), "mona", clock=studio.clock), studio


def test_desk_and_plain_model_always_agree(tmp_path: Path) -> None:
    make_studio(tmp_path).store.close()
    machine = type("Machine", (DeskAndModel,), {"template": tmp_path})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=60,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
