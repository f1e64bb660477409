import csv
import io

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


def test_a_ledger_is_one_members(harbour: Harbour) -> None:
    nobody = harbour.run("ledger")
    filtered = harbour.run("ledger", "type:add", "--member", "maya")
    assert (nobody.status, filtered.status) == (2, 2)
    assert nobody.err == "Name whose ledger to list: creditui ledger --member MEMBER\n"


def test_an_auditor_reads_it(harbour: Harbour) -> None:
    assert harbour.run("ledger", "--member", "maya", by="audrey").status == 0
