"""A titled section: a heading, a thin rule, and room below. Never a box inside a box."""

from __future__ import annotations

from rich.cells import cell_len
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from creditui.tui.marks import INKS, Inked, pieces
from creditui.tui.widgets.columns import truncated
from creditui.tui.widgets.line import Line


class Heading(Line):
    """The heading of a panel: its title, a rule, and a word at the right."""

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


class Panel(Vertical):
    """A section of a screen. Yield its children inside `with Panel("Title"):`."""

    DEFAULT_CSS = """
    Panel { height: auto; padding: 0 1; margin-bottom: 1; }
    """

    def __init__(
        self,
        title: str,
        *children: Widget,
        right: Inked = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(Heading(title, right), *children, id=id, classes=classes)

    def set_title(self, title: str | None = None, right: Inked | None = None) -> None:
        """Change the title, the word at the right, or both."""
        self.query_one(Heading).set(title, right)
