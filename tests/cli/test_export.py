import csv
import io
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cli.harbour import Harbour
from tests.support.patience import PATIENCE

NOTE = "=HYPERLINK(1)"


def some(harbour: Harbour) -> None:
    for who, credits in (("maya", "1"), ("paula", "2")):
        words = ("adjust", who, "--add", credits, "--service", "massage", "--reason", "goodwill")
        assert harbour.run(*words, "--note", NOTE, by="mona").status == 0


def test_csv_is_oldest_first_safe_and_ends_in_its_digest(harbour: Harbour) -> None:
    some(harbour)
    ran = harbour.run("export", "who:mona")
    rows = list(csv.reader(io.StringIO(ran.out)))
    header, *entries, last = rows
    assert (ran.status, ran.err) == (0, "")
    assert [row[0] for row in entries] == ["15", "16"]
    found = dict(zip(header, entries[0], strict=True))
    assert (found["note"], found["credits"], found["movements"]) == (f"'{NOTE}", "1", "15:+1")
    assert last[0] == "#sha256"
    assert len(last[1]) == 64


def test_json_lines_are_the_entries_as_the_ledger_lists_them(harbour: Harbour) -> None:
    some(harbour)
    *lines, last = harbour.run("export", "--format", "jsonl", "member:maya").out.splitlines()
    assert [json.loads(line) for line in lines] == harbour.entries("maya")[::-1]
    assert json.loads(last).keys() == {"sha256"}


@pytest.mark.parametrize("form", ["csv", "jsonl", "hledger", "beancount"])
def test_what_was_written_is_checked_and_any_change_is_found(
    harbour: Harbour, tmp_path: Path, form: str
) -> None:
    some(harbour)
    file = tmp_path / "ledger.out"
    ran = harbour.run("export", "--format", form, "--output", str(file))
    assert (ran.status, ran.out) == (0, "")
    assert harbour.run("export", "--format", form).out.encode() == file.read_bytes()
    good = harbour.call("export", "--check", str(file))
    assert (good.status, good.err) == (0, "")
    assert good.out.startswith(f"{file} is as it was exported: sha256 ")
    assert harbour.call("verify", "--export", str(file)) == good

    whole = file.read_bytes()
    for place in (0, len(whole) // 2):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert harbour.call("export", "--check", str(file)).status == 5
        assert harbour.call("verify", "--export", str(file), "--json").status == 5
    file.write_bytes(whole + b"more\n")
    assert harbour.call("export", "--check", str(file)).status == 2
    file.write_bytes(whole[: len(whole) // 2])
    assert harbour.call("export", "--check", str(file)).status == 2
    file.write_bytes(whole[whole.index(b"\n") + 1 :])
    assert harbour.call("export", "--check", str(file)).status == 5


@pytest.mark.parametrize("content", [b"", b"\n", b"no digest", b"; sha256 abc\n"])
def test_a_file_without_a_digest_is_no_export(
    harbour: Harbour, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "other"
    file.write_bytes(content)
    assert harbour.call("export", "--check", str(file)).status == 2
    assert harbour.call("export", "--check", str(tmp_path / "missing")).status == 2
    for asked in (["who:alice"], ["--output", str(tmp_path / "other")]):
        ran = harbour.call("export", *asked, "--check", str(file))
        assert ran.status == 2
        assert "a filter or --output" in ran.err


def test_a_file_that_is_there_is_kept(harbour: Harbour, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    file.write_text("mine")
    ran = harbour.run("export", "--output", str(file))
    assert ran.status == 2
    assert "already; name a new one" in ran.err
    assert file.read_text() == "mine"


@pytest.mark.parametrize("form", ["hledger", "beancount"])
def test_a_journal_too_is_of_exactly_what_is_filtered(harbour: Harbour, form: str) -> None:
    some(harbour)
    ran = harbour.run("export", "--format", form, "who:mona", "member:paula")
    assert ran.status == 0
    assert "of who:mona member:paula; balances need the whole ledger" in ran.out
    assert ran.out.count("Income:Added") + ran.out.count("income:added") == 2  # named, and used


def test_a_digest_can_be_checked_of_what_can_only_be_read_once(
    harbour: Harbour, tmp_path: Path
) -> None:
    some(harbour)
    written = harbour.run("export").out.encode()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        for content, status in ((written, 0), (written.replace(b"mona", b"mara", 1), 5)):
            feeding = pool.submit(pipe.write_bytes, content)
            assert harbour.call("verify", "--export", str(pipe)).status == status
            feeding.result(timeout=PATIENCE)


def test_an_export_is_for_those_who_see_the_studios_ledger(harbour: Harbour) -> None:
    ran = harbour.run("export", by="alice")
    assert (ran.status, ran.out) == (3, "")
    assert harbour.run("export", by="audrey").status == 0


def test_nothing_to_export_is_a_header_and_a_digest(harbour: Harbour, tmp_path: Path) -> None:
    file = tmp_path / "nothing.csv"
    assert harbour.run("export", "type:remove", "--output", str(file)).status == 0
    assert len(file.read_text().splitlines()) == 2
    assert harbour.call("export", "--check", str(file)).status == 0
