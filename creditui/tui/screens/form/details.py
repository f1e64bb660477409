"""Names and values in two columns; a value that is too long goes on below itself."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from creditui.tui.marks import INKS, Inked, content
from creditui.tui.painting import printable
from creditui.tui.widgets.columns import truncated

_NAME = 18
_LONGEST_NAME = 28


class Details(Widget):
    """The rows of a review."""

    DEFAULT_CSS = """
    Details { height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: tuple[tuple[str, Content], ...] = ()

    def show(self, rows: Sequence[tuple[str, Inked]]) -> None:
        """Show these rows; a row without a name belongs to the one above."""
        self._rows = tuple((truncated(printable(n), _LONGEST_NAME), content(v)) for n, v in rows)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        names = max([_NAME, *(cell_len(name) + 2 for name, _ in self._rows)])
        room = max(1, width - names)
        lines = []
        for name, value in self._rows:
            for line in value.wrap(room):
                lines.append(Content.assemble((set_cell_size(name, names), INKS["muted"]), line))
                name = ""
        return lines
