"""What is done before the interface is imported: the frame by itself."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest
from rich.color import Color
from rich.console import COLOR_SYSTEMS

from creditui.tui import opening
from creditui.tui.first_frame import SMALLEST, frame
from creditui.tui.first_inks import inks
from creditui.tui.theme import NAMES, THEMES
from tests.support.display import Display

COLOURS = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def test_without_a_terminal_nothing_is_painted(capfd: pytest.CaptureFixture[str]) -> None:
    opening.begin()
    assert not gc.isenabled()
    opening.end()
    assert gc.isenabled()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("columns", [*range(20, 90, 7), 80, 120, 121, 250])
@pytest.mark.parametrize("lines", [SMALLEST[1], 24])
def test_the_frame_fills_its_terminal_and_no_more(columns: int, lines: int) -> None:
    colours = inks(COLOURS)
    assert colours is not None
    display = Display(columns, lines)
    display.feed(frame(columns, lines, colours).encode())
    shown = display.lines()
    assert not any(shown[2:])
    assert shown[1].startswith(" Search  n")
    assert not display.cursor_shown


@pytest.mark.parametrize("term", ["", "dumb", "unknown"])
def test_a_terminal_that_can_do_nothing_gets_none(term: str) -> None:
    assert inks({**COLOURS, "TERM": term}) is None


def test_without_colours_there_are_none() -> None:
    colours = inks({**COLOURS, "NO_COLOR": "1"})
    assert colours is not None
    assert "38;" not in frame(80, 24, colours)
    assert "48;" not in frame(80, 24, colours)
    assert colours.hint == "\x1b[0;3m"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("term", "colorterm", "depth"),
    [
        ("xterm-kitty", "truecolor", "truecolor"),
        ("xterm-256color", "", "256"),
        ("screen-256color", "", "256"),
        ("xterm-kitty", "", "256"),
        ("xterm", "", "standard"),
        ("xterm-16color", "", "standard"),
        ("linux", "", "standard"),
    ],
)
def test_the_colours_are_those_of_the_theme(
    name: str,
    term: str,
    colorterm: str,
    depth: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    config = tmp_path_factory.mktemp("config")
    (config / "creditui").mkdir()
    (config / "creditui" / "config.toml").write_text(f"# light\n theme = '{name}' # mine\n")
    environ = {"TERM": term, "COLORTERM": colorterm, "XDG_CONFIG_HOME": str(config)}
    theme = THEMES[depth][NAMES.index(name)]

    def codes(colour: str | None, *, foreground: bool) -> str:
        assert colour is not None
        shown = Color.parse(colour).downgrade(COLOR_SYSTEMS[depth])
        return ";".join(shown.get_ansi_codes(foreground=foreground))

    found = inks(environ)
    assert found is not None
    bar = codes(theme.panel, foreground=False)
    page = codes(theme.background, foreground=False)
    muted = codes(theme.variables["foreground-muted"], foreground=True)
    assert found.bar == f"\x1b[0;{bar}m"
    assert found.page == f"\x1b[0;{page}m"
    assert found.title == f"\x1b[0;{codes(theme.primary, foreground=True)};{bar}m"
    assert found.muted == f"\x1b[0;{muted};{page}m"
    assert found.hint == f"\x1b[0;{muted};{bar}m"


def test_it_needs_next_to_nothing_imported() -> None:
    program = "import os, sys; before = set(sys.modules); import creditui.tui.opening;"
    told = f"{program} print('\\n'.join(set(sys.modules) - before))"
    done = subprocess.run((sys.executable, "-c", told), capture_output=True, text=True, check=True)
    new = done.stdout.split()
    assert {name for name in new if not name.startswith("creditui")} <= {
        "__future__",
        "gc",
        "termios",
    }
