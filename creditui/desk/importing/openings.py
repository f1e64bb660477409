"""What was allocated in billing periods and used of it, as opening entries (R4, R24).

What the ledger opened with is never touched again: the studio adjusts its credits here, and the
booking system's later figures for the same period are told of, not written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256

from creditui.desk.importing.periods import Opening
from creditui.desk.importing.rows import PeriodRow
from creditui.desk.session import Moment
from creditui.domain.kinds import Kind, Source
from creditui.domain.people import Staff
from creditui.domain.proposal import LotChange
from creditui.domain.request import new_request_id, valid_request_id
from creditui.store.ledger import NewEntry

NOTE = "Imported from periods.csv"
_DOMAIN = b"creditui/import/v1\0"


@dataclass(slots=True)
class OpeningEntries:
    """Makes the opening entries, keeping each member's balance as they follow one another (R22)."""

    moment: Moment
    signer: Staff
    """The special person *import*; who ran it is named as `via`."""
    next_lot: int
    """The id that the next lot gets; a used entry names the lot that its granted entry makes."""
    balances: dict[tuple[int, str], int] = field(default_factory=dict)
    """By member id and service code, over lots alive today."""
    taken: frozenset[str] = frozenset()
    """Request ids of openings that some other act has used: anybody may choose her own (R14)."""

    def of(self, opening: Opening) -> Iterator[NewEntry]:
        """One entry for what was allocated, and one for what was used of it."""
        if not opening.row.allocated:
            return
        lot = LotChange(
            lot_id=None,
            credits=opening.row.allocated,
            left_before=0,
            left_after=opening.row.allocated,
            source=Source.OPENING,
            starts_on=opening.row.starts_on,
            expires_on=opening.expires_on,
            membership_id=opening.membership_id,
            period_id=opening.period_id,
        )
        lot_id, self.next_lot = self.next_lot, self.next_lot + 1
        yield self._entry(opening, lot, "granted")
        if opening.row.used:
            left = opening.row.allocated - opening.row.used
            used = replace(
                lot,
                lot_id=lot_id,
                credits=-opening.row.used,
                left_before=opening.row.allocated,
                left_after=left,
            )
            yield self._entry(opening, used, "used")

    def _entry(self, opening: Opening, lot: LotChange, part: str) -> NewEntry:
        service = opening.row.service
        before = self.balances.get((opening.member_id, service), 0)
        after = before + (lot.credits if lot.alive(self.moment.today) else 0)
        self.balances[opening.member_id, service] = after
        granted = part == "granted"
        request = request_id(opening.row, part)
        if request in self.taken:
            request = f"import:{new_request_id()}"
        return NewEntry(
            kind=Kind.OPENING,
            credits=lot.credits,
            member_id=opening.member_id,
            membership_id=opening.membership_id,
            period_id=opening.period_id,
            service=service,
            actor=self.signer,
            via=self.moment.actor.via or self.moment.actor.staff,
            instant=self.moment.instant,
            studio_date=self.moment.today,
            reason=None,
            note=f"{NOTE}: {'allocated' if granted else 'used'} before the import",
            reference="",
            request_id=request,
            request_digest=sha256(_DOMAIN + f"{request}\0{lot.credits}".encode()).digest(),
            corrects=None,
            balance_before=before,
            balance_after=after,
            allocation_before=0 if granted else None,
            allocation_after=lot.credits if granted else None,
            flags=(),
            lots=(lot,),
        )


def request_ids(openings: Iterable[Opening]) -> Iterator[str]:
    """The request ids that the entries of `openings` would have."""
    return (request_id(o.row, part) for o in openings for part in ("granted", "used"))


def request_id(row: PeriodRow, part: str) -> str:
    """The request id of an opening entry: it says which row opened it (R14).

    Readable where its parts fit the form of a request id, else a digest of them.
    """
    readable = f"import:{row.membership}:{row.starts_on}:{row.service}:{part}"
    if valid_request_id(readable):
        return readable
    return f"import:{sha256(readable.encode()).hexdigest()}:{part}"
