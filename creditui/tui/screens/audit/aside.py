"""A list with what is to be said about its row: below it, or at its right where there is room."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.events import Resize

from creditui.tui.marks import Inked
from creditui.tui.screens.ledger.beside import SPLIT
from creditui.tui.screens.ledger.facts import Fact, Facts
from creditui.tui.widgets.heading import Heading
from creditui.tui.widgets.windowed import Windowed


class Aside(Container):
    """The list; its owner tells what stands beside it."""

    DEFAULT_CSS = """
    Aside { layout: vertical; height: 1fr; }
    Aside > Windowed { width: 1fr; height: 1fr; min-height: 3; }
    Aside > VerticalScroll {
        visibility: hidden; height: auto; max-height: 60%;
        padding: 0 1; margin-top: 1; scrollbar-size: 0 0;
    }
    Aside.-split { layout: horizontal; }
    Aside.-split > Windowed { max-width: 130; }
    Aside.-split > VerticalScroll {
        width: 43; height: 1fr; max-height: 100%; margin: 0 0 0 2;
    }
    """

    def __init__(self, listing: Windowed[Any]) -> None:
        super().__init__()
        self.listing = listing

    def compose(self) -> ComposeResult:
        yield self.listing
        with VerticalScroll(can_focus=False):
            yield Heading("")
            yield Facts()

    def tell(self, title: Inked, facts: tuple[Fact, ...], right: Inked = "") -> None:
        """Say this about the row that the cursor is on."""
        self.query_one(VerticalScroll).styles.visibility = "visible"
        self.query_one(Heading).set(title, right)
        self.query_one(Facts).show(facts)

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width >= SPLIT, "-split")
