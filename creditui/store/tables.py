"""The tables as peewee models, for ordinary queries; a query is bound to a store when it is run.

The truth about the tables is the migrations. The ledger's own tables are not here: what is hot or
guarded is written and read as SQL.
"""

from __future__ import annotations

from peewee import AutoField, BooleanField, CompositeKey, IntegerField, Model, TextField
from playhouse.apsw_ext import DateField


class Setting(Model):
    """One setting of the studio, as JSON."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "setting"


class ReasonRow(Model):
    """A reason that people may choose for an adjustment (R15)."""

    direction = TextField()
    code = TextField()
    name = TextField()
    purpose = TextField()
    position = IntegerField()

    class Meta:
        table_name = "reason"
        primary_key = CompositeKey("direction", "code")


class ServiceRow(Model):
    """What a credit buys."""

    id = AutoField()
    code = TextField(unique=True)
    name = TextField()

    class Meta:
        table_name = "service"


class PlanRow(Model):
    """What is sold."""

    id = AutoField()
    code = TextField(unique=True)
    name = TextField()
    period = TextField()
    expires = TextField()

    class Meta:
        table_name = "plan"


class PlanService(Model):
    """The credits that a plan gives for one service in a billing period."""

    plan_id = IntegerField()
    service_id = IntegerField()
    credits = IntegerField()
    position = IntegerField()

    class Meta:
        table_name = "plan_service"
        primary_key = CompositeKey("plan_id", "service_id")


class MemberRow(Model):
    """A client."""

    id = AutoField()
    external_id = TextField(null=True, unique=True)
    name = TextField()
    email = TextField(default="")
    phone = TextField(default="")
    phone_tail = TextField(default="")
    joined_on = DateField(null=True)

    class Meta:
        table_name = "member"


class StaffRow(Model):
    """A person who may sign in, or one of the two who sign for nobody."""

    id = AutoField()
    username = TextField(unique=True)
    name = TextField()
    role = TextField()
    disabled = BooleanField(default=False)
    member_id = IntegerField(null=True)
    limits = TextField(null=True)

    class Meta:
        table_name = "staff"


class MembershipRow(Model):
    """A member's plan with its dates and marks."""

    id = AutoField()
    external_id = TextField(null=True, unique=True)
    member_id = IntegerField()
    plan_id = IntegerField()
    started_on = DateField()
    ends_on = DateField(null=True)
    cancelled_on = DateField(null=True)
    paused = BooleanField(default=False)
    past_due = BooleanField(default=False)

    class Meta:
        table_name = "membership"


class PeriodRow(Model):
    """One dated stretch of a membership."""

    id = AutoField()
    membership_id = IntegerField()
    starts_on = DateField()
    ends_on = DateField()

    class Meta:
        table_name = "billing_period"


class PeriodService(Model):
    """A service that a billing period gives credits for, with their expiry."""

    period_id = IntegerField()
    service_id = IntegerField()
    expires_on = DateField(null=True)

    class Meta:
        table_name = "period_service"
        primary_key = CompositeKey("period_id", "service_id")
