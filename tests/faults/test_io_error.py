"""The disk fails or is full at any call: one sentence, nothing half done, and on it goes (R17)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from creditui.desk.errors import StoreError
from creditui.desk.find import find
from creditui.desk.open_member import open_member
from creditui.desk.session import Desk, open_desk
from tests.faults.support.acts import ACTS, MAYA, check, everything, perform, states
from tests.faults.support.disk import watched
from tests.faults.support.failing import Failing
from tests.support.studio import FixedClock

HOW = pytest.mark.parametrize(
    ("error", "for_good", "code"),
    [(apsw.IOError, False, "unreachable"), (apsw.FullError, True, "full")],
)


def by_mona(path: Path) -> Desk:
    return open_desk(str(path), "mona", clock=FixedClock())


def failure_of(work: Callable[[], object]) -> str | None:
    """The code of the failure that `work` ends in, told in one sentence, or None."""
    try:
        work()
    except StoreError as failed:
        one_sentence = failed.message.count(".") == 1 and failed.message.endswith(".")
        return failed.code if one_sentence else failed.message
    return None


@HOW
@pytest.mark.parametrize("number", range(len(ACTS)))
def test_each_call_of_an_act_fails_in_its_turn(
    closed: Path, number: int, error: type[apsw.Error], for_good: bool, code: str
) -> None:
    failing = Failing(error, for_good=for_good)
    with watched(failing):
        desk = by_mona(closed)
        for earlier in range(number):
            perform(desk, earlier)
        failing.at(1)
        while (failed := failure_of(lambda: perform(desk, number))) is not None:
            tried = failing.number
            failing.at(0)
            assert failed == code
            assert everything(desk.store) == states()[number]
            failing.at(tried + 1)
        assert tried > 30
        failing.at(0)
        desk.close()
        check(closed, number + 1, number + 1)


@HOW
def test_killed_after_a_sync_has_failed(
    closed: Path, tmp_path: Path, error: type[apsw.Error], for_good: bool, code: str
) -> None:
    """It may stand or not; it is whole, and asked for again it is made once or answered."""
    failing = Failing(error, for_good=for_good)
    with watched(failing):
        desk = by_mona(closed)
        perform(desk, 0)
        while failing.last is None or failing.last.kind != "sync":
            failing.at(failing.number + 1)
            assert failure_of(lambda: perform(desk, 1)) == code
        shutil.copytree(closed.parent, tmp_path / "after")
        failing.at(0)
        desk.close()
        check(tmp_path / "after" / closed.name, 1, 2)


@HOW
def test_each_call_of_the_opening_fails_in_its_turn(
    closed: Path, error: type[apsw.Error], for_good: bool, code: str
) -> None:
    failing = Failing(error, for_good=for_good)
    with watched(failing, reads=failing):
        failing.at(1)
        while (failed := failure_of(lambda: by_mona(closed).close())) is not None:
            assert failed == code
            failing.at(failing.number + 1)
        assert failing.number > 30
        failing.at(0)
        check(closed, 0, 0)


def test_each_read_fails_in_its_turn(closed: Path) -> None:
    failing = Failing(apsw.IOError, for_good=False)

    def looked_up() -> None:
        desk = by_mona(closed)
        failing.at(tried)
        try:
            find(desk, "okafor")
            open_member(desk, MAYA)
        finally:
            failing.at(0)
            open_member(desk, MAYA)
            desk.close()

    with watched(reads=failing):
        tried = 1
        while (failed := failure_of(looked_up)) is not None:
            assert failed == "unreachable"
            tried += 1
        assert tried > 5
        check(closed, 0, 0)
