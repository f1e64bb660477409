"""Measures verification: python -m tests.benchmarks.verify_bench --members 2500

Beside it, in the same run, what it costs to encode and hash the same entries and nothing else, on
one core. The target is 0.35 of that speed, on two cores. With `--database FILE` an existing studio
is verified instead of a sample that is made for the occasion; `--processes` says on how many cores.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from creditui.desk.clock import SystemClock
from creditui.desk.demo import make_demo
from creditui.desk.parallel import cores
from creditui.desk.session import Desk
from creditui.desk.verify import Verified, verify
from creditui.domain.encoding import encode_entry
from creditui.domain.ledger import Entry
from creditui.store.engine import Store, open_store
from creditui.store.history import entries_of, member_ranges

TARGET = 0.35
OWNER = "olga"
AT_ONCE = 5_000


def batches(store: Store) -> Iterator[list[Entry]]:
    """Every entry, a few thousand at a time, so that reading them is not part of what is timed."""
    for members in member_ranges(store, AT_ONCE):
        yield [entry for entry in entries_of(store, members) if isinstance(entry, Entry)]


def bare(entries: Iterable[list[Entry]]) -> tuple[int, float]:
    """How many entries there are, and the seconds of encoding and hashing them."""
    count, seconds = 0, 0.0
    for batch in entries:
        began = time.perf_counter()
        for entry in batch:
            sha256(encode_entry(entry)).digest()
        seconds += time.perf_counter() - began
        count += len(batch)
    return count, seconds


def timed(desk: Desk, processes: int) -> tuple[Verified, float]:
    """What a whole verification found, and its seconds, starting the processes included."""
    began = time.perf_counter()
    done = verify(desk, processes=processes)
    return done, time.perf_counter() - began


def measure(database: Path, username: str, processes: int, rounds: int) -> bool:
    """Print the speeds, the best of `rounds`; whether the target is held."""
    store = open_store(str(database), inspect=True)
    desk = Desk(store, SystemClock(), username)
    count, hashing = min((bare(batches(store)) for _ in range(rounds)), key=lambda one: one[1])
    print(f"{count:,} entries, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"bare encoding and hashing  {count / hashing:10,.0f} entries a second, one core")
    held = False
    for number in sorted({1, processes}):
        done, seconds = min((timed(desk, number) for _ in range(rounds)), key=lambda one: one[1])
        assert not done.findings, done.findings[:3]
        ratio = hashing / seconds
        held = ratio >= TARGET
        said = f"{done.entries / seconds:10,.0f} entries a second, {number} process(es)"
        print(f"verify                     {said}, {ratio:.2f} x")
    store.close()
    print(f"target {TARGET} x: {'held' if held else 'not held'}")
    return held


def main() -> int:
    """Make the sample where none is named, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=2_500)
    parser.add_argument("--processes", type=int, default=cores())
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--username", default=OWNER, help="who verifies, in --database")
    args = parser.parse_args()
    if args.database is not None:
        return not measure(args.database, args.username, args.processes, args.rounds)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "studio.db"
        make_demo(str(database), members=args.members, owner=OWNER)
        return not measure(database, OWNER, args.processes, args.rounds)


if __name__ == "__main__":
    raise SystemExit(main())
