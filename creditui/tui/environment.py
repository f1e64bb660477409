"""What the process environment must say before Textual is imported.

Textual reads its variables once, at import, and some of them are dangerous on a shared server:
they write log files, import a driver class by name, or press keys. So the entry point calls
[prepare][creditui.tui.environment.prepare] first, and imports the rest of this room after it.
This module imports nothing but the standard library and what the first frame has imported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from types import MappingProxyType

from creditui.tui.first_inks import colourless

SETTINGS = MappingProxyType(
    {
        "TEXTUAL_ANIMATIONS": "none",  # every frame of an animation is bytes over SSH
        "TEXTUAL_SMOOTH_SCROLL": "0",  # a scroll is one repaint, not ten
        "TEXTUAL_FPS": "60",  # results follow a letter 16 ms later, not 50; idle it costs nothing
    }
)
"""The Textual settings creditui runs with."""

REMOVED = frozenset(
    {
        "TEXTUAL",  # switches on devtools, which connect to a network port
        "COLUMNS",  # freezes the width, so that a resized terminal is not noticed
        "LINES",
        "FORCE_COLOR",  # would overrule what the terminal says about itself
    }
)
"""Variables taken away, beside every TEXTUAL_* one that is not a setting of ours.

ESCDELAY stays: a person on a slow line sets it so that an arrow key is not read as `esc`.
"""


def import_asyncio() -> None:
    """Import asyncio without TLS, which nothing here speaks; call before importing Textual.

    It does without where Python was built so. With it comes OpenSSL: a twentieth of the time until
    the first frame, and a megabyte of every session. Whoever imports `ssl` later gets it.
    """
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # so an import of it fails
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]


def prepare(environ: MutableMapping[str, str] | None = None) -> None:
    """Make the environment safe and economical for Textual; call before importing it.

    An empty NO_COLOR counts as not set, as the convention has it; any other value is kept, and
    set for a terminal that has no colours.

    Args:
        environ: The environment to change; the process's own by default.
    """
    environ = os.environ if environ is None else environ
    for name in [name for name in environ if name in REMOVED or name.startswith("TEXTUAL_")]:
        del environ[name]
    if environ.get("NO_COLOR") == "":
        del environ["NO_COLOR"]
    if colourless(environ):
        environ.setdefault("NO_COLOR", "1")
    environ.update(SETTINGS)
