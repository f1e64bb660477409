"""A field of one line: label, what is typed, and a sentence below when it cannot be used."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from creditui.tui.painting import printable
from creditui.tui.widgets.words import Words


class PlainInput(Input):
    """An Input of one line, with a steady cursor, that passes certain characters on as keys."""

    DEFAULT_CSS = """
    PlainInput.-textual-compact { background: $panel; }
    PlainInput.-textual-compact:focus { background: $panel; background-tint: 0%; }
    PlainInput > .input--placeholder { color: $foreground-muted; }
    PlainInput:nocolor > .input--placeholder { text-style: italic; }
    PlainInput:nocolor > .input--cursor { text-style: reverse; }
    PlainInput:nocolor > .input--selection { text-style: underline; }
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """As Textual's; a letter more scrolls this line at most, and lays out no screen again."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        max_length: int = 0,
        pass_on: str = "",
        select_on_focus: bool = True,
        id: str | None = None,
    ) -> None:
        super().__init__(
            value,
            placeholder,
            max_length=max_length,
            select_on_focus=select_on_focus,
            compact=True,
            id=id,
        )
        self.pass_on = pass_on
        self.cursor_blink = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        if character is not None and character in self.pass_on:
            return False
        return super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if event.character is not None and event.character in self.pass_on:
            event.prevent_default()
            return
        await super()._on_key(event)

    def on_resize(self) -> None:
        """Keep the cursor in sight in a terminal of another width."""
        if self.has_focus:
            self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    def _on_paste(self, event: events.Paste) -> None:
        """Put the pasted text in as one line; a newline in it never submits."""
        event.stop()
        event.prevent_default()
        if text := printable(event.text.strip("\r\n")):
            self.replace(text, *self.selection)


class Field(Vertical):
    """A labelled field. Its sentence (`complain`) sits below the text, where the eye is."""

    DEFAULT_CSS = """
    Field, Field:focus-within { height: auto; }
    Field > Horizontal { height: 1; }
    Field .field--label { width: 12; color: $foreground-muted; }
    Field:focus-within .field--label { color: $primary; text-style: bold; }
    Field PlainInput { width: 1fr; }
    Field .field--hint { width: auto; max-width: 40; padding-left: 2; color: $foreground-muted; }
    Field .field--error { display: none; height: auto; padding-left: 12; color: $error; }
    Field.-wrong .field--error { display: block; }
    """

    @dataclass
    class Changed(Message):
        """The text was changed, by the person or by the program."""

        field: Field
        value: str

        @property
        def control(self) -> Field:
            """The field, for `@on(..., selector)`."""
            return self.field

    @dataclass
    class Submitted(Message):
        """Enter was pressed in the field."""

        field: Field
        value: str

        @property
        def control(self) -> Field:
            """The field, for `@on(..., selector)`."""
            return self.field

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        placeholder: str = "",
        max_length: int = 0,
        pass_on: str = "",
        select_on_focus: bool = True,
        id: str | None = None,
    ) -> None:
        """Make a field.

        Args:
            label: Its name, at the left.
            value: What stands in it at first.
            placeholder: What to show while it is empty.
            max_length: The most characters it takes; 0 is no limit.
            pass_on: Characters that are keys of the screen here, and never typed (`+-`).
            select_on_focus: Whether coming to it selects the text, so that typing replaces it.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._label = label
        self._hint = Words(classes="field--hint")
        self._error = Words(classes="field--error")
        self.input = PlainInput(
            value,
            placeholder=placeholder,
            max_length=max_length,
            pass_on=pass_on,
            select_on_focus=select_on_focus,
        )
        self._hint.display = False
        self.error = ""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Words(self._label, classes="field--label")
            yield self.input
            yield self._hint
        yield self._error

    @property
    def value(self) -> str:
        """The text in the field."""
        return self.input.value

    @value.setter
    def value(self, value: str) -> None:
        self.input.value = value

    def focus(self, scroll_visible: bool = True) -> Field:
        """Put the cursor into the field."""
        self.input.focus(scroll_visible)
        return self

    def complain(self, sentence: str) -> None:
        """Say below the field why its text cannot be used; nothing takes the sentence away."""
        if sentence != self.error:
            self.error = sentence
            self._error.say((("× ", "bad"), sentence) if sentence else "")
            self.set_class(bool(sentence), "-wrong")

    def set_hint(self, hint: str) -> None:
        """Say this at the right of the text; nothing takes it away."""
        self._hint.say(hint)
        self._hint.display = bool(hint)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self, event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted(self, event.value))
