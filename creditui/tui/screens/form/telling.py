"""A proposal in words and figures: beside the form while it is typed, and in the review."""

from __future__ import annotations

from datetime import date

from creditui.desk.catalogue import Catalogue
from creditui.domain.kinds import Kind
from creditui.domain.membership import Allocation
from creditui.domain.proposal import LotChange, Proposal
from creditui.domain.wording import credits, say_distance, say_through, signed
from creditui.tui.forms.form import Form
from creditui.tui.marks import ARROW, Inked, change
from creditui.tui.painting import printable
from creditui.tui.widgets.columns import truncated

_LOTS = 4
"""Lots that are told one by one."""

_NAME = 40
"""Cells of a client's name in a sentence; whatever else she is called stands beside it."""


def act_sentence(proposal: Proposal, form: Form, catalogue: Catalogue) -> str:
    """The whole act in one sentence, as the review says it."""
    service = catalogue.service_name(proposal.service)
    name = truncated(printable(form.member.name), _NAME)
    if proposal.allocation_after is not None and not proposal.corrects:
        before, after = proposal.allocation_before, proposal.allocation_after
        return f"Set {service} of this period from {before} to {after} for {name}."
    amount = credits(abs(proposal.credits))
    taken = proposal.credits < 0
    verb, link = ("Remove", "from") if taken else ("Add", "for")
    if proposal.corrects:
        verb, link = ("Take back", "from") if taken else ("Put back", "for")
    return f"{verb} {amount} of {service} {link} {name}."


def figures(
    proposal: Proposal, catalogue: Catalogue, allocation: Allocation | None = None
) -> tuple[tuple[str, Inked], ...]:
    """What would change, as (name, figures): balance, the period's allocation, used and left."""
    service = catalogue.service_name(proposal.service)
    rows: list[tuple[str, Inked]] = []
    if proposal.allocation_after is not None:
        rows.append(("Allocated", change(proposal.allocation_before, proposal.allocation_after)))
        if allocation is not None:
            rows.append(("Used", str(allocation.used)))
            rows.append(("Left", change(allocation.left, allocation.left + proposal.credits)))
    rows.append((f"{service} balance", change(proposal.balance_before, proposal.balance_after)))
    return tuple(rows)


def lot_lines(proposal: Proposal, today: date) -> tuple[Inked, ...]:
    """Each lot touched: what moves, what is left of it, through when (R5, R6).

    Of many the first are said, and how much the others make: what comes below the lots is to be
    read too, and the entry names each.
    """
    lots = proposal.lots
    first = lots if len(lots) <= _LOTS else lots[: _LOTS - 1]
    said = tuple(_lot_line(change, today) for change in first)
    rest = lots[len(first) :]
    if not rest:
        return said
    moved = sum(change.credits for change in rest)
    return (*said, ((signed(moved), "strong"), f" in {len(rest)} more lots"))


def limit_line(proposal: Proposal, catalogue: Catalogue) -> Inked:
    """What the person has left today after this, or nothing where she has no limit (R19)."""
    if catalogue.left_today is None or proposal.kind in (Kind.USE, Kind.GIVE_BACK):
        return ""
    left = max(0, catalogue.left_today - abs(proposal.credits))
    return ((f"You have {credits(left)} left today after this.", "muted"),)


def _lot_line(change: LotChange, today: date) -> Inked:
    expires = say_through(change.expires_on, today)
    if change.expires_on is not None:
        expires += f", {say_distance(change.expires_on, today)}"
    if change.lot_id is None:
        what: Inked = ((signed(change.credits), "strong"), " in a new lot")
    else:
        left = f"{change.left_before} {ARROW} {change.left_after}"
        what = ((signed(change.credits), "strong"), f" lot {change.lot_id}, left {left}")
    return (*what, (f", {expires}", "muted"))
