"""Bytes of the database are changed or lost: it is read as before, or said to be damaged."""

import io
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random

import pytest

from creditui.cli.main import main
from tests.cli.harbour import build
from tests.support.studio import FixedClock

Damage = Callable[[bytes, Random], bytearray]
TIMES = 15
PAGE = 4096
COMMANDS = (
    ("show", "maya"),
    ("ledger",),
    ("verify",),
    (
        *("adjust", "maya", "--add", "1", "--service", "massage", "--expires", "eom"),
        *("--reason", "goodwill", "--note", "a kind word"),
    ),
)
WORDS = re.compile(rb"20\d\d-\d\d-\d\d|massage|allocation|opening|Okafor|gold|period_end|manager")


def a_letter(good: bytes, chance: Random) -> bytearray:
    """One byte of a date, a code or a name is another one: half of those are no text then."""
    damaged = bytearray(good)
    found = chance.choice(list(WORDS.finditer(good)))
    damaged[chance.randrange(*found.span())] = chance.choice(b"\xff\xc3\x00\x1bx9-")
    return damaged


def some_bytes(good: bytes, chance: Random) -> bytearray:
    damaged = bytearray(good)
    for _ in range(chance.choice((1, 5, 50))):
        damaged[chance.randrange(100, len(good))] = chance.randrange(256)
    return damaged


def a_page(good: bytes, chance: Random) -> bytearray:
    damaged = bytearray(good)
    start = PAGE * chance.randrange(1, len(good) // PAGE)
    damaged[start : start + PAGE] = chance.choice((bytes(PAGE), chance.randbytes(PAGE)))
    return damaged


def its_end(good: bytes, chance: Random) -> bytearray:
    return bytearray(good[: chance.randrange(PAGE, len(good))])


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("good")
    build(folder)
    return (folder / "studio.db").read_bytes()


@pytest.mark.parametrize("damage", [a_letter, some_bytes, a_page, its_end])
def test_each_command_says_what_is_so(
    good: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Damage
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    chance, statuses = Random(damage.__name__), set()
    for number in range(TIMES):
        damaged = damage(good, chance)
        for words in COMMANDS:
            path = tmp_path / f"{number}-{words[0]}.db"
            path.write_bytes(damaged)
            out, err = io.StringIO(), io.StringIO()
            with redirect_stdout(out), redirect_stderr(err):
                status = main(["--db", str(path), *words], clock=FixedClock())
            said = out.getvalue() + err.getvalue()
            assert status in (0, 3, 5), said
            assert not {"\x1b", "\x00", "\x9b"} & set(said)
            statuses.add(status)
    assert {0, 5} & statuses
    assert not list(tmp_path.glob("**/creditui.log"))
