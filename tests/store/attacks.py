"""Every statement by which a person with the file in hand could try to rewrite history."""

from __future__ import annotations

from tests.store.raw import raw_connection
from tests.support.studio import Studio

LEDGER = ("ledger_entry", "lot_movement", "credit_lot")
NAMED = ("member", "staff", "service", "plan", "membership", "billing_period")
_KEYS = {
    "member": ("id",),
    "staff": ("id", "username"),
    "service": ("id", "code"),
    "plan": ("id", "code"),
    "membership": ("id", "member_id"),
    "billing_period": ("id", "membership_id", "starts_on"),
}
_FIRST = {"lot_movement": "entry_id = 1"}


def attacks(studio: Studio) -> list[str]:
    """UPDATE of every column, DELETE, and INSERT OR REPLACE, of all that the ledger rests on."""
    found: list[str] = []
    with raw_connection(studio, functions=False) as connection:
        for table in LEDGER + NAMED:
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            where = _FIRST.get(table, "id = 1")
            for name in names if table in LEDGER else _KEYS[table]:
                found += _updates(table, name, where)
            found.append(f"DELETE FROM {table} WHERE {where}")
            found.append(f"DELETE FROM {table}")
            row = connection.execute(f"SELECT * FROM {table} WHERE {where}").fetchone()
            values = ", ".join(_literal(value) for value in row or ())
            for verb in ("INSERT OR REPLACE INTO", "REPLACE INTO", "INSERT INTO"):
                found.append(f"{verb} {table} ({', '.join(names)}) VALUES ({values})")
            found.append(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})"
                f" ON CONFLICT DO UPDATE SET {names[0]} = 77"
            )
    connection.close(True)
    return found + _BY_ANOTHER_KEY


_BY_ANOTHER_KEY = [
    "UPDATE OR REPLACE member SET external_id = 'maya' WHERE id = 2",
    "UPDATE OR REPLACE membership SET external_id = 'ms-maya' WHERE id = 2",
    "UPDATE OR REPLACE staff SET username = 'ada' WHERE username = 'alice'",
    "REPLACE INTO member (external_id, name) VALUES ('maya', 'Another')",
    "REPLACE INTO staff (username, name, role) VALUES ('ada', 'Another', 'admin')",
    "REPLACE INTO service (code, name) VALUES ('massage', 'Another')",
    "REPLACE INTO membership (external_id, member_id, plan_id, started_on)"
    " VALUES ('ms-maya', 2, 1, '2026-01-01')",
    "REPLACE INTO billing_period (membership_id, starts_on, ends_on)"
    " VALUES (1, '2026-11-01', '2026-11-30')",
    "UPDATE credit_lot SET left = 0",
    "UPDATE credit_lot SET left = left + 1, granted = granted + 1",
    "UPDATE OR IGNORE credit_lot SET left = 1",
    "UPDATE OR REPLACE ledger_entry SET id = 2 WHERE id = 1",
]


def _updates(table: str, column: str, where: str) -> list[str]:
    return [
        f"UPDATE {verb}{table} SET {column} = {value} WHERE {where}"
        for verb in ("", "OR REPLACE ", "OR IGNORE ")
        for value in ("5", "'x'", "zeroblob(32)")
    ]


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
