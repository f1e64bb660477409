from __future__ import annotations

from textual import on
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from creditui.tui.widgets.windowed import Windowed
from tests.support.hands import running
from tests.tui.desk_free import DeskFree, Person, people, person_list, screen_text


class ListApp(DeskFree):
    """A list alone, and what it posted."""

    def __init__(self, **options: object) -> None:
        self.windowed: Windowed[Person] = person_list(**options)
        self.posted: list[Message] = []
        super().__init__(self._only)

    def _only(self) -> tuple[Widget, ...]:
        return (self.windowed,)

    @on(Windowed.Highlighted)
    @on(Windowed.Selected)
    @on(Windowed.PageWanted)
    def _posted(self, message: Message) -> None:
        self.posted.append(message)

    def wanted(self) -> list[tuple[bool, object]]:
        pages = [m for m in self.posted if isinstance(m, Windowed.PageWanted)]
        return [(page.after, page.key) for page in pages]


async def test_keys_move_the_cursor_and_stop_at_the_ends() -> None:
    app = ListApp()
    async with running(app) as pilot:
        app.windowed.show(people(50))
        for key, place in [
            ("up", 0),
            ("down", 1),
            ("j", 2),
            ("k", 1),
            ("pagedown", 21),
            ("end", 49),
            ("down", 49),
            ("pageup", 29),
            ("home", 0),
        ]:
            await pilot.press(key)
            assert app.windowed.cursor == place, key


async def test_enter_selects_the_row_and_keys_announce_it() -> None:
    app = ListApp()
    async with running(app) as pilot:
        app.windowed.show(people(5))
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        rows = [(type(m).__name__, m.row.id) for m in app.posted if hasattr(m, "row") and m.row]
    assert rows[0] == ("Highlighted", 0)
    assert ("Highlighted", 1) in rows
    assert rows[-1] == ("Selected", 1)


async def test_a_burst_of_keys_is_one_announcement() -> None:
    app = ListApp()
    async with running(app) as pilot:
        app.windowed.show(people(50))
        await pilot.pause()
        app.posted.clear()
        for _ in range(10):
            app.windowed.action_move(1)
        await pilot.pause()
    assert [m.row for m in app.posted if isinstance(m, Windowed.Highlighted)] == [people(11)[10]]


async def test_the_cursor_stays_on_its_row_over_a_refresh() -> None:
    app = ListApp()
    async with running(app) as pilot:
        app.windowed.show(people(50))
        await pilot.press("pagedown", "down")
        line = app.windowed.cursor - app.windowed.scroll_offset.y
        row = app.windowed.highlighted
        app.windowed.show((Person(99, "New"), *people(50)), fresh=(99,))
        await pilot.pause()
        assert app.windowed.highlighted == row
        assert app.windowed.cursor - app.windowed.scroll_offset.y == line
        app.windowed.show(people(3))
        assert app.windowed.cursor == 2
        app.windowed.show(())
        assert app.windowed.highlighted is None


async def test_what_is_shown_first_is_scrolled_to_the_row_asked_for() -> None:
    app = ListApp()
    async with running(app) as pilot:
        await pilot.pause()
        app.windowed.show(people(50), cursor=40, more_after=True)
        await pilot.pause()
        assert "▸ Person 0040" in screen_text(app)


async def test_new_rows_and_rows_beyond_are_marked() -> None:
    app = ListApp()
    async with running(app) as pilot:
        app.windowed.show(people(50), fresh=(3,))
        await pilot.pause()
        shown = screen_text(app)
    assert "▸ Person 0000" in shown
    assert "+ Person 0003" in shown
    assert "↓ Person 0020" in shown


async def test_an_empty_list_says_what_to_do() -> None:
    app = ListApp(empty="Nobody matches. Try fewer letters.")
    async with running(app) as pilot:
        await pilot.pause()
        assert "Nobody matches" in screen_text(app)
        await pilot.press("down", "enter", "end", "pageup")


async def test_what_an_empty_list_says_is_read_to_its_end() -> None:
    app = ListApp(
        empty="Nobody matches what was typed, in any order or with a typo; try fewer. Fin"
    )
    async with running(app, size=(40, 24)) as pilot:
        await pilot.pause()
        assert "try fewer. Fin" in " ".join(screen_text(app).split())


async def test_an_endless_list_asks_for_pages_and_holds_a_bounded_window() -> None:
    app = ListApp(limit=100)
    async with running(app) as pilot:
        windowed = app.windowed
        windowed.show(people(60), more_after=True)
        await pilot.press("pagedown")
        await pilot.pause()
        assert app.wanted() == [(True, 59)]
        row = windowed.highlighted
        windowed.extend(people(60, 60), after=True, more=True)
        await pilot.pause()
        assert windowed.highlighted == row
        assert (windowed.rows[0].id, windowed.rows[-1].id) == (20, 119)
        assert windowed.window.more_before
        assert app.wanted() == [(True, 59), (False, 20)]


async def test_an_end_that_is_not_held_is_asked_for() -> None:
    app = ListApp()
    async with running(app) as pilot:
        app.windowed.show(people(200, 100), more_before=True, more_after=True, cursor=200)
        await pilot.press("end")
        await pilot.press("home")
        await pilot.pause()
        assert app.wanted() == [(True, None), (False, None)]


async def test_a_key_repaints_two_lines() -> None:
    app = ListApp()
    async with running(app, size=(120, 40)) as pilot:
        app.windowed.show(people(2000))
        await pilot.pause()
        painted: list[int] = []
        render = app.windowed.render_line
        app.windowed.render_line = lambda y: (painted.append(y), render(y))[1]  # type: ignore[func-returns-value, method-assign]
        await pilot.press("down")
        await pilot.pause()
        assert sorted(set(painted)) == [1, 2]


async def test_a_resize_keeps_the_cursor_in_view() -> None:
    app = ListApp()
    async with running(app, size=(120, 40)) as pilot:
        app.windowed.show(people(100))
        await pilot.press("pagedown")
        await pilot.resize_terminal(60, 12)
        await pilot.pause()
        windowed = app.windowed
        assert windowed.size == Size(60, 10)
        assert 0 <= windowed.cursor - windowed.scroll_offset.y < windowed.seen
        assert "▸" in screen_text(app)
