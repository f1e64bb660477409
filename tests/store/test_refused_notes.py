"""Attempts that are noted beside the database: what is read may have been written by anybody."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from creditui.domain.attempt import LONGEST_COMMAND, Asked, RefusedAttempt
from creditui.domain.refusal import Refusal
from creditui.store import refused_notes
from creditui.store.refused_notes import note_refused, noted_refused
from creditui.store.session_folder import sessions_folder

ZONE = "Europe/London"
ATTEMPT = RefusedAttempt(
    id=0,
    actor_id=None,
    actor="audrey",
    via=None,
    at=1_795_132_800_000_000,
    studio_date=date(2026, 11, 20),
    member_id=None,
    asked=Asked("adjust maya --add 2"),
    refusal=Refusal("read_only", "This session is read only."),
    request_id="r-1",
)
GOOD: dict[str, Any] = {
    "at": ATTEMPT.at,
    "actor": "audrey",
    "via": None,
    "act": "adjust maya --add 2",
    "code": "read_only",
    "message": "This session is read only.",
    "request_id": "r-1",
}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "studio.db"


def put(database: Path, *lines: bytes, uid: int | None = None) -> Path:
    folder = sessions_folder(database)
    folder.mkdir(exist_ok=True)
    path = folder / f"refused-{os.getuid() if uid is None else uid}.jsonl"
    path.write_bytes(b"\n".join((*lines, b"")))
    return path


def noted(database: Path) -> list[RefusedAttempt]:
    return [attempt for _, attempt in noted_refused(database, ZONE)]


def test_what_is_noted_is_read_again_with_its_account_in_order(database: Path) -> None:
    second = replace(ATTEMPT, actor="alice", via="audrey", request_id="r-2")
    for each in (ATTEMPT, second):
        note_refused(database, each)
    assert list(noted_refused(database, ZONE)) == [(os.getuid(), ATTEMPT), (os.getuid(), second)]


def test_the_good_line_is_believed(database: Path) -> None:
    put(database, json.dumps(GOOD).encode())
    assert noted(database) == [ATTEMPT]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"nonsense",
        b"\xff\xfe",
        b"[" * 3000,
        json.dumps(GOOD | {"act": "x" * 5000}).encode(),
        *(
            json.dumps(GOOD | changed).encode()
            for changed in (
                {"at": "yesterday"},
                {"at": -1},
                {"at": True},
                {"at": 10**18},
                {"actor": ""},
                {"actor": None},
                {"via": 7},
                {"act": ["adjust"]},
                {"code": None},
                {"message": 1},
                {"request_id": ""},
            )
        ),
    ],
)
def test_a_line_that_is_none_is_passed_over(database: Path, line: bytes) -> None:
    put(database, line, json.dumps(GOOD).encode())
    assert noted(database) == [ATTEMPT]


def test_hostile_text_is_read_visible_and_short(database: Path) -> None:
    put(database, json.dumps(GOOD | {"actor": "a\x1b[2J", "act": "y" * 900}).encode())
    (attempt,) = noted(database)
    assert attempt.actor == "a␛[2J"
    assert len(attempt.asked.act) == LONGEST_COMMAND


def test_a_file_is_believed_only_in_the_name_of_its_owner(database: Path) -> None:
    path = put(database, json.dumps(GOOD).encode(), uid=os.getuid() + 1)
    path.with_name("refused-x.jsonl").write_bytes(json.dumps(GOOD).encode())
    own = path.with_name(f"refused-{os.getuid()}.jsonl")
    own.symlink_to(path)
    assert noted(database) == []


def test_only_the_newest_are_read(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refused_notes, "MOST_NOTES", 2)
    for n in range(3):
        note_refused(database, replace(ATTEMPT, request_id=f"r-{n}"))
    assert [each.request_id for each in noted(database)] == ["r-1", "r-2"]


def test_what_is_no_line_is_not_noted(database: Path) -> None:
    with pytest.raises(ValueError, match="one line"):
        note_refused(database, replace(ATTEMPT, request_id="r" * 5000))


def test_without_a_folder_nothing_is_noted(database: Path) -> None:
    assert noted(database) == []
