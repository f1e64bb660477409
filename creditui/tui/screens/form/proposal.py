"""The live proposal beside the form: before, after, lots, warnings, or the refusal."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical

from creditui.desk.catalogue import Catalogue
from creditui.domain.proposal import Proposal
from creditui.tui.forms.form import Form
from creditui.tui.marks import Ink, Inked, pieces
from creditui.tui.screens.form.telling import figures, limit_line, lot_lines
from creditui.tui.widgets.heading import Heading
from creditui.tui.widgets.notice import Kind, Notice
from creditui.tui.widgets.words import Words


class ProposalPanel(Vertical):
    """What the act would do, as far as it is typed."""

    DEFAULT_CSS = """
    ProposalPanel { width: 30; padding: 0 1; }
    ProposalPanel Static { height: auto; }
    ProposalPanel Notice { margin-top: 1; }
    """

    def __init__(self, form: Form, catalogue: Catalogue) -> None:
        super().__init__()
        self.form, self.catalogue = form, catalogue

    def compose(self) -> ComposeResult:
        yield Heading("What it would do")
        yield Words(id="figures")
        yield Notice(id="sentences")

    def show(self, proposal: Proposal) -> None:
        """Show a proposal with its warnings."""
        allocation = self.form.allocations.get(proposal.service)
        lines: list[Inked] = []
        for name, value in figures(proposal, self.catalogue, allocation):
            lines.append(self._figure(name, pieces(value)))
        lines += ["", *lot_lines(proposal, self.catalogue.today)]
        if limit := limit_line(proposal, self.catalogue):
            lines += ["", limit]
        self._fill(lines)
        self.query_one(Notice).say(*(("warning", c.message) for c in proposal.cautions))

    def _figure(self, name: str, value: tuple[tuple[str, Ink], ...]) -> Inked:
        """A figure on one line: what it is of goes where a long name would part it from "2 → 4"."""
        length = sum(cell_len(text) for text, _ in value)
        if cell_len(name) + 2 + length > self.content_size.width > 0:
            name = name.rpartition(" ")[2].capitalize()
        return ((f"{name}  ", "muted"), *value)

    def say(self, kind: Kind, sentence: str) -> None:
        """Show a sentence instead: a refusal, or what is still to be typed."""
        self._fill([])
        self.query_one(Notice).say((kind, sentence))

    def clear(self) -> None:
        """Show nothing; a field says what is wrong."""
        self._fill([])
        self.query_one(Notice).clear()

    def _fill(self, lines: list[Inked]) -> None:
        self.query_one(Words).say(*lines)
