import csv
import io
import json

from tests.cli.harbour import OWNER, Harbour

NOTE = "=HYPERLINK(1)"


def test_a_ledger_is_printed_newest_first_in_studio_time(harbour: Harbour) -> None:
    harbour.run("use", "maya", "1", "--service", "massage", by="alice")
    ran = harbour.run("ledger", "--member", "maya")
    lines = ran.out.splitlines()

    assert (ran.status, ran.err) == (0, "")
    assert lines[0].startswith(
        "entry  when                   kind     credits  service   balance  who"
    )
    assert lines[1].startswith("   15  Fri 20 Nov 2026 12:00  Use           -1  massage   8 -> 7")
    assert lines[1].endswith(f"alice via {OWNER}")
    assert [line.split()[0] for line in lines[1:]] == ["15", "2", "1"]


def test_an_entry_has_every_field_under_its_name(harbour: Harbour) -> None:
    entries = harbour.entries("maya")
    hashes = [(entry["prev_hash"], entry["hash"]) for entry in entries]

    assert hashes[1][0] == "0" * 64
    assert hashes[0][0] == hashes[1][1]
    assert entries[1] == {
        "id": 1,
        "seq": 1,
        "kind": "opening",
        "credits": 8,
        "member": 1,
        "membership": 1,
        "period": 1,
        "service": "massage",
        "actor": "import",
        "actor_name": "Import",
        "via": None,
        "at": "2026-11-20T11:00:00.000000Z",
        "studio_date": "2026-11-20",
        "reason": None,
        "note": "",
        "reference": "",
        "request_id": entries[1]["request_id"],
        "corrects": None,
        "balance_before": 0,
        "balance_after": 8,
        "allocation_before": 0,
        "allocation_after": 8,
        "flags": [],
        "movements": [{"lot": 1, "credits": 8}],
        "prev_hash": "0" * 64,
        "hash": hashes[1][1],
    }


def test_a_limit_says_how_many_are_older(harbour: Harbour) -> None:
    ran = harbour.run("ledger", "--member", "maya", "--limit", "1")
    assert len(ran.out.splitlines()) == 2
    assert ran.err == "Maya Okafor has 1 older entry; list more with --limit.\n"
    assert harbour.run("ledger", "--member", "maya", "--limit", "0").status == 2


def test_csv_keeps_figures_and_disarms_notes(harbour: Harbour) -> None:
    words = ("adjust", "maya", "--add", "1", "--service", "massage", "--reason", "goodwill")
    harbour.run(*words, "--note", NOTE)
    ran = harbour.run("ledger", "--member", "maya", "--csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["id"] for row in rows] == ["15", "2", "1"]
    assert rows[0]["note"] == f"'{NOTE}"
    assert (rows[0]["credits"], rows[0]["at"]) == ("1", "2026-11-20T12:00:00.000000Z")


def test_somebody_without_entries_is_no_failure(harbour: Harbour) -> None:
    ran = harbour.run("ledger", "--member", "nora")
    assert (ran.status, ran.out, ran.err) == (0, "", "Nora None has no entries yet.\n")
    assert harbour.run("ledger", "--member", "nora", "--json").json == []


def test_without_a_member_it_is_the_studios(harbour: Harbour) -> None:
    ran = harbour.run("ledger", "--limit", "2", by="audrey")
    lines = ran.out.splitlines()
    assert lines[0].startswith("entry  when                   member        kind")
    assert [line.split()[0] for line in lines[1:]] == ["14", "13"]
    assert "Una Upcoming" in lines[1]
    assert ran.err == "There may be older entries; go on with --before 13.\n"
    older = harbour.run("ledger", "--before", "13", "--limit", "20", "--csv")
    assert [line.split(",")[0] for line in older.out.splitlines()[1:]] == [
        str(n) for n in range(12, 0, -1)
    ]
    assert older.err == ""


def test_the_studios_ledger_is_for_those_who_may(harbour: Harbour) -> None:
    ran = harbour.run("ledger", by="alice")
    assert (ran.status, ran.out) == (3, "")
    assert harbour.run("ledger", "type:use", "--member", "maya", by="alice").status == 0


def test_a_filter_is_one_line_however_the_shell_quoted_it(harbour: Harbour) -> None:
    for credits, note in (("1", "a late therapist"), ("3", "a late and tired therapist")):
        words = ("adjust", "maya", "--add", credits, "--service", "massage", "--reason", "goodwill")
        assert harbour.run(*words, "--note", note, by="mona").status == 0
    asked = {
        ("late therapist",): ["15"],
        ("late", "therapist"): ["16", "15"],
        ('"late therapist" who:mona',): ["15"],
        ("type:add service:massage",): ["16", "15"],
        ("over:1", "reason:goodwill"): ["16"],
        ("member:maya okafor", "type:add"): ["16", "15"],
        ("member:maya@example.org", "type:add", "since:today"): ["16", "15"],
        ("until:yesterday",): [],
        (f"via:{OWNER}",): ["16", "15"],
    }
    for line, ids in asked.items():
        ran = harbour.run("ledger", *line, "--format", "csv")
        assert [line.split(",")[0] for line in ran.out.splitlines()[1:]] == ids, line
    of_one = harbour.run("ledger", "type:add", "--member", "paula")
    assert (of_one.status, of_one.err) == (0, "Paula Paused has no such entries.\n")


def test_a_filter_that_cannot_be_read_is_one_sentence(harbour: Harbour) -> None:
    for line, said in (
        ("type:gift", "takes opening, allocation"),
        ("who:nobody", "“who:nobody” is unknown here; it is one of ada, alice"),
        ("service:yoga", "one of massage, reformer"),
        ("member:zzzz", "Nobody matches"),
    ):
        ran = harbour.run("ledger", line)
        assert (ran.status, ran.out) == (2, "")
        assert said in ran.err
        assert len(ran.err.splitlines()) == 1


def test_a_failure_is_told_in_the_form_that_was_asked_for(harbour: Harbour) -> None:
    for words in (("--json",), ("--format", "json"), ("--format=json",)):
        ran = harbour.call("--db", str(harbour.path), "ledger", "foo:bar", *words)
        assert (ran.status, ran.err) == (2, "")
        assert json.loads(ran.out)["error"]["code"] == "bad_filter"


def test_an_auditor_reads_it(harbour: Harbour) -> None:
    assert harbour.run("ledger", "--member", "maya", by="audrey").status == 0
