"""LEDGER.md says it all: who reads it alone finds what creditui finds, in every byte (R22, R23)."""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import creditui.domain
from creditui.cli.digest import write_digested
from creditui.desk.prove import prove
from creditui.desk.seal import seal
from creditui.desk.session import open_desk
from creditui.domain.encoding import encode_entry
from creditui.domain.kinds import Kind
from creditui.domain.lots import Movement
from creditui.domain.proof import entry_facts, proof_json
from tests.domain.test_encoding import FULL
from tests.readme import README, block
from tests.second import verifier
from tests.second.test_vectors import VECTORS
from tests.second.verifier import Wrong, from_json
from tests.support.any_entry import NEW_LOTS, NUMBERS
from tests.support.tampering import rehash, reseal, sealed_twice, unguarded

PAGE = Path(creditui.domain.__file__).with_name("LEDGER.md").read_text("utf-8")
PROGRAM = Path(verifier.__file__)


def fields_on_the_page(name: str) -> list[tuple[str, str]]:
    """The fields of one of its tables, each with how it is written."""
    table = PAGE.split(f"<!-- {name} -->\n")[1].split(f"<!-- /{name} -->")[0]
    return re.findall(r"^\| `([a-z_]+)` \| ([^|]+) \|", table, re.M)


def as_the_page_says(shape: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Fields of the verifier in the words of the page; a date is text."""
    words = {"int": "integer", "text": "text", "bytes": "bytes"}
    said = []
    for name, how in shape:
        word = "date" if name.endswith(("_date", "_on")) else words[how.rstrip("?")]
        said.append((name, f"optional {word}" if how.endswith("?") else word))
    return said


def test_the_page_names_every_field_in_its_order() -> None:
    lists = ["list of text", "list of movements", "list of new lots"]
    ends = [*zip(("flags", "movements", "new_lots"), lists, strict=True)]
    assert fields_on_the_page("entry") == [*as_the_page_says(verifier.ENTRY_FIELDS), *ends]
    assert fields_on_the_page("new-lot") == as_the_page_says(verifier.LOT_FIELDS)
    facts = [name for name in entry_facts(FULL) if not name.endswith("hash")]
    assert [name for name, _ in fields_on_the_page("entry")] == facts
    seal_names = [name for name, _ in fields_on_the_page("seal")]
    chained = {"prev", "digest", "text"}
    assert seal_names == [n for n in VECTORS["seals"][0]["seal"] if n not in chained]


def test_it_needs_nothing_but_python() -> None:
    imported: set[str] = set()
    for node in ast.walk(ast.parse(PROGRAM.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(str(node.module))
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    "vector", [*VECTORS["entries"], *VECTORS["ledger"]], ids=lambda v: v["name"]
)
def test_it_writes_the_bytes_of_the_vectors(vector: dict[str, Any]) -> None:
    entry = from_json(vector["entry"])
    assert verifier.entry_bytes(entry).hex() == vector["bytes"]
    assert verifier.sha256(verifier.entry_bytes(entry)) == entry["hash"]


@pytest.mark.parametrize("vector", VECTORS["seals"], ids=lambda v: v["name"])
def test_it_knows_the_seals_of_the_vectors(vector: dict[str, Any]) -> None:
    found = from_json(vector["seal"])
    assert verifier.seal_bytes(found).hex() == vector["bytes"]
    assert verifier.seal_line(found["id"], found["last_entry"], found["digest"]) == found["text"]


@pytest.mark.parametrize("vector", VECTORS["clock"], ids=lambda v: v["name"])
def test_it_writes_the_clock_records_of_the_vectors(vector: dict[str, Any]) -> None:
    record = from_json(vector["record"])
    assert verifier.clock_bytes(record).hex() == vector["bytes"]
    names = [name for name, _ in fields_on_the_page("clock-record")]
    assert {*names, "prev", "digest"} == record.keys()


@pytest.mark.parametrize("tree", VECTORS["trees"], ids=lambda tree: f"{len(tree['leaves'])}")
def test_it_knows_the_trees_of_the_vectors(tree: dict[str, Any]) -> None:
    leaves = [bytes.fromhex(leaf) for leaf in tree["leaves"]]
    assert verifier.tree_root(leaves).hex() == tree["root"]
    for index, written in enumerate(tree["paths"]):
        path = [bytes.fromhex(step) for step in written]
        root = verifier.root_by_path(leaves[index], index, len(leaves), path)
        assert root.hex() == tree["root"]


ENTRIES = st.builds(
    replace,
    st.just(FULL),
    id=NUMBERS,
    kind=st.sampled_from(Kind),
    credits=NUMBERS,
    membership_id=st.none() | NUMBERS,
    via=st.none() | st.text(),
    reason=st.none() | st.text(),
    note=st.text(),
    actor_name=st.text(),
    request_digest=st.binary(),
    corrects=st.none() | NUMBERS,
    allocation_before=st.none() | NUMBERS,
    flags=st.lists(st.text()).map(tuple),
    movements=st.lists(st.builds(Movement, NUMBERS, NUMBERS)).map(tuple),
    new_lots=st.lists(NEW_LOTS, max_size=3).map(tuple),
)


@given(ENTRIES)
def test_both_write_the_same_bytes_whatever_the_entry(entry: Any) -> None:
    assert verifier.entry_bytes(from_json(entry_facts(entry))) == encode_entry(entry)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sealed_twice(tmp_path_factory.mktemp("second"))


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A ledger of 21 entries, the first 18 under two seals; a copy."""
    return Path(shutil.copy(template, tmp_path / "copy.db"))


def test_a_database_and_the_seal_that_was_printed(path: Path) -> None:
    desk = open_desk(str(path), "mona")
    made = seal(desk).seal
    desk.close()
    assert made is not None
    assert verifier.verify_database(path, [str(made.text)]) == "21 entries and 3 seals agree"


CHANGES = {
    "a note": "UPDATE ledger_entry SET note = 'another' WHERE id = 16",
    "a movement": "UPDATE lot_movement SET credits = -2 WHERE entry_id = 16",
    "a lot's last day": "UPDATE credit_lot SET expires_on = '2027-12-31' WHERE id = 15",
    "what is left": "UPDATE credit_lot SET left = left + 1 WHERE id = 2",
    "a service": "UPDATE service SET code = 'tea' WHERE code = 'massage'",
    "an entry deleted": "DELETE FROM ledger_entry WHERE id = 21",
    "a seal": "UPDATE seal SET sealed_at = sealed_at + 1 WHERE id = 2",
    "the first seal deleted": "DELETE FROM seal WHERE id = 1",
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_in_a_database(path: Path, what: str) -> None:
    with unguarded(path) as connection:
        connection.execute(CHANGES[what])
    with pytest.raises((Wrong, KeyError)):
        verifier.verify_database(path, [])


def test_text_in_another_form_with_the_same_hash(path: Path) -> None:
    for text, found in (("Zo\u00eb", True), ("Zoe\u0308", False)):
        with unguarded(path) as connection:
            connection.execute("UPDATE ledger_entry SET reference = ? WHERE id = 16", (text,))
        if found:
            rehash(path)
            reseal(path)
            assert verifier.verify_database(path, []).endswith("agree")
    with pytest.raises(Wrong, match="entry 16: reference is not in the form NFC"):
        verifier.verify_database(path, [])


def test_a_ledger_rewritten_whole_is_known_by_the_seal_that_was_kept(path: Path) -> None:
    desk = open_desk(str(path), "mona")
    kept = seal(desk).seal
    desk.close()
    with unguarded(path) as connection:
        connection.execute("UPDATE ledger_entry SET note = 'quite another' WHERE id = 16")
    rehash(path)
    reseal(path)
    assert verifier.verify_database(path, []).endswith("agree")
    with pytest.raises(Wrong, match="not found"):
        verifier.verify_database(path, [str(kept and kept.text)])


@pytest.mark.parametrize("entry", [1, 14, 16, 18])
def test_a_proof_that_creditui_writes_holds_for_the_second_verifier(path: Path, entry: int) -> None:
    desk = open_desk(str(path), "mona")
    proof = prove(desk, entry)
    desk.close()
    written, kept = proof_json(proof), [str(proof.seals[-1].text)]
    assert verifier.verify_proof(json.dumps(written), kept).startswith(f"entry {entry} is under")
    another = {**entry_facts(proof.entry), "credits": 80}
    with pytest.raises(Wrong, match="changed"):
        verifier.verify_proof(json.dumps({**written, "entry": another}), kept)


@pytest.mark.parametrize("form", ["csv", "jsonl", "hledger", "beancount"])
def test_the_digest_of_an_export(form: str) -> None:
    out = BytesIO()
    write_digested(out, form, ["one line\n", "Zoë\n"])
    written = out.getvalue()
    assert verifier.verify_export(written) == "the bytes are as written"
    for other in (written.replace(b"one", b"two"), written[:9]):
        with pytest.raises(Wrong):
            verifier.verify_export(other)


def test_as_the_readme_says(path: Path, tmp_path: Path) -> None:
    desk = open_desk(str(path), "mona")
    proof = prove(desk, 16)
    desk.close()
    home = tmp_path / "elsewhere"
    home.mkdir()
    (home / "proof.json").write_text(json.dumps(proof_json(proof)), "utf-8")
    (home / "seal.txt").write_text("".join(f"{each.text}\n" for each in proof.seals), "utf-8")
    shutil.copy(path, home / "studio.sqlite")
    shutil.copy(PROGRAM, home)
    commands = block(README.read_text("utf-8"), "second").replace("$ ", "")
    commands = commands.replace("python3", f"{shlex.quote(sys.executable)} -I")
    ran = subprocess.run(
        ["bash", "-ec", commands], cwd=home, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "21 entries and 2 seals agree\nentry 16 is under seal 2\n"


def test_the_second_verifier_runs_as_a_program_of_its_own(path: Path, tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        command = [sys.executable, "-I", str(PROGRAM), *words]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        assert ran.stderr == ""
        return ran.returncode, ran.stdout

    assert run("database", str(path)) == (0, "21 entries and 2 seals agree\n")
    proof = tmp_path / "proof.json"
    proof.write_text(json.dumps(VECTORS["proof"]), "utf-8")
    kept = VECTORS["seals"][2]["seal"]["text"]
    assert run("proof", str(proof), kept) == (0, "entry 4 is under seal 1\n")
    other = VECTORS["seals"][0]["seal"]["text"]
    assert run("proof", str(proof), other) == (5, f"not found: {other}\n")
