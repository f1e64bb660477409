"""The SSH keys of staff: add, list, revoke (R21). One key is one person's, once and for all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from creditui.desk.errors import InputError, Refused
from creditui.desk.lookup import known_person
from creditui.desk.session import Desk, Moment, require
from creditui.domain.instant import microseconds
from creditui.domain.people import Permission
from creditui.domain.refusal import Refusal
from creditui.domain.ssh_key import LONGEST_LABEL, BadKey, PublicKey, parse_key
from creditui.domain.staff_key import StaffKey
from creditui.domain.text import tidy, unfit
from creditui.domain.wording import acted_by
from creditui.store.keys import insert_key, revoke
from creditui.store.keys import list_keys as stored_keys
from creditui.store.session_log import last_used_by_key
from creditui.store.signing_in import key_by_fingerprint, read_key
from creditui.store.transaction import reading, writing

SHORTEST_PREFIX = 8
"""Characters of a fingerprint, behind "SHA256:", by which a key can be named."""
_NUMBER = re.compile(r"[0-9]{1,7}")


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key and when somebody last signed in with it."""

    key: StaffKey
    last_used: int | None
    """Microseconds of UTC since 1970; None where nobody did."""
    today: date
    """The studio date on which this was read."""

    @property
    def state(self) -> str:
        """`holds`, `expired` or `revoked`, on the day it was read."""
        if self.key.holds(self.today):
            return "holds"
        return "revoked" if self.key.revoked else "expired"


def add_key(
    desk: Desk,
    username: str,
    text: str,
    *,
    label: str | None = None,
    expires_on: date | None = None,
) -> KnownKey:
    """Let a person sign in with the public key in `text`, through the studio date `expires_on`.

    The label is what stands behind the key where none is given. Raises InputError for nobody of
    that name and for text that is no acceptable key; Refused for who is no admin, and for a key
    that was added before, to anybody.
    """
    key = _parsed(text)
    shown = key.comment or key.algorithm if label is None else _checked_label(label)
    desk.check_writable()
    with writing(desk.store):
        moment = desk.require(Permission.MANAGE)
        staff = known_person(desk, username)
        _check_expiry(expires_on, moment.today)
        _check_new(desk, key)
        added = insert_key(
            desk.store,
            staff.id,
            key,
            label=shown,
            added_by=_signed(desk),
            added_at=microseconds(moment.instant),
            expires_on=expires_on,
        )
    return KnownKey(added, None, moment.today)


def list_keys(desk: Desk, username: str | None = None) -> tuple[KnownKey, ...]:
    """Keys by username, the oldest first, revoked ones too: all, or those of one person.

    Who may see the list of staff sees everybody's; anybody else only her own, by default. Raises
    InputError for nobody of that name; Refused for the keys of others.
    """
    with reading(desk.store):
        moment = desk.moment()
        if username not in (None, desk.username):
            require(moment.actor, Permission.VIEW_STUDIO_LEDGER)
        whose = username
        if username is None and not moment.actor.may(Permission.VIEW_STUDIO_LEDGER):
            whose = desk.username
        staff_id = None if whose is None else known_person(desk, whose).id
        return _known(desk, stored_keys(desk.store, staff_id), moment)


def revoke_key(desk: Desk, name: str) -> KnownKey:
    """Take a key back, for good: its sessions can do nothing more from their next act on.

    `name` is its number, its fingerprint, or 8 characters or more of that which no other key has.
    Raises InputError where that is no key or several; Refused for who is no admin, and where it
    was revoked before.
    """
    desk.check_writable()
    with writing(desk.store):
        moment = desk.require(Permission.MANAGE)
        key = _named(desk, name)
        if key.revoked:
            message = f"Key {key.id} of {key.username} was revoked before, by {key.revoked_by}."
            raise Refused(Refusal("already_revoked", f"{message} Nothing was changed."))
        revoke(desk.store, key.id, _signed(desk), microseconds(moment.instant))
        after = read_key(desk.store, key.id) or key
        return _known(desk, (after,), moment)[0]


def _known(desk: Desk, keys: tuple[StaffKey, ...], moment: Moment) -> tuple[KnownKey, ...]:
    used = last_used_by_key(desk.store.path)
    return tuple(KnownKey(key, used.get(key.id), moment.today) for key in keys)


def _parsed(text: str) -> PublicKey:
    try:
        return parse_key(text)
    except BadKey as error:
        raise InputError("bad_key", str(error)) from None


def _checked_label(text: str) -> str:
    label = tidy(text)
    if not label:
        raise InputError("bad_label", "The label is empty; say whose machine the key is on.")
    if (why := unfit(label, longest=LONGEST_LABEL)) is not None:
        raise InputError("bad_label", f"That label can't be kept: {why}")
    return label


def _check_expiry(expires_on: date | None, today: date) -> None:
    if expires_on is not None and expires_on < today:
        raise InputError(
            "bad_date",
            f"{expires_on.isoformat()} is past; a key holds through today or a later date.",
        )


def _check_new(desk: Desk, key: PublicKey) -> None:
    found = key_by_fingerprint(desk.store, key.fingerprint)
    if found is None:
        return
    message = (
        f"That key {'was' if found.revoked else 'is'} {found.username}'s (key {found.id}), and a "
        "key is added only once; make a new one with: ssh-keygen -t ed25519."
    )
    refusal = Refusal("key_used", message) if found.revoked else Refusal("key_taken", message)
    raise Refused(refusal)


def _named(desk: Desk, name: str) -> StaffKey:
    if _NUMBER.fullmatch(name):
        found = [key for key in (read_key(desk.store, int(name)),) if key is not None]
    else:
        start = name.removeprefix("SHA256:")
        if len(start) < SHORTEST_PREFIX:
            raise InputError(
                "bad_key_name",
                f"Name the key by its number, or by {SHORTEST_PREFIX} characters or more of its "
                "fingerprint.",
            )
        full = f"SHA256:{start}"
        found = [key for key in stored_keys(desk.store) if key.fingerprint.startswith(full)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError("no_such_key", "There is no such key; see: creditui staff key list.")
    listed = ", ".join(f"{key.id} ({key.username})" for key in found)
    raise InputError("several_keys", f"That is several keys: {listed}; name one by its number.")


def _signed(desk: Desk) -> str:
    """Who did it: the person, and the admin behind her where there is one (R21)."""
    return acted_by(desk.username, desk.via)
