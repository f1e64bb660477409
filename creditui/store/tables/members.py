"""Members, their memberships and billing periods."""

from __future__ import annotations

from peewee import AutoField, BooleanField, CompositeKey, TextField
from playhouse.apsw_ext import DateField

from creditui.store.tables.base import Reference, Row
from creditui.store.tables.plans import PlanRow, ServiceRow


class MemberRow(Row):
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


class MembershipRow(Row):
    """A member's plan with its dates and marks."""

    id = AutoField()
    external_id = TextField(null=True, unique=True)
    member = Reference(MemberRow)
    plan = Reference(PlanRow)
    started_on = DateField()
    ends_on = DateField(null=True)
    cancelled_on = DateField(null=True)
    paused = BooleanField(default=False)
    past_due = BooleanField(default=False)

    class Meta:
        table_name = "membership"


class PeriodRow(Row):
    """One dated stretch of a membership."""

    id = AutoField()
    membership = Reference(MembershipRow)
    starts_on = DateField()
    ends_on = DateField()

    class Meta:
        table_name = "billing_period"
        indexes = ((("membership", "starts_on"), True),)


class PeriodServiceRow(Row):
    """A service that a billing period gives credits for, with their expiry."""

    period = Reference(PeriodRow)
    service = Reference(ServiceRow)
    expires_on = DateField(null=True)

    class Meta:
        table_name = "period_service"
        primary_key = CompositeKey("period", "service")
