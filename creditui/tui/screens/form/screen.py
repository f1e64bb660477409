"""The form's screen: type, see what it would do, review, apply."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from creditui.desk.applying import Applied, apply
from creditui.desk.deciding import propose
from creditui.desk.errors import DeskError, Refused, Stale
from creditui.desk.session import Desk
from creditui.domain.draft import FormDraft, Stage
from creditui.domain.proposal import Act, Proposal
from creditui.domain.refusal import Refusal
from creditui.tui.commands import Command, Room, bindings
from creditui.tui.forms.form import Form
from creditui.tui.forms.typed import Reading, Slip, Typed, for_preview
from creditui.tui.screens.after_act import read_after
from creditui.tui.screens.form.fields import Fields
from creditui.tui.screens.form.filling import Filling
from creditui.tui.screens.form.keeping import keep_quietly
from creditui.tui.screens.form.kept_form import KeptForm
from creditui.tui.screens.form.review import Review
from creditui.tui.typeahead import TypeAhead
from creditui.tui.widgets.dialog import Confirm

_LONG = 1.0
"""Seconds after which an act has not just been slow: somebody holds the database."""


class FormScreen(KeptForm):
    """One act, from the first field to the ledger. Its result is the act applied, or None."""

    room = Room.FORM
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Room.FORM), *bindings(Room.REVIEW)]
    DEFAULT_CSS = """
    FormScreen #form { height: 1fr; max-width: 140; }
    FormScreen.-wide ProposalPanel { width: 46; }
    FormScreen.-small #about { margin: 0; }
    FormScreen.-small #typed { layout: vertical; }
    FormScreen.-small ProposalPanel { width: 1fr; height: auto; max-height: 50%; }
    """

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-small"), (76, "-narrow"), (110, "-wide")]
        self.reviewed: Proposal | None = None
        """What the person is asked to say yes to, while the review is open (R13)."""
        self.made = False
        self._act: Act | None = None
        self._applying = False

    def body(self) -> ComposeResult:
        catalogue = self.desk_app.catalogue
        with Vertical(id="form"):
            yield Filling(self.form, catalogue)
            yield Review(self.form, catalogue)

    @property
    def _filling(self) -> Filling:
        return self.query_one(Filling)

    def on_mount(self) -> None:
        self.desk_app.stands = ""
        self._filling.fields.focus_first()
        self.begin(self._preview(), "preview")
        self.app.call_later(self.is_made)  # after the focus, which waits there too

    @property
    def rooms(self) -> tuple[Room, ...]:
        """The form's commands, or the review's while it is open."""
        return (Room.FORM,) if self.reviewed is None else (Room.REVIEW,)

    @property
    def where(self) -> str:
        return self.form.title

    @property
    def typed(self) -> Typed | None:
        fields = self._filling.fields
        return fields.typed if fields.changed else None

    @property
    def stage(self) -> Stage:
        if self._applying:
            return Stage.APPLYING
        return Stage.TYPING if self.reviewed is None else Stage.REVIEW

    @property
    def busy(self) -> bool:
        return super().busy or self._applying

    @property
    def unsaved(self) -> str:
        return f"{self.form.title} is not applied yet." if self._filling.fields.changed else ""

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        if reason is None and command.id == "flip" and len(self.form.types) < 2:
            return "There is only one type here; removing needs a manager."
        if reason is None and command.id in ("apply", "back") and self._applying:
            return "It is being written."
        return reason

    # Typing

    @on(Fields.Changed)
    def _changed(self) -> None:
        self.keeping.changed()
        self.begin(self._preview(), "preview")

    async def _preview(self) -> None:
        """Ask what the act would do, as far as it is typed, and show it."""
        reading = self._read()
        self._filling.absolve()
        if isinstance(reading, Slip):
            self._filling.tell(reading)
            return
        act, member_id = for_preview(reading), self.form.member.id
        decision = await self.read(lambda desk: propose(desk, member_id, act))
        self._filling.tell(decision)

    def _read(self) -> Reading:
        return self._filling.read(self.desk_app.catalogue.today)

    def action_flip(self) -> None:
        self._filling.fields.flip()

    # Reviewing

    @on(Fields.Finished)
    def _finished(self) -> None:
        self.action_review()

    def action_review(self) -> None:
        self.begin(self._review(), "review", opens=True)  # keys that come now wait for it

    async def _review(self) -> None:
        """Decide the act as it stands; show the review, or what is wrong at its field."""
        reading = self._read()
        if isinstance(reading, Slip):
            self._filling.complain(reading.field, reading.message)
            return
        act, member_id = reading, self.form.member.id
        try:
            decision = await self.ask(lambda desk: propose(desk, member_id, act))
        except Stale as stale:
            self._filling.complain("credits", f"{stale.message} Leave the form and look again.")
            return
        if isinstance(decision, Refusal):
            self._filling.complain(decision.field, decision.message)
            return
        self._act = act
        self._open_review(decision)

    def _open_review(self, proposal: Proposal, differences: tuple[str, ...] = ()) -> None:
        self.reviewed = proposal
        self._filling.display = False
        self.query_one(Review).show(proposal, differences)
        self.guard = TypeAhead()
        self.guard.start()
        self.refresh_bindings()
        self.keeping.now()

    def _close_review(self) -> None:
        self.reviewed = None
        self.guard = TypeAhead(0)
        self.query_one(Review).hide()
        self._filling.display = True
        self.refresh_bindings()

    # Applying

    def action_apply(self) -> None:
        if self.reviewed is None or self._act is None or self._applying:
            return
        self._applying = True
        self.query_one(Review).working()
        self.refresh_bindings()
        self.set_timer(_LONG, self._still_applying)
        self.begin(self._apply(self._act, self.reviewed), "apply")

    def _still_applying(self) -> None:
        if self._applying:
            self.query_one(Review).waiting()

    async def _apply(self, act: Act, reviewed: Proposal) -> None:
        """Write what was reviewed, once, under the form's request id (R13, R14)."""
        draft = self.draft
        try:
            applied = await self.ask(lambda desk: self._write(desk, draft, act, reviewed))
        except Exception as error:
            self._applying = False
            self._not_applied(error, reviewed)
            return
        try:
            await read_after(self.desk_app, applied, self.desk_app.refresh_catalogue)
        finally:
            self.finish(applied)

    def _not_applied(self, error: Exception, reviewed: Proposal) -> None:
        """Say why where it can be put right; what fails below the desk is raised again.

        There the review stays, and the same request may be tried again.
        """
        if isinstance(error, Stale) and error.fresh is not None:
            self._open_review(error.fresh, error.differences)
        elif isinstance(error, DeskError):
            self._close_review()
            refused = error if isinstance(error, Refused) else None
            self._filling.complain(refused.refusal.field if refused else "", error.message)
            if refused:
                self.desk_app.refused_for_good(refused)
        else:
            self.query_one(Review).show(reviewed)
            self.refresh_bindings()
            raise error

    def _write(self, desk: Desk, draft: FormDraft | None, act: Act, reviewed: Proposal) -> Applied:
        """Keep the form as one that was being applied, and apply it; on the desk's thread."""
        if draft is not None and keep_quietly(desk, draft):
            self.keeping.kept(draft)
        return apply(desk, self.form.member.id, act, self.form.request_id, reviewed)

    # Leaving

    def action_back(self) -> None:
        if self._applying:
            return
        if self.reviewed is not None:
            self._close_review()
            self._filling.fields.focus_field("note")
        elif self._filling.fields.changed:
            question = Confirm(
                "Discard what you typed?", yes="discard it", no="keep writing", more=self.unsaved
            )
            self.app.push_screen(question, self._discarded)
        else:
            self.finish(None)

    def _discarded(self, discard: bool | None) -> None:
        if discard:
            self.finish(None)
