"""What differs between the proposal a person reviewed and the present one (R13)."""

from __future__ import annotations

from creditui.domain.proposal import LotChange, Proposal
from creditui.domain.wording import say_through, signed


def differences(reviewed: Proposal, fresh: Proposal) -> tuple[str, ...]:
    """Sentences that say what has changed since; empty exactly where nothing has (R13)."""
    if reviewed == fresh:
        return ()
    said = [
        *_figures(reviewed, fresh),
        *_lots(reviewed, fresh),
        *_cautions(reviewed, fresh),
    ]
    return tuple(said) or ("This would now be another act than you saw; read it again.",)


def _figures(reviewed: Proposal, fresh: Proposal) -> list[str]:
    said = []
    if reviewed.balance_before != fresh.balance_before:
        was, now = reviewed.balance_before, fresh.balance_before
        said.append(f"You saw a balance of {was}; it is now {now}.")
    if reviewed.allocation_before != fresh.allocation_before:
        was_set, now_set = _number(reviewed.allocation_before), _number(fresh.allocation_before)
        said.append(f"You saw an allocation of {was_set}; it is now {now_set}.")
    if reviewed.credits != fresh.credits:
        was, now = reviewed.credits, fresh.credits
        said.append(f"You saw a change of {signed(was)}; it would now be {signed(now)}.")
    if reviewed.balance_after != fresh.balance_after:
        was, now = reviewed.balance_after, fresh.balance_after
        said.append(f"You saw a balance of {was} afterwards; it would now be {now}.")
    return said


def _number(allocation: int | None) -> str:
    return "none" if allocation is None else str(allocation)


def _lots(reviewed: Proposal, fresh: Proposal) -> list[str]:
    before = {change.lot_id: change for change in reviewed.lots}
    after = {change.lot_id: change for change in fresh.lots}
    said = [
        sentence
        for lot_id, change in before.items()
        if (sentence := _lot(change, after.get(lot_id)))
    ]
    for lot_id, change in after.items():
        if lot_id not in before:
            touched = f"{_name(change)} would now be touched, by {signed(change.credits)}."
            said.append(touched)
    return said


def _lot(seen: LotChange, now: LotChange | None) -> str:
    if now is None:
        return f"{_name(seen)} would no longer be touched."
    if now.expires_on != seen.expires_on:
        was = say_through(seen.expires_on)
        return f"You saw credits {was}; they would now be {say_through(now.expires_on)}."
    if now.lot_id is not None and now.left_before != seen.left_before:
        return f"You saw {seen.left_before} left in {_name(now)}; it is now {now.left_before}."
    if now.lot_id is not None and now.credits != seen.credits:
        was, is_now = signed(seen.credits), signed(now.credits)
        return f"You saw {was} in {_name(now)}; it would now be {is_now}."
    return ""


def _name(change: LotChange) -> str:
    if change.lot_id is None:
        return "A new lot"
    return f"Lot {change.lot_id} ({say_through(change.expires_on)})"


def _cautions(reviewed: Proposal, fresh: Proposal) -> list[str]:
    seen = {caution.code: caution for caution in reviewed.cautions}
    now = {caution.code for caution in fresh.cautions}
    new = [
        f"{'Now' if caution.code in seen else 'New'}: {caution.message}"
        for caution in fresh.cautions
        if caution != seen.get(caution.code)
    ]
    gone = [f"No longer so: {c.message}" for c in reviewed.cautions if c.code not in now]
    return new + gone
