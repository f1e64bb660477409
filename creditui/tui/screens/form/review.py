"""The review: the whole act in words and figures, before it is applied (R13)."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from creditui.desk.catalogue import Catalogue
from creditui.domain.proposal import Proposal
from creditui.domain.reasons import reason_name
from creditui.tui.commands import BY_ID, shown_key
from creditui.tui.forms.form import BEGINNING, Form
from creditui.tui.marks import Inked
from creditui.tui.painting import printable
from creditui.tui.screens.form.details import Details
from creditui.tui.screens.form.telling import act_sentence, figures, limit_line, lot_lines
from creditui.tui.widgets.columns import truncated
from creditui.tui.widgets.heading import Heading
from creditui.tui.widgets.notice import Kind, Notice
from creditui.tui.widgets.words import Words

_LOW = 30
"""Lines of a terminal below which a long note gives way to what else there is to be read."""


class Review(VerticalScroll, can_focus=True):
    """What will be written, for a person to say yes to.

    Warnings stand next to the sentence that they are about, and the note, which may be long and is
    her own, comes last: whatever does not fit into a terminal is never one of them.
    """

    DEFAULT_CSS = """
    Review { scrollbar-size: 0 0; padding: 0 1; display: none; max-width: 96; }
    Review.-shown { display: block; }
    Review Static { height: auto; }
    Review #changed, Review #sentence, Review Details, Review #answer { margin-top: 1; }
    Review #sentence { text-style: bold; }
    Review #whole { margin-top: 1; display: none; }
    Review #whole.-said { display: block; }
    """

    def __init__(self, form: Form, catalogue: Catalogue) -> None:
        super().__init__()
        self.form, self.catalogue = form, catalogue

    def compose(self) -> ComposeResult:
        yield Heading("Review")
        yield Notice(id="changed")
        yield Words(id="sentence")
        yield Notice(id="review-warnings")
        yield Details(id="details")
        yield Words(id="answer")
        yield Words(id="whole")

    def show(self, proposal: Proposal, differences: tuple[str, ...] = ()) -> None:
        """Show what would be written now, and how it differs from what was reviewed before."""
        self.query_one("#sentence", Words).say(act_sentence(proposal, self.form, self.catalogue))
        note = proposal.why.note
        cut = self.screen.size.height < _LOW and cell_len(note) > BEGINNING
        beginning: Inked = (truncated(note, BEGINNING), (" more below", "muted")) if cut else note
        self.query_one(Details).show(self._details(proposal, beginning))
        whole = self.query_one("#whole", Words)
        whole.say((("The whole note", "muted"),), note)
        whole.set_class(cut, "-said")
        self.query_one("#review-warnings", Notice).say(
            *(("warning", caution.message) for caution in proposal.cautions)
        )
        stale: list[tuple[Kind, str]] = [("warning", sentence) for sentence in differences]
        if stale:
            stale.append(("info", "Nothing was written. This is what would be written now."))
        self.query_one("#changed", Notice).say(*stale)
        self._answer(
            ((f"{self._key('apply')} ", "accent"), (self.form.apply_label, "strong"), "    "),
            ((f"{self._key('back')} ", "accent"), "back to the form, with everything kept"),
        )
        self.set_class(True, "-shown")
        self.scroll_home(animate=False)
        self.focus()

    def working(self) -> None:
        """Say that the act is being written."""
        self._answer((("Writing to the ledger…", "muted"),))

    def waiting(self) -> None:
        """Say that it takes longer because somebody else is writing."""
        self._answer((("Others are writing; waiting for them…", "muted"),))

    def hide(self) -> None:
        """Go back to the form."""
        self.set_class(False, "-shown")

    def _key(self, command_id: str) -> str:
        """The key of a command as this person has it."""
        return shown_key(BY_ID[command_id], getattr(self.app, "keymap", {}))

    def _answer(self, *pieces: Inked) -> None:
        flat: Inked = tuple(part for p in pieces for part in ((p,) if isinstance(p, str) else p))
        self.query_one("#answer", Words).say(flat)

    def _details(self, proposal: Proposal, note: Inked) -> list[tuple[str, Inked]]:
        rows: list[tuple[str, Inked]] = [
            ("Client", _client(self.form)),
            *(("", line) for line in self.form.about if line),
            *figures(proposal, self.catalogue, self.form.allocations.get(proposal.service)),
        ]
        for index, line in enumerate(lot_lines(proposal, self.catalogue.today)):
            rows.append(("Lots" if not index else "", line))
        why, reasons = proposal.why, self.catalogue.reasons
        rows.append(("Reason", reason_name(why.reason, proposal.credits, reasons)))
        if why.reference:
            rows.append(("Reference", why.reference))
        if limit := limit_line(proposal, self.catalogue):
            rows.append(("Limit", limit))
        return [*rows, ("Note", note)]


def _client(form: Form) -> str:
    known = (form.member.name, form.member.email, form.member.phone)
    return " · ".join(truncated(printable(text), 40) for text in known if text)
