"""What the studio set up: settings, services, plans, reasons.

The first frame shows some of it and every act goes by it, so it is read in SQL; it is written with
the models, which bring peewee and are imported by whoever writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from creditui.domain.people import Limits
from creditui.domain.reasons import Direction, Reason
from creditui.domain.settings import Settings, fits
from creditui.domain.studio import ExpiryRule, PeriodLength, Plan, Service
from creditui.domain.text import visible
from creditui.store.engine import Store
from creditui.store.errors import StoreError

_PLANS = """
    SELECT p.id, p.code, p.name, p.period, p.expires, s.code, o.credits
    FROM plan p LEFT JOIN plan_service o ON o.plan_id = p.id
        LEFT JOIN service s ON s.id = o.service_id
"""
_SETTINGS = frozenset(field.name for field in fields(Settings))
_NO_ZONE = (
    "The studio's time zone {value!r} is none that this machine knows: install the system's "
    "tzdata, or name one as an admin: creditui init --timezone Europe/London"
)
_DAMAGED = (
    "The setting {key} holds {value!r}, which creditui never writes: restore the last backup."
)
_REASONS = "SELECT direction, code, name, purpose, dropped FROM reason"


def read_settings(store: Store, *, timezone: str | None = None) -> Settings:
    """The studio's settings; what was never set is as `Settings` has it.

    `timezone` is taken instead of the one that is stored, which may be damaged. Raises StoreError
    where a setting is none that anybody could go by.
    """
    found: dict[str, Any] = {} if timezone is None else {"timezone": timezone}
    for key, text in store.rows("SELECT key, value FROM setting"):
        if key in _SETTINGS and key not in found:
            found[key] = _setting(key, text)
    return Settings(**found)


def _setting(key: str, text: str) -> Any:
    """The value of a setting as it was written; raises StoreError for what never was."""
    try:
        value = json.loads(text)
        if key == "limits":
            value = {role: Limits(**limits) for role, limits in value.items()}
        if fits(key, value):
            return value
    except (TypeError, ValueError, AttributeError, RecursionError):
        pass
    sentence = _NO_ZONE if key == "timezone" else _DAMAGED
    raise StoreError("damaged", sentence.format(key=key, value=visible(text.strip('"'), 40)))


def write_settings(store: Store, settings: Settings) -> None:
    """Write all settings, inside `writing()`."""
    from creditui.store.tables import SettingRow

    values = {field.name: getattr(settings, field.name) for field in fields(Settings)}
    values["limits"] = {role: asdict(limits) for role, limits in settings.limits.items()}
    rows = [{"key": key, "value": json.dumps(value)} for key, value in values.items()]
    store.run(SettingRow.insert_many(rows).on_conflict_replace())


def read_services(store: Store) -> tuple[Service, ...]:
    """All services, in the order in which they were set up."""
    rows = store.rows("SELECT code, name FROM service ORDER BY id")
    return tuple(Service(code, name) for code, name in rows)


def read_plans(store: Store) -> tuple[Plan, ...]:
    """All plans, in the order in which they were set up."""
    return tuple(_plans(store.rows(f"{_PLANS} ORDER BY p.id, o.position")).values())


def read_plans_by_id(store: Store, plan_ids: Iterable[int]) -> dict[int, Plan]:
    """The plans with these ids, by id."""
    wanted = "WHERE p.id IN (SELECT value FROM json_each(?))"
    ids = json.dumps(list(plan_ids))
    return _plans(store.rows(f"{_PLANS} {wanted} ORDER BY p.id, o.position", (ids,)))


def read_reasons(store: Store) -> tuple[Reason, ...]:
    """The reasons in the studio's own order, those that were dropped too (R15)."""
    rows = store.rows(f"{_REASONS} ORDER BY position, direction")
    return tuple(
        Reason(Direction(direction), code, name, purpose, dropped=bool(dropped))
        for direction, code, name, purpose, dropped in rows
    )


def write_reasons(store: Store, reasons: Iterable[Reason]) -> None:
    """Make `reasons` the list, in that order, inside `writing()`."""
    from creditui.store.tables import ReasonRow

    rows = [
        {
            "direction": reason.direction,
            "code": reason.code,
            "name": reason.name,
            "purpose": reason.purpose,
            "position": position,
            "dropped": int(reason.dropped),
        }
        for position, reason in enumerate(reasons)
    ]
    store.run(ReasonRow.delete())
    if rows:
        store.run(ReasonRow.insert_many(rows))


def parse_expiry_rule(text: str) -> ExpiryRule:
    """The rule that `str(rule)` wrote: `period_end`, `never` or `days:N`.

    Raises ValueError for anything else.
    """
    if text in ("never", "period_end"):
        return ExpiryRule(never=text == "never")
    word, _, number = text.partition(":")
    if word != "days" or not (number.isascii() and number.isdecimal()):
        raise ValueError(f"not a rule of expiry: {text!r}")
    return ExpiryRule(days=int(number))


def _plans(rows: Iterable[tuple[Any, ...]]) -> dict[int, Plan]:
    found: dict[int, Plan] = {}
    for id, code, name, period, expires, service, credits in rows:
        if id not in found:
            rule = parse_expiry_rule(expires)
            found[id] = Plan(code, name, PeriodLength(period), rule, {})
        if service is not None:
            covered = {**found[id].credits, service: credits}
            found[id] = Plan(
                found[id].code, found[id].name, found[id].period, found[id].expires, covered
            )
    return found
