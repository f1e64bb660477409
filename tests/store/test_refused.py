"""The log of refused attempts is append-only, through creditui and with the sqlite3 shell (R23)."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace

import apsw
import pytest

from creditui.domain.attempt import Asked, RefusedAttempt
from creditui.domain.refusal import Refusal
from creditui.store.engine import open_store
from creditui.store.errors import StoreError
from creditui.store.refused import append_refused, kept_already, refused_before
from creditui.store.transaction import writing
from tests.store.raw import raw_connection
from tests.support.studio import TODAY, Studio

ATTEMPT = RefusedAttempt(
    0,
    None,
    "alice",
    None,
    1_000_000,
    TODAY,
    1,
    Asked("add", "massage", 6, 1),
    Refusal("limit", "You can adjust at most 5.", "credits"),
    "r-1",
)
ALL = "SELECT * FROM refused_attempt ORDER BY id"
REWRITES = [
    "UPDATE refused_attempt SET actor = 'mona'",
    "UPDATE OR REPLACE refused_attempt SET id = 2 WHERE id = 1",
    "UPDATE refused_attempt SET message = ''",
    "DELETE FROM refused_attempt",
    "DELETE FROM refused_attempt WHERE id = 1",
    "REPLACE INTO refused_attempt SELECT * FROM refused_attempt",
    "INSERT OR REPLACE INTO refused_attempt SELECT * FROM refused_attempt WHERE id = 1",
    "INSERT INTO refused_attempt SELECT id + 5, actor_id, actor, via, at, studio_date, member_id,"
    " membership_id, period_id, service, act, credits, entry_id, code, field, message, request_id"
    " FROM refused_attempt",
]
FORGED = (
    "INSERT INTO refused_attempt (id, actor_id, actor, at, studio_date, member_id, service, act,"
    " code, field, message, request_id) VALUES ({id}, {actor_id}, '{actor}', 5, '2026-11-20',"
    " {member}, '', 'use', 'x', '', 'x', 'x')"
)


def keep(studio: Studio, *attempts: RefusedAttempt) -> None:
    with writing(studio.store):
        for attempt in attempts:
            append_refused(studio.store, attempt)


def test_attempts_are_read_newest_first_and_in_pages(studio: Studio) -> None:
    alice = studio.staff("alice").id
    keep(studio, ATTEMPT, replace(ATTEMPT, via="ada"), replace(ATTEMPT, actor="nobody"))
    third, second, first = refused_before(studio.store, None, 10)
    assert first == replace(ATTEMPT, id=1, actor_id=alice)
    assert second == replace(ATTEMPT, id=2, actor_id=alice, via="ada")
    assert third == replace(ATTEMPT, id=3, actor="nobody")
    assert refused_before(studio.store, 3, 1) == (second,)
    assert refused_before(studio.store, 1, 10) == ()


def test_only_the_same_refusal_of_the_same_request_is_known(studio: Studio) -> None:
    keep(studio, ATTEMPT)
    assert kept_already(studio.store, ATTEMPT, ATTEMPT.at - 1)
    assert not kept_already(studio.store, ATTEMPT, ATTEMPT.at)
    for other in (
        replace(ATTEMPT, request_id="r-2"),
        replace(ATTEMPT, actor="mona"),
        replace(ATTEMPT, via="ada"),
        replace(ATTEMPT, member_id=2),
        replace(ATTEMPT, asked=replace(ATTEMPT.asked, credits=7)),
        replace(ATTEMPT, asked=replace(ATTEMPT.asked, service="reformer")),
        replace(ATTEMPT, asked=replace(ATTEMPT.asked, membership_id=2)),
        replace(ATTEMPT, asked=replace(ATTEMPT.asked, period_id=1)),
        replace(ATTEMPT, refusal=replace(ATTEMPT.refusal, code="note")),
    ):
        assert not kept_already(studio.store, other, 0)


@pytest.mark.parametrize("sql", REWRITES)
def test_the_log_is_never_rewritten(studio: Studio, sql: str) -> None:
    keep(studio, ATTEMPT)
    before = studio.store.rows(ALL)
    with pytest.raises(StoreError):
        studio.store.execute(sql)
    connection = raw_connection(studio)
    with pytest.raises(apsw.Error):
        connection.execute(sql)
    connection.close(True)
    assert shell(studio, sql).returncode != 0
    assert studio.store.rows(ALL) == before


def test_the_shell_can_not_add_an_attempt(studio: Studio) -> None:
    done = shell(
        studio, FORGED.format(id=1, actor_id=studio.staff("mona").id, actor="mona", member=1)
    )
    assert done.returncode != 0
    assert studio.store.rows(ALL) == []


@pytest.mark.parametrize(
    "wrong", [{"id": 7}, {"actor": "alice"}, {"actor": "nobody"}, {"member": 999}]
)
def test_an_attempt_that_does_not_follow_is_refused(
    studio: Studio, wrong: dict[str, object]
) -> None:
    mona: dict[str, object] = {
        "id": 1, "actor_id": studio.staff("mona").id, "actor": "mona", "member": 1
    }  # fmt: skip
    connection = raw_connection(studio)
    with pytest.raises(apsw.ConstraintError):
        connection.execute(FORGED.format_map(mona | wrong))
    connection.execute(FORGED.format_map(mona))
    connection.close(True)


@pytest.mark.parametrize(
    "tamper",
    [
        lambda connection: connection.execute("DROP TRIGGER attempt_stays"),
        lambda connection: connection.execute("ALTER TABLE refused_attempt ADD COLUMN mine TEXT"),
    ],
)
def test_a_log_whose_guards_were_touched_is_noticed(
    studio: Studio, tamper: Callable[[apsw.Connection], object]
) -> None:
    connection = raw_connection(studio)
    tamper(connection)
    connection.close(True)
    with pytest.raises(StoreError, match="guards"):
        open_store(studio.url)


def shell(studio: Studio, sql: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("sqlite3") or "sqlite3"
    return subprocess.run(
        [program, "-bail", str(studio.path), sql], capture_output=True, text=True, check=False
    )
