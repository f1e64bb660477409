"""Killed at any call to the disk: nothing acknowledged is lost, nothing is half done (R14, R17)."""

from pathlib import Path

import pytest

from tests.faults.conftest import Kill, closed_studio
from tests.faults.support.acts import check
from tests.faults.support.disk import watched
from tests.faults.support.recorded import Recorded

SHARES = 4
"""In how many parts the calls are gone through, so that several cores can."""


@pytest.mark.parametrize("share", range(SHARES))
def test_killed_at_any_call_of_ten_adjustments(
    kill: Kill, recorded: Recorded, share: int, tmp_path: Path
) -> None:
    for number in recorded.chosen()[share::SHARES]:
        path = closed_studio(tmp_path / f"call-{number}")
        acknowledged = kill("adjust", number, path)
        assert acknowledged == recorded.acknowledged(number - 1)
        with watched():
            check(path, acknowledged, acknowledged + 1)


def test_so_many_calls_are_tried(recorded: Recorded) -> None:
    assert len(recorded.calls) > 300
    assert len(recorded.chosen()) > 180
