"""A setting that nobody could go by: one sentence that says what to do, wherever it is met."""

import os
from pathlib import Path

import apsw
import pytest

from tests.cli.harbour import Harbour
from tests.cli.test_interface import program
from tests.support.terminal import Terminal

ZONES = (
    '"Nowhere/City"',
    '"../../etc/passwd"',
    '""',
    "5",
    "null",
    "not JSON at all",
    "",
    "[" * 5_000,
    '"\x1b[31m"',
)
OTHERS = {
    "studio_name": "1",
    "grace_days": '"many"',
    "short_expiry_days": "-1",
    "idle_lock_minutes": "true",
    "audit_dormant_days": "1e3",
    "audit_large_credits": "9" * 30,
    "opens_at": '"25:00"',
    "closes_at": "[]",
    "limits": '{"staff": {"adjustment": "5"}}',
}
COMMANDS = (
    ("search", "maya"),
    ("show", "maya@example.org"),
    ("ledger",),
    ("settings",),
    ("expire",),
    ("sessions",),
)


def damage(path: Path, key: str, value: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, value))
    connection.close()


@pytest.mark.parametrize("value", ZONES, ids=lambda value: value[:20])
def test_a_time_zone_that_is_none(harbour: Harbour, own_folders: Path, value: str) -> None:
    damage(harbour.path, "timezone", value)
    for words in COMMANDS:
        ran = harbour.run(*words)
        assert (ran.status, ran.out) == (5, ""), words
        assert "creditui init --timezone Europe/London" in ran.err
        assert ran.err.count("\n") == 1
        assert "\x1b" not in ran.err
    answer = harbour.run("show", "maya@example.org", "--json").json
    assert isinstance(answer, dict)
    assert answer["error"]["code"] == "damaged"
    assert not list(own_folders.rglob("creditui.log"))


def test_an_admin_puts_it_right_as_it_says(harbour: Harbour) -> None:
    damage(harbour.path, "timezone", ZONES[0])
    assert harbour.run("init").status == 5
    assert harbour.run("init", "--timezone", "Europe/London").status == 0
    assert harbour.run("show", "maya@example.org").status == 0


@pytest.mark.parametrize("key", OTHERS)
def test_any_other_damaged_setting_is_one_sentence_and_status_5(
    harbour: Harbour, own_folders: Path, key: str
) -> None:
    damage(harbour.path, key, OTHERS[key])
    for words in COMMANDS:
        ran = harbour.run(*words)
        assert (ran.status, ran.out) == (5, ""), words
        assert f"The setting {key} holds " in ran.err
        assert ran.err.count("\n") == 1
    assert not list(own_folders.rglob("creditui.log"))


@pytest.mark.terminal
def test_at_the_start_of_the_interface(harbour: Harbour, tmp_path: Path) -> None:
    damage(harbour.path, "timezone", ZONES[0])
    env = {"CREDITUI_DB": str(harbour.path), "XDG_STATE_HOME": str(tmp_path)}
    with Terminal.start(program(), env={**os.environ, **env}) as terminal:
        terminal.wait_for("time zone .Nowhere.City.")
        assert terminal.wait_exit() == 5
    assert not list(tmp_path.rglob("creditui.log"))
