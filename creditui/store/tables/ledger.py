"""The audit ledger: entries and their seals, the clock, attempts that were refused.

The guards refuse every change of them (R23). Entries are written as SQL, in `store/ledger.py`.
"""

from __future__ import annotations

from peewee import AutoField, BlobField, IntegerField, TextField
from playhouse.apsw_ext import DateField

from creditui.store.tables.base import Reference, Row
from creditui.store.tables.members import MemberRow, MembershipRow, PeriodRow
from creditui.store.tables.people import StaffRow
from creditui.store.tables.plans import ServiceRow


class EntryRow(Row):
    """One act, as it stands in the ledger for good (R22)."""

    id = AutoField()
    seq = IntegerField()
    kind = TextField()
    credits = IntegerField()
    member = Reference(MemberRow)
    membership = Reference(MembershipRow, null=True)
    period = Reference(PeriodRow, null=True)
    service = Reference(ServiceRow)
    actor_id = Reference(StaffRow, column_name="actor_id")
    actor = TextField()
    actor_name = TextField()
    via_id = Reference(StaffRow, null=True, column_name="via_id")
    via = TextField(null=True)
    at = IntegerField()
    studio_date = DateField()
    reason = TextField(null=True)
    note = TextField(default="")
    reference = TextField(default="")
    request_id = TextField(unique=True)
    request_digest = BlobField()
    corrects = Reference("self", null=True, unique=True, column_name="corrects")
    balance_before = IntegerField()
    balance_after = IntegerField()
    allocation_before = IntegerField(null=True)
    allocation_after = IntegerField(null=True)
    flags = TextField(default="")
    prev_hash = BlobField()
    hash = BlobField()

    class Meta:
        table_name = "ledger_entry"
        indexes = ((("member", "seq"), True),)


class SealRow(Row):
    """What the ledger was at one instant, by the root of its entries' hashes (R23)."""

    id = AutoField()
    first_entry = Reference(EntryRow, column_name="first_entry")
    last_entry = Reference(EntryRow, column_name="last_entry")
    root = BlobField()
    prev = BlobField()
    digest = BlobField()
    sealed_at = IntegerField()
    actor_id = Reference(StaffRow, column_name="actor_id")
    actor = TextField()

    class Meta:
        table_name = "seal"


class ClockRow(Row):
    """That the clock stood ahead from one entry to another, and was put right (R17)."""

    id = AutoField()
    first_entry = Reference(EntryRow, column_name="first_entry")
    last_entry = Reference(EntryRow, column_name="last_entry")
    at = IntegerField()
    studio_date = DateField()
    actor_id = Reference(StaffRow, column_name="actor_id")
    actor = TextField()
    note = TextField()
    prev = BlobField()
    digest = BlobField()

    class Meta:
        table_name = "clock_record"


class RefusedAttemptRow(Row):
    """An act that a rule or a permission said no to, as it was asked for (R2, R18)."""

    id = AutoField()
    actor_id = Reference(StaffRow, null=True, column_name="actor_id")
    actor = TextField()
    via = TextField(null=True)
    at = IntegerField()
    studio_date = DateField()
    member = Reference(MemberRow, null=True)
    membership_id = IntegerField(null=True)
    period_id = IntegerField(null=True)
    service = TextField()
    act = TextField()
    credits = IntegerField(null=True)
    entry_id = IntegerField(null=True)
    code = TextField()
    field = TextField()
    message = TextField()
    request_id = TextField()

    class Meta:
        table_name = "refused_attempt"
