"""The sample studio, and desks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from creditui.desk.session import Desk, open_desk
from tests.support.studio import Studio, open_studio

DeskOf = Callable[..., Desk]


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    with open_studio(tmp_path) as studio:
        yield studio


@pytest.fixture
def desk_of(studio: Studio) -> Iterator[DeskOf]:
    """Open a desk for somebody; all are closed at the end."""
    opened: list[Desk] = []

    def open_for(username: str = "mona", **options: object) -> Desk:
        desk = open_desk(studio.url, username, clock=studio.clock, **options)  # type: ignore[arg-type]
        opened.append(desk)
        return desk

    yield open_for
    for desk in opened:
        desk.close()
