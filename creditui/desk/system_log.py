"""What the studio's own records cannot hold is told to the log of the operating system."""

from __future__ import annotations

import syslog
from collections.abc import Sequence

from creditui.domain.refusal import Refusal
from creditui.domain.text import visible


def tell_system(message: str, priority: int = syslog.LOG_WARNING) -> None:
    """Write `message` to the system's log of who comes in (LOG_AUTH), by default as a warning."""
    syslog.openlog("creditui", syslog.LOG_PID, syslog.LOG_AUTH)
    syslog.syslog(priority, message)


def tell_turned_away(username: str, words: Sequence[str], refusal: Refusal) -> None:
    """That somebody was not let in, who has no session and no connection of her own to note it."""
    from creditui.domain.attempt import asked_by  # with acts and entries: not for a first frame

    asked = asked_by(words).act or "the interface"
    tell_system(f"{visible(username)} was turned away ({refusal.code}), asking for: {asked}")
