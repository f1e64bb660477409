"""A way round the store: a plain connection, and acts put together by hand, for attacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import apsw

from creditui.domain.encoding import entry_hash
from creditui.domain.kinds import Source
from creditui.domain.ledger import Entry
from creditui.domain.lots import Movement, NewLot
from creditui.store.columns import Columns, pack_flags, pack_movements, pack_new_lots
from creditui.store.guards import add_functions
from creditui.store.ledger import _INSERT_ENTRY, _INSERT_LOT, _INSERT_MOVEMENT, _entry_row, _lot_row
from tests.support.studio import TODAY, Studio


def raw_connection(studio: Studio, *, functions: bool = True) -> apsw.Connection:
    """A connection without authorizer and foreign keys; with the guards' functions, or not."""
    connection = apsw.Connection(str(studio.path))
    connection.convert_binding = lambda _cursor, _number, value: value.isoformat()
    if functions:
        add_functions(connection)
    return connection


def dump(studio: Studio) -> dict[str, list[Any]]:
    """Everything in every table that a person could want to alter."""
    tables = (
        "ledger_entry",
        "lot_movement",
        "credit_lot",
        "member",
        "staff",
        "service",
        "plan",
        "membership",
        "billing_period",
    )
    with raw_connection(studio, functions=False) as connection:
        found = {t: connection.execute(f"SELECT * FROM {t}").fetchall() for t in tables}
        sql = "SELECT name, sql FROM sqlite_schema ORDER BY name"
        found["schema"] = connection.execute(sql).fetchall()
    return found


def next_entry(studio: Studio, **changes: Any) -> Entry:
    """The entry that would follow for *maya*: 2 credits added; then altered by `changes`."""
    draft = studio.draft("add", (studio.grant(2),))  # type: ignore[arg-type]
    last = studio.store.row("SELECT max(id) FROM ledger_entry")[0]
    lot_id = studio.store.row("SELECT max(id) FROM credit_lot")[0] + 1
    seq, prev_hash = studio.store.row(
        "SELECT seq, hash FROM ledger_entry WHERE member_id = ? ORDER BY seq DESC",
        (draft.member_id,),
    )
    at = studio.store.row("SELECT max(at) FROM ledger_entry")[0]
    grant = draft.lots[0]
    lot = NewLot(lot_id, 2, Source.ADD, TODAY, grant.expires_on, grant.membership_id, None)
    names = (
        "kind", "credits", "member_id", "membership_id", "period_id", "service", "studio_date",
        "reason", "note", "reference", "request_id", "request_digest", "corrects",
        "balance_before", "balance_after", "allocation_before", "allocation_after", "flags",
    )  # fmt: skip
    entry = Entry(
        id=last + 1,
        seq=seq + 1,
        actor_id=draft.actor.id,
        actor=draft.actor.username,
        actor_name=draft.actor.name,
        via_id=None,
        via=None,
        at=at,
        movements=(Movement(lot_id, 2),),
        new_lots=(lot,),
        prev_hash=prev_hash,
        hash=b"",
        **{name: getattr(draft, name) for name in names},
    )
    altered = replace(entry, **changes)
    return altered if altered.hash else replace(altered, hash=entry_hash(altered))


def insert(connection: apsw.Connection, entry: Entry, verb: str = "INSERT", **columns: Any) -> None:
    """Insert an act by hand in one transaction; `columns` alter the entry's row after the hash."""
    find = "SELECT coalesce((SELECT id FROM service WHERE code = ?), 99)"
    service_id = connection.execute(find, (entry.service,)).get
    with connection:
        for lot in entry.new_lots:
            connection.execute(
                _verb(_INSERT_LOT, verb), _lot_row(entry.id, entry.member_id, lot, service_id)
            )
        for position, movement in enumerate(entry.movements, start=1):
            row = (entry.id, position, movement.lot_id, movement.credits)
            connection.execute(_verb(_INSERT_MOVEMENT, verb), row)
        sent = _entry_row(columns_of(entry), entry.hash, service_id)
        values = dict(zip(_COLUMNS, sent, strict=True))
        row = tuple(_altered(values, columns).values())
        connection.execute(_verb(_INSERT_ENTRY, verb), row)


_COLUMNS = [
    name.strip()
    for name in _INSERT_ENTRY.partition("(")[2].partition(")")[0].replace("\n", " ").split(",")
]


def _altered(values: Mapping[str, Any], columns: Mapping[str, Any]) -> dict[str, Any]:
    assert columns.keys() <= values.keys()
    return {**values, **columns}


def _verb(sql: str, verb: str) -> str:
    return sql.replace("INSERT", verb, 1)


def columns_of(entry: Entry) -> Columns:
    """The columns that an entry is written with, packed as the guard packs them."""
    *plain, _own_hash = (getattr(entry, field.name) for field in fields(Entry))
    plain[2] = str(entry.kind)
    plain[14] = entry.studio_date.isoformat()
    moved = [(movement.lot_id, movement.credits) for movement in entry.movements]
    plain[25:28] = pack_flags(entry.flags), pack_movements(moved), pack_new_lots(entry.new_lots)
    return tuple(plain)
