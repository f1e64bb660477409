"""What the studio set up: settings, reasons, services and plans."""

from __future__ import annotations

from peewee import AutoField, CompositeKey, IntegerField, TextField

from creditui.store.tables.base import Reference, Row


class SettingRow(Row):
    """One setting of the studio, as JSON."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "setting"


class ReasonRow(Row):
    """A reason that people may choose for an adjustment (R15)."""

    direction = TextField()
    code = TextField()
    name = TextField()
    purpose = TextField()
    position = IntegerField()
    dropped = IntegerField(default=0)

    class Meta:
        table_name = "reason"
        primary_key = CompositeKey("direction", "code")


class ServiceRow(Row):
    """What a credit buys."""

    id = AutoField()
    code = TextField(unique=True)
    name = TextField()

    class Meta:
        table_name = "service"


class PlanRow(Row):
    """What is sold."""

    id = AutoField()
    code = TextField(unique=True)
    name = TextField()
    period = TextField()
    expires = TextField()

    class Meta:
        table_name = "plan"


class PlanServiceRow(Row):
    """The whole credits that a plan gives for one service in a billing period."""

    plan = Reference(PlanRow)
    service = Reference(ServiceRow)
    credits = IntegerField()
    position = IntegerField()

    class Meta:
        table_name = "plan_service"
        primary_key = CompositeKey("plan", "service")
