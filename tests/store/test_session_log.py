"""Session records in files: who lives is known by the kernel, what is read is not believed."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from creditui.domain.session_record import SessionRecord
from creditui.store.session_folder import lines_backwards, sessions_folder
from creditui.store.session_log import (
    LiveSession,
    close_lost,
    last_used_by_key,
    live_sessions,
    newest_sessions,
)

RECORD = SessionRecord(
    id="a" * 32,
    username="alice",
    via=None,
    role="staff",
    door="credits",
    key_id=1,
    fingerprint="SHA256:abc",
    address="192.0.2.7",
    port=50022,
    connection=4711,
    uid=os.getuid(),
    pid=os.getpid(),
    kind="interface",
    started_at=1_000_000,
    touched_at=1_000_000,
)
KILLED = """
import os, sys
from dataclasses import replace
from pathlib import Path
from tests.store.test_session_log import RECORD
from creditui.store.session_log import LiveSession
live = LiveSession(Path(sys.argv[1]), replace(RECORD, id="b" * 32))
live.touch(7_000_000)
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "studio.db"


def log_of(database: Path) -> Path:
    return sessions_folder(database) / f"log-{os.getuid()}.jsonl"


def kill_one(database: Path) -> None:
    root = Path(__file__).parent.parent.parent
    command = [sys.executable, "-c", KILLED, str(database)]
    assert subprocess.run(command, cwd=root, check=False).returncode == -9


def test_a_session_is_seen_while_it_lives_and_kept_afterwards(database: Path) -> None:
    live = LiveSession(database, RECORD)
    assert live_sessions(database) == (RECORD,)
    live.touch(5_000_000)
    assert live_sessions(database)[0].touched_at == 5_000_000
    assert newest_sessions(database, 9)[0].ending is None
    live.close(6_000_000, "left")
    assert live_sessions(database) == ()
    assert newest_sessions(database, 9) == (replace(RECORD, ended_at=6_000_000, ending="left"),)


def test_a_killed_session_is_not_live_and_is_closed_by_the_next_one(database: Path) -> None:
    kill_one(database)
    assert live_sessions(database) == ()
    assert [each.ending for each in newest_sessions(database, 9)] == ["lost"]
    assert close_lost(database) == 1
    assert close_lost(database) == 0
    (lost,) = newest_sessions(database, 9)
    assert (lost.id, lost.ending, lost.ended_at) == ("b" * 32, "lost", 7_000_000)


def test_closing_the_lost_leaves_the_living_alone(database: Path) -> None:
    live = LiveSession(database, RECORD)
    assert close_lost(database) == 0
    assert live_sessions(database) == (RECORD,)
    live.close(2_000_000, "left")


def test_what_was_killed_while_it_was_made_is_cleaned_away(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    LiveSession(database, RECORD).close(2_000_000, "left")
    folder = sessions_folder(database)
    left, being_made = folder / f"new-{'c' * 32}.json", folder / f"new-{'d' * 32}.json"
    left.touch()
    close_lost(database)
    assert left.exists(), "it may still be made"
    monkeypatch.setattr("creditui.store.session_log._MAKING", -60.0)
    with being_made.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert close_lost(database) == 0
    assert being_made.exists()
    assert not left.exists()
    assert len(newest_sessions(database, 9)) == 1


def test_the_newest_come_first_and_each_key_has_its_last_use(database: Path) -> None:
    for number in range(200):
        record = replace(
            RECORD, id=f"{number:032}", key_id=number % 3 or None, started_at=number * 1000
        )
        LiveSession(database, record).close(number * 1000 + 1, "left")
    assert [each.id for each in newest_sessions(database, 3)] == [
        f"{n:032}" for n in (199, 198, 197)
    ]
    assert len(newest_sessions(database, 1000)) == 200
    assert last_used_by_key(database) == {1: 199_000, 2: 197_000}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "no json",
        "[]",
        '{"event": "start"}',
        '{"event": "end", "id": 7, "ended_at": 1, "ending": "left"}',
        '{"event": "end", "id": "x", "ended_at": "now", "ending": "left"}',
        "[" * 3000,
        "x" * 9000,
        '{"event": "start", "id": "\\u001b[2J"}',
    ],
)
def test_a_line_that_is_no_record_is_passed_over(database: Path, line: str) -> None:
    LiveSession(database, RECORD).close(2_000_000, "left")
    with log_of(database).open("a") as log:
        log.write(line + "\n")
    LiveSession(database, replace(RECORD, id="c" * 32)).close(3_000_000, "idle")
    assert {each.ending for each in newest_sessions(database, 9)} == {"left", "idle"}


def test_hostile_text_in_a_record_is_not_believed(database: Path) -> None:
    live = LiveSession(database, replace(RECORD, username="\x1b[2J"))
    assert live_sessions(database) == ()
    assert newest_sessions(database, 9) == ()
    live.close(2_000_000, "left")


def test_a_line_that_a_full_disk_cut_off_costs_itself_only(database: Path) -> None:
    LiveSession(database, RECORD).close(2_000_000, "left")
    with log_of(database).open("a") as log:
        log.write('{"event": "sta')
    LiveSession(database, replace(RECORD, id="c" * 32)).close(3_000_000, "left")
    assert len(newest_sessions(database, 9)) == 2


def test_what_is_no_plain_file_of_its_owner_is_not_opened(database: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("precious")
    folder = sessions_folder(database)
    folder.mkdir()
    log_of(database).symlink_to(elsewhere)
    with pytest.raises(OSError, match="symbolic link"):
        LiveSession(database, RECORD)
    assert elsewhere.read_text() == "precious"
    assert [path.name for path in folder.iterdir()] == [log_of(database).name]
    os.mkfifo(folder / "log-1.jsonl")
    os.mkfifo(folder / "live-x.json")
    assert newest_sessions(database, 9) == ()
    assert live_sessions(database) == ()


def test_a_log_without_an_end_keeps_no_reader_busy(database: Path) -> None:
    LiveSession(database, RECORD).close(2_000_000, "left")
    first = log_of(database).stat().st_size
    with log_of(database).open("a") as log:
        log.truncate(first + 24 * 2**20)
    with log_of(database).open("rb") as log:
        lines = list(lines_backwards(log.fileno(), log.seek(0, os.SEEK_END), 4096))
    assert max(map(len, lines)) <= 64 * 1024 + 4097  # it was put together from whole blocks before
    LiveSession(database, replace(RECORD, id="c" * 32)).close(3_000_000, "left")
    with log_of(database).open("r+") as log:
        log.truncate(2**40)
    LiveSession(database, replace(RECORD, id="d" * 32)).close(4_000_000, "left")
    assert [each.id[0] for each in newest_sessions(database, 9)] == ["d"]


def test_a_log_counts_only_for_the_account_that_owns_it(database: Path) -> None:
    LiveSession(database, RECORD).close(2_000_000, "left")
    log_of(database).rename(log_of(database).with_name(f"log-{os.getuid() + 1}.jsonl"))
    assert newest_sessions(database, 9) == ()


@pytest.mark.parametrize(("above", "made"), [(0o700, 0o1700), (0o770, 0o1770), (0o2770, 0o3770)])
def test_the_folder_is_open_to_whoever_may_write_beside_the_database(
    tmp_path: Path, above: int, made: int
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(above)
    live = LiveSession(home / "studio.db", RECORD)
    folder = sessions_folder(home / "studio.db")
    assert folder.stat().st_mode & 0o7777 == made
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o640}
    live.close(2_000_000, "left")
