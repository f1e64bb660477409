"""Going up the studio's ledger meets the same entries as going down it."""

from __future__ import annotations

from pathlib import Path

import pytest

from creditui.desk.errors import Refused
from creditui.desk.session import open_desk
from creditui.desk.studio_ledger import studio_ledger
from creditui.desk.studio_ledger_back import last_entry, newer_page
from creditui.domain.filtering import Filter
from creditui.domain.kinds import Kind
from tests.support.studio import open_studio

FILTERS = (Filter(), Filter(who=("mona",)), Filter(kinds=(Kind.OPENING,)), Filter(over=7))


@pytest.mark.parametrize("limit", [1, 3, 7, 100])
@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_up_is_down_the_other_way_round(tmp_path: Path, wanted: Filter, limit: int) -> None:
    with open_studio(tmp_path) as studio:
        for credits in (1, 8, 2):
            studio.add(credits)
        desk = open_desk(studio.url, "mona", clock=studio.clock)
        down = [entry.id for entry in studio_ledger(desk, wanted).entries]
        up: list[int] = []
        after: int | None = 0
        while after is not None:
            page = newer_page(desk, after, wanted, limit=limit)
            assert len(page.entries) <= limit
            assert set(page.names) == {entry.member_id for entry in page.entries}
            up = [entry.id for entry in page.entries] + up
            after = page.after_id
        assert up == down
        assert last_entry(desk) == studio.store.row("SELECT max(id) FROM ledger_entry")[0]
        desk.close()


def test_it_is_not_for_staff(tmp_path: Path) -> None:
    with open_studio(tmp_path) as studio:
        desk = open_desk(studio.url, "alice", clock=studio.clock)
        with pytest.raises(Refused):
            newer_page(desk, 0, Filter())
        with pytest.raises(Refused):
            last_entry(desk)
        desk.close()
