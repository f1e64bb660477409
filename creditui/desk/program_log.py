"""The program's own log: what nobody expected is written down there, and shown on no screen.

It is a file of the account's or, where the account may write none (over SSH the home is root's),
the log of the operating system.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_LONGEST = 5_000
"""Characters of a line that the system's log takes."""


def write_log(told: str) -> str:
    """Append `told`, which may have many lines; returns a sentence that says where it is."""
    from platformdirs import user_state_path

    log: Path = user_state_path("creditui", appauthor=False) / "creditui.log"
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        opened = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with open(opened, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now(UTC).isoformat()} {told.rstrip()}\n")
    except OSError:
        from syslog import LOG_ERR

        from creditui.desk.system_log import tell_system
        from creditui.domain.text import visible

        for line in told.splitlines():
            tell_system(visible(line, _LONGEST), LOG_ERR)
        return f"The log {log} could not be written; the system's own log has the details."
    return f"The log {log} has the details."


def keep_off_screen() -> None:
    """From now on, what this process would print unasked on stderr goes to the log instead.

    That is what is logged as a warning or worse, Python's own warnings, and errors that have nobody
    to go to: in a thread, or while an object is cleared away.
    """
    logging.getLogger().addHandler(_LogHandler(logging.WARNING))
    logging.captureWarnings(True)
    sys.unraisablehook = _unraisable
    threading.excepthook = _in_thread


class _LogHandler(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        try:
            write_log(f"{record.levelname} {record.name}: {self.format(record)}")
        except Exception:
            # A log that fails must not be what ends a session, and has nowhere to say so.
            return


def _unraisable(unraisable: UnraisableHookArgs) -> None:
    about = unraisable.err_msg or "Exception ignored in"
    _write_error(f"{about}: {unraisable.object!r}", unraisable.exc_value, unraisable.exc_traceback)


def _in_thread(failed: threading.ExceptHookArgs) -> None:
    name = failed.thread.name if failed.thread is not None else "a thread"
    _write_error(f"Exception in thread {name}", failed.exc_value, failed.exc_traceback)


def _write_error(about: str, error: BaseException | None, trace: TracebackType | None) -> None:
    told = "" if error is None else "".join(traceback.format_exception(type(error), error, trace))
    write_log(f"{about}\n{told}")
