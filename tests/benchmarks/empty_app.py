"""What creditui is measured against: a Textual application with an input and a table of 50 rows."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Input

ROWS = 50
READY = "Client 0010"
"""On the screen once the first frame is useful."""


class EmptyApp(App[None]):
    """The smallest application of creditui's shape; it does nothing."""

    CSS = "DataTable { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield Input(placeholder="Search clients")
        yield DataTable[str](cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("No", "Name", "Plan", "Credits", "Renews")
        for number in range(ROWS):
            table.add_row(
                str(number), f"Client {number:04}", "Monthly 8", str(number % 9), "2026-12-01"
            )


if __name__ == "__main__":
    EmptyApp().run()
