"""Several processes write at once, and any of them may die: nothing is lost, nothing half done."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from creditui.domain.encoding import entry_hash
from creditui.domain.ledger import GENESIS
from creditui.store.engine import Store, open_store
from creditui.store.entries import member_entries
from tests.support.patience import PATIENCE
from tests.support.studio import NOW, Studio, make_studio

ROOT = Path(__file__).parents[2]
LONG_AGO = NOW.replace(year=2020)
"""The writers use the clock of the computer, whatever it says; no entry may be later than that."""


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Studio]:
    """The sample studio, written long ago."""
    studio = make_studio(tmp_path, at=LONG_AGO)
    yield studio
    studio.store.close()


def start(studio: Studio, name: str, acts: int, *members: int) -> subprocess.Popen[str]:
    arguments = [studio.url, name, str(acts), *map(str, members)]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.writer", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    return process


def go(processes: list[subprocess.Popen[str]]) -> None:
    """Let all of them write once all of them are ready."""
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()


def check(store: Store, members: list[int]) -> set[str]:
    """Every chain is whole and every lot agrees with its movements; returns the requests."""
    assert store.row("PRAGMA integrity_check")[0] == "ok"
    assert store.rows("PRAGMA foreign_key_check") == []
    disagreeing = """SELECT id FROM credit_lot l WHERE left <>
        (SELECT coalesce(sum(credits), 0) FROM lot_movement WHERE lot_id = l.id)"""
    assert store.rows(disagreeing) == []
    requests = set()
    for member in members:
        previous = GENESIS
        entries = reversed(member_entries(store, member, limit=10_000))
        for seq, entry in enumerate(entries, start=1):
            assert (entry.seq, entry.prev_hash) == (seq, previous)
            assert entry_hash(entry) == entry.hash
            previous = entry.hash
            requests.add(entry.request_id)
    return requests


@pytest.mark.parametrize(("writers", "acts"), [(2, 40), (16, 6)])
def test_writers_at_once_all_get_their_turn(past: Studio, writers: int, acts: int) -> None:
    processes = [start(past, f"w{n}", acts, 1, 2) for n in range(writers)]
    go(processes)
    worst = []
    for process in processes:
        out, _ = process.communicate(timeout=4 * PATIENCE)
        assert process.returncode == 0
        worst.append(float(out.split()[-1]))
    requests = check(past.store, [1, 2])
    wanted = {f"w{n}-{act}" for n in range(writers) for act in range(acts)}
    assert wanted <= requests
    assert max(worst) <= PATIENCE, worst


def test_a_writer_that_is_killed_loses_nothing_it_had_promised(past: Studio) -> None:
    promised: set[str] = set()
    for round_ in range(6):
        process = start(past, f"k{round_}", 1000, 1, 2, 3)
        go([process])
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(1 + 7 * round_)]
        process.kill()
        lines += process.stdout.readlines()
        process.communicate()
        promised |= {line.strip() for line in lines if line.endswith("\n")}
        store = open_store(past.url)
        requests = check(store, [1, 2, 3])
        store.close()
        assert promised <= requests
    past.clock.instant = datetime.now(UTC) + timedelta(minutes=1)
    assert past.add().seq > 1
