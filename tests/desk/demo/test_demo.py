"""The sample studio as a whole: the same from the same seed, and a ledger like any other."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from creditui.desk.applying import apply
from creditui.desk.catalogue import catalogue
from creditui.desk.demo import make_demo
from creditui.desk.errors import InputError, Refused
from creditui.desk.expire import expire
from creditui.domain.instant import microseconds
from creditui.domain.kinds import Kind
from creditui.domain.proposal import Add, Why
from creditui.domain.request import new_request_id
from creditui.domain.standing import Standing, standing_of
from creditui.store.entries import member_entries
from creditui.store.records import read_record
from tests.desk.demo.studio import TODAY, Made, Noon, make


def _hashes(made: Made) -> list[bytes]:
    hashes = [row[0] for row in made.store.rows("SELECT hash FROM ledger_entry ORDER BY id")]
    made.store.close()
    return hashes


def test_the_same_seed_makes_the_same_studio_entry_by_entry(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    assert _hashes(make(tmp_path)) == _hashes(make(tmp_path / "again"))


def test_another_seed_makes_another_studio(tmp_path: Path) -> None:
    one, other = make(tmp_path, seed=1), make(tmp_path, seed=2)
    names = "SELECT name FROM member ORDER BY id"
    assert one.store.rows(names) != other.store.rows(names)
    assert not set(_hashes(one)) & set(_hashes(other))


@pytest.mark.parametrize("seed", range(3))
def test_even_a_small_studio_has_every_standing_and_kind(tmp_path: Path, seed: int) -> None:
    made = make(tmp_path, members=50, seed=seed)
    records = [read_record(made.store, id) for (id,) in made.store.rows("SELECT id FROM member")]
    assert len(records) == 50
    standings = {
        standing_of(membership, TODAY, 60).standing
        for record in records
        if record is not None
        for membership in record.memberships
    }
    assert standings == set(Standing)
    kinds = {kind for (kind,) in made.store.rows("SELECT DISTINCT kind FROM ledger_entry")}
    assert kinds == set(Kind) - {Kind.OPENING, Kind.EXTEND}
    made.store.close()


def test_every_figure_agrees_with_the_movements_and_nothing_is_below_zero(studio: Made) -> None:
    rows = studio.store.rows(
        "SELECT l.left, l.granted, sum(m.credits) FROM credit_lot l"
        " JOIN lot_movement m ON m.lot_id = l.id GROUP BY l.id"
    )
    assert len(rows) > 500
    assert all(left == moved and 0 <= left <= granted for left, granted, moved in rows)
    for (member_id,) in studio.store.rows("SELECT id FROM member"):
        record = read_record(studio.store, member_id)
        assert record is not None
        for lot in record.lots:
            assert lot.granted == lot.left + lot.used + lot.removed + lot.expired


def test_time_never_goes_back_and_stops_in_the_first_minutes_of_today(studio: Made) -> None:
    rows = studio.store.rows("SELECT at, studio_date FROM ledger_entry ORDER BY id")
    instants = [at for at, _ in rows]
    assert instants == sorted(instants)
    midnight = microseconds(datetime(2026, 11, 22, tzinfo=UTC))
    assert midnight <= instants[-1] < midnight + 60_000_000
    assert rows[-1][1] == TODAY.isoformat()


def test_history_goes_back_half_a_year_and_more(studio: Made) -> None:
    ((first,),) = studio.store.rows("SELECT min(studio_date) FROM ledger_entry")
    assert first < (TODAY - timedelta(days=180)).isoformat()


def test_what_people_did_was_allowed(studio: Made) -> None:
    rows = studio.store.rows(
        "SELECT e.kind, e.actor, e.reason, e.credits, count(o.credits) FROM ledger_entry e"
        " LEFT JOIN membership m ON m.id = e.membership_id"
        " LEFT JOIN plan_service o ON o.plan_id = m.plan_id AND o.service_id = e.service_id"
        " WHERE e.kind IN ('add', 'remove') GROUP BY e.id"
    )
    actors = Counter((kind, actor) for kind, actor, *_ in rows)
    assert {actor for kind, actor in actors if kind == "remove"} == {"mona"}
    assert {"alice", "ben", "mona"} <= {actor for kind, actor in actors if kind == "add"}
    assert all(covered for *_, covered in rows)
    assert all(abs(n) <= 5 for _, actor, _, n, _ in rows if actor in ("alice", "ben", "carl"))


def test_system_signs_allocations_and_expiry_and_the_booking_system_uses(studio: Made) -> None:
    rows = studio.store.rows("SELECT DISTINCT kind, actor FROM ledger_entry")
    assert {actor for kind, actor in rows if kind == "expire"} == {"system"}
    assert {actor for kind, actor in rows if kind in ("use", "give_back")} == {"booking"}
    assert ("allocation", "system") in rows


def test_a_set_allocation_is_the_one_that_the_period_shows(studio: Made) -> None:
    for (member_id,) in studio.store.rows(
        "SELECT DISTINCT member_id FROM ledger_entry WHERE kind = 'allocation'"
    ):
        record = read_record(studio.store, member_id)
        assert record is not None
        shown: dict[tuple[int | None, str], int | None] = {}
        for entry in member_entries(studio.store, member_id, limit=1_000)[::-1]:
            if entry.allocation_after is not None:
                shown[entry.period_id, entry.service] = entry.allocation_after
        for (period_id, service), after in shown.items():
            assert period_id is not None
            period = record.period(period_id)
            assert period is not None
            allocation = period.allocation(service)
            assert allocation is not None
            assert allocation.allocated == after


def test_the_studio_is_set_up_and_its_people_are_there(studio: Made) -> None:
    people = dict(studio.store.rows("SELECT username, role FROM staff WHERE NOT disabled"))
    assert people["owner"] == people["ada"] == "admin"
    assert people["alice"] == people["ben"] == "staff"
    assert (people["mona"], people["audrey"]) == ("manager", "auditor")
    assert "carl" not in people
    desk = studio.desk("alice")
    seen = catalogue(desk)
    desk.close()
    assert (seen.settings.studio_name, seen.settings.timezone) == (
        "Harbour Studio",
        "Europe/London",
    )
    assert seen.left_today == 20


def test_work_goes_on_where_the_sample_ends(tmp_path: Path) -> None:
    made = make(tmp_path)
    made.store.close()
    desk = made.desk("alice")
    membership = 1
    why = Why("goodwill", "A kindness at the desk.")
    act = Add(membership, "massage", 2, TODAY + timedelta(days=60), why)
    assert apply(desk, 1, act, new_request_id()).entry.balance_after == 7
    (own,) = desk.store.row("SELECT member_id FROM staff WHERE username = 'alice'")
    with pytest.raises(Refused, match="your own credits"):
        apply(desk, own, act, new_request_id())
    desk.close()


def test_last_nights_expiry_is_still_to_be_written(tmp_path: Path) -> None:
    made = make(tmp_path)
    made.store.close()
    desk = made.desk("mona")
    assert expire(desk).members > 0
    assert expire(desk).members == 0
    desk.close()


def test_a_sample_is_never_made_in_a_studio_that_is_there(tmp_path: Path) -> None:
    made = make(tmp_path)
    made.store.close()
    with pytest.raises(InputError, match="already"):
        make_demo(made.url, members=50, clock=Noon(), owner="owner")


@pytest.mark.parametrize("owner", ["alice", "ada", "booking", "carl"])
def test_the_owner_may_have_the_username_of_somebody_in_the_studio(
    tmp_path: Path, owner: str
) -> None:
    url = str(tmp_path / "studio.db")
    make_demo(url, members=1, clock=Noon(), owner=owner)
    desk = Made(url, None, Noon()).desk(owner)  # type: ignore[arg-type]  # not read here
    assert catalogue(desk).actor.staff.role == "admin"
    desk.close()


def test_progress_is_told_by_phase_up_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    make_demo(
        str(tmp_path / "studio.db"),
        members=30,
        clock=Noon(),
        owner="owner",
        progress=lambda phase, done, total: told.append((phase, done, total)),
    )
    assert list(dict.fromkeys(phase for phase, _, _ in told)) == ["members", "history"]
    for phase in ("members", "history"):
        last = [(done, total) for said, done, total in told if said == phase][-1]
        assert last[0] == last[1] > 0
