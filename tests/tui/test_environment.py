from __future__ import annotations

import subprocess
import sys

from creditui.tui.environment import SETTINGS, prepare


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
