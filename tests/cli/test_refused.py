"""`creditui refused`."""

import csv
import io
import syslog

import pytest

from tests.cli.harbour import OWNER, Harbour

TRIED = ("adjust", "maya", "--add", "6", "--service", "massage", "--reason", "goodwill")


def test_what_was_refused_is_listed(harbour: Harbour) -> None:
    ran = harbour.run(*TRIED, "--note", "waited long", "--request-id", "r-1", by="alice")
    assert ran.status == 3
    listed = harbour.run("refused", "--json").json
    assert isinstance(listed, list)
    (attempt,) = listed
    assert attempt["actor"] == "alice"
    assert attempt["via"] == OWNER
    assert attempt["member_name"] == "Maya Okafor"
    assert (attempt["act"], attempt["credits"], attempt["service"]) == ("add", 6, "massage")
    assert (attempt["code"], attempt["field"], attempt["request_id"]) == ("limit", "credits", "r-1")
    assert attempt["message"] == ran.err.strip()
    table = harbour.run("refused").out
    assert "add 6 massage" in table
    assert ran.err.strip() in table
    assert "Fri 20 Nov 2026 12:00" in table
    (row,) = csv.DictReader(io.StringIO(harbour.run("refused", "--csv").out))
    assert row["code"] == "limit"


def test_a_dry_run_is_no_attempt(harbour: Harbour) -> None:
    assert harbour.run(*TRIED, "--note", "waited long", "--dry-run", by="alice").status == 3
    ran = harbour.run("refused")
    assert (ran.status, ran.out, ran.err) == (0, "", "Nothing was refused.\n")


def test_what_an_auditor_or_a_permission_is_refused_is_kept_as_it_was_typed(
    harbour: Harbour,
) -> None:
    assert harbour.run(*TRIED, "--note", "waited long", by="audrey").status == 3
    assert harbour.run("staff", "edit", "alice", "--role", "admin", by="alice").status == 3
    assert harbour.run("ledger", before=("--read-only",), by="alice").status == 3
    listed = harbour.run("refused", "--json").json
    assert isinstance(listed, list)
    told = {attempt["actor"]: attempt for attempt in listed}
    assert told["audrey"]["code"] == "read_only"
    assert told["audrey"]["act"].startswith("adjust maya --add 6 --service massage --reason")
    assert (told["audrey"]["via"], told["audrey"]["member"]) == (OWNER, None)
    acts = [attempt["act"] for attempt in listed if attempt["actor"] == "alice"]
    assert acts == ["ledger", "staff edit alice --role admin"]


def test_what_is_only_noted_has_no_number_yet(harbour: Harbour) -> None:
    harbour.run("seal", by="audrey")
    listed = harbour.run("refused", "--json", by="audrey").json
    assert isinstance(listed, list)
    assert [(attempt["id"], attempt["act"]) for attempt in listed] == [(None, "seal")]
    assert harbour.run("refused", by="audrey").out.splitlines()[1].split()[0] == "noted"
    assert harbour.run("refused").out.splitlines()[1].split()[0] == "1"


def test_who_is_turned_away_is_told_to_the_systems_log(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    harbour.run("staff", "disable", "alice")
    told: list[str] = []
    monkeypatch.setattr(syslog, "syslog", lambda _priority, message: told.append(message))
    assert harbour.run("search", "okafor", by="alice").status == 3
    (line,) = told
    assert line.startswith(f"{OWNER} was turned away (disabled), asking for: ")
    assert line.endswith("--as alice search okafor")


def test_limit_and_before_page_through_it(harbour: Harbour) -> None:
    for _ in range(3):
        harbour.run(*TRIED, "--note", "waited long", by="alice")
    listed = harbour.run("refused", "--limit", "1", "--before", "3", "--json").json
    assert isinstance(listed, list)
    assert [attempt["id"] for attempt in listed] == [2]


def test_staff_may_not_read_it_and_auditors_may(harbour: Harbour) -> None:
    assert harbour.run("refused", by="alice").status == 3
    assert harbour.run("refused", by="audrey").status == 0
