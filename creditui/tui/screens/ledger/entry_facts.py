"""One entry of the ledger as facts: all that R22 keeps, in words (R22)."""

from __future__ import annotations

from datetime import date

from creditui.desk.catalogue import Catalogue
from creditui.desk.ledger import EntryDetail
from creditui.domain.lots import Lot
from creditui.domain.reasons import reason_name
from creditui.domain.wording import (
    kind_name,
    say_date,
    say_instant,
    say_through,
    signed,
    source_name,
)
from creditui.tui.marks import Inked, change
from creditui.tui.screens.ledger.facts import Fact
from creditui.tui.screens.ledger.telling import CORRECTED, say_flag, say_period, ties

_SHORT = 16
"""Hexadecimal digits of a hash that is shown short."""


def title(detail: EntryDetail, catalogue: Catalogue) -> str:
    """The act in three words: "Add +2 Massage"."""
    entry = detail.entry
    service = catalogue.service_name(entry.service)
    return f"{kind_name(entry.kind)} {signed(entry.credits)} {service}"


def what(detail: EntryDetail, catalogue: Catalogue) -> tuple[Fact, ...]:
    """What was done: by whom, when, before and after, of which period, lots and membership."""
    entry = detail.entry
    facts: list[Fact] = [("Balance", change(entry.balance_before, entry.balance_after))]
    if entry.allocation_after is not None:
        facts.append(("Allocation", change(entry.allocation_before, entry.allocation_after)))
    facts.append(("By", f"{entry.actor_name} ({entry.actor})"))
    if entry.via is not None:
        facts.append(("Via", entry.via))
    facts.append(("When", say_instant(entry.instant, catalogue.settings.timezone)))
    if detail.period is not None:
        facts.append(("Period", say_period(detail.period)))
    for index, (lot, credits) in enumerate(detail.lots):
        facts.append(("" if index else "Lots", _lot(lot, credits, entry.studio_date, catalogue)))
    if detail.membership is not None:
        facts.append(("Membership", f"{detail.membership.plan.name} · {detail.membership.id}"))
    return tuple(facts)


def why(detail: EntryDetail, catalogue: Catalogue) -> tuple[Fact, ...]:
    """Why it was done, and what became of it: ties, reason, note, reference, flags."""
    entry = detail.entry
    facts: list[Fact] = []
    for tie in ties(entry, detail.corrected_by):
        verb, _, number = tie.rpartition(" ")
        mark = f" {CORRECTED}" if verb.endswith(" by") else ""
        facts.append((verb.capitalize(), ((f"entry {number}{mark}", "warning"),)))
    if entry.reason:
        facts.append(("Reason", reason_name(entry.reason, entry.credits, catalogue.reasons)))
    facts.append(("Note", entry.note or (("none", "muted"),)))
    if entry.reference:
        facts.append(("Reference", entry.reference))
    for index, flag in enumerate(entry.flags):
        facts.append(("" if index else "Flags", (("! ", "warning"), say_flag(flag))))
    return tuple(facts)


def proof(detail: EntryDetail, width: int) -> tuple[Fact, ...]:
    """What proves it: the UTC instant, its numbers, the request, the hashes.

    A hash is whole where `width` cells hold it, else its first digits.
    """
    entry = detail.entry
    return (
        ("UTC", f"{entry.instant:%Y-%m-%d %H:%M:%S.%f}"),
        ("Entry", f"{entry.id}, number {entry.seq} of {detail.member.name}"),
        ("Request", entry.request_id),
        ("Hash", _hash(entry.hash, width)),
        ("Hash before", _hash(entry.prev_hash, width)),
    )


def _lot(lot: Lot, credits: int, on: date, catalogue: Catalogue) -> Inked:
    reason = reason_name(lot.reason, lot.granted, catalogue.reasons)
    where = f" lot {lot.id}, {source_name(lot.source, reason)}, "
    if lot.starts_on > on:  # it counts in no balance until then
        where += f"from {say_date(lot.starts_on, on)}, "
    return ((signed(credits), "strong"), where, say_through(lot.expires_on, on))


def _hash(digest: bytes, width: int) -> Inked:
    whole = digest.hex()
    return ((whole if len(whole) <= width else whole[:_SHORT] + "…", "muted"),)
