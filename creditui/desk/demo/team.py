"""The people at the desk of the sample studio."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from creditui.domain.people import Actor, Role, Staff
from creditui.domain.settings import Settings
from creditui.store.engine import Store
from creditui.store.signing_in import read_staff
from creditui.store.staff import SYSTEM, insert_staff, read_signer, update_staff

BOOKING = "booking"
"""The booking system signs in as a person of its own, with the rights to use credits."""

FORMER = "carl"
"""Left the studio: disabled now, but his entries stay."""

PEOPLE = (
    ("alice", "Alice Moreau", Role.STAFF),
    ("ben", "Ben Achterberg", Role.STAFF),
    ("mona", "Mona Haddad", Role.MANAGER),
    ("audrey", "Audrey Blake", Role.AUDITOR),
    ("ada", "Ada Lindgren", Role.ADMIN),
    (FORMER, "Carl Jensen", Role.STAFF),
    (BOOKING, "Booking system", Role.STAFF),
)


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody who acts in the sample's history, with the limits of their roles (R19)."""

    staff: Mapping[str, Staff]
    settings: Settings

    def actor(self, username: str, via: str | None = None) -> Actor:
        """The person with that username as she acts at the desk, through `via` if given (R21)."""
        staff = self.staff[username]
        behind = None if via is None else self.staff[via]
        return Actor(staff, self.settings.limits_of(staff.role, staff.limits), behind)


def hire(store: Store, settings: Settings, members: Mapping[str, int]) -> Team:
    """Write the people of the desk, inside `writing()`.

    `members` gives the member id of who is a client too, by username (R20). The owner may have one
    of these usernames: she stays the admin.
    """
    staff = {}
    for username, name, role in PEOPLE:
        known = read_staff(store, username) or insert_staff(store, username, name, role)
        # He acts in the history; only the database says that he may no longer.
        staff[username] = replace(known, name=name, member_id=members.get(username))
        update_staff(store, replace(staff[username], disabled=_left(username, known)))
    return Team({**staff, SYSTEM: read_signer(store, SYSTEM)}, settings)


def _left(username: str, known: Staff) -> bool:
    return username == FORMER and known.role != Role.ADMIN
