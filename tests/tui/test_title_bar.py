"""The first line of a screen: what gives way where it is tight."""

from __future__ import annotations

import pytest

from creditui.tui.widgets.title_bar import TitleBar
from tests.support.hands import running
from tests.tui.desk_free import DeskFree, screen_text

WHO = ("audrey via root", "auditor")


@pytest.mark.parametrize(
    ("width", "left"),
    [
        (120, "creditui · Harbour Studio · Audit · Added, then used"),
        (84, "Harbour Studio · Audit · Added, then used  "),
        (66, "Audit · Added, then used  "),
        (60, "Added, then used  "),
        (50, "Added, th…  READ ONLY"),
    ],
)
async def test_what_the_screen_is_about_stays_longest(width: int, left: str) -> None:
    bar = TitleBar()
    app = DeskFree(lambda: (bar,))
    async with running(app, size=(width, 5)) as pilot:
        bar.tell(studio="Harbour Studio", where="Audit · Added, then used", who=WHO, read_only=True)
        await pilot.pause()
        lines = [line for line in screen_text(app).splitlines() if "READ ONLY" in line]
        assert lines[0].strip().startswith(left)
        assert lines[0].rstrip().endswith("audrey via root · auditor")


async def test_it_grows_again_with_the_terminal() -> None:
    bar = TitleBar()
    app = DeskFree(lambda: (bar,))
    async with running(app, size=(40, 5)) as pilot:
        bar.tell(studio="Harbour Studio", where="Studio Ledger", who=("mona", "manager"))
        await pilot.pause()
        assert "creditui" not in screen_text(app)
        await pilot.resize_terminal(100, 5)
        await pilot.pause()
        assert "creditui · Harbour Studio · Studio Ledger" in screen_text(app)
