"""Running the system's own programs, with a clean environment and a time limit."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
SECONDS = 60.0


def run(
    words: Sequence[str], *, given: str = "", account: tuple[int, tuple[int, ...]] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end; its status is for the caller to judge.

    `given` is its standard input. `account` is a user id with the ids of all its groups, the
    first its own, for programs that are not to run as root. As in a shell, the status is 127 or
    126 for a program that is not there or can't be started, and 124 for one that takes over a
    minute; stderr then says so.
    """
    uid, gids = (None, ()) if account is None else account
    try:
        return subprocess.run(
            words,
            input=given,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env={"PATH": PATH, "LANG": "C.UTF-8", "HOME": "/"},
            cwd="/",
            timeout=SECONDS,
            user=uid,
            group=gids[0] if gids else None,
            extra_groups=gids if gids else None,
            check=False,
        )
    except FileNotFoundError:
        return _failed(words, 127, f"there is no {words[0]}")
    except OSError as error:
        return _failed(words, 126, f"{words[0]} can't be started: {error.strerror}")
    except subprocess.TimeoutExpired:
        return _failed(words, 124, f"{words[0]} took over a minute")


def _failed(words: Sequence[str], status: int, why: str) -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess(list(words), status, "", why)


def is_root() -> bool:
    """Whether this process may change the machine."""
    return os.geteuid() == 0


def first_line(text: str) -> str:
    """The first line that says something, which is where sshd says what is wrong."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "it said nothing")


def last_line(text: str) -> str:
    """The last line that says something, which is where programs say what went wrong."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
