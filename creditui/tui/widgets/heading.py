"""The heading of a section: its title and a thin rule. Never a box inside a box."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from creditui.tui.marks import INKS, pieces
from creditui.tui.widgets.columns import truncated
from creditui.tui.widgets.line import Line


class Heading(Line):
    """The title, a rule, and a word at the right."""

    DEFAULT_CSS = """
    Heading { padding: 0; }
    """

    def render(self) -> Content:
        width = self.content_size.width
        title = truncated("".join(text for text, _ in pieces(self._left)), width)
        right = [
            (f" {text}" if not i else text, INKS[ink])
            for i, (text, ink) in enumerate(pieces(self._right))
            if text
        ]
        rule = width - cell_len(title) - 1 - sum(cell_len(text) for text, _ in right)
        if rule < 1:
            return Content.styled(title, "bold")
        return Content.assemble((title, "bold"), " ", ("─" * rule, "$border-blurred"), *right)
