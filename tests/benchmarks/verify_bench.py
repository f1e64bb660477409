"""Measures verification: python -m tests.benchmarks.verify_bench --members 2500

Beside it, in the same run, what it costs to encode and hash the same entries and nothing else, on
one core. The target is 0.35 of that speed, on two cores. With `--database FILE` an existing studio
is verified instead of a sample that is made for the occasion; `--processes` says on how many cores,
and `--every 20` that one in twenty of the entries will do for the bare cost of a large one.
A rented machine is now fast, now slow by half. So each verification stands between two bare runs
and is held against the mean of them; what is printed is the middle one of several rounds, by the
clock and as time of processors: where others work on the machine, the second says more.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from creditui.desk.clock import SystemClock
from creditui.desk.demo import make_demo
from creditui.desk.parallel import cores
from creditui.desk.session import Desk
from creditui.desk.verify import verify
from creditui.domain.encoding import encode_entry
from creditui.domain.ledger import Entry
from creditui.store.engine import Store, open_store
from creditui.store.history import entries_of, member_ranges
from creditui.store.scanning import last_entry

TARGET = 0.35
OWNER = "olga"
AT_ONCE = 5_000


def batches(store: Store, every: int) -> Iterator[list[Entry]]:
    """Entries, a few thousand at a time, so that reading them is not part of what is timed."""
    for members in member_ranges(store, AT_ONCE)[::every]:
        yield [entry for entry in entries_of(store, members) if isinstance(entry, Entry)]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of something, by the clock and of processors, its ended processes included."""

    clock: float
    cpu: float

    @staticmethod
    def now() -> Cost:
        """The two clocks."""
        used = (getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN))
        return Cost(time.perf_counter(), sum(each.ru_utime + each.ru_stime for each in used))

    def since(self, began: Cost) -> Cost:
        """What passed between two readings."""
        return Cost(self.clock - began.clock, self.cpu - began.cpu)

    def plus(self, other: Cost) -> Cost:
        """The two together."""
        return Cost(self.clock + other.clock, self.cpu + other.cpu)

    def each(self, count: int) -> Cost:
        """The share of one of `count`."""
        return Cost(self.clock / count, self.cpu / count)


@dataclass(frozen=True, slots=True)
class Round:
    """A verification, and the bare cost just before and after it, for one entry."""

    verified: Cost
    hashed: Cost

    @property
    def ratio(self) -> float:
        """How fast it was beside hashing alone."""
        return self.hashed.clock / self.verified.clock


def bare(entries: Iterable[list[Entry]]) -> Cost:
    """What it costs to encode and hash the entries, for one of them."""
    cost, count = Cost(0.0, 0.0), 0
    for batch in entries:
        count += len(batch)
        began = Cost.now()
        for entry in batch:
            sha256(encode_entry(entry)).digest()
        cost = cost.plus(Cost.now().since(began))
    return cost.each(count)


def whole(desk: Desk, processes: int) -> Cost:
    """What a whole verification costs for one entry, starting the processes included."""
    began = Cost.now()
    done = verify(desk, processes=processes)
    cost = Cost.now().since(began)
    assert not done.findings, done.findings[:3]
    return cost.each(done.entries)


def measure(
    database: Path, username: str, processes: Iterable[int], rounds: int, every: int
) -> bool:
    """Print the speeds, of the middle one of `rounds`; whether the target is held."""
    store = open_store(str(database), inspect=True)
    desk = Desk(store, SystemClock(), username)
    print(f"{last_entry(store):,} entries, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    held = False
    for number in processes:
        done = sorted(
            (one_round(desk, number, every) for _ in range(rounds)), key=lambda each: each.ratio
        )
        middle = done[rounds // 2]
        cost, hashed = middle.verified, middle.hashed
        held = middle.ratio >= TARGET
        print(f"bare encoding and hashing  {1 / hashed.clock:10,.0f} entries a second, one core")
        said = f"{1 / cost.clock:10,.0f} entries a second, {number} process(es)"
        work = f"{cost.cpu * 1e6:.1f} µs of CPU each, {cost.cpu / hashed.cpu:.1f} x bare"
        between = f"{done[0].ratio:.2f} to {done[-1].ratio:.2f}"
        print(f"verify                     {said}, {middle.ratio:.2f} x ({between}); {work}")
    store.close()
    print(f"target {TARGET} x: {'held' if held else 'not held'}", flush=True)
    return held


def one_round(desk: Desk, processes: int, every: int) -> Round:
    """A verification between two bare runs."""
    before = bare(batches(desk.store, every))
    verified = whole(desk, processes)
    after = bare(batches(desk.store, every))
    return Round(verified, before.plus(after).each(2))


def main() -> int:
    """Make the sample where none is named, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=2_500)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, cores()])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--every", type=int, default=1, help="of the entries, for the bare cost")
    parser.add_argument("--database", type=Path)
    parser.add_argument("--username", default=OWNER, help="who verifies, in --database")
    args = parser.parse_args()
    how = args.processes, args.rounds, args.every
    if args.database is not None:
        return not measure(args.database, args.username, *how)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "studio.db"
        make_demo(str(database), members=args.members, owner=OWNER)
        return not measure(database, OWNER, *how)


if __name__ == "__main__":
    raise SystemExit(main())
