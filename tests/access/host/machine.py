"""A machine of the tests' own: this one, in a mount namespace with an /etc and more of its own.

Accounts are really added, sshd really asked, files really owned by others; nothing of the host
changes, and all of it is gone with the process.
"""

from __future__ import annotations

import json
import os
import site
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.patience import PATIENCE

ROOT = Path(__file__).parents[3]

NAMESPACE = Path(__file__).with_name("namespace.sh")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program said."""

    status: int
    out: str
    err: str


class Machine:
    """The machine, once it runs."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        """The process whose mount namespace the machine is."""
        return self._process.pid

    def sh(self, script: str) -> Ran:
        """Run a script as root on it."""
        status, out, err = self._ask({"sh": script})
        return Ran(status, out, err)

    def must(self, script: str) -> str:
        """Run a script that may not fail; returns what it printed."""
        ran = self.sh(script)
        assert ran.status == 0, (script, ran.out, ran.err)
        return ran.out

    def creditui(self, *words: str) -> Ran:
        """Run creditui there, in a process that has it imported already."""
        status, out, err = self._ask({"creditui": words})
        return Ran(status, out, err)

    def diagnoses(self, check: str) -> list[dict[str, str]]:
        """What one of the doctor's checks finds: accounts, programs, sshd or database."""
        found: list[dict[str, str]] = self._ask({"check": check})
        return found

    def bad(self, check: str) -> list[dict[str, str]]:
        """What one of the doctor's checks finds that is not well."""
        return [each for each in self.diagnoses(check) if each["level"] != "ok"]

    def _ask(self, question: object) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the machine has stopped"
        return json.loads(line)


@contextmanager
def machine(folder: Path) -> Iterator[Machine]:
    """Start a machine whose /etc is kept in `folder`; it stops at the end of the block."""
    base = Path(os.path.realpath(sys.base_prefix))
    packages = next(path for path in site.getsitepackages() if Path(path, "textual").is_dir())
    words = (str(folder), str(ROOT), str(base), packages, _unreachable(base), sys.executable)
    namespace = (
        *("unshare", "--mount", "--propagation", "private"),
        *("--pid", "--fork", "--kill-child", "--mount-proc", "bash", str(NAMESPACE)),
    )
    process = subprocess.Popen(
        (*namespace, *words),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)},
    )
    try:
        yield Machine(process)
    finally:
        assert process.stdin
        process.stdin.close()
        process.wait(PATIENCE)
        assert process.stdout
        process.stdout.close()


def _unreachable(folder: Path) -> str:
    """The uppermost folder on the way to `folder` that other accounts may not enter, or nothing."""
    above = (*reversed(folder.parents), folder)
    return next((str(each) for each in above if not each.stat().st_mode & 0o001), "")
