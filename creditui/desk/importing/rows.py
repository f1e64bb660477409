"""The seven files of an import: their names, their columns, and a row of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from creditui.desk.importing import cells
from creditui.domain.people import Role
from creditui.domain.studio import ExpiryRule, PeriodLength

SERVICES = "services.csv"
PLANS = "plans.csv"
PLAN_SERVICES = "plan_services.csv"
STAFF = "staff.csv"
MEMBERS = "members.csv"
MEMBERSHIPS = "memberships.csv"
PERIODS = "periods.csv"


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A row of services.csv. In every row, `line` is the physical line where it starts."""

    line: int
    code: str
    name: str

    @property
    def key(self) -> object:
        """What the row is matched by: its natural key, here and in the rows below."""
        return self.code


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of plans.csv."""

    line: int
    code: str
    name: str
    period: PeriodLength
    expires: ExpiryRule

    @property
    def key(self) -> object:
        """The plan's code."""
        return self.code


@dataclass(frozen=True, slots=True)
class PlanServiceRow:
    """A row of plan_services.csv: what a plan gives of one service each billing period."""

    line: int
    plan: str
    service: str
    credits: int

    @property
    def key(self) -> object:
        """The plan's code and the service's."""
        return (self.plan, self.service)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A row of staff.csv. `member` is the external id of the person's own member record (R20)."""

    line: int
    username: str
    name: str
    role: Role
    member: str = ""

    @property
    def key(self) -> object:
        """The username."""
        return self.username


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A row of members.csv."""

    line: int
    external_id: str
    name: str
    email: str
    phone: str
    joined_on: date | None

    @property
    def key(self) -> object:
        """The external id."""
        return self.external_id


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """A row of memberships.csv; `member` is an external id and `plan` a code."""

    line: int
    external_id: str
    member: str
    plan: str
    started_on: date
    ends_on: date | None
    cancelled_on: date | None
    paused: bool
    past_due: bool

    @property
    def key(self) -> object:
        """The external id."""
        return self.external_id


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A row of periods.csv: one service in one billing period of a membership."""

    line: int
    membership: str
    starts_on: date
    ends_on: date
    service: str
    allocated: int
    used: int
    expires_on: date | None
    """None where the cell is empty: the plan's rule decides."""

    @property
    def key(self) -> object:
        """The membership's external id, the period's first day and the service's code."""
        return (self.membership, self.starts_on, self.service)


Row = ServiceRow | PlanRow | PlanServiceRow | StaffRow | MemberRow | MembershipRow | PeriodRow
R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Layout(Generic[R]):
    """How one file is read: its columns in order, each with the reader of its cells."""

    file: str
    row: Callable[..., R]
    keys: tuple[str, ...]
    """The columns of the natural key."""
    columns: Mapping[str, Callable[[str], Any]]
    optional: frozenset[str] = frozenset()
    """Columns that may be missing from the header."""
    repeats: bool = True
    """Whether a row may be there again to the letter, as joined exports have it."""


def _layout(
    file: str,
    row: Callable[..., R],
    keys: tuple[str, ...],
    optional: frozenset[str] = frozenset(),
    **columns: Callable[[str], Any],
) -> Layout[R]:
    return Layout(file, row, keys, MappingProxyType(columns), optional, file != PERIODS)


SERVICES_LAYOUT = _layout(SERVICES, ServiceRow, ("code",), code=cells.code, name=cells.name)
PLANS_LAYOUT = _layout(
    PLANS,
    PlanRow,
    ("code",),
    code=cells.code,
    name=cells.name,
    period=cells.one_of(PeriodLength),
    expires=cells.expiry_rule,
)
PLAN_SERVICES_LAYOUT = _layout(
    PLAN_SERVICES,
    PlanServiceRow,
    ("plan", "service"),
    plan=cells.code,
    service=cells.code,
    credits=cells.credits,
)
STAFF_LAYOUT = _layout(
    STAFF,
    StaffRow,
    ("username",),
    frozenset({"member"}),
    username=cells.username,
    name=cells.name,
    role=cells.one_of(Role),
    member=cells.optional_key,
)
MEMBERS_LAYOUT = _layout(
    MEMBERS,
    MemberRow,
    ("external_id",),
    external_id=cells.key,
    name=cells.name,
    email=cells.email,
    phone=cells.phone,
    joined_on=cells.optional_day,
)
MEMBERSHIPS_LAYOUT = _layout(
    MEMBERSHIPS,
    MembershipRow,
    ("external_id",),
    external_id=cells.key,
    member=cells.key,
    plan=cells.code,
    started_on=cells.day,
    ends_on=cells.optional_day,
    cancelled_on=cells.optional_day,
    paused=cells.yes_or_no,
    past_due=cells.yes_or_no,
)
PERIODS_LAYOUT = _layout(
    PERIODS,
    PeriodRow,
    ("membership", "starts_on", "service"),
    membership=cells.key,
    starts_on=cells.day,
    ends_on=cells.day,
    service=cells.code,
    allocated=cells.credits,
    used=cells.credits_or_none,
    expires_on=cells.optional_day,
)

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        layout.file: tuple(layout.columns)
        for layout in (
            SERVICES_LAYOUT,
            PLANS_LAYOUT,
            PLAN_SERVICES_LAYOUT,
            STAFF_LAYOUT,
            MEMBERS_LAYOUT,
            MEMBERSHIPS_LAYOUT,
            PERIODS_LAYOUT,
        )
    }
)
"""The columns of each file; the files in the order in which they are read and reported."""
