"""What the fields of a form offer, from what is typed so far; no widget is needed to know that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from creditui.desk.catalogue import Catalogue
from creditui.domain.calendar import BadDate, parse_date
from creditui.domain.reasons import Direction, choices
from creditui.domain.wording import say_date, say_distance, say_through
from creditui.tui.forms.form import Form
from creditui.tui.forms.typed import NEVER, Type, Typed, direction_of
from creditui.tui.widgets.choice import Option

_TYPE_NAMES = {Type.ADD: "Add", Type.REMOVE: "Remove", Type.SET: "Set to"}
_ANY_LOT = Option("", "the soonest to expire")


@dataclass(frozen=True, slots=True)
class Offers:
    """What may be chosen in one form, and what is said beside what is typed."""

    form: Form
    catalogue: Catalogue

    @property
    def types(self) -> tuple[Option, ...]:
        """The types that the person may choose."""
        return tuple(Option(each, _TYPE_NAMES[each]) for each in self.form.types)

    @property
    def services(self) -> tuple[Option, ...]:
        """The services of the form, by name."""
        return tuple(Option(code, self.catalogue.service_name(code)) for code in self.form.services)

    def direction(self, typed: Typed) -> Direction:
        """Whether the reasons to choose from are those for adding or for removing (R15)."""
        return self.form.direction or direction_of(typed, self.form.allocated(typed.service))

    def reasons(self, direction: Direction) -> tuple[Option, ...]:
        """The reasons for one direction."""
        listed = choices(self.catalogue.reasons, direction)
        return tuple(Option(each.code, each.name) for each in listed)

    def advice(self, reason: str, direction: Direction) -> str:
        """What the chosen reason is for, and what a good note holds (R15)."""
        reasons = self.catalogue.reasons
        found = (r.purpose for r in reasons if (r.code, r.direction) == (reason, direction))
        return next(found, "")

    def lots(self, service: str) -> tuple[Option, ...]:
        """The lots that a removal may be taken from (R11), after leaving that to their order."""
        today = self.catalogue.today
        named = (
            Option(str(lot.id), f"lot {lot.id}: {lot.left}, {say_through(lot.expires_on, today)}")
            for lot in self.form.lots
            if lot.service == service
        )
        return (_ANY_LOT, *named)

    def asks_expiry(self, typed: Typed) -> bool:
        """Whether what is typed makes a lot that needs an expiry of its own (R10, R12)."""
        if typed.type is Type.REMOVE:
            return False
        return not self.form.allocations or bool(self.form.expiry_for(typed.service))

    def seen(self, service: str) -> str:
        """What a period allocates now, beside the number that would replace it."""
        return f"now {self.form.allocated(service)}" if self.form.allocations else ""


def say_resolved(text: str, today: date) -> str:
    """The date that a text means, so that a slip is seen at once; empty where it means none."""
    if text.strip().lower() in ("", NEVER):
        return ""
    try:
        day = parse_date(text, today)
    except BadDate:
        return ""
    return f"{say_date(day, today)}, {say_distance(day, today)}"
