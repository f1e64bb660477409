"""`creditui audit`."""

import csv
import io

from creditui.domain.audit.questions import QUESTIONS
from tests.cli.harbour import Harbour

ADD = ("adjust", "maya", "--service", "massage", "--reason", "goodwill", "--note")


def test_without_a_question_it_counts_them_all(harbour: Harbour) -> None:
    harbour.run(*ADD, "waited long", "--add", "12")
    ran = harbour.run("audit")
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert [line.split()[0] for line in lines] == ["question", *(q.code for q in QUESTIONS)]
    assert "large                   1  Adjustments of 10 credits or more." in lines
    assert "From Thu 22 Oct 2026 to Fri 20 Nov 2026" in ran.err
    answer = harbour.json("audit", "--since", "2026-11-01")
    assert (answer["since"], answer["until"], answer["refused"]) == ("2026-11-01", "2026-11-20", 0)
    rows = list(csv.DictReader(io.StringIO(harbour.run("audit", "--csv").out)))
    assert {row["question"]: row["entries"] for row in rows}["large"] == "1"


def test_a_date_that_looks_back_is_no_option(harbour: Harbour) -> None:
    answer = harbour.json("audit", "--since", "-30d", "--until", "-1w")
    assert (answer["since"], answer["until"]) == ("2026-10-21", "2026-11-13")
    assert harbour.json("audit", "--since=-1m")["since"] == "2026-10-20"
    assert harbour.json("show", "maya", "--as-of", "-1D")["as_of"] == "2026-11-19"
    assert harbour.run("ledger", "--json", "-30d").status == 2
    assert harbour.run("ledger", "--", "-30d").status == 0  # words to look for


def test_with_a_question_it_lists_the_entries(harbour: Harbour) -> None:
    for _ in range(2):
        harbour.run(*ADD, "=waited [bold]long[/]", "--add", "12")
    ran = harbour.run("audit", "large", "--limit", "1")
    assert "Olga Owner added 12 credits of Massage for Maya Okafor (Goodwill)." in ran.out
    assert "Adjustments of 10 credits or more." in ran.err
    assert "There are more; go on with --before" in ran.err
    answer = harbour.json("audit", "large", "--limit", "1")
    assert isinstance(answer["findings"], list)
    (finding,) = answer["findings"]
    assert (finding["credits"], finding["member_name"]) == (12, "Maya Okafor")
    rest = harbour.json("audit", "large", "--before", str(answer["before"]))
    assert isinstance(rest["findings"], list)
    assert [each["id"] for each in rest["findings"]] == [finding["id"] - 1]
    assert rest["before"] is None
    rows = list(csv.DictReader(io.StringIO(harbour.run("audit", "large", "--csv").out)))
    assert [row["note"] for row in rows] == ["'=waited [bold]long[/]"] * 2


def test_sums_by_person_reason_service_and_week(harbour: Harbour) -> None:
    harbour.run(*ADD, "waited long", "--add", "3", by="alice")
    assert harbour.run("audit", "by-person", "--csv").out.splitlines()[1] == "alice,1,3,0,3"
    for by, label in (("reason", "goodwill"), ("service", "massage"), ("week", "2026-11-16")):
        listed = harbour.run("audit", f"by-{by}", "--json").json
        assert listed == [{by: label, "entries": 1, "added": 3, "removed": 0, "net": 3}]
    assert "+3" in harbour.run("audit", "by-person").out


def test_a_summary_says_its_period_and_which_weeks_it_cuts(harbour: Harbour) -> None:
    harbour.run(*ADD, "waited long", "--add", "3", by="alice")
    ran = harbour.run("audit", "by-week", "--until", "2026-11-20")
    assert "to Fri 20 Nov 2026:" in ran.err
    assert "* The period holds only a part of this week." in ran.err
    assert "2026-11-16 * " in ran.out
    by_person = harbour.run("audit", "by-person")
    assert "*" not in by_person.out + by_person.err


def test_nothing_to_list_is_no_failure(harbour: Harbour) -> None:
    ran = harbour.run("audit", "removals")
    assert (ran.status, ran.out) == (0, "")
    assert "No entry answers this question." in ran.err
    assert harbour.run("audit", "by-week").status == 0


def test_refused_attempts_are_pointed_at(harbour: Harbour) -> None:
    harbour.run(*ADD, "waited long", "--add", "6", by="alice")
    assert "Refused attempts: 1; see: creditui refused" in harbour.run("audit").err


def test_what_can_not_be_asked(harbour: Harbour) -> None:
    assert harbour.run("audit", "nonsense").status == 2
    assert harbour.run("audit", "by-nonsense").status == 2
    assert harbour.run("audit", "--since", "tomorrow").status == 2
    wrong = harbour.run("audit", "--since", "nonsense")
    assert wrong.status == 2
    assert wrong.err.startswith("--since: That is not a date I can read; write it like 2026-10-01")


def test_auditors_and_managers_ask_and_staff_are_refused(harbour: Harbour) -> None:
    assert harbour.run("audit", by="alice").status == 3
    assert harbour.run("audit", by="audrey").status == 0
    assert harbour.run("audit", by="mona").status == 0
