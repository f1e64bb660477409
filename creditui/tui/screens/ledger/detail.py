"""The detail of one entry: a pane beside or under a list, or the whole place of the list."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll

from creditui.desk.catalogue import Catalogue
from creditui.desk.ledger import EntryDetail
from creditui.tui.marks import Inked
from creditui.tui.screens.ledger.entry_facts import proof, title, what, why
from creditui.tui.screens.ledger.facts import LABEL, Facts
from creditui.tui.widgets.heading import Heading


class EntryPane(VerticalScroll, can_focus=False):
    """Every field of one entry, for a reader (R22)."""

    DEFAULT_CSS = """
    EntryPane { scrollbar-size: 0 0; padding: 0 1; }
    EntryPane Heading { width: 1fr; }
    EntryPane #entry { height: auto; }
    EntryPane #why { margin-top: 1; }
    EntryPane #proof { margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.detail: EntryDetail | None = None
        """The entry shown, or None."""
        self._catalogue: Catalogue | None = None

    def compose(self) -> ComposeResult:
        yield Heading("Entry")
        with Container(id="entry"):
            yield Facts(id="what")
            yield Facts(id="why")
        yield Facts(id="proof")

    def show(self, detail: EntryDetail, catalogue: Catalogue) -> None:
        """Show an entry, from its beginning."""
        self.detail, self._catalogue = detail, catalogue
        right: Inked = ((f"entry {detail.entry.id}", "muted"),)
        self.query_one(Heading).set(title(detail, catalogue), right)
        self.query_one("#what", Facts).show(what(detail, catalogue))
        self.query_one("#why", Facts).show(why(detail, catalogue))
        self._prove()
        self.scroll_home(animate=False)

    def clear(self) -> None:
        """Show nothing; there is no entry here."""
        self.detail = None
        self.query_one(Heading).set("Entry", "")
        for facts in self.query(Facts):
            facts.show(())

    def on_resize(self) -> None:
        self._prove()

    def _prove(self) -> None:
        """The proof, with hashes as long as there is room for."""
        if self.detail is not None:
            room = self.content_size.width - LABEL
            self.query_one("#proof", Facts).show(proof(self.detail, room))
