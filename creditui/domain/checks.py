"""What every adjustment is asked first: rights, the standing, numbers, limits."""

from __future__ import annotations

from creditui.domain.context import Context
from creditui.domain.limits import check_limits
from creditui.domain.membership import MemberRecord, Membership
from creditui.domain.people import Actor, Permission, rights
from creditui.domain.proposal import Why
from creditui.domain.reasons import Direction, check_why
from creditui.domain.refusal import Caution, Refusal
from creditui.domain.standing import adjustable

MOST_CREDITS = 9_999
"""The most credits in one act; a longer number is a slip of the finger."""

_NEEDS = {
    Permission.VIEW: "Seeing members needs a role at the desk; ask an admin for one.",
    Permission.ADD: "Adding credits needs the role staff, manager or admin; ask one of them.",
    Permission.REMOVE: "Removing credits needs a manager; ask one to do it.",
    Permission.USE: "Using credits needs the role staff, manager or admin; ask one of them.",
    Permission.VIEW_STUDIO_LEDGER: "The studio's ledger is for managers and auditors; ask one.",
    Permission.VIEW_SESSIONS: "Session records are for auditors and admins; ask one.",
    Permission.SAVE_VIEWS: "Saving a view needs a manager; ask one to do it.",
    Permission.EXPIRE: "Writing off expired credits needs a manager; ask one to do it.",
    Permission.SEAL: "Sealing the ledger needs a manager; ask one to do it.",
    Permission.IMPORT: "Importing needs an admin; ask one to do it.",
    Permission.MANAGE: "Managing the studio needs an admin; ask one to do it.",
    Permission.BACKUP: "Making a backup needs an admin; ask one to do it.",
}


def check_permission(actor: Actor, permission: Permission) -> Refusal | None:
    """The refusal of what the actor's role does not give, or None (R18)."""
    if actor.may(permission):
        return None
    if not rights(actor.staff):
        message = "This account has no rights here; ask an admin to give it a role or enable it."
        return Refusal("no_rights", message)
    return Refusal("permission", _NEEDS[permission])


def check_membership(
    record: MemberRecord, membership_id: int, context: Context
) -> Refusal | tuple[Membership, tuple[Caution, ...]]:
    """The membership and what to know first, or why its credits can't be adjusted (R1)."""
    membership = record.membership(membership_id)
    if membership is None:
        message = "This member has no such membership; choose one of those listed."
        return Refusal("membership_unknown", message)
    standing = adjustable(membership, context.today, context.settings.grace_days)
    return standing if isinstance(standing, Refusal) else (membership, standing)


def check_credits(credits: int) -> Refusal | None:
    """The refusal of a number that is no number of credits to move: below 1 or absurd (R10)."""
    if credits < 1:
        message = "Give a whole number of credits, 1 or more; Type says which way they go."
        return Refusal("credits", message, "credits")
    if credits > MOST_CREDITS:
        return Refusal("credits", f"Give at most {MOST_CREDITS} credits at once.", "credits")
    return None


def check_reasoned(why: Why, direction: Direction, credits: int, context: Context) -> Refusal | Why:
    """The reason and note made neat, once they and the actor's limits allow it (R15, R19)."""
    neat = check_why(why, direction, context.reasons)
    if isinstance(neat, Refusal):
        return neat
    return check_limits(credits, context.actor, context.spent) or neat
