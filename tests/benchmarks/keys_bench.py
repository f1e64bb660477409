"""Measures keys, idling and memory: python -m tests.benchmarks.keys_bench

Bytes to the terminal and milliseconds to the last of them, for each cursor key and each typed
letter; bytes written while nobody does anything; memory. Each beside an empty Textual application.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measuring import Subject, creditui, empty, high, middle, press, pss
from tests.support.program import Burst
from tests.support.terminal import Terminal

CURSOR_KEYS = 40
WINDOW = 14
"""Rows that are surely in sight."""
FOUND = "chined"
"""Finds one member of the sample studio; what is typed after it finds the same one."""
REST = "u okafor"
IDLE = 5.0
ANSWERED = 1.0
"""Seconds that a key of a benchmark may take."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What keys cost, one figure a key."""

    sizes: list[float]
    seconds: list[float]

    def __str__(self) -> str:
        return (
            f"{middle(self.sizes):6.0f} bytes (most {max(self.sizes):.0f})"
            f"  {middle(self.seconds) * 1000:6.1f} ms (p95 {high(self.seconds) * 1000:.1f})"
        )


def cost(bursts: list[Burst]) -> Cost:
    """The figures of some keys."""
    return Cost([float(burst.size) for burst in bursts], [burst.last for burst in bursts])


def cursor_keys(terminal: Terminal, count: int = CURSOR_KEYS, patience: float = ANSWERED) -> Cost:
    """The cost of `down` in a list that has the focus; the first rows are not counted."""
    for _ in range(2):
        press(terminal, "down", patience)
    return cost([press(terminal, "down", patience) for _ in range(count)])


def letters(terminal: Terminal, text: str, patience: float = ANSWERED) -> Cost:
    """The cost of each letter typed into the field that has the focus."""
    return cost([press(terminal, letter, patience) for letter in text])


def idle(terminal: Terminal, seconds: float = IDLE) -> int:
    """Bytes written while nobody does anything."""
    return terminal.burst(terminal.mark(), patience=seconds).size


def measure(subject: Subject, *, list_key: str) -> dict[str, str]:
    """All figures of one program, in words; `list_key` goes from the field to the list."""
    figures: dict[str, str] = {}
    with subject.start() as terminal:
        terminal.wait_for(subject.ready)
        terminal.settle(0.5)
        figures["letter, other results"] = str(letters(terminal, FOUND))
        figures["letter, same results"] = str(letters(terminal, REST))
    with subject.start() as terminal:
        terminal.wait_for(subject.ready)
        terminal.settle(0.5)
        figures["idle"] = f"{idle(terminal):6} bytes in {IDLE:g} s"
        figures["memory"] = f"{pss(terminal.program.pid) / 1024:6.1f} MiB"
        terminal.press(list_key)
        figures["cursor key"] = str(cursor_keys(terminal, WINDOW))
        figures["cursor key, scrolling"] = str(cursor_keys(terminal))
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=2000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ours = measure(creditui(Path(folder), args.members), list_key="down")
    base = measure(empty(), list_key="tab")
    for name, figure in ours.items():
        print(f"{name:22} creditui  {figure}")
        print(f"{'':22} empty app {base[name]}")


if __name__ == "__main__":
    main()
