"""Measures the studio's ledger: python -m tests.benchmarks.ledger_bench --entries 10000000

First page, pages at random depths, filters alone and (with --pairs) every two of them together, and
the past of one member and of all. The target is 20 ms at the 99th percentile for a page.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterable
from datetime import timedelta
from itertools import combinations
from pathlib import Path

from creditui.domain.filtering import Filter, parse_filter
from creditui.store.engine import Store, open_store
from creditui.store.records import read_record
from creditui.store.studio_ledger import Page, last_entry_id, ledger_page, lots_left
from creditui.store.transaction import reading
from tests.benchmarks.made_entries import DAYS, STARTED, TODAY
from tests.benchmarks.made_ledger import fill

TARGET = 20.0

FILTERS = (
    "",
    "who:staff3",
    "type:remove",
    "type:use",
    "service:service2",
    "reason:goodwill",
    "since:2024-01-01 until:2024-01-31",
    "since:2022-06-01",
    "over:5",
    "over:40",
    "ref:b-4321",
    "corrects",
    "corrected",
    "adjustments",
    "flags",
    "flag:short_expiry",
    "via:staff0",
    "late",
    '"no note says this"',
    "who:staff3 type:remove",
    "who:staff3 service:service2",
    "type:add service:service1",
    "type:remove reason:policy",
    "who:staff29 reason:goodwill",
    "who:staff3 since:2024-01-01 until:2024-01-31",
    "type:add over:4",
    "type:use over:40",
    "who:staff3 flags",
    "adjustments over:4",
    "who:staff3 adjustments",
    "type:give_back service:service1",
    "corrected who:staff3",
    "type:remove late",
    "who:staff3 type:add service:service2 reason:goodwill since:2023-01-01 late",
)

ALONE = tuple(line for line in FILTERS if len(line.split()) == 1 and '"' not in line)
PAIRS = tuple(
    " ".join(pair)
    for pair in combinations(ALONE, 2)
    if pair[0].partition(":")[0] != pair[1].partition(":")[0]
)


def main() -> None:
    """Make the ledger, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--pages", type=int, default=150, help="of each filter")
    parser.add_argument("--pairs", action="store_true", help="every two filters together, too")
    parser.add_argument("--keep", type=Path, help="a database to make once and use again")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.keep or Path(folder) / "ledger.db"
        if not path.exists():
            start = time.perf_counter()
            fill(path, chosen.entries)
            seconds = time.perf_counter() - start
            size = path.stat().st_size / 2**20
            print(f"{chosen.entries:,} entries made in {seconds:.0f} s, {size:,.0f} MiB")
        store = open_store(str(path), read_only=True)
        _measure_pages(store, (*FILTERS, *PAIRS) if chosen.pairs else FILTERS, chosen.pages)
        _measure_past(store)
        store.close()


def _measure_pages(store: Store, lines: Iterable[str], pages: int) -> None:
    print("Milliseconds of a page, by the clock and (CPU) of this program alone.")
    print(f"{'first':>8}{'median':>8}{'p99':>8}{'CPU p99':>9}{'cut short':>11}  filter")
    slow = 0
    for line in lines:
        taken, used, cut = measure(store, line, pages)
        slow += _p99(used) > TARGET
        print(
            f"{taken[0]:8.2f}{statistics.median(taken):8.2f}{_p99(taken):8.2f}{_p99(used):9.2f}"
            f"{cut:11}  {line or '(none)'}"
        )
    print(f"filters whose p99 is above {TARGET:.0f} ms of CPU: {slow}")


def measure(store: Store, line: str, pages: int) -> tuple[list[float], list[float], int]:
    """Milliseconds of pages from the newest on, and at random depths; how many were cut short."""
    wanted: Filter = parse_filter(line, TODAY)
    rng = random.Random(2)
    last = last_entry_id(store)
    taken: list[float] = []
    used: list[float] = []
    cut = 0
    page: Page | None = None
    for number in range(pages):
        if number < pages // 3:
            before = None if page is None else page.before_id
        else:
            before = rng.randrange(2, last)
        start, began = time.perf_counter(), time.thread_time()
        with reading(store):
            page = ledger_page(store, wanted, before_id=before)
        used.append((time.thread_time() - began) * 1000)
        taken.append((time.perf_counter() - start) * 1000)
        cut += page.cut_short
    return taken, used, cut


def _p99(times: Iterable[float]) -> float:
    ordered = sorted(times)
    return ordered[int(len(ordered) * 0.99)]


def _measure_past(store: Store) -> None:
    """One member as she was at the end of random dates, and every lot of the studio as it was."""
    rng = random.Random(3)
    last = last_entry_id(store)
    taken = []
    for _ in range(300):
        member_id = rng.randrange(1, last // 100 + 2)
        day = STARTED + timedelta(days=rng.randrange(DAYS))
        start = time.perf_counter()
        with reading(store):
            read_record(store, member_id, day)
        taken.append((time.perf_counter() - start) * 1000)
    print(f"one member as of a date: median {statistics.median(taken):.2f}, p99 {_p99(taken):.2f}")
    start, lots, after = time.perf_counter(), 0, 0
    with reading(store):
        while found := lots_left(store, last // 2, after_lot=after):
            lots, after = lots + len(found), found[-1].id
    seconds = time.perf_counter() - start
    print(f"all {lots:,} lots as of the middle entry: {seconds:.1f} s, {lots / seconds:,.0f}/s")


if __name__ == "__main__":
    main()
