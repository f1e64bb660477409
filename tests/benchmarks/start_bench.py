"""Measures the start: python -m tests.benchmarks.start_bench --runs 15

The time from starting creditui to its first useful frame, beside an empty Textual application,
one after the other in the same run. The ratio matters: its target is 1.25.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks.measuring import Subject, creditui, empty, high, middle, time_to_ready


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
        taken = times[subject.name]
        print(
            f"{subject.name:10} median {middle(taken) * 1000:6.0f} ms"
            f"  best {min(taken) * 1000:6.0f} ms  p95 {high(taken) * 1000:6.0f} ms"
        )
    base, ours = (times[subject.name] for subject in subjects)
    ratios = middle(ours) / middle(base), min(ours) / min(base)
    print(f"ratio      median {ratios[0]:6.2f}     best {ratios[1]:6.2f}")


def measure(subjects: tuple[Subject, ...], runs: int) -> dict[str, list[float]]:
    """Seconds to the first useful frame of each run; a first run of each is not counted."""
    times: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    for run in range(runs + 1):
        for subject in subjects:
            taken = time_to_ready(subject)
            if run:
                times[subject.name].append(taken)
    return times


if __name__ == "__main__":
    main()
