from __future__ import annotations

import subprocess
import sys

import pytest

from creditui.tui.environment import SETTINGS, prepare
from creditui.tui.first_inks import inks


def test_every_textual_variable_is_replaced_by_ours() -> None:
    environ = {"TEXTUAL_DRIVER": "evil:Driver", "TEXTUAL_LOG": "a.log", "TEXTUAL": "devtools"}
    prepare(environ)
    assert environ == dict(SETTINGS)


def test_a_frozen_width_is_forgotten_and_other_variables_stay() -> None:
    environ = {"COLUMNS": "80", "LINES": "24", "ESCDELAY": "200", "TERM": "xterm"}
    prepare(environ)
    assert environ == {"ESCDELAY": "200", "TERM": "xterm", **SETTINGS}


def test_no_color_is_kept_and_an_empty_one_is_none() -> None:
    kept, empty = {"NO_COLOR": "1"}, {"NO_COLOR": ""}
    prepare(kept)
    prepare(empty)
    assert kept["NO_COLOR"] == "1"
    assert "NO_COLOR" not in empty


@pytest.mark.parametrize(
    ("term", "without"),
    [
        ("vt100", True),
        ("vt220", True),
        ("xterm-mono", True),
        ("rxvt-m", True),
        ("vt525", False),
        ("vte-256color", False),
        ("xterm", False),
        ("", False),
    ],
)
def test_a_terminal_without_colours_is_given_none(term: str, without: bool) -> None:
    environ = {"TERM": term, "NO_COLOR": ""}
    prepare(environ)
    assert ("NO_COLOR" in environ) is without
    first = inks({"TERM": term})
    assert (first is not None and first.bar == "\x1b[0m") is without


def test_preparing_does_not_import_textual() -> None:
    code = "import sys, creditui.tui.environment as e; e.prepare(); print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_asyncio_comes_without_tls_and_tls_can_still_come() -> None:
    code = (
        "import sys, creditui.tui.environment as e; e.prepare(); e.import_asyncio(); "
        "import textual.app; assert 'ssl' not in sys.modules; "
        "import asyncio; asyncio.run(asyncio.sleep(0)); import ssl; print(ssl.OPENSSL_VERSION)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "SSL" in done.stdout
