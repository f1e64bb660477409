import pytest

from tests.cli.harbour import Harbour

WHY = ("--reason", "goodwill", "--note", "Two more for the long wait")
LESS = ("--reason", "correction", "--note", "The plan gives fewer")
SET = ("set", "maya", "--period", "2026-11-01", "--service", "massage")


def test_a_set_says_allocation_and_balance(harbour: Harbour) -> None:
    harbour.run("use", "maya", "3", "--service", "massage")
    ran = harbour.run(*SET, "--to", "10", *WHY)
    assert (ran.status, ran.out) == (
        0,
        "massage for Maya Okafor: allocated 8 -> 10, balance 5 -> 7, through Mon 30 Nov 2026 "
        "(entry 16)\n",
    )


def test_a_set_answers_the_number_seen_the_number_wanted_and_the_difference(
    harbour: Harbour,
) -> None:
    answer = harbour.json(*SET, "--to", "10", "--seen", "8", *WHY)
    entry = harbour.entries("maya")[0]

    assert answer["entry"] == entry
    assert entry["kind"] == "allocation"
    assert entry["period"] == 1
    assert (entry["allocation_before"], entry["allocation_after"]) == (8, 10)
    assert (entry["credits"], entry["balance_before"], entry["balance_after"]) == (2, 8, 10)


def test_a_lowering_is_a_removal(harbour: Harbour) -> None:
    refused = harbour.run(*SET, "--to", "6", *LESS, by="alice")
    done = harbour.run(*SET, "--to", "6", *LESS, by="mona")
    assert refused.status == 3
    assert done.out.startswith("massage for Maya Okafor: allocated 8 -> 6, balance 8 -> 6 (entry")


def test_another_number_than_was_seen_is_stale(harbour: Harbour) -> None:
    ran = harbour.run(*SET, "--to", "10", "--seen", "7", *WHY)
    assert (ran.status, ran.out) == (4, "")
    assert ran.err == "You saw an allocation of 7; it is now 8. Nothing was written.\n"

    as_json = harbour.run(*SET, "--to", "10", "--seen", "7", *WHY, "--json")
    assert as_json.status == 4
    assert as_json.json == {"error": {"code": "stale", "message": ran.err.strip()}}
    assert len(harbour.entries("maya")) == 2


@pytest.mark.parametrize("day", ["2026-11-17", "today", "2026-11-30"])
def test_any_day_inside_one_period_names_it(harbour: Harbour, day: str) -> None:
    words = ("set", "maya", "--period", day, "--service", "massage", "--to", "9", *WHY)
    assert harbour.run(*words, "--dry-run").status == 0


def test_a_day_outside_every_period_lists_them(harbour: Harbour) -> None:
    words = ("set", "maya", "--period", "2026-12-01", "--service", "massage", "--to", "9", *WHY)
    ran = harbour.run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert "no billing period on Tue 1 Dec 2026; there is: 2026-11-01 to 2026-11-30." in ran.err


def test_two_memberships_with_such_a_period_are_listed(harbour: Harbour) -> None:
    harbour.add_periods(9, 10)
    words = ("set", "tom", "--period", "2026-11-01", "--to", "9", *WHY)
    ran = harbour.run(*words, "--service", "massage")
    assert ran.status == 2
    assert "2026-11-01 to 2026-11-30 of membership 9;" in ran.err
    assert harbour.run(*words, "--service", "reformer").status == 0
    assert harbour.run(*words, "--service", "massage", "--membership", "10").status == 0
    assert "Name the service" in harbour.run(*words, "--membership", "9").err


def test_the_same_request_twice_is_one_entry(harbour: Harbour) -> None:
    first = harbour.json(*SET, "--to", "10", *WHY, "--request-id", "r-1")
    again = harbour.json(*SET, "--to", "10", *WHY, "--request-id", "r-1")
    assert (again["entry"], again["replayed"]) == (first["entry"], True)
    assert len(harbour.entries("maya")) == 3
