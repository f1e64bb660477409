"""Where a form is filled in: what it is about, its fields, and beside them what it would do."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from creditui.desk.catalogue import Catalogue
from creditui.domain.proposal import Decision, Proposal
from creditui.domain.refusal import Refusal
from creditui.tui.forms.form import Form
from creditui.tui.forms.typed import Reading, Slip
from creditui.tui.marks import Inked
from creditui.tui.screens.form.fields import Fields
from creditui.tui.screens.form.proposal import ProposalPanel
from creditui.tui.widgets.words import Words


class Filling(Vertical):
    """The fields and the live proposal; it says what is wrong at the field that it is about."""

    DEFAULT_CSS = """
    Filling #about { padding: 0 1; height: auto; margin-bottom: 1; }
    Filling #typed { height: 1fr; }
    Filling Fields { width: 1fr; max-width: 84; height: 1fr; }
    """

    def __init__(self, form: Form, catalogue: Catalogue) -> None:
        super().__init__()
        self.form = form
        self.fields = Fields(form, catalogue)
        self.panel = ProposalPanel(form, catalogue)

    def compose(self) -> ComposeResult:
        yield Words(*self._about(), id="about")
        with Horizontal(id="typed"):
            yield self.fields
            yield self.panel

    def _about(self) -> list[Inked]:
        """Whom and what the form is about: the name and the first line, then a line each."""
        first, *others = (line for line in self.form.about if line)
        name: Inked = ((self.form.member.name, "strong"), f"  {first}")
        return [name, *others]

    def read(self, today: date) -> Reading:
        """The act that is typed, or what is still wrong with it."""
        return self.form.reader(self.fields.typed, today)

    def absolve(self) -> None:
        """Complain of nothing, until what is typed now has been decided."""
        self.fields.complain("", "")

    def tell(self, outcome: Decision | Slip) -> None:
        """Show what the act would do, or say what stands in its way."""
        if isinstance(outcome, Proposal):
            self.panel.show(outcome)
        elif isinstance(outcome, Refusal) and outcome.code != "nothing_to_change":
            self._refuse(outcome.field, outcome.message)
        else:
            self.panel.say("info", outcome.message)

    def complain(self, field: str, message: str) -> None:
        """Say what is wrong, and go to the field where it can be put right."""
        if place := self._refuse(field, message):
            self.fields.focus_field(place)

    def _refuse(self, field: str, message: str) -> str:
        """Say a no at the field that it is about, or in the panel where none is to blame.

        Returns the field's id, or nothing.
        """
        place = self.fields.complain(_place(field), message)
        if place:
            self.panel.clear()
        else:
            self.panel.say("refusal", message)
        return place


def _place(field: str) -> str:
    """The id of the field that a rule's field is typed into."""
    return {"to": "credits"}.get(field, field)
