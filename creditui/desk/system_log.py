"""What the studio's own records cannot hold is told to the log of the operating system."""

from __future__ import annotations

import syslog
from collections.abc import Iterable, Sequence

from creditui.domain.people import Actor, Limits, Staff
from creditui.domain.refusal import Refusal
from creditui.domain.text import visible

_NONE = "none"
_NOBODY = Staff(0, "", _NONE, _NONE)


def tell_system(message: str, priority: int = syslog.LOG_WARNING) -> None:
    """Write `message` to the system's log of who comes in (LOG_AUTH), by default as a warning."""
    syslog.openlog("creditui", syslog.LOG_PID, syslog.LOG_AUTH)
    syslog.syslog(priority, message)


def tell_turned_away(username: str, words: Sequence[str], refusal: Refusal) -> None:
    """That somebody was not let in, who has no session and no connection of her own to note it."""
    from creditui.domain.attempt import asked_by  # with acts and entries: not for a first frame

    asked = asked_by(words).act or "the interface"
    tell_system(f"{visible(username)} was turned away ({refusal.code}), asking for: {asked}")


def tell_staff_changes(actor: Actor, before: Iterable[Staff], after: Iterable[Staff]) -> None:
    """What `actor` has changed about people: the studio's records have only how they are now.

    So whoever takes her own client record away for a while to adjust it (R20) leaves a trace.
    """
    from creditui.domain.wording import acted_by

    who = acted_by(actor.staff.username, None if actor.via is None else actor.via.username)
    known = {person.id: _facts(person) for person in before}
    for person in after:
        facts, was = _facts(person), known.get(person.id, _facts(_NOBODY))
        told = ", ".join(f"{f} {was[f]} -> {facts[f]}" for f in facts if facts[f] != was[f])
        if told:
            tell_system(
                f"{who} changed {person.username}: {visible(told, 1_000)}", syslog.LOG_NOTICE
            )


def _facts(person: Staff) -> dict[str, str]:
    return {
        "name": person.name,
        "role": person.role,
        "disabled": "yes" if person.disabled else "no",
        "own client": _NONE if person.member_id is None else str(person.member_id),
        "limits": _said_limits(person.limits),
    }


def _said_limits(limits: Limits | None) -> str:
    if limits is None:
        return _NONE
    each = (limits.adjustment, limits.day, limits.member)
    return ",".join(_NONE if number is None else str(number) for number in each)
