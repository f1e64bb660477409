"""What no chain can know, as the README lists it: verification finds nothing there."""

from pathlib import Path

import pytest

from creditui.desk.verify import verify_store
from creditui.store.engine import open_store
from tests.desk.test_verify import path, tamper, template, verified
from tests.readme import README
from tests.support.tampering import rehash

__all__ = ["path", "template"]  # fixtures

LEDGER = {"ledger_entry", "lot_movement", "credit_lot", "seal", "clock_record"}
"""Each column of these is part of a hash, or worked out anew; other tests change them."""

KNOWN = {
    "staff": {"id", "username"},
    "service": {"id", "code"},
    "member": {"id"},
    "membership": {"id", "member_id"},
    "billing_period": {"id", "membership_id"},
}
"""Of other tables, the columns that entries name."""

SAID = {
    "member": "a client's name, e-mail, phone and external id",
    "membership": "the plan, dates and marks of a membership",
    "billing_period": "billing periods",
    "period_service": "billing periods",
    "plan": "plans",
    "plan_service": "plans",
    "staff": "a person's full name, role, limits, own client record",
    "staff_key": "keys",
    "service": "how services",
    "reason": "reasons are called",
    "setting": "settings",
    "draft": "drafts",
    "saved_view": "saved views",
    "session_end": "ended sessions",
    "member_name": "what clients are searched by",
    "member_word": "what clients are searched by",
    "name_word": "what clients are searched by",
    "trigram": "what clients are searched by",
    "refused_attempt": "refused attempts",
}
"""How README names what nobody can know of a table."""

CHANGED = {"starts_on": "'2026-01-02'", "ends_on": "'2030-01-02'", "period": "'week'"}
"""Values that differ from those there; others are the old ones and a little more."""


def test_readme_names_every_table_that_no_entry_holds(path: Path) -> None:
    store = open_store(str(path))
    names = {name for (name,) in store.rows(TABLES)}
    store.close()
    assert names == LEDGER | SAID.keys()
    section = README.read_text("utf-8").split("What no chain can know")[1].split("\n## ")[0]
    words = " ".join(section.split())
    assert [said for said in SAID.values() if said not in words] == []


TABLES = """
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'member_text*'
        AND name NOT IN ('schema_migration', 'sqlite_sequence')
"""


def by_its_owner(path: Path) -> set[str]:
    """What is found, but for values that SQLite itself would not have taken."""
    store = open_store(str(path), inspect=True)
    findings = verify_store(store).findings
    store.close()
    return {each.message for each in findings if each.code != "table"}


def test_of_other_tables_nothing_is_known_but_what_entries_name(path: Path) -> None:
    store = open_store(str(path))
    kinds = {
        table: {row[1]: row[2] for row in store.rows(f"PRAGMA table_info({table})")}
        for table in SAID
    }
    store.close()
    changes = []
    for table, columns in kinds.items():
        for name in columns.keys() - KNOWN.get(table, set()) - {"id"}:
            more = f"{name} + 1" if columns[name] == "INTEGER" else f"{name} || 'x'"
            changes.append(f"UPDATE OR IGNORE {table} SET {name} = {CHANGED.get(name, more)}")
    tamper(path, *sorted(changes))
    assert by_its_owner(path) == set()
    tamper(path, *(f"DELETE FROM {table}" for table in SAID.keys() - KNOWN.keys()))
    assert by_its_owner(path) == set()


@pytest.mark.parametrize(
    ("table", "name"), [(table, name) for table, names in KNOWN.items() for name in sorted(names)]
)
def test_what_entries_name_is_known(path: Path, table: str, name: str) -> None:
    kept = "code = 'massage'" if table == "service" else "id = (SELECT min(actor_id) FROM seal)"
    where = kept if table in ("service", "staff") else "id = 1"
    value = f"{name} + 77" if name.endswith("id") else f"{name} || 'x'"
    tamper(path, f"UPDATE {table} SET {name} = {value} WHERE {where}")
    assert by_its_owner(path) != set()


def test_nor_are_the_newest_entries_rewritten_before_they_are_sealed(path: Path) -> None:
    tamper(path, "UPDATE ledger_entry SET note = 'quite another reason' WHERE id = 21")
    rehash(path)
    assert verified(path).findings == ()
