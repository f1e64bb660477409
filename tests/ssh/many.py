"""Many sessions at once over one sshd: interfaces that real keys drive, and commands."""

from __future__ import annotations

import json
import subprocess
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from tests.acceptance.desk import answer, fill
from tests.benchmarks.measuring import middle, pss
from tests.support.patience import PATIENCE
from tests.support.sshd import Sshd
from tests.support.terminal import Terminal

WHO = "mona"
KILLED = ("Authenticated to", "Sending command", "exit-status")
"""What `ssh -v` says where the client is killed: before it asked, just after, once it is done."""

Run = Callable[[Sshd, str], None]
"""Adds one credit under the note that is also its request id, and comes back when that is done."""


@dataclass
class Many:
    """Sessions that all begin at once; the interfaces go on together once all of them are open."""

    sshd: Sshd
    notes: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    """MiB of each open interface: its PSS, what is shared with others counted in parts."""

    def run(self, members: Iterable[str], commands: Iterable[Run]) -> None:
        """An interface for each of `members`, who are sought by name, and all the commands."""
        names, runs = tuple(members), tuple(commands)
        opened = threading.Barrier(len(names), self._measure)
        with ThreadPoolExecutor(len(names) + len(runs)) as pool:
            waits = [
                pool.submit(self._interface, name, self._note("keys"), opened) for name in names
            ]
            waits += [pool.submit(each, self.sshd, self._note("command")) for each in runs]
            for wait in waits:
                wait.result()

    def applied(self) -> Counter[str]:
        """How often each note stands in the ledger."""
        found = json.loads(self.sshd.done("ada", "ledger --limit 1000 --json"))
        return Counter(entry["note"] for entry in found if entry["note"] in self.notes)

    def told(self) -> str:
        """The memory in words."""
        typical, most = middle(self.memory), max(self.memory)
        return f"{len(self.memory)} interfaces open: {typical:.1f} MiB each (most {most:.1f})"

    def _note(self, how: str) -> str:
        self.notes.append(f"many by {how} {len(self.notes):03}")
        return self.notes[-1]

    def _interface(self, name: str, note: str, opened: threading.Barrier) -> None:
        try:
            with Terminal.start(self.sshd.argv(WHO, "-tt")) as terminal:
                terminal.wait_for("Harbour Studio")
                opened.wait(PATIENCE)
                add_with_keys(terminal, name, note)
                terminal.press("ctrl+q")
                assert terminal.wait_exit() == 0
        except BaseException:
            opened.abort()
            raise

    def _measure(self) -> None:
        told = self.sshd.done("ada", "sessions --json")
        pids = [each["pid"] for each in json.loads(told) if each["kind"] == "interface"]
        self.memory = [pss(pid) / 1024 for pid in pids]


def add_with_keys(terminal: Terminal, name: str, note: str) -> None:
    """Add one credit for the member of that name, with the keys that a person presses."""
    terminal.type(name)
    terminal.wait_for("1 found")
    terminal.press("enter")
    terminal.wait_for("● active")
    terminal.press("a")
    terminal.wait_for("What it would do")
    fill(terminal, "Credits  ", "1")
    terminal.wait_for("→")
    for _ in ("Service", "Expiration", "Reason", "Note"):
        terminal.settle()
        mark = terminal.mark()
        terminal.press("enter")
        terminal.burst(mark, patience=PATIENCE)  # a busy machine may take long to answer
    fill(terminal, "Note  ", note)
    terminal.press("f10")
    terminal.wait_for("Apply Adjustment")
    answer(terminal, ["enter"])
    terminal.wait_for("Done: ")  # not only gone: others may be writing first


def once(member: int) -> Run:
    """A command that adds a credit."""
    return lambda sshd, note: _done(_started(sshd, member, note))


def twice_at_once(member: int) -> Run:
    """The same request by two connections at the same time: both are told that it was applied."""

    def run(sshd: Sshd, note: str) -> None:
        both = [_started(sshd, member, note), _started(sshd, member, note)]
        entries = [_done(each)["entry"]["id"] for each in both]
        assert entries[0] == entries[1]

    return run


def killed(member: int, said: str) -> Run:
    """A client that is killed when it has said so, and asked again as the person would."""

    def run(sshd: Sshd, note: str) -> None:
        with _started(sshd, member, note, "-v") as process:
            assert process.stderr
            for line in process.stderr:
                if said in line:
                    break
            else:
                raise AssertionError(f"ssh never said {said!r}")
            process.kill()
        _done(_started(sshd, member, note))

    return run


def _started(sshd: Sshd, member: int, note: str, *options: str) -> subprocess.Popen[str]:
    line = f"adjust {member} --add 1 --service massage --reason goodwill --note '{note}' --json"
    asked = f"{line} --request-id '{note.replace(' ', '-')}'"
    return subprocess.Popen(
        sshd.argv(WHO, *options, command=asked),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="backslashreplace",
    )


def _done(process: subprocess.Popen[str]) -> Any:
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, (out, err)
    return json.loads(out)
