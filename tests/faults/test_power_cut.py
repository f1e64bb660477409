"""The power fails at any call to the disk: what was acknowledged is there, nothing is half done."""

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from tests.faults.support.acts import check
from tests.faults.support.disk import watched
from tests.faults.support.power import Platter
from tests.faults.support.recorded import Recorded

SHARES = 4
"""In how many parts the calls are gone through, so that several cores can."""


def restart(folder: Path, files: dict[str, bytearray]) -> Path:
    """The machine comes up again with these files; what was shared in memory is gone."""
    folder.mkdir()
    for path, content in files.items():
        if not path.endswith("-shm"):
            folder.joinpath(Path(path).name).write_bytes(content)
    return folder / "studio.db"


@pytest.mark.parametrize("share", range(SHARES))
def test_half_of_what_was_not_synced_is_there(
    recorded: Recorded, share: int, tmp_path: Path
) -> None:
    """Half of the sectors, others each time, so pages are torn and later ones come first."""
    platter, chance = Platter(recorded.before), Random(share)
    chosen = set(recorded.chosen()[share::SHARES])
    for made, call in enumerate(recorded.calls):
        if made + 1 in chosen:
            path = restart(tmp_path / f"after-{made}", platter.left(chance))
            acknowledged = recorded.acknowledged(made)
            with watched():
                check(path, acknowledged, acknowledged + 1)
        platter.take(call)


def test_all_that_was_not_synced_is_lost(recorded: Recorded, tmp_path: Path) -> None:
    """The disk is another one only after each sync."""
    platter = Platter(recorded.before)
    syncs = [made for made, call in enumerate(recorded.calls, start=1) if call.kind == "sync"]
    for made, following in pairwise([0, *syncs, len(recorded.calls)]):
        for call in recorded.calls[made:following]:
            platter.take(call)
        acknowledged = recorded.acknowledged(following)
        path = restart(tmp_path / f"after-{following}", platter.left())
        with watched():
            check(path, acknowledged, acknowledged + 1)
    assert len(syncs) > len(recorded.ends)
