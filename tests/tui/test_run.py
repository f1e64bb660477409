"""What a session does beside what it is asked for."""

from __future__ import annotations

import pytest

from creditui.tui.run import _get_ready, import_opening
from tests.support.studio import Studio
from tests.support.visitor import visiting


async def test_opening_a_client_is_made_ready_for_but_not_for_who_leaves(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Her first key may be that: she would wait for it all to be imported."""
    started: list[object] = []
    async with visiting(studio) as visitor:
        monkeypatch.setattr(visitor.app.desk, "start", started.append)
        _get_ready(visitor.app)
        assert started == [import_opening]
        visitor.app.exit()
        _get_ready(visitor.app)
    assert started == [import_opening]
