"""What an entry must be whoever was allowed what at the time: kinds, signs, reasons, corrections.

`chain.py` holds it against the member's entries before it; here it stands alone, or beside the one
entry that it corrects.
"""

from __future__ import annotations

from datetime import date
from unicodedata import is_normalized, normalize

from creditui.domain.finding import Finding, fault, said_movements
from creditui.domain.kinds import Kind
from creditui.domain.ledger import Entry
from creditui.domain.lots import NewLot, put_back
from creditui.domain.reasons import SHORTEST_NOTE
from creditui.domain.text import LONGEST_NOTE

# Named here: to name a kind where it is asked for (Kind.USE) runs code of the enum module up to
# Python 3.11, which costs more than the rules do. In a set a miss is found as fast as a hit.
_GIVES = frozenset({Kind.ADD, Kind.ALLOCATION, Kind.GIVE_BACK})
_TAKES = frozenset({Kind.USE, Kind.EXPIRE, Kind.REMOVE})
_MOVES_NOTHING = frozenset({Kind.EXTEND})
_MAKES_LOTS = frozenset({Kind.ALLOCATION, Kind.ADD, Kind.OPENING, Kind.EXTEND})
_BY_NOBODY = frozenset({Kind.EXPIRE, Kind.OPENING})
_ADDS = frozenset({Kind.ADD})
_SETS_NONE = frozenset({Kind.USE, Kind.GIVE_BACK, Kind.EXPIRE, Kind.EXTEND})
_ADJUSTS = frozenset({Kind.ADD, Kind.REMOVE, Kind.ALLOCATION})
_A_DAY = 24 * 60 * 60 * 1_000_000
_EPOCH = date(1970, 1, 1).toordinal()


def check_entry(entry: Entry) -> Finding | None:
    """What is wrong with the entry by itself, or None."""
    return (
        _check_credits(entry)
        or check_text(entry)
        or _check_signature(entry)
        or _check_reason(entry)
        or _check_date(entry)
        or _check_allocation(entry)
        or _check_lots(entry)
    )


def _check_credits(entry: Entry) -> Finding | None:
    """The sign that the kind has (R22), and the sum of its movements."""
    kind, credits = entry.kind, entry.credits
    if kind in _GIVES:
        fits, wanted = credits > 0, "more than 0"
    elif kind in _TAKES:
        fits, wanted = credits < 0, "less than 0"
    elif kind in _MOVES_NOTHING:
        fits, wanted = credits == 0, "0"
    else:
        fits, wanted = credits != 0, "not 0"
    if not fits:
        return fault(
            entry, "credits", f"its credits are not those of {kind.value}", wanted, credits
        )
    moved = sum([movement.credits for movement in entry.movements])
    if moved != credits:
        message = "its credits are not the sum of its movements"
        return fault(entry, "credits", message, moved, credits)
    return None


def check_text(entry: Entry) -> Finding | None:
    """The form that is hashed (NFC) is the one that stands there: others would hash alike."""
    texts = (
        entry.note,
        entry.reference,
        entry.request_id,
        entry.reason or "",
        entry.service,
        entry.actor,
        entry.actor_name,
        entry.via or "",
    )
    if "".join(texts).isascii():
        return None
    for text in texts:
        if not is_normalized("NFC", text):
            message = "its text is not in the form in which it was hashed"
            return fault(entry, "text", message, ascii(normalize("NFC", text)), ascii(text))
    return None


def _check_signature(entry: Entry) -> Finding | None:
    """What no person does is signed by *system* or *import* (R9, R24)."""
    if entry.kind not in _BY_NOBODY:
        return None
    signer = "system" if entry.kind is Kind.EXPIRE else "import"
    if entry.actor != signer:
        message = f"{entry.kind.value} is signed by nobody else than {signer}"
        return fault(entry, "actor", message, signer, entry.actor)
    return None


def _check_reason(entry: Entry) -> Finding | None:
    """What a person adds, removes or sets has a reason and a note (R15)."""
    kind = entry.kind
    asks = kind in _ADJUSTS and (entry.actor != "system" or kind is not Kind.ALLOCATION)
    if asks and not entry.reason:
        return fault(entry, "reason", "it has no reason", "a reason", entry.reason)
    if asks and len("".join(entry.note.split())) < SHORTEST_NOTE:
        return fault(
            entry, "note", "its note says nothing", f"{SHORTEST_NOTE} characters", entry.note
        )
    if len(entry.note) > LONGEST_NOTE:
        message = "its note is too long"
        return fault(entry, "note", message, f"at most {LONGEST_NOTE} characters", len(entry.note))
    return None


def _check_date(entry: Entry) -> Finding | None:
    """No time zone is more than a day away from UTC (R5)."""
    if abs(entry.at // _A_DAY + _EPOCH - entry.studio_date.toordinal()) > 1:
        message = "its studio date is not that of its instant"
        return fault(entry, "time", message, "a day around its instant", entry.studio_date)
    return None


def _check_allocation(entry: Entry) -> Finding | None:
    """Where it set a period's allocation, the difference is what it moved (R12)."""
    before, after = entry.allocation_before, entry.allocation_after
    if before is None and after is None:
        return None
    if entry.kind in _SETS_NONE or entry.period_id is None:
        message = "it says an allocation, and sets that of no billing period"
        return fault(entry, "allocation", message, None, f"{before} -> {after}")
    if before is None or after is None or after - before != entry.credits:
        message = "its allocation before and after do not differ by its credits"
        return fault(entry, "allocation", message, entry.credits, f"{before} -> {after}")
    if after < 0:
        return fault(entry, "allocation", "its allocation is below 0", "0 or more", after)
    return None


def _check_lots(entry: Entry) -> Finding | None:
    """The lots it made: of its kind, with all they were granted, not expired already (R4, R10).

    Whoever makes lots touches no others, but for an entry that only moves credits from lot to lot.
    """
    if not entry.new_lots:
        return None
    if entry.kind not in _MAKES_LOTS:
        message = f"{entry.kind.value} makes no lots"
        return fault(entry, "lot", message, "no new lot", f"lot {entry.new_lots[0].id}")
    if len(entry.new_lots) != len(entry.movements) and entry.kind not in _MOVES_NOTHING:
        message = f"{entry.kind.value} makes a lot and moves another"
        lots = " ".join(f"lot {lot.id}" for lot in entry.new_lots)
        return fault(entry, "lot", message, lots, said_movements(entry.movements))
    moved = {movement.lot_id: movement.credits for movement in entry.movements}
    for lot in entry.new_lots:
        if not 0 < lot.granted == moved.get(lot.id):
            message = f"lot {lot.id} did not get what it was granted"
            return fault(entry, "lot", message, max(lot.granted, 1), moved.get(lot.id))
        found = _check_belongs(entry, lot)
        if found is not None:
            return found
        if entry.kind in _GIVES and lot.source.value != entry.kind.value:
            message = f"lot {lot.id} has another source than the entry"
            return fault(entry, "lot", message, entry.kind.value, lot.source.value)
        last = lot.expires_on
        if entry.kind in _ADDS and last is not None and last < entry.studio_date:
            message = f"lot {lot.id} had expired when it was added"
            return fault(entry, "lot", message, f"{entry.studio_date} or later", last)
    return None


def _check_belongs(entry: Entry, lot: NewLot) -> Finding | None:
    """A lot is of the membership and period of the entry that made it; added, it starts then."""
    if lot.membership_id != entry.membership_id or lot.period_id != entry.period_id:
        message = f"lot {lot.id} is of another membership or billing period than the entry"
        return fault(entry, "lot", message, _said_subject(entry), _said_subject(lot))
    if entry.kind in _ADDS and lot.starts_on != entry.studio_date:
        message = f"lot {lot.id} does not start on the day on which it was added"
        return fault(entry, "lot", message, entry.studio_date, lot.starts_on)
    return None


def check_correction(entry: Entry, target: Entry | None) -> Finding | None:
    """Whether the entry is the opposite of the one that it corrects or gives back (R8, R16)."""
    if target is None or target.id >= entry.id:
        message = "it corrects an entry that was not there"
        return fault(entry, "correction", message, "an earlier entry", entry.corrects)
    if (target.member_id, target.service) != (entry.member_id, entry.service):
        message = "it corrects another member's entry, or another service's"
        found = f"member {target.member_id}, {target.service}"
        expected = f"member {entry.member_id}, {entry.service}"
        return fault(entry, "correction", message, expected, found)
    if (target.membership_id, target.period_id) != (entry.membership_id, entry.period_id):
        message = "it names another membership or billing period than the entry it corrects"
        return fault(entry, "correction", message, _said_subject(target), _said_subject(entry))
    opposite = _opposite(entry, target)
    if entry.kind is not opposite:
        message = f"{entry.kind.value} is not the opposite of {target.kind.value}"
        return fault(entry, "correction", message, opposite, entry.kind)
    if target.credits < 0:
        taken = put_back(target.movements)
        if entry.movements != taken:
            message = "it does not put back what the entry it corrects took"
            return fault(
                entry,
                "correction",
                message,
                said_movements(taken),
                said_movements(entry.movements),
            )
        return None
    came = {movement.lot_id: movement.credits for movement in target.movements}
    for movement in entry.movements:
        if not 0 < -movement.credits <= came.get(movement.lot_id, 0):
            message = f"it takes from lot {movement.lot_id} what the entry it corrects did not give"
            most = -came.get(movement.lot_id, 0)
            return fault(entry, "correction", message, f"at most {most}", movement.credits)
    return None


def _opposite(entry: Entry, target: Entry) -> Kind | None:
    """The kind of the entry that undoes `target`; None where nothing may (R8, R16, R17)."""
    if target.kind is Kind.USE:
        return Kind.GIVE_BACK
    too_early = target.kind is Kind.EXPIRE and entry.studio_date < target.studio_date
    if target.kind is Kind.REMOVE or too_early:
        return Kind.ADD
    correctable = target.kind in (Kind.ADD, Kind.ALLOCATION, Kind.OPENING) and target.credits > 0
    return Kind.REMOVE if correctable else None


def _said_subject(about: Entry | NewLot) -> str:
    membership = about.membership_id or "none"
    return f"membership {membership}, billing period {about.period_id or 'none'}"
