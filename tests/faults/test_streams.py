"""There is no room for the answer, or nowhere to write it: one sentence, and the act stands."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from creditui.access.os_account import os_username
from creditui.domain.people import Role
from creditui.store.staff import insert_staff
from creditui.store.transaction import writing
from tests.faults.conftest import ROOT
from tests.support.studio import NOW, Studio, make_studio

FULL = Path("/dev/full")
"""A file of Linux on which there is no room, ever."""
ADD = ("adjust", "maya", "--add", "1", "--service", "massage", "--expires", "2099-12-31")
WHY = ("--reason", "goodwill", "--note", "she waited twenty minutes", "--request-id", "once")


@pytest.fixture
def owned(tmp_path: Path) -> Iterator[Studio]:
    """The sample studio, with this account as its admin; no clock of today is behind it."""
    studio = make_studio(tmp_path, at=NOW.replace(year=2020))
    with writing(studio.store):
        insert_staff(studio.store, os_username(), "Olga Owner", Role.ADMIN)
    yield studio
    studio.store.close()


def run(
    studio: Studio, folder: Path, *words: str, shell: str = '"$@"'
) -> subprocess.CompletedProcess[str]:
    """Run the program as the shell is told to, with a folder for its log."""
    program = (sys.executable, "-m", "creditui", "--db", studio.url, *words)
    environment = {"XDG_STATE_HOME": str(folder), "PATH": "/usr/bin:/bin"}
    command = ["sh", "-c", f"exec {shell}", "sh", *program]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "words",
    [("ledger",), ("ledger", "--json"), ("export",), ("show", "99", "--json"), (*ADD, *WHY)],
    ids=" ".join,
)
def test_no_room_for_the_answer(owned: Studio, tmp_path: Path, words: tuple[str, ...]) -> None:
    before = owned.store.row("SELECT count(*) FROM ledger_entry")[0]
    ran = run(owned, tmp_path, *words, shell=f'"$@" > {FULL}')
    assert ran.returncode == (2 if "99" in words else 1)
    *warnings, told = ran.stderr.splitlines()
    assert len(warnings) == (words[0] == "adjust")  # more than the plan allocates
    if "99" in words:
        assert told.startswith("Nobody has the id")
    else:
        assert told.startswith("The answer can't be written: No space left on device;")
    made = owned.store.row("SELECT count(*) FROM ledger_entry")[0] - before
    assert made == (words[0] == "adjust")
    assert not list(tmp_path.glob("**/creditui.log"))


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_nowhere_to_write_it(owned: Studio, tmp_path: Path, closed: str) -> None:
    first = run(owned, tmp_path, *ADD, *WHY, shell=f'"$@" {closed}')
    assert first.returncode == 0
    assert "Traceback" not in first.stderr
    again = run(owned, tmp_path, "show", "99", shell=f'"$@" {closed}')
    assert again.returncode == 2
    assert "Traceback" not in again.stderr
    assert owned.store.row("PRAGMA integrity_check") == ("ok",)
