"""The installed program at one database: its commands, and its interface in a pseudo-terminal."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.acceptance.make_studio import PROGRAM
from tests.support.patience import PATIENCE
from tests.support.terminal import Terminal

READING = 0.4
"""Seconds of quiet in which a person reads, before she answers a question or types a text.

The program drops answers typed ahead of a question, and a text goes where the focus is.
"""

ANSWERING = 0.9
"""Seconds of quiet before the key that led to a question answers it: held down, it would not."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What one command wrote, and its exit status."""

    status: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The studio's database and a home folder that nobody else uses."""

    database: Path
    home: Path
    program: tuple[str, ...] = PROGRAM

    @property
    def environment(self) -> dict[str, str]:
        """The variables that the program starts with, besides the machine's own."""
        folders = {"DATA": "data", "STATE": "state", "CONFIG": "config", "CACHE": "cache"}
        homes = {f"XDG_{name}_HOME": str(self.home / part) for name, part in folders.items()}
        return {"CREDITUI_DB": str(self.database), **homes}

    def run(self, *words: str) -> Ran:
        """Run `creditui WORDS…` to its end, without a terminal."""
        done = subprocess.run(
            (*self.program, *words),
            env=os.environ | self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def json(self, *words: str) -> Any:
        """What a command that must succeed answers with --json."""
        ran = self.run(*words, "--json")
        assert ran.status == 0, ran
        return json.loads(ran.out)

    def ledger(self, member: str) -> list[dict[str, Any]]:
        """A member's ledger, newest first, by the command."""
        entries: list[dict[str, Any]] = self.json("ledger", "--member", member)
        return entries

    def open(self, *words: str) -> Terminal:
        """Start the interface at 80x24."""
        return Terminal.start([*self.program, *words], env=self.environment)


def answer(terminal: Terminal, keys: Sequence[str]) -> None:
    """Press the keys that answer a question, once there was time to read it."""
    terminal.settle(ANSWERING)
    terminal.press(*keys)


def fill(terminal: Terminal, label: str, text: str) -> None:
    """Type a text into a field, once the cursor stands on its line."""
    terminal.wait_until(
        f"the cursor is in {label!r}", lambda: label in terminal.screen[terminal.cursor.row]
    )
    terminal.type(text)
