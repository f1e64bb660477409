"""The filter of the studio's ledger: a field of one line, and below it what it comes to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import DescendantBlur, DescendantFocus
from textual.reactive import var
from textual.widgets import Input

from creditui.domain.filter_completion import Completion, Vocabulary, complete
from creditui.domain.filtering import LONGEST_LINE
from creditui.tui.marks import Ink, Inked
from creditui.tui.widgets.field import PlainInput
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.notice import Notice

_OFFERED = 14
"""Words offered at once; more would not fit on a line."""


class FilterField(PlainInput):
    """The line; tab completes the word that is being typed, and then the next way to go on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete(1)", "Complete", show=False),
        Binding("shift+tab", "complete(-1)", "Complete", show=False),
    ]
    vocabulary: var[Vocabulary] = var(Vocabulary)

    def __init__(self, value: str) -> None:
        super().__init__(
            value,
            placeholder='everything; or who:alice type:remove since:-30d "late"',
            max_length=LONGEST_LINE,
            select_on_focus=False,
        )
        self._ways: tuple[Completion, ...] = ()
        self._way = -1
        self._around = ("", "")
        """What stands before and after the word that is being completed."""
        self._completed = ("", -1)
        """The line and the cursor as a completion left them."""

    @property
    def offered(self) -> tuple[tuple[Completion, ...], int]:
        """The ways to go on, and which of them the line has taken; -1 for none."""
        if self._completed == (self.value, self.cursor_position):
            return self._ways, self._way
        return complete(self.value, self.cursor_position, self.vocabulary), -1

    @property
    def unfinished(self) -> bool:
        """Whether the word being typed may still become the name of a filter: wait with asking."""
        ways = complete(self.value, self.cursor_position, self.vocabulary)
        return bool(ways) and ways[0].start < self.cursor_position and ":" in ways[0].text

    @property
    def may_go_on(self) -> bool:
        """Whether the word being typed may still become right: wait with what is wrong with it."""
        before = self.value[: self.cursor_position]
        if not self.has_focus or not before or before[-1].isspace():
            return False
        return before.endswith(":") or bool(
            complete(self.value, self.cursor_position, self.vocabulary)
        )

    def action_complete(self, by: int) -> None:
        """Take the next way to go on in place of the word."""
        ways, way = self.offered
        if not ways:
            return
        if way < 0:
            line, way = self.value, 0 if by > 0 else len(ways) - 1
            self._around = line[: ways[0].start], line[ways[0].end :]
        else:
            way = (way + by) % len(ways)
        before, after = self._around
        text = ways[way].text
        self._ways, self._way = ways, way
        self._completed = (before + text + after, len(before + text))
        self.value = before + text + after
        self.cursor_position = len(before + text)
        if len(ways) == 1:
            self._completed = ("", -1)


class FilterBar(Vertical):
    """The field with its error or the state of the list, and what could be typed next."""

    DEFAULT_CSS = """
    FilterBar { height: auto; margin-bottom: 1; }
    FilterBar > Horizontal { height: 1; }
    FilterBar #prompt { width: 9; color: $foreground-muted; }
    FilterBar #prompt.-here { color: $primary; text-style: bold; }
    FilterBar FilterField { width: 1fr; }
    FilterBar #state { width: auto; min-width: 3; max-width: 36; color: $foreground-muted; }
    FilterBar #ways { display: none; padding: 0 1 0 9; }
    FilterBar.-here { margin-bottom: 0; }
    FilterBar.-here #ways { display: block; }
    FilterBar Notice { padding: 0 1 0 9; }
    FilterBar.-here Notice { display: block; min-height: 1; }
    """

    def __init__(self, line: str) -> None:
        super().__init__()
        self._first = line

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Line("Filter", id="prompt")
            yield FilterField(self._first)
            yield Line(id="state")
        yield Line(id="ways")
        yield Notice()

    @property
    def field(self) -> FilterField:
        """The field."""
        return self.query_one(FilterField)

    @property
    def wrong(self) -> bool:
        """Whether the line can't be read."""
        return bool(self.query_one(Notice).sentences)

    def complain(self, sentence: str) -> None:
        """Say under the field why it can't be read; an empty sentence takes that back."""
        if sentence:
            self.query_one(Notice).say(("error", sentence))
        else:
            self.query_one(Notice).clear()

    def tell(self, state: str) -> None:
        """Say at the right of the field what the list holds."""
        line = self.query_one("#state", Line)
        if line.text != state:
            line.set(right=((state, "muted"),))
            line.styles.width = len(state) + 3

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _here(self) -> None:
        here = self.field.has_focus
        self.set_class(here, "-here")
        self.query_one("#prompt").set_class(here, "-here")
        self.offer()

    @on(Input.Changed)
    def offer(self) -> None:
        """Show what could be typed next, as tab would bring it."""
        ways, taken = self.field.offered
        self.query_one("#ways", Line).set(_told(ways, taken))


def _told(ways: tuple[Completion, ...], taken: int) -> Inked:
    if not ways:
        return (("words are looked for in notes; quotes hold them together", "muted"),)
    first = max(0, taken - _OFFERED + 1)
    words: Iterable[tuple[int, Completion]] = list(enumerate(ways))[first : first + _OFFERED]
    parts: list[tuple[str, Ink]] = [("tab  ", "accent")]
    for number, way in words:
        parts.append((way.text + "  ", "strong" if number == taken else "muted"))
    told = ways[taken if taken >= 0 else 0].meaning
    if told and (taken >= 0 or len(ways) == 1):
        parts.append((f"· {told}", "muted"))
    return tuple(parts)
