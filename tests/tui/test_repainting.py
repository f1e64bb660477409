"""What of a list is painted again: every line that differs, and no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from creditui.tui.widgets.windowed import Windowed
from tests.support.hands import running
from tests.tui.desk_free import COLUMNS, DeskFree, Person, people


class Painted(Windowed[Person]):
    """A list that counts the lines it paints."""

    lines: int = 0

    def render_line(self, y: int) -> Strip:
        self.lines += 1
        return super().render_line(y)


class ListApp(DeskFree):
    """A counted list alone."""

    def __init__(self) -> None:
        self.list = Painted(COLUMNS, key=lambda person: person.id)
        super().__init__(self._only)

    def _only(self) -> tuple[Widget, ...]:
        return (self.list,)


Step = Callable[[ListApp], object]


def _shows(*, cursor: int | None = None, count: int = 50, first: int = 0, fresh: int = -1) -> Step:
    return lambda app: app.list.show(people(count, first), cursor=cursor, fresh=(fresh,))


STEPS: dict[str, Step] = {
    "rows": _shows(),
    "the cursor moves": lambda app: app.list.action_move(3),
    "the cursor comes back with the same rows": _shows(cursor=0),
    "the focus goes": lambda app: app.set_focus(None),
    "the cursor moves without the focus": lambda app: app.list.action_move(2),
    "the focus comes back": lambda app: app.list.focus(),
    "a row is new": _shows(fresh=4),
    "it is new no longer": _shows(),
    "the other theme": lambda app: app.action_theme(),
    "the list scrolls": lambda app: app.list.action_page(1),
    "it scrolls on to the end": lambda app: app.list.action_edge(True),
    "fewer rows": _shows(count=4),
    "other rows": _shows(count=4, first=2),
    "none": _shows(count=0),
    "another sentence": lambda app: app.list.set_empty("Nobody at all."),
    "one row": _shows(count=1),
    "a sentence of two lines for none": lambda app: app.list.set_empty("Nobody " * 20),
    "its second line": _shows(count=0),
    "rows again": _shows(count=30),
    "a page more": lambda app: app.list.extend(people(30, 30), after=True, more=True),
    "a page before": lambda app: app.list.extend(people(5, 100), after=False, more=True),
    "other columns": lambda app: app.list.set_columns(COLUMNS[:1]),
    "columns of other titles": lambda app: app.list.set_columns(COLUMNS[1:]),
}


async def test_after_every_change_each_line_stands_as_it_would_be_painted_anew() -> None:
    app = ListApp()
    async with running(app) as pilot:
        for name, step in STEPS.items():
            step(app)
            await pilot.pause()
            assert _stale(app.list) == [], name
        await pilot.resize_terminal(60, 12)
        await pilot.pause()
        assert _stale(app.list) == []


def _stale(shown: Windowed[Person]) -> list[int]:
    """The lines that are not on the screen as they would be painted now."""
    whole = Region(0, 0, *shown.size)
    standing = shown.render_lines(whole)
    shown._styles_cache.clear()
    anew = shown.render_lines(whole)
    return [y for y in range(whole.height) if list(standing[y]) != list(anew[y])]


@pytest.mark.parametrize(
    ("step", "most"),
    [
        (_shows(), 0),
        (lambda app: app.list.focus(), 0),
        (lambda app: app.set_focus(None), 1),
        (lambda app: app.list.action_move(1), 2),
        (_shows(fresh=7), 1),
        (_shows(count=60), 0),
        (_shows(cursor=2), 2),
    ],
)
async def test_a_line_that_stays_as_it_is_is_not_painted_again(step: Step, most: int) -> None:
    app = ListApp()
    async with running(app) as pilot:
        app.list.show(people(50))
        app.list.focus()
        await pilot.pause()
        app.list.lines = 0
        step(app)
        await pilot.pause()
        assert app.list.lines <= most


async def test_a_list_that_is_seen_again_is_painted_whole() -> None:
    app = ListApp()
    async with running(app) as pilot:
        app.list.show(people(50))
        app.list.display = False
        await pilot.pause()
        app.list.show(people(50, 10))
        app.list.display = True
        await pilot.pause()
        assert _stale(app.list) == []
        assert "Person 0010" in app.list.render_line(1).text
