"""The tables as peewee models, by subject: what ordinary queries are written with.

The truth about the tables is the migrations; a test holds every column of these models against it.
Importing this imports peewee, which takes a while, so what is read before the first frame does
without, in SQL: store/signing_in.py, moment.py, studio.py, memberships.py and search.py.
"""

from __future__ import annotations

from creditui.store.tables.desk import DraftRow, SavedViewRow
from creditui.store.tables.ledger import ClockRow, EntryRow, RefusedAttemptRow, SealRow
from creditui.store.tables.lots import LotRow, MovementRow
from creditui.store.tables.members import MemberRow, MembershipRow, PeriodRow, PeriodServiceRow
from creditui.store.tables.people import SessionEndRow, StaffKeyRow, StaffRow
from creditui.store.tables.plans import PlanRow, PlanServiceRow, ReasonRow, ServiceRow, SettingRow

__all__ = [
    "ClockRow",
    "DraftRow",
    "EntryRow",
    "LotRow",
    "MemberRow",
    "MembershipRow",
    "MovementRow",
    "PeriodRow",
    "PeriodServiceRow",
    "PlanRow",
    "PlanServiceRow",
    "ReasonRow",
    "RefusedAttemptRow",
    "SavedViewRow",
    "SealRow",
    "ServiceRow",
    "SessionEndRow",
    "SettingRow",
    "StaffKeyRow",
    "StaffRow",
]
