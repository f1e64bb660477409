"""What the benchmarks of the interface share: the two programs, and how they are looked at."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from creditui.tui.environment import SETTINGS
from tests.benchmarks import empty_app
from tests.support.display import Display
from tests.support.program import Burst
from tests.support.terminal import Terminal

EMPTY = (sys.executable, "-m", "tests.benchmarks.empty_app")

COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""An installed program is compiled once, not at each start: neither is one that is measured."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A program to measure, and what is on its screen once it can be used."""

    name: str
    command: tuple[str, ...]
    env: Mapping[str, str]
    ready: str

    def start(self) -> Terminal:
        """The program in a terminal of 80x24."""
        return Terminal.start(self.command, env={**self.env, **COMPILED})


def empty() -> Subject:
    """The empty application, with the settings that creditui makes for itself."""
    return Subject("empty app", EMPTY, SETTINGS, empty_app.READY)


def creditui(folder: Path, members: int) -> Subject:
    """creditui at a fresh sample studio in `folder`, as one of its managers."""
    home = {f"XDG_{name}_HOME": str(folder / name) for name in ("DATA", "STATE", "CONFIG")}
    program = (sys.executable, "-m", "creditui")
    making = (*program, "demo", "--members", str(members), "--no-open")
    made = subprocess.run(
        making, env=os.environ | home, check=True, capture_output=True, text=True
    ).stdout.strip()
    database = folder / "copy" / Path(made).name
    shutil.copytree(Path(made).parent, database.parent)
    env = {**home, "CREDITUI_DB": str(database)}
    return Subject("creditui", (*program, "--as", "mona"), env, "▸ ")


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the start to the first bytes painted and to the useful frame.

    And of the processor's time until that was seen: on a machine that others use too, this is what
    can be compared.
    """

    first: float
    useful: float
    processor: float


def start_of(subject: Subject) -> Start:
    """How long a program takes to the chunk of output that makes the screen useful."""
    with subject.start() as terminal:
        terminal.wait_for(subject.ready)
        processor = processor_time(terminal.program.pid)
        chunks = terminal.program.chunks
    display = Display(80, 24)
    for chunk in chunks:
        display.feed(chunk.data)
        if display.find(subject.ready) is not None:
            return Start(chunks[0].at, chunk.at, processor)
    raise AssertionError(f"{subject.name} was never ready")


def processor_time(pid: int) -> float:
    """Seconds that all threads of a process have run so far."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((each / "schedstat").read_text("ascii").split()[0]) for each in threads) / 1e9


def press(terminal: Terminal, key: str, patience: float) -> Burst:
    """What one key, or one typed letter, cost; it may take so many seconds to be answered."""
    mark = terminal.mark()
    if len(key) == 1:
        terminal.type(key)
    else:
        terminal.press(key)
    return terminal.burst(mark, patience=patience)


def pss(pid: int) -> int:
    """The memory of a process in KiB, what is shared counted in parts."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    found = re.search(r"^Pss: +(\d+) kB", text, re.MULTILINE)
    assert found is not None, text
    return int(found[1])


def high(values: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def middle(values: list[float]) -> float:
    """The median."""
    return median(values)
