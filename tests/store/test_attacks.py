"""R23: history can't be rewritten, through creditui's own functions or with the sqlite3 shell."""

import shutil
import subprocess
from collections.abc import Callable

import apsw
import pytest

from creditui.store.engine import open_store
from creditui.store.errors import StoreError
from tests.store.attacks import attacks
from tests.store.raw import dump, raw_connection
from tests.support.studio import Studio

SHELL = shutil.which("sqlite3") or "sqlite3"


def shell(studio: Studio, sql: str) -> subprocess.CompletedProcess[str]:
    """Run one line in the real sqlite3 shell, as a person would."""
    return subprocess.run(
        [SHELL, "-bail", str(studio.path), sql], capture_output=True, text=True, check=False
    )


def test_every_attack_through_a_connection_with_the_functions_is_refused(studio: Studio) -> None:
    before = dump(studio)
    connection = raw_connection(studio)
    done = []
    for sql in attacks(studio):
        try:
            connection.execute(sql)
        except apsw.Error:
            continue
        done.append(sql)
    connection.close(True)
    assert dump(studio) == before, done
    assert done == []


def test_every_attack_with_the_shell_is_an_error_and_changes_nothing(studio: Studio) -> None:
    before = dump(studio)
    passed = [sql for sql in attacks(studio) if shell(studio, sql).returncode == 0]
    assert dump(studio) == before
    assert passed == []


@pytest.mark.parametrize(
    "sql",
    [
        "PRAGMA foreign_keys=OFF; DELETE FROM ledger_entry",
        "PRAGMA recursive_triggers=ON; REPLACE INTO ledger_entry SELECT * FROM ledger_entry",
        "PRAGMA ignore_check_constraints=ON; UPDATE credit_lot SET left = -1",
        "BEGIN; DELETE FROM lot_movement; DELETE FROM ledger_entry; COMMIT",
        "CREATE TEMP TABLE t AS SELECT * FROM ledger_entry;"
        "INSERT INTO ledger_entry SELECT * FROM t",
        "INSERT INTO ledger_entry SELECT * FROM ledger_entry",
        "INSERT INTO credit_lot SELECT * FROM credit_lot",
        "INSERT INTO lot_movement VALUES (15, 1, 1, 1)",
        "INSERT INTO credit_lot (id, made_by, member_id, service_id, source, starts_on, granted)"
        " VALUES (15, 15, 1, 1, 'add', '2026-11-20', 5)",
        "WITH x AS (SELECT 1) DELETE FROM credit_lot WHERE id IN x",
    ],
)
def test_a_clever_line_in_the_shell_is_an_error(studio: Studio, sql: str) -> None:
    before = dump(studio)
    done = shell(studio, sql)
    assert done.returncode != 0, done.stdout
    assert done.stderr
    assert dump(studio) == before


def test_the_shell_may_read(studio: Studio) -> None:
    done = shell(studio, "SELECT count(*) FROM ledger_entry")
    assert (done.returncode, done.stdout.strip()) == (0, "14")


def _drop_a_guard(connection: apsw.Connection) -> None:
    connection.execute("DROP TRIGGER entry_stays")


def _weaken_a_guard(connection: apsw.Connection) -> None:
    connection.execute("DROP TRIGGER entry_stays")
    connection.execute(
        "CREATE TRIGGER entry_stays BEFORE UPDATE ON ledger_entry BEGIN SELECT 1; END"
    )


def _add_a_trigger(connection: apsw.Connection) -> None:
    connection.execute("CREATE TRIGGER mine AFTER INSERT ON setting BEGIN SELECT 1; END")


def _swap_the_table(connection: apsw.Connection) -> None:
    connection.execute("CREATE VIEW mine AS SELECT 1")


@pytest.mark.parametrize(
    "tamper", [_drop_a_guard, _weaken_a_guard, _add_a_trigger, _swap_the_table]
)
def test_a_database_whose_guards_were_touched_is_not_opened(
    studio: Studio, tamper: Callable[[apsw.Connection], None]
) -> None:
    connection = raw_connection(studio)
    tamper(connection)
    connection.close(True)
    for read_only in (False, True):
        with pytest.raises(StoreError) as refused:
            open_store(studio.url, read_only=read_only)
        assert refused.value.code == "damaged"
        assert "guards" in refused.value.message
