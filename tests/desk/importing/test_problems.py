"""What rows say against one another and the database: each with its file, line and column."""

from __future__ import annotations

import pytest

from creditui.desk.staff import add_staff, edit_staff, everyone
from tests.desk.importing.conftest import Importing

GOOD = "M-1,2026-11-01,2026-11-30,massage,8,3,"
CASES: list[tuple[dict[str, str], list[tuple[str, int, str]]]] = [
    ({"plans": "gold,Gold,year,period_end"}, [("plans.csv", 2, "period")]),
    ({"plans": "gold,Gold,month,days:x"}, [("plans.csv", 2, "expires")]),
    ({"services": "massage,Massage\nmassage,Rub"}, [("services.csv", 3, "code")]),
    ({"plans": "gold,Gold,month,never\ngold,Old,month,never"}, [("plans.csv", 3, "code")]),
    (
        {"plan_services": "gold,massage,8\ngold,massage,9\nsilver,massage,1\ngold,yoga,1"},
        [
            ("plan_services.csv", 3, "plan"),
            ("plan_services.csv", 4, "plan"),
            ("plan_services.csv", 5, "service"),
        ],
    ),
    ({"plan_services": "gold,massage,-1"}, [("plan_services.csv", 2, "credits")]),
    (
        {"staff": "bob,Bob,owner,\nsystem,X,staff,\namy,Amy,staff,C-9"},
        [("staff.csv", 2, "role"), ("staff.csv", 3, "username"), ("staff.csv", 4, "member")],
    ),
    ({"staff": "root,Root,auditor,"}, [("staff.csv", 2, "role")]),
    ({"members": "C-1,Maya,,,\nC-1,Ada,,,"}, [("members.csv", 3, "external_id")]),
    (
        {"memberships": "M-1,C-9,gold,2026-01-01,,,,\nM-2,C-1,silver,2026-01-01,,,,"},
        [("memberships.csv", 2, "member"), ("memberships.csv", 3, "plan")],
    ),
    (
        {"memberships": "M-1,C-1,gold,2026-01-02,2026-01-01,,,"},
        [("memberships.csv", 2, "ends_on")],
    ),
    (
        {"memberships": "M-1,C-1,gold,,,2026-02-30,maybe,"},
        [
            ("memberships.csv", 2, "started_on"),
            ("memberships.csv", 2, "cancelled_on"),
            ("memberships.csv", 2, "paused"),
        ],
    ),
    ({"periods": "M-9,2026-11-01,2026-11-30,massage,8,3,"}, [("periods.csv", 2, "membership")]),
    ({"periods": "M-1,2026-11-01,2026-11-30,yoga,8,3,"}, [("periods.csv", 2, "service")]),
    ({"periods": "M-1,2026-11-01,2026-10-30,massage,8,3,"}, [("periods.csv", 2, "ends_on")]),
    ({"periods": "M-1,2026-11-01,2026-11-30,massage,8,9,"}, [("periods.csv", 2, "used")]),
    ({"periods": "M-1,2026-11-01,2026-11-30,massage,-8,0,"}, [("periods.csv", 2, "allocated")]),
    ({"periods": "M-1,2026-11-01,2026-11-30,massage,8,2.5,"}, [("periods.csv", 2, "used")]),
    ({"periods": "M-1,2026-11-01,2026-11-30,massage,,0,"}, [("periods.csv", 2, "allocated")]),
    (
        {"periods": "M-1,2026-11-01,2026-11-30,massage,8,3,2026-10-31"},
        [("periods.csv", 2, "expires_on")],
    ),
    ({"periods": f"{GOOD}\n{GOOD}"}, [("periods.csv", 3, "membership")]),
    (
        {"periods": f"{GOOD}\nM-1,2026-11-01,2026-11-29,sauna,8,3,"},
        [("periods.csv", 3, "ends_on")],
    ),
    (
        {"periods": f"M-1,2026-11-30,2026-12-31,massage,8,0,\n{GOOD}"},
        [("periods.csv", 2, "starts_on")],
    ),
    (
        {"periods": f"{GOOD}\nM-1,2026-11-05,2026-11-06,sauna,1,0,\nM-1,2026-11-20,2026-12-01,"
         "sauna,1,0,"},
        [("periods.csv", 3, "starts_on"), ("periods.csv", 4, "starts_on")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "places"), CASES)
def test_every_problem_has_its_place(
    importing: Importing, changed: dict[str, str], places: list[tuple[str, int, str]]
) -> None:
    importing.small(**changed)
    found = importing.problems()
    assert [(p.file, p.line, p.column) for p in found] == places
    assert all(p.message.endswith(".") and str(p).isprintable() for p in found)


def test_problems_of_all_files_come_in_one_run_in_the_order_of_files(importing: Importing) -> None:
    importing.small(periods="M-9,2026-11-01,2026-11-30,yoga,8,9,", services="massage,")
    assert importing.places() == [
        ("services.csv", 2, "name"),
        ("periods.csv", 2, "membership"),
        ("periods.csv", 2, "service"),
        ("periods.csv", 2, "used"),
    ]


def test_a_bad_row_is_told_once_and_not_again_by_the_rows_that_name_it(
    importing: Importing,
) -> None:
    importing.small(members="C-1,Maya,,,2026-02-30")
    assert importing.places() == [("members.csv", 2, "joined_on")]


def test_a_file_that_cannot_be_read_does_not_make_its_rows_unknown(importing: Importing) -> None:
    importing.small()
    importing.put("members.csv", b"\xff\xfe")
    assert importing.places() == [("members.csv", 1, "")]


def test_the_same_row_twice_is_one_row(importing: Importing) -> None:
    importing.small(members="C-1,Maya,,,\nC-1,Maya,,,")
    importing.done()
    assert importing.record("C-1").member.name == "Maya"


def test_a_membership_does_not_change_hands(importing: Importing) -> None:
    importing.small()
    importing.done()
    importing.small(members="C-2,Ada,,,", memberships="M-1,C-2,gold,2026-01-01,,,no,no")
    (problem,) = importing.problems()
    assert (problem.line, problem.column) == (2, "member")
    assert '"C-1"' in problem.message


def test_an_admin_who_is_disabled_is_none_to_leave_the_studio_to(importing: Importing) -> None:
    add_staff(importing.desk, "carl", "Carl Jensen", "admin")
    edit_staff(importing.desk, "carl", disabled=True)
    importing.small(staff="carl,Carl,admin,\nroot,Root,auditor,")
    assert importing.places() == [("staff.csv", 3, "role")]
    edit_staff(importing.desk, "carl", disabled=False)
    importing.done()
    assert [person.role for person in everyone(importing.desk)] == ["admin", "auditor"]


def test_a_period_may_not_overlap_one_that_the_database_has(importing: Importing) -> None:
    importing.small()
    importing.done()
    importing.put("periods.csv", "M-1,2026-11-30,2026-12-31,massage,8,0,")
    assert importing.places() == [("periods.csv", 2, "starts_on")]
    importing.put("periods.csv", "M-1,2026-10-01,2026-11-01,massage,8,0,")
    assert importing.places() == [("periods.csv", 2, "starts_on")]


def test_neighbouring_periods_do_not_overlap(importing: Importing) -> None:
    importing.small(periods=f"{GOOD}\nM-1,2026-12-01,2026-12-31,massage,8,0,")
    importing.done()


def test_what_begins_and_ends_on_one_day_is_no_problem(importing: Importing) -> None:
    importing.small(
        memberships="M-1,C-1,gold,2026-11-01,2026-11-01,2026-11-01,no,no",
        periods="M-1,2026-11-01,2026-11-01,massage,8,8,2026-11-01",
    )
    importing.done()
    (lot,) = importing.record("C-1").lots
    assert (lot.starts_on, lot.left) == (lot.expires_on, 0)


def test_a_service_that_the_plan_does_not_cover_is_history_all_the_same(
    importing: Importing,
) -> None:
    importing.small(periods="M-1,2026-11-01,2026-11-30,sauna,2,1,")
    importing.done()
    assert [lot.left for lot in importing.record("C-1").lots] == [1]
