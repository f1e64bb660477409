"""The fields of the form, in the order in which a person fills them in."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Key
from textual.message import Message
from textual.widget import Widget

from creditui.desk.catalogue import Catalogue
from creditui.domain.reasons import LONGEST_REFERENCE, Direction
from creditui.domain.text import LONGEST_NOTE
from creditui.tui.forms.form import Form
from creditui.tui.forms.typed import Type, Typed
from creditui.tui.screens.form.offers import Offers, say_resolved
from creditui.tui.widgets.choice import Choice
from creditui.tui.widgets.field import Field
from creditui.tui.widgets.words import Words


class Fields(VerticalScroll, can_focus=False):
    """All fields of one form. It knows what stands in them, not what it means."""

    DEFAULT_CSS = """
    Fields { scrollbar-size: 0 0; padding: 0 1; }
    Fields #expires PlainInput { width: 11; }
    Fields #credits PlainInput { width: 13; }
    Fields #advice { height: auto; padding-left: 12; margin-bottom: 1; color: $foreground-muted; }
    """

    class Changed(Message):
        """Something in a field changed."""

    class Finished(Message):
        """Enter was pressed in the last field that has to be filled in."""

    def __init__(self, form: Form, catalogue: Catalogue) -> None:
        super().__init__()
        self.form = form
        self._today = catalogue.today
        self._offers = Offers(form, catalogue)
        self._expires_touched = form.resumed
        self._offered = ""  # the direction whose reasons are offered
        self._reasons_chosen: dict[str, str] = {}  # and what was chosen of each
        self._opened: Typed | None = None  # what stood in the fields at first, defaults and all

    def compose(self) -> ComposeResult:
        offers, first = self._offers, self.form.first
        if self.form.asks_amount:
            yield Choice("Type", offers.types, value=first.type, id="type")
            yield Field("Credits", first.credits, pass_on="+-", max_length=6, id="credits")
            yield Choice("Service", offers.services, value=first.service or None, id="service")
            lot = None if first.lot_id is None else str(first.lot_id)
            yield Choice("From", offers.lots(first.service), value=lot, id="lot")
            yield Field("Expiration", first.expires, max_length=40, id="expires")
        reasons = offers.reasons(offers.direction(first))
        yield Choice("Reason", reasons, value=first.reason or None, id="reason")
        yield Words(id="advice")
        # Coming back to what was written selects nothing, or a letter would take its place.
        yield Field(
            "Note",
            first.note,
            placeholder="What happened?",
            max_length=LONGEST_NOTE,
            select_on_focus=False,
            id="note",
        )
        yield Field(
            "Reference",
            first.reference,
            placeholder="booking or ticket, if any",
            max_length=LONGEST_REFERENCE,
            select_on_focus=False,
            id="reference",
        )

    def on_mount(self) -> None:
        self.offer_fields()
        self._opened = self.typed

    def focus_first(self) -> None:
        """Put the cursor where the next keystroke belongs."""
        self.focus_field("credits" if self.form.asks_amount else "reason")

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field by its id; nothing where the form does not ask for it."""
        for widget in self.query(f"#{name}"):
            widget.focus()

    @property
    def typed(self) -> Typed:
        """Every field as it stands."""
        if not self.form.asks_amount:
            return Typed(
                service=self.form.first.service,
                reason=self._chosen("reason"),
                note=self._text("note"),
                reference=self._text("reference"),
            )
        chosen = Type(self._chosen("type"))
        lot = self._chosen("lot")
        return Typed(
            type=chosen,
            credits=self._text("credits"),
            service=self._chosen("service"),
            expires=self._text("expires"),
            reason=self._chosen("reason"),
            note=self._text("note"),
            reference=self._text("reference"),
            lot_id=int(lot) if lot and chosen is Type.REMOVE else None,
        )

    @property
    def changed(self) -> bool:
        """Whether anything was typed or chosen since the form opened, or before it was resumed."""
        return self._opened is not None and (self.form.resumed or self.typed != self._opened)

    def flip(self) -> None:
        """Go to the next type the person may choose."""
        for choice in self.query("#type").results(Choice):
            choice.action_turn(1)

    def complain(self, name: str, sentence: str) -> str:
        """Say below a field what is wrong with it, and below no other.

        Returns the field's id, or nothing where no such field is on the screen.
        """
        place = ""
        for field in self.query(Field):
            wrong = field.id == name and field.display
            field.complain(sentence if wrong else "")
            place = name if wrong else place
        return place

    # Inside

    def on_resize(self) -> None:
        """Keep the field that is being filled in in sight in a smaller terminal."""
        if (focused := self.screen.focused) is not None and self in focused.ancestors:
            self.call_after_refresh(focused.scroll_visible, animate=False)

    @on(Field.Changed)
    @on(Choice.Changed)
    def _changed(self, event: Field.Changed | Choice.Changed) -> None:
        event.stop()
        control: Widget = event.control
        if control.id == "expires" and control.has_focus_within:
            self._expires_touched = True
        if control.id == "service":
            self._service_changed()
        self.offer_fields()
        self.post_message(self.Changed())

    def on_key(self, event: Key) -> None:
        """Enter goes on from a choice as it does from a text field."""
        if event.key == "enter" and isinstance(self.screen.focused, Choice):
            event.stop()
            event.prevent_default()
            self.screen.focus_next()

    @on(Field.Submitted)
    def _submitted(self, event: Field.Submitted) -> None:
        event.stop()
        if event.field.id in ("note", "reference"):
            self.post_message(self.Finished())
        else:
            self.screen.focus_next()

    def offer_fields(self) -> None:
        """Show the fields that the chosen type asks for, with what they offer now."""
        typed, offers = self.typed, self._offers
        self._offer_reasons(offers.direction(typed))
        if not self.form.asks_amount:
            return
        lots = offers.lots(typed.service)
        chooser = self.query_one("#lot", Choice)
        if chooser.options != lots:
            chooser.set_options(lots)
        chooser.display = typed.type is Type.REMOVE and len(lots) > 2
        expires = self.query_one("#expires", Field)
        expires.display = offers.asks_expiry(typed)
        expires.set_hint(say_resolved(typed.expires, self._today))
        self.query_one("#credits", Field).set_hint(offers.seen(typed.service))

    def _offer_reasons(self, direction: Direction) -> None:
        """Offer the direction's reasons; going to the other one and back loses no choice.

        Who raises 8 to 10 passes 1 while she types, and that lowers.
        """
        reasons = self.query_one("#reason", Choice)
        if self._offered and self._offered != direction:
            self._reasons_chosen[self._offered] = reasons.value
            reasons.set_options(self._offers.reasons(direction))
            chosen = self._reasons_chosen.get(direction, reasons.value)
            if any(option.value == chosen for option in reasons.options):
                reasons.value = chosen
        self._offered = direction
        self.query_one("#advice", Words).say(self._offers.advice(reasons.value, direction))

    def _service_changed(self) -> None:
        """The default expiry is the service's, as long as the person has not typed her own."""
        if not self._expires_touched:
            self.query_one("#expires", Field).value = self.form.expiry_for(self._chosen("service"))

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Field).value

    def _chosen(self, name: str) -> str:
        return self.query_one(f"#{name}", Choice).value
