"""What is kept for the people at the desk: their unfinished forms, and views by name."""

from __future__ import annotations

from peewee import IntegerField, TextField

from creditui.store.tables.base import Reference, Row
from creditui.store.tables.members import MemberRow
from creditui.store.tables.people import StaffRow


class DraftRow(Row):
    """A form that is being typed, as JSON (R13, R14)."""

    request_id = TextField(primary_key=True)
    staff = Reference(StaffRow)
    via = Reference(StaffRow, null=True)
    session_id = TextField()
    member = Reference(MemberRow)
    stage = TextField()
    form = TextField()
    at = IntegerField()

    class Meta:
        table_name = "draft"


class SavedViewRow(Row):
    """A filter line that the studio keeps; its name is the same in upper and lower case."""

    name = TextField(primary_key=True, collation="NOCASE")
    line = TextField()
    saved_by = TextField()
    saved_at = IntegerField()

    class Meta:
        table_name = "saved_view"
