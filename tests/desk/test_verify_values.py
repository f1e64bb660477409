"""Values that creditui never writes, wherever they stand, are findings and break nothing (R23)."""

from __future__ import annotations

import json
from pathlib import Path

import apsw
import pytest

from creditui.cli.commands.verify import shape
from creditui.store.engine import open_store
from tests.desk.test_verify import path, tamper, template, verified
from tests.support.clock_ahead import desk_of, make_stuck, mend
from tests.support.studio import FixedClock
from tests.support.tampering import columns, rehash, reseal, reworded

__all__ = ["path", "template"]  # fixtures

FAR = 2**62
NUMBERS: dict[str, tuple[tuple[str, ...], int | None, str]] = {
    "an entry": ((f"UPDATE ledger_entry SET id = {FAR} WHERE id = 21",), 21, "missing"),
    "an entry and a seal over it": (
        (
            f"UPDATE ledger_entry SET id = {FAR} WHERE id = 21",
            f"UPDATE seal SET last_entry = {FAR} WHERE id = 2",
        ),
        21,
        "missing",
    ),
    "a lot": ((f"UPDATE credit_lot SET id = {FAR} WHERE id = 15",), 15, "movement"),
    "a member": (("UPDATE ledger_entry SET member_id = -7 WHERE member_id = 2",), 3, "name"),
    "a movement": (
        (f"UPDATE lot_movement SET credits = {2 * FAR - 1} WHERE lot_id = 1",),
        1,
        "hash",
    ),
}


@pytest.mark.parametrize("what", NUMBERS)
def test_a_number_far_from_all_others(path: Path, what: str) -> None:
    statements, entry, code = NUMBERS[what]
    tamper(path, *statements)
    findings = verified(path, processes=1).findings
    assert (findings[0].entry_id, findings[0].code) == (entry, code), findings
    assert verified(path, since_seal=True, processes=1).findings


def test_a_number_that_is_there_twice(path: Path) -> None:
    connection = apsw.Connection(str(path))
    size = int(connection.pragma("page_size"))
    sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'credit_lot'"
    root = connection.execute(sql).get
    connection.close(True)
    data = bytearray(path.read_bytes())
    page = (root - 1) * size  # all lots are on one page; their cells are in the order of numbers
    cells = int.from_bytes(data[page + 3 : page + 5], "big")
    newest = page + 8 + 2 * (cells - 1)
    number = page + int.from_bytes(data[newest : newest + 2], "big") + 1
    assert data[number] == cells == 16
    data[number] -= 1
    path.write_bytes(data)
    (finding,) = (each for each in verified(path).findings if each.code == "table")
    assert "credit_lot" in finding.message


DATES = ("replace({0}, '-', '')", "'2026-W47-5'", "{0} || 'T00:00'", "{0} || '+01:00'", "''")
IN_TABLES = {
    "studio_date": ("ledger_entry", 16),
    "starts_on": ("credit_lot", 15),
    "expires_on": ("credit_lot", 15),
}


@pytest.mark.parametrize("column", IN_TABLES)
@pytest.mark.parametrize("written", DATES)
def test_a_date_that_sql_compares_otherwise(path: Path, column: str, written: str) -> None:
    # A lot through '20261204' would never expire where text is compared.
    table, row = IN_TABLES[column]
    tamper(path, f"UPDATE {table} SET {column} = {written.format(column)} WHERE id = {row}")
    first = verified(path).findings[0]
    assert (first.entry_id, first.code) == (row, "unreadable")


TEXTS = {
    "note": ("Kind words \u00e9", "\u212aind words \u00e9"),
    "reference": ("BK-1;", "BK-1\u037e"),
    "request_id": ("K-1", "\u212a-1"),
    "actor_name": ("Zo\u00eb", "Zoe\u0308"),
}


@pytest.mark.parametrize("column", TEXTS)
def test_other_text_with_the_same_hash(path: Path, column: str) -> None:
    # Filters and a repeated request would not find it.
    honest, other = TEXTS[column]
    tamper(path, f"UPDATE ledger_entry SET {column} = '{honest}' WHERE id = 15")
    rehash(path)
    reseal(path)
    assert verified(path).findings == ()
    tamper(path, f"UPDATE ledger_entry SET {column} = '{other}' WHERE id = 15")
    (finding,) = verified(path).findings
    assert (finding.entry_id, finding.code) == (15, "text")
    assert finding.found == ascii(other)


OWNERS = {
    "a billing period": "UPDATE billing_period SET membership_id = 99 WHERE id = 1",
    "a membership": "UPDATE membership SET member_id = 2 WHERE id = 1",
}


@pytest.mark.parametrize("what", OWNERS)
def test_what_lots_belong_to_stays_whose_it_was(path: Path, what: str) -> None:
    second = (
        "INSERT INTO membership SELECT 99, 'second', member_id, plan_id, started_on, ends_on,"
        " cancelled_on, paused, past_due FROM membership WHERE id = 1"
    )
    tamper(path, second, OWNERS[what])
    assert {each.code for each in verified(path).findings} == {"name"}
    assert {each.code for each in verified(path, since_seal=True).findings} == {"name"}


@pytest.mark.parametrize("sealed_at", [2**62, -1])
def test_a_seal_of_a_time_that_there_is_not(path: Path, sealed_at: int) -> None:
    tamper(path, f"UPDATE seal SET sealed_at = {sealed_at} WHERE id = 2")
    for _again in range(2):
        done = verified(path)
        assert "seal 2 was" in done.findings[0].message
        assert json.loads(json.dumps(shape(done)))["last_seal"] is None
        reseal(path)  # and with a digest that follows from it


@pytest.mark.parametrize("change", ["last_entry = 'x'", "root = 5", "actor = 5"])
def test_a_seal_of_other_kinds_behind_one_that_is_missing(path: Path, change: str) -> None:
    with reworded(path, "seal", ") STRICT", ")"):
        tamper(path, "DELETE FROM seal WHERE id = 1", f"UPDATE seal SET {change}")
    assert "seal" in {each.code for each in verified(path).findings}


@pytest.mark.parametrize("at", [2**62, -(2**63)])
def test_a_clock_record_of_a_time_that_there_is_not(tmp_path: Path, at: int) -> None:
    copy = make_stuck(tmp_path)
    desk = desk_of(copy, FixedClock())
    mend(desk)
    desk.close()
    tamper(copy, f"UPDATE clock_record SET at = {at}")
    done = verified(copy)
    assert "clock" in {each.code for each in done.findings}
    assert json.loads(json.dumps(shape(done)))["clock"] == []


ROWS = {
    "ledger_entry": "id = 16",
    "lot_movement": "entry_id = 16",
    "credit_lot": "id = 15",
    "seal": "id = 2",
    "service": "code = 'massage'",
}
KINDS = ("x'ff'", "1.5", "'x'")


@pytest.mark.parametrize("table", ROWS)
def test_a_value_of_another_kind(template: Path, tmp_path: Path, table: str) -> None:
    store = open_store(str(template))
    names = [name for name in columns(store, table) if (table, name) != ("service", "name")]
    store.close()
    copy = tmp_path / "copy.db"
    for number, name in enumerate(names):
        copy.write_bytes(template.read_bytes())
        value = KINDS[number % len(KINDS)]
        with reworded(copy, table, ") STRICT", ")"):
            try:
                tamper(copy, f"UPDATE {table} SET {name} = {value} WHERE {ROWS[table]}")
            except Exception:
                continue
        findings = verified(copy).findings
        assert findings, (name, value)
        assert all("Range" not in each.message for each in findings)
