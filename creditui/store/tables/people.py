"""Who may sign in, and what proves that it is them (R18, R21)."""

from __future__ import annotations

from peewee import AutoField, BooleanField, IntegerField, TextField
from playhouse.apsw_ext import DateField

from creditui.store.tables.base import Reference, Row
from creditui.store.tables.members import MemberRow


class StaffRow(Row):
    """A person who may sign in, or one of the two who sign for nobody."""

    id = AutoField()
    username = TextField(unique=True)
    name = TextField()
    role = TextField()
    disabled = BooleanField(default=False)
    member = Reference(MemberRow, null=True)
    limits = TextField(null=True)

    class Meta:
        table_name = "staff"


class StaffKeyRow(Row):
    """An SSH key of a person. Instants are microseconds of UTC, here as everywhere."""

    id = AutoField()
    staff = Reference(StaffRow)
    algorithm = TextField()
    blob = TextField()
    fingerprint = TextField(unique=True)
    label = TextField()
    added_by = TextField()
    added_at = IntegerField()
    expires_on = DateField(null=True)
    revoked_by = TextField(null=True)
    revoked_at = IntegerField(null=True)

    class Meta:
        table_name = "staff_key"


class SessionEndRow(Row):
    """A session that an admin has ended."""

    id = AutoField()
    session_id = TextField(unique=True)
    ended_by = TextField()
    at = IntegerField()

    class Meta:
        table_name = "session_end"
