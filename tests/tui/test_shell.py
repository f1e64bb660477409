"""Title, footer, palette, help, dialogs and what is off: the application round every screen."""

from __future__ import annotations

import re

import pytest
from rich.color import ColorSystem
from textual import events
from textual.screen import Screen
from textual.strip import Strip

from creditui.domain.people import Permission
from creditui.tui import typeahead
from creditui.tui.configuration import Configuration
from creditui.tui.theme import NAMES
from creditui.tui.widgets.command_footer import CommandFooter
from creditui.tui.widgets.dialog import Confirm
from creditui.tui.widgets.field import PlainInput
from creditui.tui.widgets.palette import Palette
from creditui.tui.widgets.windowed import Windowed
from tests.support.hands import running
from tests.tui.desk_free import DeskFree, people, person_list, screen_text


def _app(**options: object) -> DeskFree:
    return DeskFree(lambda: (person_list(),), **options)  # type: ignore[arg-type]


def _grounds(line: Strip) -> set[int | None]:
    """What a terminal of 16 colours paints behind a line."""
    styles = [segment.style for segment in line if segment.style is not None]
    colours = [style.color if style.reverse else style.bgcolor for style in styles]
    assert None not in colours
    return {c.downgrade(ColorSystem.STANDARD).number for c in colours if c is not None}


def _footer(app: DeskFree) -> str:
    return app.front.query_one(CommandFooter).text


async def test_the_footer_fits_80_columns_and_shows_what_is_possible() -> None:
    app = _app()
    async with running(app) as pilot:
        await pilot.pause()
        assert screen_text(app).splitlines()[-1].strip() == _footer(app)
        assert "a adjust" in _footer(app)
        assert "l ledger" not in _footer(app)
        await pilot.resize_terminal(32, 24)
        await pilot.pause()
        assert _footer(app) == "enter open  a adjust  / search"


async def test_what_a_person_may_not_do_is_not_offered() -> None:
    app = _app()
    app.lacking = frozenset({Permission.ADD})
    async with running(app, notifications=True) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert "adjust" not in _footer(app)
        assert app.front.given == []
        await app.give("adjust")
        await pilot.pause()
        assert "is not for your role; ask" in screen_text(app)


async def test_a_refusal_is_not_left_standing_on_another_screen() -> None:
    app = _app()
    app.lacking = frozenset({Permission.ADD})
    async with running(app, notifications=True) as pilot:
        await app.give("adjust")
        app.take_back_refusal(app.screen)
        await pilot.pause()
        assert "is not for your role; ask" in screen_text(app)
        app.take_back_refusal(Screen())
        await pilot.pause()
        assert "is not for your role; ask" not in screen_text(app)


async def test_read_only_is_said_and_held() -> None:
    app = _app()
    app.read_only = True
    async with running(app) as pilot:
        await pilot.press("a")
        await pilot.pause()
        first = screen_text(app).splitlines()[0]
        assert "READ ONLY" in first
        assert first.rstrip().endswith("alice · staff · 20 left today")
        assert app.front.given == []


async def test_keys_can_be_moved() -> None:
    app = _app(configuration=Configuration(keys={"adjust": ("y",)}))
    async with running(app) as pilot:
        await pilot.press("a", "y")
        await pilot.pause()
        assert app.front.given == ["adjust"]
        assert "y adjust" in _footer(app)


async def test_the_palette_finds_a_command_and_gives_it() -> None:
    app = _app()
    async with running(app) as pilot:
        await pilot.press("ctrl+p", *"credits", "enter")
        await pilot.pause()
        assert app.front.given == ["adjust"]


async def test_the_palette_says_why_not() -> None:
    app = _app()
    async with running(app, notifications=True) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(app.screen, Palette)
        assert not re.search(r"^\W*Ledger", screen_text(app), re.MULTILINE)
        await pilot.press(*"ledger", "space", *"this")
        await pilot.pause()
        assert "There is no ledger in a test." in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "There is no ledger in a test." in screen_text(app)


async def test_help_and_palette_say_a_long_sentence_in_full() -> None:
    app = _app()
    async with running(app) as pilot:
        await pilot.press("question_mark", "end")
        await pilot.pause()
        assert "To the next field or list, or the one before." in screen_text(app)
        await pilot.press("escape", "ctrl+p", *"quit")
        await pilot.pause()
        assert "Leave creditui; asks first where something was typed." in screen_text(app)


async def test_help_shows_the_keys_of_the_screen() -> None:
    app = _app()
    async with running(app) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        shown = screen_text(app)
        assert "Adjust Credits" in shown
        assert "ctrl+q, q" in shown
        await pilot.press("escape")
        assert app.screen is app.front


@pytest.mark.parametrize(
    ("key", "answer"), [("y", True), ("n", False), ("escape", False), ("enter", False)]
)
async def test_a_question_is_answered(
    monkeypatch: pytest.MonkeyPatch, key: str, answer: bool
) -> None:
    monkeypatch.setattr(typeahead, "SPAN", 0)
    app = _app()
    answers: list[bool | None] = []
    async with running(app) as pilot:
        app.push_screen(Confirm("Discard what you typed?"), answers.append)
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
    assert answers == [answer]


async def test_keys_typed_blind_and_pastes_answer_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeahead, "SPAN", 3600)
    app = _app()
    answers: list[bool | None] = []
    async with running(app) as pilot:
        app.push_screen(Confirm("Discard what you typed?"), answers.append)
        await pilot.press("y", "enter", "escape")
        app.post_message(events.Paste("y\n"))
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
    assert answers == []


async def test_leaving_asks_where_something_was_typed() -> None:
    app = _app()
    async with running(app) as pilot:
        app.front.typed = "A note would be lost."
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert "A note would be lost." in screen_text(app)
        assert app.is_running


async def test_what_a_shared_server_must_not_offer_is_off() -> None:
    app = _app()
    async with running(app) as pilot:
        app.open_url("https://example.com")
        assert app.save_screenshot() == ""
        app.action_suspend_process()
        app.deliver_screenshot()
        assert list(app.get_system_commands(app.screen)) == []
        await pilot.press("ctrl+z")
        assert app.is_running
        assert not app.ENABLE_COMMAND_PALETTE
        assert not app.features


async def test_no_color_paints_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = _app()
    async with running(app) as pilot:
        await pilot.pause()
        styles = [
            segment.style
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None
        ]
    assert styles
    assert all(style.color is None or style.color.is_default for style in styles)
    assert all(style.bgcolor is None or style.bgcolor.is_default for style in styles)


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "xterm", "COLORTERM": ""}])
async def test_where_grounds_are_all_the_same_a_sentence_in_the_corner_has_an_edge(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str]
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    app = _app()
    async with running(app, notifications=True) as pilot:
        app.tell("No.", "refusal")
        await pilot.pause()
        assert re.search(r"▏ × No\.", screen_text(app))


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+p", "question_mark"])
async def test_without_colour_a_dialog_has_an_edge_and_the_same_place(
    monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    places = []
    for colour in (True, False):
        if not colour:
            monkeypatch.setenv("NO_COLOR", "1")
        app = _app()
        async with running(app) as pilot:
            app.front.typed = "A note would be lost."
            await pilot.press(key)
            await pilot.pause()
            box = app.screen.query_exactly_one("Dialog > Vertical")
            places.append([widget.region for widget in (box, *box.children)])
            top = screen_text(app).splitlines()[box.region.y]
            assert ("┌──" in top) is not colour
    assert places[0] == places[1]


async def test_without_colour_a_placeholder_is_not_taken_for_something_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = _app()
    async with running(app) as pilot:
        await pilot.press("ctrl+p")
        field = app.screen.query_one(PlainInput)
        assert [s.style and s.style.italic for s in field.render_line(0)][1:2] == [True]
        await pilot.press("z")
        assert not any(s.style and s.style.italic for s in field.render_line(0))


@pytest.mark.parametrize("theme", NAMES)
async def test_in_16_colours_a_cursor_is_seen(monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLORTERM", raising=False)
    rows = person_list()
    app = DeskFree(lambda: (rows,), configuration=Configuration(theme=theme))
    async with running(app) as pilot:
        rows.show(people(3))
        await pilot.press("down")
        grounds = [_grounds(rows.render_line(y)) for y in (1, 2, 3)]
        assert grounds[0] == grounds[2] != grounds[1]
        assert len(grounds[1]) == 1
        await pilot.press("ctrl+p", "z")
        field = _grounds(app.screen.query_one(PlainInput).render_line(0))
        assert len(field) == 2
        await pilot.press("backspace")
        found = app.screen.query_one(Windowed)
        assert _grounds(found.render_line(0)) == grounds[1]


async def test_the_theme_turns_and_stays_readable() -> None:
    app = _app()
    async with running(app) as pilot:
        assert app.theme == "dark"
        await pilot.press("f2")
        assert app.theme == "light"
        await pilot.press("f2")
        assert app.theme == "dark"
