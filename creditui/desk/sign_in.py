"""How a person came in, and whether that still holds (R21)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from creditui.desk.errors import Refused
from creditui.domain.door import Door, fits
from creditui.domain.people import Staff
from creditui.domain.refusal import Refusal
from creditui.domain.request import new_request_id
from creditui.store.engine import Store
from creditui.store.signing_in import read_key, session_ended


@dataclass(frozen=True, slots=True)
class SignIn:
    """How a person came in: which session this is, which key proved her, by which door."""

    session_id: str
    """A random id of this one stay."""
    key_id: int | None = None
    """The number of her key; None where the account of the operating system proved her."""
    door: Door = Door.LOCAL


def new_session_id() -> str:
    """A new random id for a session."""
    return new_request_id()


def local_sign_in() -> SignIn:
    """A new session of somebody whom the account of the operating system has proven."""
    return SignIn(new_session_id())


def check_sign_in(store: Store, sign_in: SignIn, person: Staff, today: date) -> None:
    """Raise Refused where the way in holds no longer: what revocation takes away ends here (R21).

    `person` is who signed in: with `--as` the admin, not the person she acts as. Codes:
    `session_ended`, `key_revoked`, `key_expired`, `wrong_door`.
    """
    refusal = _refusal(store, sign_in, person, today)
    if refusal is not None:
        raise Refused(refusal)


def _refusal(store: Store, sign_in: SignIn, person: Staff, today: date) -> Refusal | None:
    if session_ended(store, sign_in.session_id):
        return Refusal("session_ended", "An admin has ended this session; sign in again.")
    if sign_in.key_id is not None and (why := _key_refusal(store, sign_in.key_id, person, today)):
        return why
    if not fits(person.role, sign_in.door):
        return _wrong_door(person, sign_in.door)
    return None


def _key_refusal(store: Store, key_id: int, person: Staff, today: date) -> Refusal | None:
    key = read_key(store, key_id)
    if key is None or key.revoked or key.staff_id != person.id:
        return Refusal("key_revoked", "Your SSH key was revoked; ask an admin to add a new one.")
    if key.expires_on is not None and key.expired(today):
        last_day = key.expires_on.isoformat()
        message = f"Your SSH key held through {last_day}; ask an admin to add a new one."
        return Refusal("key_expired", message)
    return None


def _wrong_door(person: Staff, door: Door) -> Refusal:
    right = Door.DESK if door is Door.AUDIT else Door.AUDIT
    return Refusal(
        "wrong_door",
        f"The account {door.value} is not for the role {person.role}; "
        f"sign in again as {right.value}.",
    )
