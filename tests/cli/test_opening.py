"""The first frame in a real terminal: it becomes the next one, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import sys
import termios
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.harbour import Harbour
from tests.cli.test_interface import program
from tests.support.display import Display, Place
from tests.support.terminal import Terminal

pytestmark = pytest.mark.terminal

TAKEN_OVER = b"\x1b[?1004h"
"""What Textual writes first that the first frame does not."""

DEPTHS: tuple[dict[str, str], ...] = (
    {"COLORTERM": "truecolor"},
    {"COLORTERM": ""},
    {"COLORTERM": "", "TERM": "xterm"},
    {"NO_COLOR": "1"},
)


def started(harbour: Harbour, *words: str, **options: object) -> Terminal:
    env = {"CREDITUI_DB": str(harbour.path)}
    extra = options.pop("env", {})
    assert isinstance(extra, Mapping)
    command = program("--as", "alice", *words)
    return Terminal.start(command, env={**env, **extra}, **options)  # type: ignore[arg-type]


def written(terminal: Terminal) -> bytes:
    return b"".join(chunk.data for chunk in terminal.program.chunks)


def is_sane(terminal: Terminal) -> bool:
    """Whether the terminal shows what is typed, and gives it a line at a time."""
    flags = termios.tcgetattr(terminal.program._master)[3]
    return bool(flags & termios.ECHO and flags & termios.ICANON) and terminal.cursor_shown


def frames(terminal: Terminal) -> tuple[Display, Display]:
    """The first frame, and the screen as it stands at last."""
    size = terminal.columns, terminal.rows
    first, last = Display(*size), Display(*size)
    data = written(terminal)
    assert TAKEN_OVER in data
    first.feed(data.partition(TAKEN_OVER)[0])
    last.feed(data)
    return first, last


def look(display: Display, place: Place) -> tuple[str, str, str, bool]:
    cell = display.cell(place)
    said = cell.data != " "
    return cell.data, cell.fg if said else "", cell.bg, said and cell.italics


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize(
    "env", DEPTHS, ids=lambda env: "-".join(f"{k}={v}" for k, v in env.items())
)
def test_what_it_shows_stays_where_it_is(
    harbour: Harbour, tmp_path: Path, env: dict[str, str], theme: str
) -> None:
    (tmp_path / "creditui").mkdir()
    (tmp_path / "creditui" / "config.toml").write_text(f'theme = "{theme}"\n')
    with started(harbour, env={**env, "XDG_CONFIG_HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("▸ ")
        terminal.settle(0.2)
        first, last = frames(terminal)
        title = first.lines()[0]
    assert title == " creditui"
    for column in range(80):
        place = Place(column, 0)
        if column < len(title):
            assert look(first, place) == look(last, place)
        assert first.cell(place).bg == last.cell(place).bg
        for row in (2, 3, 22, 23):
            assert first.cell(Place(column, row)).bg == last.cell(Place(column, row)).bg
    for column in range(10, 80):  # the cursor comes to the first column of the field
        place = Place(column, 1)
        if first.cell(place).data != " ":
            assert look(first, place) == look(last, place), place
        assert first.cell(place).bg == last.cell(place).bg
    assert first.lines()[1].replace("Search ", "") == last.lines()[1][:40].rstrip().replace(
        "Search ", ""
    )


@pytest.mark.parametrize(("columns", "rows"), [(20, 5), (24, 6), (44, 10), (79, 24), (130, 30)])
def test_at_any_size_nothing_jumps(harbour: Harbour, columns: int, rows: int) -> None:
    with started(harbour, columns=columns, rows=rows) as terminal:
        terminal.wait_for("enter")
        terminal.settle(0.2)
        first, last = frames(terminal)
    for row, text in enumerate(first.lines()):
        for column, character in enumerate(text):
            if character != " ":
                assert last.cell(Place(column, row)).data == character, (row, column)
    backgrounds = [first.cell(Place(column, 1)).bg for column in range(columns)]
    assert backgrounds[10:] == [last.cell(Place(column, 1)).bg for column in range(10, columns)]


def test_the_screen_is_not_emptied_between_the_two(harbour: Harbour) -> None:
    with started(harbour) as terminal:
        terminal.wait_for("▸ ")
        data = written(terminal)
    assert data.count(b"\x1b[?1049h") == 1
    assert b"\x1b[2J" not in data


TYPED_FIRST = """
import select, sys
from creditui.tui import first_frame
from creditui.__main__ import main

real = first_frame._write

def then_wait(data):
    first_frame._write = real
    real(data)
    select.select([0], [], [])

first_frame._write = then_wait
sys.exit(main())
"""
"""The program, which goes on from its first frame once something has been typed on it."""


def typed_first(harbour: Harbour, text: str) -> Terminal:
    """The program, with a text typed before there was a field for it."""
    command = [sys.executable, "-c", TYPED_FIRST, "--db", str(harbour.path), "--as", "alice"]
    terminal = Terminal.start(command)
    assert "Harbour" not in terminal.wait_for("Search")
    terminal.type(text)
    return terminal


def test_what_is_typed_before_the_field_is_there_is_in_it(harbour: Harbour) -> None:
    with typed_first(harbour, "okaf") as terminal:
        terminal.wait_for("Search  okaf")
        terminal.wait_for("▸ Maya Okafor")
        assert "okaf" not in terminal.row("creditui")
        terminal.press("enter")
        terminal.wait_for("Gold Monthly")


def test_enter_is_enter_from_the_first_moment(harbour: Harbour) -> None:
    with typed_first(harbour, "okafor\r") as terminal:
        terminal.wait_for("Gold Monthly")


def test_a_person_who_leaves_finds_her_terminal_as_it_was(harbour: Harbour) -> None:
    with started(harbour) as terminal:
        terminal.wait_for("▸ ")
        assert not is_sane(terminal)
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert is_sane(terminal)
        assert not terminal.text.strip()


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (("--db", "/nowhere/studio.db"), "There is no database at /nowhere/studio.db", 5),
        (("--as", "nobody"), "“nobody”|'nobody'|nobody", 3),
    ],
)
def test_what_goes_wrong_is_said_on_the_screen_that_was_there(
    harbour: Harbour, words: tuple[str, ...], said: str, status: int
) -> None:
    with started(harbour, *words) as terminal:
        terminal.wait_for(said)
        assert terminal.wait_exit() == status
        assert "Search" not in terminal.text
        assert is_sane(terminal)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_whoever_ends_it_meanwhile_leaves_a_terminal_that_works(
    harbour: Harbour, sign: signal.Signals
) -> None:
    with started(harbour) as terminal:
        terminal.wait_for("Search")
        os.kill(terminal.program.pid, sign)
        assert terminal.wait_exit() == 128 + sign
        assert is_sane(terminal)
        assert "Search" not in terminal.text


SENT_AT = """
import os, sys
from creditui.tui import first_frame
from creditui.__main__ import main

where, sign = sys.argv.pop(1), int(sys.argv.pop(1))
real = first_frame._write
sent = []

def then_end(data):
    real(data)
    if not sent and (data == first_frame._HIDE) is (where == "hidden"):
        sent.append(sign)
        os.kill(os.getpid(), sign)

first_frame._write = then_end
sys.exit(main())
"""
"""The program, which gets a signal at the very moment the frame has been painted, or taken away."""


@pytest.mark.parametrize("where", ["painted", "hidden"])
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_there_is_no_moment_at_which_it_would_leave_it_broken(
    harbour: Harbour, sign: signal.Signals, where: str
) -> None:
    nowhere = str(harbour.path.with_name("nowhere.db"))
    command = [sys.executable, "-c", SENT_AT, where, str(int(sign)), "--db", nowhere]
    with Terminal.start(command) as terminal:
        assert terminal.wait_exit() == 128 + sign
        assert is_sane(terminal)
        assert b"\x1b[?1049l" in written(terminal)
        assert "Search" not in terminal.text
        assert "Traceback" not in terminal.text


@pytest.mark.parametrize(
    "options", [{"env": {"TERM": "dumb"}}, {"columns": 19}, {"rows": 4}], ids=str
)
def test_where_it_would_be_no_use_there_is_none(harbour: Harbour, options: object) -> None:
    assert isinstance(options, dict)
    with started(harbour, **options) as terminal:
        terminal.wait_for("creditui|enter|Search")
        assert TAKEN_OVER in written(terminal)
        assert b"Search" not in written(terminal).partition(TAKEN_OVER)[0]


def test_a_command_has_none(harbour: Harbour) -> None:
    command = [sys.executable, "-m", "creditui", "--db", str(harbour.path), "--help"]
    with Terminal.start(command) as terminal:
        assert terminal.wait_exit() == 0
        assert b"\x1b" not in written(terminal)
