"""Credit lots, and what entries moved in and out of them (R4, R22)."""

from __future__ import annotations

from peewee import AutoField, CompositeKey, IntegerField, TextField
from playhouse.apsw_ext import DateField

from creditui.store.tables.base import Reference, Row
from creditui.store.tables.ledger import EntryRow
from creditui.store.tables.members import MemberRow, MembershipRow, PeriodRow
from creditui.store.tables.plans import ServiceRow


class LotRow(Row):
    """Credits of one origin and one expiry. `left` is changed by the entry's guard alone (R23)."""

    id = AutoField()
    made_by = Reference(EntryRow, column_name="made_by")
    member = Reference(MemberRow)
    membership = Reference(MembershipRow, null=True)
    period = Reference(PeriodRow, null=True)
    service = Reference(ServiceRow)
    source = TextField()
    starts_on = DateField()
    expires_on = DateField(null=True)
    granted = IntegerField()
    left = IntegerField(default=0)

    class Meta:
        table_name = "credit_lot"


class MovementRow(Row):
    """The signed whole credits that one entry moved in one lot."""

    entry = Reference(EntryRow)
    position = IntegerField()
    lot = Reference(LotRow)
    credits = IntegerField()

    class Meta:
        table_name = "lot_movement"
        primary_key = CompositeKey("entry", "position")
        indexes = ((("entry", "lot"), True),)
