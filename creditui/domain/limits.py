"""How many credits a person may adjust (R19)."""

from __future__ import annotations

from creditui.domain import wording
from creditui.domain.people import Actor, Permission, Spent
from creditui.domain.refusal import Refusal


def left_today(actor: Actor, spent: Spent) -> int | None:
    """Credits the actor can still adjust today under her daily limit; None without one (R19)."""
    day = actor.limits.day
    return None if day is None else max(0, day - spent.today)


def check_limits(credits: int, actor: Actor, spent: Spent) -> Refusal | None:
    """The refusal of an adjustment that is more than the actor may do, or None (R19).

    `credits` may be signed; adding and removing count alike. The sentence names the limit that
    leaves least, so that a smaller number is not refused again by another.
    """
    limits = actor.limits
    rooms = [
        (limits.adjustment, 0, "at a time"),
        (limits.day, spent.today, "a day"),
        (limits.member, spent.member, "for one member in 30 days"),
    ]
    left = [(max(0, most - done), most, span) for most, done, span in rooms if most is not None]
    if not left:
        return None
    room, most, span = min(left, key=lambda each: each[0])
    if abs(credits) <= room:
        return None
    can = f"at most {wording.credits(room)}" if room else "no more credits"
    message = f"You can adjust {can} now: your limit is {most} {span}; {_who_can(actor)}."
    return Refusal("limit", message, "credits")


def _who_can(actor: Actor) -> str:
    if actor.may(Permission.REMOVE):
        return "an admin can raise it"
    return "a manager can do more"
