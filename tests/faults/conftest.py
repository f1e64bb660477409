"""Studios to be broken, and a process that dies for us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.support.recorded import Recorded, record
from tests.support.studio import make_studio

ROOT = Path(__file__).parents[2]

Kill = Callable[[str, int, Path], int]
"""Kills a process at its n-th call of a work on a database; says how much it had acknowledged."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Only root mounts disks; for anybody else that is left out and counted."""
    if os.getuid() == 0:
        return
    roots = [each for each in items if "small_disk" in getattr(each, "fixturenames", ())]
    config.hook.pytest_deselected(items=roots)
    items[:] = [each for each in items if each not in roots]


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """Where a disk is to be mounted, in a mount namespace of the test's own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """The sample studio, with nobody in it."""
    return closed_studio(tmp_path)


def closed_studio(folder: Path) -> Path:
    """A new database of the sample studio in `folder`, with nobody in it."""
    studio = make_studio(folder)
    studio.store.close()
    return studio.path


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """An undisturbed session of ten adjustments."""
    return record(closed_studio(tmp_path_factory.mktemp("recorded")))


@pytest.fixture(scope="session")
def kill() -> Iterator[Kill]:
    """Kill a process at the call that is named."""
    command = [sys.executable, "-m", "tests.faults.support.dying"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, cwd=ROOT, **pipes) as process:  # type: ignore[call-overload]
        assert process.stdin is not None
        assert process.stdout is not None

        def at(work: str, number: int, path: Path) -> int:
            process.stdin.write(f"{work} {number} {path}\n")
            process.stdin.flush()
            acknowledged, ended_by = map(int, process.stdout.readline().split())
            assert ended_by == signal.SIGKILL, f"there is no call {number}"
            return acknowledged

        yield at
        process.stdin.close()
