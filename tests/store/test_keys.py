"""R21: a key is added once, revoked once, and otherwise stays as it is, whoever holds the file."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date

import apsw
import pytest

from creditui.domain.ssh_key import parse_key
from creditui.store.errors import StoreError
from creditui.store.keys import list_keys, revoke
from creditui.store.signing_in import key_by_fingerprint, read_key
from creditui.store.transaction import writing
from tests.store.raw import raw_connection
from tests.support.key_desk import give_key
from tests.support.ssh_keys import ed25519
from tests.support.studio import Studio

SHELL = shutil.which("sqlite3") or "sqlite3"
_COLUMNS = "id, staff_id, algorithm, blob, fingerprint, label, added_by, added_at"
_NEW = "3, 1, 'ssh-ed25519', 'AAAA', 'SHA256:x', 'l', 'ada', 1"
_LIKE_THE_FIRST = "SELECT 3, 1, algorithm, 'AAAA', fingerprint, label, 'ada', 1 FROM staff_key"

FORGED = [
    "UPDATE staff_key SET blob = 'AAAA'",
    "UPDATE staff_key SET blob = 'AAAA', revoked_by = 'ada', revoked_at = 1 WHERE id = 1",
    "UPDATE staff_key SET staff_id = 2, revoked_by = 'ada', revoked_at = 1 WHERE id = 1",
    "UPDATE staff_key SET expires_on = '2099-01-01'",
    "UPDATE staff_key SET label = 'another'",
    "UPDATE staff_key SET id = 9, revoked_by = 'ada', revoked_at = 1 WHERE id = 1",
    "UPDATE staff_key SET revoked_by = NULL, revoked_at = NULL WHERE id = 2",
    "UPDATE staff_key SET revoked_by = 'eve', revoked_at = 9 WHERE id = 2",
    "UPDATE OR REPLACE staff_key SET id = 2 WHERE id = 1",
    "DELETE FROM staff_key",
    "DELETE FROM staff_key WHERE id = 2",
    f"INSERT OR REPLACE INTO staff_key ({_COLUMNS}) SELECT 2, {_NEW[3:]}",
    f"INSERT OR REPLACE INTO staff_key ({_COLUMNS}) {_LIKE_THE_FIRST} WHERE id = 1",
    f"INSERT OR REPLACE INTO staff_key ({_COLUMNS}) {_LIKE_THE_FIRST} WHERE id = 2",
    f"INSERT INTO staff_key ({_COLUMNS}) {_LIKE_THE_FIRST} WHERE id = 2",
    f"INSERT INTO staff_key ({_COLUMNS}) {_LIKE_THE_FIRST} WHERE id = 1"
    " ON CONFLICT DO UPDATE SET blob = 'AAAA'",
    f"INSERT INTO staff_key ({_COLUMNS}, revoked_by, revoked_at) VALUES ({_NEW}, 'ada', 1)",
    "DELETE FROM session_end",
    "UPDATE session_end SET session_id = 'another'",
    "INSERT OR REPLACE INTO session_end VALUES (1, 'another', 'eve', 2)",
    "INSERT OR REPLACE INTO session_end VALUES (2, 'session', 'eve', 2)",
    "REPLACE INTO session_end (session_id, ended_by, at) VALUES ('session', 'eve', 2)",
]
ONLY_BY_CREDITUI = [
    f"INSERT INTO staff_key ({_COLUMNS}) VALUES ({_NEW})",
    "UPDATE staff_key SET revoked_by = 'ada', revoked_at = 1 WHERE id = 1",
    "INSERT INTO session_end VALUES (2, 'another', 'eve', 2)",
]
"""What creditui itself does; nobody else can."""


@pytest.fixture
def keys(studio: Studio) -> Studio:
    """A key that holds, a revoked one, and a session that was ended."""
    give_key(studio, "alice", expires_on=date(2026, 12, 4))
    give_key(studio, "mona")
    with writing(studio.store):
        revoke(studio.store, 2, "ada", 5)
        studio.store.execute("INSERT INTO session_end VALUES (1, 'session', 'ada', 1)")
    return studio


def everything(studio: Studio) -> list[tuple[object, ...]]:
    rows = studio.store.rows
    return [*rows("SELECT * FROM staff_key"), *rows("SELECT * FROM session_end")]


@pytest.mark.parametrize("sql", FORGED)
def test_a_connection_with_the_functions_changes_nothing(keys: Studio, sql: str) -> None:
    before = everything(keys)
    connection = raw_connection(keys)
    with pytest.raises(apsw.ConstraintError):
        connection.execute(sql)
    connection.close(True)
    assert everything(keys) == before


@pytest.mark.parametrize("sql", FORGED + ONLY_BY_CREDITUI)
def test_the_shell_changes_nothing(keys: Studio, sql: str) -> None:
    before = everything(keys)
    done = subprocess.run(
        [SHELL, "-bail", str(keys.path), sql], capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert everything(keys) == before


@pytest.mark.parametrize("sql", ONLY_BY_CREDITUI)
def test_what_others_are_refused_creditui_itself_may_do(keys: Studio, sql: str) -> None:
    before = everything(keys)
    connection = raw_connection(keys)
    connection.execute(sql)
    connection.close(True)
    assert everything(keys) != before


def test_keys_are_read_by_number_fingerprint_and_person(keys: Studio) -> None:
    first = read_key(keys.store, 1)
    assert first is not None
    assert (first.username, first.expires_on, first.revoked) == ("alice", date(2026, 12, 4), False)
    assert key_by_fingerprint(keys.store, first.fingerprint) == first
    assert parse_key(ed25519(1)).base64 == first.blob
    assert [key.username for key in list_keys(keys.store)] == ["alice", "mona"]
    assert list_keys(keys.store, keys.staff("alice").id) == (first,)
    assert list_keys(keys.store, keys.staff("ada").id) == ()
    assert read_key(keys.store, 99) is None
    assert key_by_fingerprint(keys.store, "SHA256:none") is None


def test_a_key_is_revoked_once_and_never_added_again(keys: Studio) -> None:
    with pytest.raises(StoreError, match="no key 2"), writing(keys.store):
        revoke(keys.store, 2, "eve", 9)
    with pytest.raises(StoreError, match="added before"):
        give_key(keys, "ada", ed25519(2))
    revoked = read_key(keys.store, 2)
    assert revoked is not None
    assert (revoked.revoked_by, revoked.revoked_at) == ("ada", 5)
