"""Desks at the sample studio."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from creditui.desk.session import Desk, open_desk
from tests.support.studio import Studio

DeskOf = Callable[..., Desk]


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
