"""The ledger as a beancount file: a commodity a service, an account a lot with its expiry.

Every movement is a posting, and the other side says what kind of act it was. At the end of the
whole ledger every lot is asserted to hold what creditui says is left in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from creditui.desk.exporting.lots_seen import LotsSeen
from creditui.desk.exporting.naming import COUNTERPARTS, commodities, line, lot_account
from creditui.desk.exporting.reading import Export, contents
from creditui.domain.ledger import Entry
from creditui.domain.wording import acted_by

_BEFORE_ALL = "1970-01-01"


def beancount(export: Export) -> Iterator[str]:
    """The file, piece by piece."""
    named = commodities(export.services)
    yield f'option "title" {_text(export.studio_name)}\n'
    yield f"; {contents(export)}\n\n"
    for service in export.services:
        yield f"{_BEFORE_ALL} commodity {named[service.code]}\n"
        yield f"  code: {_text(service.code)}\n  name: {_text(service.name)}\n"
    for other in dict.fromkeys(COUNTERPARTS.values()):
        yield f"{_BEFORE_ALL} open {':'.join(other)}\n"
    seen = LotsSeen()
    for step in export.steps():
        for entry in step.entries:
            on = export.counted_on(entry)
            yield "\n" + "".join(_transaction(entry, on, named[entry.service], step.names, seen))
    if export.last_date is not None and export.whole:
        yield "\n"
        tomorrow = export.last_date + timedelta(days=1)  # a balance is that of the day's beginning
        for lot in export.lots_left():
            account = ":".join(lot_account(lot.member_id, lot.id))
            yield f"{tomorrow} balance {account} {lot.left} {named[lot.service]}\n"


def _transaction(
    entry: Entry, on: date, commodity: str, names: Mapping[int, str], seen: LotsSeen
) -> Iterator[str]:
    for lot_id, expires_on in seen.opened_by(entry):
        account = ":".join(lot_account(entry.member_id, lot_id))
        yield f"{on} open {account} {commodity}\n"
        yield f"  member: {_text(names.get(entry.member_id, ''))}\n"
        if expires_on is not None:
            yield f"  expires: {expires_on}\n"
    who = acted_by(entry.actor, entry.via)
    yield f"{on} * {_text(who)} {_text(entry.kind)}\n  entry: {entry.id}\n"
    told = {"reason": entry.reason, "note": entry.note, "reference": entry.reference}
    for key, text in told.items():
        if text:
            yield f"  {key}: {_text(text)}\n"
    for movement in entry.movements:
        account = ":".join(lot_account(entry.member_id, movement.lot_id))
        yield f"  {account}  {movement.credits} {commodity}\n"
    if entry.credits:
        yield f"  {':'.join(COUNTERPARTS[entry.kind])}  {-entry.credits} {commodity}\n"


def _text(text: str) -> str:
    escaped = line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
