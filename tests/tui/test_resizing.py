"""A terminal that is resized while it is painted: its last size is the one that stays."""

from __future__ import annotations

import pytest
from textual.events import Resize
from textual.geometry import Size

from creditui.tui.session_app import SessionApp
from tests.support.studio import Studio
from tests.support.visitor import Visitor, visiting

FEW = 20
"""Layouts: more than two sizes and what they bring with them take."""


async def nothing(visitor: Visitor) -> None:
    """The clients, from which everything starts."""


async def help_is_open(visitor: Visitor) -> None:
    await visitor.press("f1")


async def is_locked(visitor: Visitor) -> None:
    assert isinstance(visitor.app, SessionApp)
    visitor.app.lock()
    await visitor.settle()


@pytest.mark.parametrize("first", [nothing, help_is_open, is_locked])
async def test_two_sizes_that_come_before_the_first_is_seen_to(
    studio: Studio, first: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each was announced anew by the layout of the other, for ever."""
    async with visiting(studio) as visitor:
        assert callable(first)
        await first(visitor)
        screen, laid_out = visitor.screen, []
        layout = screen._refresh_layout

        def counted(size: Size | None = None, scroll: bool = False) -> None:
            laid_out.append(size)
            if len(laid_out) < FEW:
                layout(size, scroll)

        monkeypatch.setattr(screen, "_refresh_layout", counted)
        for size in (Size(100, 30), Size(60, 20)):
            visitor.app._size = size
            screen.post_message(Resize(size, size))
            screen.call_later(lambda: None)  # sizes that follow each other at once are one
        await visitor.settle()
        assert len(laid_out) < FEW
        assert screen.size == Size(60, 20)
        assert max(map(len, visitor.lines)) <= 60
