"""Seal, verify, prove, and check a proof without the database, as a person types it (R23)."""

import json
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from creditui.domain.seal import find_seals
from creditui.store import schema
from tests.cli.harbour import OWNER, Harbour
from tests.support.older import filled_at_level

ENTRIES = 14


def sealed(harbour: Harbour) -> str:
    """Seal the ledger and return the line."""
    return harbour.run("seal").out.strip()


def proof_file(harbour: Harbour, entry: int = 3) -> Path:
    """A file with the proof of an entry."""
    file = harbour.path.with_name("proof.json")
    file.write_text(harbour.run("prove", str(entry)).out, "utf-8")
    return file


def add(harbour: Harbour) -> None:
    why = ("--reason", "goodwill", "--note", "A kind word")
    harbour.json("adjust", "maya", "--add", "1", "--service", "massage", *why)


def test_a_seal_is_one_line_and_again_there_is_nothing_to_seal(harbour: Harbour) -> None:
    ran = harbour.run("seal", by="mona")
    assert ran.status == 0
    assert ran.out.count("\n") == 1
    (text,) = find_seals(ran.out)
    assert (text.id, text.last_entry) == (1, ENTRIES)
    assert f"{ENTRIES} entries sealed" in ran.err
    again = harbour.run("seal")
    assert (again.status, again.out) == (0, ran.out)  # what is kept elsewhere stays seals alone
    assert again.err == "Nothing to seal: no entry since seal 1, which this is again.\n"


def test_a_seal_as_json(harbour: Harbour) -> None:
    answer = harbour.json("seal", by="mona")
    assert answer["sealed"] == ENTRIES
    seal = answer["seal"]
    assert isinstance(seal, dict)
    assert list(seal) == [
        "id", "first_entry", "last_entry", "root", "prev", "digest", "sealed_at", "actor", "text",
    ]  # fmt: skip
    assert (seal["actor"], str(seal["text"])[:21]) == (OWNER, "creditui-seal:v1:1:14")
    assert harbour.json("seal") == {"sealed": 0, "seal": seal}


def test_an_empty_ledger_has_nothing_to_seal(harbour: Harbour, tmp_path: Path) -> None:
    url = str(tmp_path / "empty.db")
    assert harbour.call("--db", url, "init").status == 0
    ran = harbour.call("--db", url, "seal")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "Nothing to seal: the ledger is empty.\n"
    assert harbour.call("--db", url, "seal", "--json").json == {"sealed": 0, "seal": None}
    assert harbour.call("--db", url, "verify").status == 0


@pytest.mark.parametrize("command", [("seal",), ("verify",), ("prove", "3")])
def test_staff_may_not_seal_verify_or_prove_nor_anybody_seal_to_read_only(
    harbour: Harbour, command: tuple[str, ...]
) -> None:
    assert harbour.run(*command, by="alice").status == 3
    assert harbour.run("seal", by="audrey").status == 3
    assert harbour.run("seal", before=("--read-only",)).status == 3


def test_an_honest_ledger_verifies_and_says_how_far_it_is_sealed(harbour: Harbour) -> None:
    line = sealed(harbour)
    add(harbour)
    ran = harbour.run("verify", by="audrey")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "15 entries verified: all of it agrees.\nSealed up to entry 14; 1 came after.\n"
    )
    answer = harbour.json("verify", "--full")
    assert list(answer) == [
        "ok", "entries", "last_entry", "since", "seals", "last_seal", "unsealed", "clock",
        "against", "findings",
    ]  # fmt: skip
    assert (answer["ok"], answer["entries"], answer["unsealed"]) == (True, 15, 1)
    since = harbour.json("verify", "--since-seal")
    assert (since["since"], since["entries"]) == (14, 3)
    against = harbour.run("verify", "--against", line)
    assert "Everything up to entry 14 is as seal 1 says." in against.out


def test_against_a_file_with_several_seals(harbour: Harbour, tmp_path: Path) -> None:
    file = tmp_path / "seals.txt"
    first = sealed(harbour)
    add(harbour)
    file.write_text(f"{first}\n\n> {sealed(harbour)}\n{first}\n", "utf-8")
    said = harbour.run("verify", "--against", str(file)).out
    assert "Everything up to entry 15 is as all 2 seals say, 1 to 2." in said
    answer = harbour.json("verify", "--against", str(file))
    assert (answer["ok"], len(list(answer["against"]))) == (True, 2)  # type: ignore[call-overload]


@pytest.mark.parametrize("word", ["creditui-seal:v1:1:14:AAAA", "no-such-file", "."])
def test_a_seal_that_is_none_is_wrong_input(harbour: Harbour, word: str) -> None:
    ran = harbour.run("verify", "--against", word)
    assert (ran.status, ran.out) == (2, "")


def test_a_word_that_is_neither_a_seal_nor_a_file_is_told_so(harbour: Harbour) -> None:
    ran = harbour.run("verify", "--against", "seal\x1b[2J")
    assert "'seal␛[2J' is neither a seal nor a file that is there" in ran.err


def test_the_extents_exclude_one_another(harbour: Harbour) -> None:
    assert harbour.run("verify", "--full", "--since-seal").status == 2


def test_the_first_entry_that_fails_is_named(harbour: Harbour) -> None:
    line = sealed(harbour)
    connection = apsw.Connection(str(harbour.path))
    connection.execute("DROP TRIGGER entry_stays")
    connection.execute("UPDATE ledger_entry SET note = 'another' WHERE id IN (3, 9)")
    connection.close(True)
    assert harbour.run("ledger", "--member", "maya").status == 5
    ran = harbour.run("verify", by="audrey")
    assert ran.status == 5
    first, expected, there = ran.out.splitlines()[:3]
    assert first.startswith("Entry 3 (member 2): its hash is not that of what it says")
    assert expected.startswith("  expected: ")
    assert there.startswith("  there is: ")
    assert "The guards of the ledger were tampered with." in ran.out
    answer = harbour.run("verify", "--json").answer
    assert answer["ok"] is False
    findings = answer["findings"]
    assert isinstance(findings, list)
    assert [(f["entry"], f["code"]) for f in findings] == [
        (3, "hash"), (9, "hash"), (None, "guards"),
    ]  # fmt: skip
    assert list(findings[0]) == ["code", "entry", "member", "message", "expected", "found"]
    assert harbour.run("verify", "--against", line).status == 5


def test_a_hostile_note_is_shown_as_text(harbour: Harbour) -> None:
    connection = apsw.Connection(str(harbour.path))
    connection.execute("DROP TRIGGER entry_stays")
    connection.execute("UPDATE ledger_entry SET actor = char(27) || '[2J' WHERE id = 3")
    connection.close(True)
    ran = harbour.run("verify")
    assert ran.status == 5
    assert "\x1b" not in ran.out


def test_a_proof_holds_without_the_database(harbour: Harbour, tmp_path: Path) -> None:
    line = sealed(harbour)
    file = proof_file(harbour)
    harbour.path.unlink()
    program = (
        "import sys; from creditui.cli.main import main; status = main();"
        "sys.exit(status or 7 * bool({'apsw', 'peewee', 'textual'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, "verify-proof", str(file), "--seal", line],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == (
        "Entry 3: Opening +8 massage for member 2 on Fri 20 Nov 2026 by import, 0 -> 8.\n"
        "The proof holds: the entry stood so in the ledger when your seal was made.\n"
    )


def test_without_a_seal_it_says_which_one_to_compare(harbour: Harbour) -> None:
    line = sealed(harbour)
    ran = harbour.call("verify-proof", str(proof_file(harbour)))
    assert ran.status == 0
    assert ran.out.splitlines()[-1] == line
    answer = harbour.call("verify-proof", str(proof_file(harbour)), "--json").answer
    assert (answer["ok"], answer["compared"]) == (True, False)
    assert {"entry", "seal"} <= set(answer)


def test_who_acted_through_another_is_said_with_her(harbour: Harbour) -> None:
    why = ("--reason", "goodwill", "--note", "A kind word")
    harbour.run("adjust", "maya", "--add", "1", "--service", "massage", *why, by="mona")
    sealed(harbour)
    ran = harbour.call("verify-proof", str(proof_file(harbour, ENTRIES + 1)))
    assert f" by mona via {OWNER}, " in ran.out


def test_any_later_seal_will_do(harbour: Harbour) -> None:
    first = sealed(harbour)
    older = proof_file(harbour)
    add(harbour)
    later = sealed(harbour)
    assert harbour.call("verify-proof", str(older), "--seal", later).status == 5
    newer = str(proof_file(harbour))
    for line in (first, later):
        assert harbour.call("verify-proof", newer, "--seal", line).status == 0
    of_the_new_one = str(proof_file(harbour, 15))
    assert harbour.call("verify-proof", of_the_new_one, "--seal", later).status == 0
    assert harbour.call("verify-proof", of_the_new_one, "--seal", first).status == 5


def test_the_file_of_every_nights_seal_will_do_for_any_proof(
    harbour: Harbour, tmp_path: Path
) -> None:
    kept = tmp_path / "seals.txt"
    lines = [sealed(harbour)]
    add(harbour)
    lines += [sealed(harbour), sealed(harbour)]
    kept.write_text("\n".join(lines), "utf-8")
    for entry in (3, ENTRIES + 1):
        ran = harbour.call("verify-proof", str(proof_file(harbour, entry)), "--seal", str(kept))
        assert (ran.status, ran.err) == (0, "")
    add(harbour)
    sealed(harbour)
    early = harbour.call("verify-proof", str(proof_file(harbour, 16)), "--seal", str(kept))
    assert early.status == 5
    assert early.out == (
        "Seal 2 is older than entry 16, which seal 3 was the first to cover: give a later one.\n"
    )


@pytest.mark.parametrize(
    "field",
    ["credits", "note", "actor", "at", "member", "movements", "flags", "studio_date", "hash"],
)
def test_a_proof_of_something_else_does_not_hold(harbour: Harbour, field: str) -> None:
    sealed(harbour)
    file = proof_file(harbour)
    proof = json.loads(file.read_text("utf-8"))
    other: object = {
        "credits": 80,
        "at": "2026-11-20T11:00:00.000001Z",
        "member": 1,
        "movements": [{"lot": 3, "credits": 80}],
        "flags": ["capped"],
        "studio_date": "2026-11-21",
        "hash": "00" * 32,
    }.get(field, "another")
    proof["entry"][field] = other
    file.write_text(json.dumps(proof), "utf-8")
    ran = harbour.call("verify-proof", str(file))
    assert (ran.status, "changed" in ran.out) == (5, True)
    assert harbour.call("verify-proof", str(file), "--json").answer["ok"] is False


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"format": "creditui-proof/v1"}', "\0"])
def test_a_file_that_is_no_proof_is_said(harbour: Harbour, text: str) -> None:
    file = harbour.path.with_name("proof.json")
    file.write_text(text, "utf-8")
    ran = harbour.call("verify-proof", str(file))
    assert ran.status == 5
    assert "no proof" in ran.out


def test_what_can_not_be_proven(harbour: Harbour) -> None:
    assert harbour.run("prove", "3").status == 2
    sealed(harbour)
    assert harbour.run("prove", "99").status == 2
    assert harbour.run("prove", "0").status == 2
    assert harbour.run("prove", "3", by="audrey").status == 0
    assert harbour.call("verify-proof", "no-such-file").status == 2


def test_the_seal_names_who_really_sealed(harbour: Harbour) -> None:
    assert harbour.json("seal", by="mona")["seal"]["actor"] == OWNER  # type: ignore[index]


def test_whoever_owns_the_file_needs_no_name_in_it(harbour: Harbour) -> None:
    connection = apsw.Connection(str(harbour.path))
    connection.execute(
        "UPDATE staff SET limits = '{', role = CAST(x'ff' AS TEXT) WHERE username = ?", (OWNER,)
    )
    connection.close()
    assert harbour.run("ledger").status == 5
    ran = harbour.run("verify")
    assert (ran.status, ran.out.splitlines()[0]) == (0, "14 entries verified: all of it agrees.")


def test_a_copy_from_before_an_update_is_verified_as_it_is(
    harbour: Harbour, tmp_path: Path
) -> None:
    path = tmp_path / "old.db"
    filled_at_level(path, schema.levels()[-2], harbour.path)
    before = path.read_bytes()
    ran = harbour.call("--db", str(path), "verify")
    assert (ran.status, ran.out.splitlines()[0]) == (0, "14 entries verified: all of it agrees.")
    assert path.read_bytes() == before
    assert ran.err == (
        "An older creditui wrote this database: a copy is read, the file stays as it is.\n"
    )
    connection = apsw.Connection(str(path))
    connection.execute("DROP TRIGGER entry_stays")
    connection.execute("UPDATE ledger_entry SET note = 'never' WHERE id = 3")
    connection.close()
    assert (
        "guards of the ledger were tampered with" in harbour.call("--db", str(path), "verify").err
    )
    ran = harbour.call("--db", str(path), "ledger")
    assert (ran.status, ran.err) == (
        5,
        "The database was written by an older creditui: its owner has to run creditui init.\n",
    )
