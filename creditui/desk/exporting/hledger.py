"""The ledger as a journal for hledger: a commodity a service, an account a lot.

Every movement is a posting, and the other side says what kind of act it was. At the end of the
whole ledger every lot is asserted to hold what creditui says is left in it. All that is used is
declared, so that `hledger check --strict` has nothing to say either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from creditui.desk.exporting.lots_seen import LotsSeen
from creditui.desk.exporting.naming import COUNTERPARTS, commodities, line, lot_account
from creditui.desk.exporting.reading import Export, contents
from creditui.domain.ledger import Entry
from creditui.domain.wording import acted_by


def hledger(export: Export) -> Iterator[str]:
    """The journal, piece by piece."""
    named = commodities(export.services)
    yield f"; {line(export.studio_name)}: {contents(export)}\n"
    for service in export.services:
        yield f"; the service {line(service.code)}, {line(service.name)}\n"
        yield f'commodity 1. "{named[service.code]}"\n'
    for other in dict.fromkeys(COUNTERPARTS.values()):
        yield f"account {':'.join(other).lower()}\n"
    seen = LotsSeen()
    for step in export.steps():
        for entry in step.entries:
            on = export.counted_on(entry)
            yield "\n" + "".join(_transaction(entry, on, named[entry.service], step.names, seen))
    if export.last_date is not None and export.whole:
        yield f"\n{export.last_date} * what is left in each lot\n"
        for lot in export.lots_left():
            account, commodity = _account(lot.member_id, lot.id), named[lot.service]
            yield f'    {account}  0 "{commodity}" = {lot.left} "{commodity}"\n'


def _transaction(
    entry: Entry, on: date, commodity: str, names: Mapping[int, str], seen: LotsSeen
) -> Iterator[str]:
    member = line(names.get(entry.member_id, ""))
    made = {lot.id for lot in entry.new_lots}
    for lot_id, expires_on in seen.opened_by(entry):
        told = f"expires: {expires_on or 'never'}, {member}" if lot_id in made else member
        yield f"account {_account(entry.member_id, lot_id)}  ; {told}\n"
    who = line(acted_by(entry.actor, entry.via))
    yield f"{on} * ({entry.id}) {entry.kind} by {who.replace(';', ',')}\n"
    for text in (entry.reason, entry.note, entry.reference):
        if text:
            yield f"    ; {line(text)}\n"
    for movement in entry.movements:
        account = _account(entry.member_id, movement.lot_id)
        yield f'    {account}  {movement.credits} "{commodity}"\n'
    if entry.credits:
        other = ":".join(COUNTERPARTS[entry.kind]).lower()
        yield f'    {other}  {-entry.credits} "{commodity}"\n'


def _account(member_id: int, lot_id: int) -> str:
    assets, members, member, lot = lot_account(member_id, lot_id)
    return f"{assets.lower()}:{members.lower()}:{member}:{lot}"
