from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from creditui.tui.painting import _UNSAFE, CleanLines, printable
from creditui.tui.widgets.choice import Choice, Option
from creditui.tui.widgets.field import Field
from creditui.tui.widgets.heading import Heading
from creditui.tui.widgets.notice import Notice
from creditui.tui.widgets.title_bar import TitleBar
from tests.support.hands import running
from tests.tui.desk_free import HOSTILE, DeskFree, Person, person_list, screen_text


@given(st.text(st.characters(codec=None)))
def test_printable_text_holds_no_control_and_is_one_line(text: str) -> None:
    shown = printable(text)
    assert not _UNSAFE.search(shown)
    assert shown.encode().decode() == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("José Álvarez", "José Álvarez"),
        ("\u202egnp", "\ufffdgnp"),
        ("a\r\nb\tc", "a b c"),
        ("👨\u200d👩\u200d👧", "👨👩👧"),
        ("👍\U0001f3fd", "👍"),
        ("❤\ufe0f", "❤"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("[bold]x[/]", "[bold]x[/]"),
    ],
)
def test_printable_keeps_names_and_replaces_controls(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(st.characters(codec=None)))
def test_the_filter_takes_controls_out_and_keeps_the_width(text: str) -> None:
    after = CleanLines().apply([Segment(text, Style(bold=True))], Color(0, 0, 0))
    painted = "".join(segment.text for segment in after)
    assert not _UNSAFE.search(painted)
    if "\u200d" not in text and "\ufe0f" not in text:
        assert cell_len(painted) == cell_len(text)


def test_the_filter_takes_hyperlinks_out() -> None:
    style = Style(link="file:///etc/passwd\x1b\\")
    (segment,) = CleanLines().apply([Segment("x", style)], Color(0, 0, 0))
    assert segment.style is not None
    assert segment.style.link is None


def _hostile_widgets(text: str) -> tuple[Widget, ...]:
    return (
        Static(Content(text)),
        Static(text, markup=False),
        Input(text),
        OptionList(Content(text)),
        Field(text, text, placeholder=text),
        Choice(text, [Option("a", text), Option("b", text)]),
        Heading(text, text),
        Static(Content(text)),
        Notice(id="notice"),
    )


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_never_painted_raw(text: str) -> None:
    windowed = person_list(empty=text)
    app = DeskFree(lambda: (*_hostile_widgets(text), windowed))
    async with running(app, size=(80, 50), notifications=True) as pilot:
        app.front.query_one(Notice).say(("warning", text))
        for field in app.front.query(Field):
            field.complain(text)
            field.set_hint(text)
        app.front.query_one(TitleBar).tell(studio=text, where=text, who=(text, text))
        windowed.show([Person(1, text)])
        app.tell(text, "refusal")
        app.notify(text, title=text, markup=True)
        await pilot.pause()
        assert app.screen.query("Toast")
        painted = screen_text(app)
        assert app.is_running
    assert not _UNSAFE.search(painted.replace("\n", ""))
    if "[@click" in text:
        assert painted.count(text) >= 5
