"""Killed at any call to the disk: nothing acknowledged is lost, nothing is half done (R14, R17)."""

import random
from pathlib import Path

import pytest

from tests.faults.conftest import Kill, closed_studio
from tests.faults.support.acts import check, perform_all
from tests.faults.support.disk import watched

SHARES = 4
"""In how many parts the calls are gone through, so that several cores can."""


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> list[int]:
    """The numbers of the calls at which a process is killed, of all that ten adjustments make.

    From the first opening every call of one act of each kind, and every call of the last closing;
    of the other acts, which make the same calls, a sample.
    """
    made: list[object] = []
    ends: list[int] = []
    path = closed_studio(tmp_path_factory.mktemp("whole"))
    with watched(made.append):
        perform_all(path, lambda _: ends.append(len(made)))
    between = range(ends[3] + 1, ends[-1] + 1)
    sample = random.Random(17).sample(between, 50)
    return [*range(1, ends[3] + 1), *sample, *range(ends[-1] + 1, len(made) + 1)]


@pytest.mark.parametrize("share", range(SHARES))
def test_killed_at_any_call_of_ten_adjustments(
    kill: Kill, calls: list[int], share: int, tmp_path: Path
) -> None:
    assert len(calls) > 200
    for number in calls[share::SHARES]:
        path = closed_studio(tmp_path / f"call-{number}")
        acknowledged = kill("adjust", number, path)
        with watched():
            check(path, acknowledged, acknowledged + 1)
