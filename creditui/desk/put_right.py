"""The clock stood ahead: say from which entry to which, and go on with true times (R17)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from creditui.desk.errors import InputError, Refused, Stale
from creditui.desk.session import Desk, Moment
from creditui.domain.clock_record import FIRST_PREV, ClockRecord, digest_of
from creditui.domain.instant import microseconds
from creditui.domain.people import Permission
from creditui.domain.reasons import check_note, neat
from creditui.domain.wording import say_date
from creditui.store.clock_records import clock_records, first_ahead, insert_clock_record
from creditui.store.entries import read_entry
from creditui.store.moment import DRIFT, last_instant
from creditui.store.seals import entry_hashes, newest_entry
from creditui.store.transaction import reading, writing


@dataclass(frozen=True, slots=True)
class ClockState:
    """The clock beside the ledger."""

    moment: Moment
    ahead: tuple[int, int] | None
    """The first and the last entry that are ahead of the clock; None where it can go on."""
    since: date | None
    """The studio date of the first of them."""
    records: tuple[ClockRecord, ...]


def clock_state(desk: Desk) -> ClockState:
    """How the clock stands beside the ledger; raises Refused for whom the ledger isn't (R18)."""
    with reading(desk.store):
        return _state(desk, desk.require(Permission.VIEW_STUDIO_LEDGER))


def put_right(desk: Desk, wrong: tuple[int, int], today: date, note: str) -> ClockRecord:
    """Record that the clock stood ahead for the entries of `wrong`, and stands right now.

    From then on entries are written at the clock's time again. `today` is the date that the admin
    reads elsewhere: the clock must say so too. Raises Refused for anybody but an admin, InputError
    where the clock is not behind the last entry or says another date, Stale where other entries
    than these are ahead of it.
    """
    desk.check_writable()
    with writing(desk.store):
        state = _state(desk, desk.require(Permission.MANAGE))
        _check(state, wrong, today)
        record = _record(desk, state, wrong, _noted(note))
        insert_clock_record(desk.store, record)
    return record


def _state(desk: Desk, moment: Moment) -> ClockState:
    at = microseconds(moment.instant)
    records = clock_records(desk.store)
    if last_instant(desk.store) - at <= DRIFT:
        return ClockState(moment, None, None, records)
    first = first_ahead(desk.store, at)
    entry = read_entry(desk.store, first)
    since = None if entry is None else entry.studio_date
    return ClockState(moment, (first, newest_entry(desk.store)[0]), since, records)


def _check(state: ClockState, wrong: tuple[int, int], today: date) -> None:
    if state.ahead is None:
        raise InputError(
            "clock_right", "The clock is not behind the last entry: there is nothing to put right."
        )
    if today != state.moment.today:
        raise InputError(
            "clock_wrong",
            f"The clock says {say_date(state.moment.today)}, you say {say_date(today)}: set it "
            "right first.",
        )
    if wrong != state.ahead:
        first, last = state.ahead
        message = f"The entries that are ahead of the clock are {first} to {last}."
        raise Stale(None, None, (message,))


def _noted(note: str) -> str:
    """The note made neat; raises Refused where it says nothing (R15)."""
    refusal = check_note(neat(note))
    if refusal is not None:
        raise Refused(refusal)
    return neat(note)


def _record(desk: Desk, state: ClockState, wrong: tuple[int, int], note: str) -> ClockRecord:
    before = state.records[-1] if state.records else None
    actor = state.moment.actor.via or state.moment.actor.staff
    first, last = wrong
    made = ClockRecord(
        id=1 if before is None else before.id + 1,
        first_entry=first,
        last_entry=last,
        at=microseconds(state.moment.instant),
        studio_date=state.moment.today,
        actor_id=actor.id,
        actor=actor.username,
        note=note,
        prev=FIRST_PREV if before is None else before.digest,
        digest=b"",
        last_hash=next(entry_hashes(desk.store, last, last)),
    )
    return replace(made, digest=digest_of(made))
