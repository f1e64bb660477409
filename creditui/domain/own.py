"""Nobody adjusts credits of her own (R20)."""

from __future__ import annotations

from creditui.domain.people import Actor
from creditui.domain.refusal import Refusal


def check_own(member_id: int, actor: Actor) -> Refusal | None:
    """The refusal of an act on the actor's own credits, or on those of who acts as her (R20)."""
    behind = [actor.staff] if actor.via is None else [actor.staff, actor.via]
    if any(person.member_id == member_id for person in behind):
        return Refusal("own_membership", "These are your own credits; ask a colleague to do it.")
    return None
