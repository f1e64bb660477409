"""The name under which a filter is saved."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from creditui.domain.saved_view import LONGEST_VIEW_NAME, view_name_fault
from creditui.domain.text import tidy
from creditui.tui.widgets.dialog import Dialog
from creditui.tui.widgets.field import Field
from creditui.tui.widgets.heading import Heading
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.words import Words


class NameDialog(Dialog[str | None]):
    """Asks what to call a filter; the answer is a name that a view can have."""

    DEFAULT_CSS = """
    NameDialog #line { color: $foreground-muted; margin: 1 0; }
    """

    def __init__(self, line: str, name: str = "", fault: str = "") -> None:
        """Ask for a name for `line`, again where `name` had the `fault`."""
        super().__init__(guarded=False)
        self._line, self._tried, self._fault = line, name, fault

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Heading("Save the Filter")
            yield Words(self._line, id="line")
            yield Field("Name", self._tried, max_length=LONGEST_VIEW_NAME)
            yield Line(
                (("enter", "accent"), " save   ", ("esc", "accent"), " leave it"),
                classes="dialog--keys",
            )

    def on_mount(self) -> None:
        self._field.focus()
        self._field.complain(self._fault)

    @property
    def _field(self) -> Field:
        return self.query_one(Field)

    @on(Field.Changed)
    def _changed(self, event: Field.Changed) -> None:
        if event.value != self._tried:
            event.field.complain("")

    @on(Field.Submitted)
    def _submitted(self, event: Field.Submitted) -> None:
        name = tidy(event.value)
        if (fault := view_name_fault(name)) is not None:
            event.field.complain(fault)
        else:
            self.dismiss(name)
