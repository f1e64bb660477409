"""Measures the start: python -m tests.benchmarks.start_bench --runs 15

The time from starting creditui to its first useful frame, and the processor's time until then,
beside an empty Textual application, one after the other in the same run. The ratios matter: their
target is 1.25. And the time to the frame painted before anything is imported: at most 40 ms.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks.measuring import Start, Subject, creditui, empty, high, middle, start_of


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--members", type=int, default=2000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        subjects = (empty(), creditui(Path(folder), args.members))
        times = measure(subjects, args.runs)
    for subject in subjects:
        for what, taken in columns(times[subject.name]).items():
            print(
                f"{subject.name:10} {what:14} median {middle(taken) * 1000:6.0f} ms"
                f"  best {min(taken) * 1000:6.0f} ms  p95 {high(taken) * 1000:6.0f} ms"
            )
    base, ours = (columns(times[subject.name]) for subject in subjects)
    for what in ("useful frame", "processor"):
        ratios = middle(ours[what]) / middle(base[what]), min(ours[what]) / min(base[what])
        print(f"ratio      {what:14} median {ratios[0]:6.2f}     best {ratios[1]:6.2f}")


def columns(starts: list[Start]) -> dict[str, list[float]]:
    """Seconds by what they are of."""
    return {
        "first bytes": [start.first for start in starts],
        "useful frame": [start.useful for start in starts],
        "processor": [start.processor for start in starts],
    }


def measure(subjects: tuple[Subject, ...], runs: int) -> dict[str, list[Start]]:
    """The start of each run, the two in turns; a first run of each is not counted."""
    starts: dict[str, list[Start]] = {subject.name: [] for subject in subjects}
    for run in range(runs + 1):
        for subject in subjects:
            start = start_of(subject)
            if run:
                starts[subject.name].append(start)
    return starts


if __name__ == "__main__":
    main()
