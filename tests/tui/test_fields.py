from __future__ import annotations

from textual import events, on
from textual.css.styles import RenderStyles
from textual.widget import Widget

from creditui.tui.marks import bar, pieces
from creditui.tui.widgets.choice import Choice, Option
from creditui.tui.widgets.field import Field
from creditui.tui.widgets.notice import Notice
from tests.support.hands import running
from tests.tui.desk_free import DeskFree, screen_text

REASONS = (
    Option("recovery", "Service recovery"),
    Option("promotion", "Promotion"),
    Option("goodwill", "Goodwill"),
)


def _form() -> tuple[Widget, ...]:
    return (
        Field("Credits", "1", pass_on="+-", id="credits"),
        Field("Note", id="note"),
        Choice("Reason", REASONS, id="reason"),
        Notice(),
    )


class FormApp(DeskFree):
    """Two fields and a choice, and what they posted."""

    def __init__(self) -> None:
        super().__init__(_form)
        self.submitted: list[str] = []
        self.keys: list[str] = []

    @on(Field.Submitted)
    def _submitted(self, message: Field.Submitted) -> None:
        self.submitted.append(message.value)

    def on_key(self, event: events.Key) -> None:
        self.keys.append(event.key)

    def field(self, name: str) -> Field:
        return self.front.query_one(f"#{name}", Field)


async def test_typing_replaces_what_stood_in_the_field() -> None:
    app = FormApp()
    async with running(app) as pilot:
        app.field("credits").focus()
        await pilot.press("2")
        assert app.field("credits").value == "2"


async def test_plus_and_minus_pass_on_to_the_screen() -> None:
    app = FormApp()
    async with running(app) as pilot:
        app.field("credits").focus()
        await pilot.press("plus", "minus", "3")
        assert app.field("credits").value == "3"
        assert app.keys == ["plus", "minus"]


async def test_a_paste_becomes_one_line_and_never_submits() -> None:
    app = FormApp()
    async with running(app) as pilot:
        app.field("note").focus()
        app.post_message(events.Paste("late\r\nand \x1b[31mcold\n"))
        await pilot.pause()
        assert app.field("note").value == "late and \ufffd[31mcold"
        assert app.submitted == []
        await pilot.press("enter")
        await pilot.pause()
        assert app.submitted == ["late and \ufffd[31mcold"]


async def test_the_label_shows_where_the_cursor_is() -> None:
    app = FormApp()
    async with running(app) as pilot:
        for here, there in (("credits", "note"), ("note", "credits")):
            app.field(here).focus()
            await pilot.pause()
            assert _label(app, here).text_style.bold
            assert not _label(app, there).text_style.bold


def _label(app: FormApp, name: str) -> RenderStyles:
    return app.field(name).query_one(".field--label").styles


async def test_a_complaint_is_shown_and_taken_away() -> None:
    app = FormApp()
    async with running(app) as pilot:
        app.field("credits").complain("Write a whole number of at least 1.")
        await pilot.pause()
        assert "× Write a whole number" in screen_text(app)
        app.field("credits").complain("")
        await pilot.pause()
        assert "Write a whole number" not in screen_text(app)


async def test_the_cursor_does_not_blink() -> None:
    app = FormApp()
    async with running(app) as pilot:
        app.field("note").focus()
        await pilot.pause()
        assert not app.field("note").input.cursor_blink


async def test_a_choice_is_made_with_arrows_and_letters() -> None:
    app = FormApp()
    async with running(app) as pilot:
        choice = app.front.query_one(Choice)
        choice.focus()
        await pilot.pause()
        assert "● Service recovery" in screen_text(app)
        for key, value in [("right", "promotion"), ("left", "recovery"), ("g", "goodwill")]:
            await pilot.press(key)
            assert choice.value == value
        choice.set_options(REASONS[:2])
        assert choice.value == "recovery"


async def test_a_notice_says_its_kind_in_a_word() -> None:
    app = FormApp()
    async with running(app) as pilot:
        app.front.query_one(Notice).say(("warning", "It expires soon."), ("refusal", "No [b]."))
        await pilot.pause()
        assert "! Warning: It expires soon." in screen_text(app)
        assert "× Not possible: No [b]." in screen_text(app)
        app.front.query_one(Notice).clear()
        await pilot.pause()
        assert "Warning" not in screen_text(app)


def test_a_bar_says_without_colour_how_much_is_left() -> None:
    def plain(text: object) -> str:
        return "".join(piece for piece, _ in pieces(text))  # type: ignore[arg-type]

    assert plain(bar(1, 100, 4)) == "━┄┄┄"
    assert plain(bar(0, 8, 4)) == "┄┄┄┄"
    assert plain(bar(8, 8, 4)) == "━━━━"
    assert plain(bar(0, 0, 4)) == "┄┄┄┄"
