"""`creditui views`, and a saved view as a word of a filter."""

import csv
import io

from creditui.domain.saved_view import BUILT_IN
from tests.cli.harbour import OWNER, Harbour


def test_those_that_are_built_in_are_there(harbour: Harbour) -> None:
    ran = harbour.run("views")
    assert ran.status == 0
    assert 'view:"Removals this week"' in ran.out
    assert "type:remove since:mon" in ran.out
    assert len(ran.out.splitlines()) == 1 + len(BUILT_IN)


def test_a_view_is_saved_used_replaced_and_deleted(harbour: Harbour) -> None:
    ran = harbour.run("views", "save", "Allocated massages", "type:allocation", "service:massage")
    assert ran.out == (
        'view:"Allocated massages" is type:allocation service:massage from now on.\n'
    )
    listed = harbour.run("views", "--json").json
    assert isinstance(listed, list)
    assert listed[-1]["saved_by"] == OWNER
    assert listed[-1]["saved_at"].startswith("2026-11-20T12:00")
    (*_, row) = csv.DictReader(io.StringIO(harbour.run("views", "--csv").out))
    assert row["line"] == "type:allocation service:massage"

    plain = harbour.run("ledger", "type:allocation", "service:massage", "--json").json
    assert harbour.run("ledger", "view:allocated massages", "--json").json == plain
    assert harbour.run("ledger", 'view:"allocated massages"', "--json").json == plain
    export = harbour.run("export", "view:allocated massages", "--format", "jsonl").out
    assert len(export.splitlines()) == len(plain) + 1  # type: ignore[arg-type]
    assert harbour.run("ledger", "view:allocated massages", "over:99", "--json").json == []

    again = ("views", "save", "ALLOCATED massages", "type:allocation")
    assert harbour.run(*again).status == 2
    assert harbour.run(*again, "--replace").status == 0
    assert harbour.run("views", "delete", "allocated MASSAGES", "--json").json["line"] == (  # type: ignore[index]
        "type:allocation"
    )
    ran = harbour.run("ledger", "view:allocated massages")
    assert (ran.status, ran.out) == (2, "")
    assert "No view is saved as “allocated massages”" in ran.err


def test_a_view_needs_a_filter_that_can_be_read(harbour: Harbour) -> None:
    assert "whole number" in harbour.run("views", "save", "Bad", "over:many").err
    assert harbour.run("views", "save", "Bad").status == 2
    assert harbour.run("views", "delete", "Bad").status == 2
    assert "comes with creditui" in harbour.run("views", "delete", "Corrections").err


def test_auditors_read_them_and_staff_do_not(harbour: Harbour) -> None:
    assert harbour.run("views", by="audrey").status == 0
    assert harbour.run("views", "save", "Mine", "type:add", by="audrey").status == 3
    assert harbour.run("views", by="alice").status == 3


def test_me_is_whose_session_it_is(harbour: Harbour) -> None:
    ran = harbour.run("ledger", "who:me", by="mona")
    assert ran.err.strip() == "The ledger has no such entries."
