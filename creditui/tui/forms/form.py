"""The form of one act: what it asks for, what stands in it at first, how it is read.

Adjust Credits, Update Credits and Correct are one form that asks for more or for less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from creditui.desk.catalogue import Catalogue
from creditui.desk.ledger import EntryDetail
from creditui.desk.open_member import MembershipView, MemberView
from creditui.domain.draft import FormKind
from creditui.domain.expiry import default_expiry
from creditui.domain.ledger import Entry
from creditui.domain.lots import Lot
from creditui.domain.membership import Allocation, BillingPeriod, Member
from creditui.domain.people import Permission
from creditui.domain.reasons import Direction
from creditui.domain.request import new_request_id
from creditui.domain.wording import kind_name, say_date, say_through, signed
from creditui.tui.forms.typed import (
    NEVER,
    Reader,
    Type,
    Typed,
    adjust_reader,
    correct_reader,
    update_reader,
)
from creditui.tui.widgets.columns import truncated

MOST_LOTS = 3
"""Lines for the lots of an entry to correct: the fields below them are to be seen too."""

BEGINNING = 150
"""Cells of a long note where all else is to be seen too: three lines beside names in 80 columns."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form, from the moment it opens (R14)."""

    kind: FormKind
    target: int
    """What it changes: a membership, a billing period or an entry, by its number."""
    title: str
    apply_label: str
    member: Member
    about: tuple[str, ...]
    """What is being changed, in full, so that the wrong row is seen before it is changed."""
    types: tuple[Type, ...]
    services: tuple[str, ...]
    """Codes of the services to choose from."""
    first: Typed
    reader: Reader
    direction: Direction | None = None
    """Which reasons to offer, where the fields do not decide it."""
    allocations: dict[str, Allocation] = field(default_factory=dict)
    """What the period allocates as the person sees it, by service; else empty."""
    expiry_for: Callable[[str], str] = lambda _service: ""
    """The default of Expiration for a service, as text."""
    lots: tuple[Lot, ...] = ()
    """Lots that a removal may be taken from, in the order in which they are spent."""
    request_id: str = field(default_factory=new_request_id)
    resumed: bool = False
    """Whether an earlier session left it behind: what stands in it at first was typed then."""

    @property
    def asks_amount(self) -> bool:
        """Whether it asks for type, credits, service and expiry; a correction does not."""
        return bool(self.types)

    def allocated(self, service: str) -> int:
        """What the period allocates for the service as the person sees it."""
        allocation = self.allocations.get(service)
        return 0 if allocation is None else allocation.allocated


def adjust_form(
    view: MemberView,
    membership: MembershipView,
    catalogue: Catalogue,
    lot: Lot | None = None,
    service: str | None = None,
) -> Form:
    """Adjust Credits for a membership (R10, R11), for the service or lot the cursor is on."""
    plan = membership.membership.plan
    services = tuple(plan.credits)
    wanted = lot.service if lot is not None else service
    chosen = wanted if wanted in services else next(iter(services), "")
    from_lot = lot.id if lot is not None and lot.service == chosen else None

    expires = _expiry(view, membership, catalogue)

    return Form(
        kind=FormKind.ADJUST,
        target=membership.membership.id,
        title="Adjust Credits",
        apply_label="Apply Adjustment",
        member=view.member,
        about=(_membership_line(membership),),
        types=_types(catalogue, Type.ADD, Type.REMOVE),
        services=services,
        first=Typed(service=chosen, expires=expires, lot_id=from_lot),
        reader=adjust_reader(membership.membership.id),
        expiry_for=lambda _service: expires,
        lots=membership.lots,
    )


def update_form(
    view: MemberView,
    membership: MembershipView,
    period: BillingPeriod,
    service: str,
    catalogue: Catalogue,
) -> Form:
    """Update Credits for one billing period (R12); the period is repeated in full."""
    allocations = {allocation.service: allocation for allocation in period.allocations}
    services = tuple(dict.fromkeys((*allocations, *membership.membership.plan.credits)))
    seen = allocations.get(service)

    def allocated(code: str) -> int:
        return allocations[code].allocated if code in allocations else 0

    def expiry_for(code: str) -> str:
        known = allocations.get(code)
        over = known is not None and known.expires_on is not None and known.expires_on < view.today
        return _expiry(view, membership, catalogue) if over else ""

    dates = f"{say_date(period.starts_on)} to {say_date(period.ends_on)}"
    return Form(
        kind=FormKind.UPDATE,
        target=period.id,
        title="Update Credits",
        apply_label="Save",
        member=view.member,
        about=(_membership_line(membership), f"Billing period {dates}"),
        types=_types(catalogue, Type.SET, Type.ADD, Type.REMOVE),
        services=services,
        first=Typed(
            type=Type.SET,
            credits="" if seen is None else str(seen.allocated),
            service=service,
            expires=expiry_for(service),
        ),
        reader=update_reader(period.id, allocated),
        allocations=allocations,
        expiry_for=expiry_for,
    )


def correct_form(detail: EntryDetail, catalogue: Catalogue) -> Form:
    """Correct one entry of the ledger (R16): only why is asked for."""
    entry = detail.entry
    note = f"“{truncated(entry.note, BEGINNING)}”" if entry.note else ""
    return Form(
        kind=FormKind.CORRECT,
        target=entry.id,
        title=f"Correct entry {entry.id}",
        apply_label="Apply Correction",
        member=detail.member,
        about=(_entry_line(entry, catalogue), *_lots(detail), note),
        types=(),
        services=(),
        first=Typed(service=entry.service, reason="correction"),
        reader=correct_reader(entry.id),
        direction=Direction.REMOVE if entry.credits > 0 else Direction.ADD,
    )


def _lots(detail: EntryDetail) -> Iterator[str]:
    """What the entry did to each lot; of many to the first, and to all the others together."""
    lots = detail.lots
    first = lots if len(lots) <= MOST_LOTS else lots[: MOST_LOTS - 1]
    for lot, credits in first:
        yield f"{signed(credits)} {say_through(lot.expires_on)}"
    if rest := lots[len(first) :]:
        yield f"{signed(sum(credits for _, credits in rest))} in {len(rest)} more lots"


def _expiry(view: MemberView, membership: MembershipView, catalogue: Catalogue) -> str:
    """The default of Expiration, as text (R10)."""
    expires = default_expiry(view.record, membership.membership, view.today, catalogue.settings)
    return NEVER if expires is None else expires.isoformat()


def _membership_line(membership: MembershipView) -> str:
    standing = membership.standing
    return f"{membership.membership.plan.name} · {standing.symbol} {standing.label}"


def _entry_line(entry: Entry, catalogue: Catalogue) -> str:
    service = catalogue.service_name(entry.service)
    what = f"{kind_name(entry.kind)} {signed(entry.credits)} {service}"
    return f"{what} by {entry.actor} on {say_date(entry.studio_date)}"


def _types(catalogue: Catalogue, *types: Type) -> tuple[Type, ...]:
    """What the person may do; removing is not offered to who may not (R11)."""
    may_remove = catalogue.actor.may(Permission.REMOVE)
    return tuple(t for t in types if t is not Type.REMOVE or may_remove)
