"""Whose key was proven: the file that sshd leaves for the session with ExposeAuthInfo (R21)."""

from __future__ import annotations

import os
import stat

from creditui.desk.errors import Refused
from creditui.domain.refusal import Refusal
from creditui.domain.ssh_key import ALGORITHMS, BadKey, decode_key, fingerprint
from creditui.store.engine import open_store
from creditui.store.signing_in import key_by_fingerprint
from creditui.store.transaction import reading

_METHOD = "publickey"
_LONGEST = 64 * 1024


def read_auth_info(file: str | None) -> str:
    """What stands in the file that sshd named in SSH_USER_AUTH.

    sshd makes it for the account that signs in, so it must be that account's or root's, a plain
    file, and nobody else's to write. Raises Refused where it is not, where it cannot be read, and
    where sshd named none.
    """
    if not file or not os.path.isabs(file):
        raise _refused("sshd did not say which key was proven; set ExposeAuthInfo yes.")
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError:
        raise _refused("What sshd said of the proven key can't be read; sign in again.") from None
    try:
        found = os.fstat(handle)
        ours = found.st_uid in (0, os.geteuid()) and not found.st_mode & 0o022
        if not (ours and stat.S_ISREG(found.st_mode)):
            raise _refused("What sshd said of the proven key may be forged; tell an admin.")
        return os.read(handle, _LONGEST).decode("ascii", errors="replace")
    finally:
        os.close(handle)


def proven_blob(auth_info: str) -> bytes:
    """The bytes of the one key in what sshd said; raises Refused for anything else than that."""
    lines = auth_info.splitlines()
    words = lines[0].split(" ") if len(lines) == 1 else []
    if len(words) != 3 or words[0] != _METHOD or words[1] not in ALGORITHMS:
        raise _refused("Sign in with one SSH key, and with nothing else.")
    try:
        return decode_key(words[1], words[2])
    except BadKey:
        raise _refused("Sign in with a key of a kind that creditui knows.") from None


def proven_person(url: str, auth_info: str) -> tuple[str, int]:
    """The username and the number of the key that was proven, from what sshd said (R21).

    That the key holds today, that the person may sign in and by which door is looked at where her
    desk is opened, and again with each act. Raises Refused for a key that is nobody's or was
    revoked; StoreError where the database can't be opened.
    """
    blob = proven_blob(auth_info)
    store = open_store(url, read_only=True)
    try:
        with reading(store):
            key = key_by_fingerprint(store, fingerprint(blob))
    finally:
        store.close()
    if key is None or decode_key(key.algorithm, key.blob) != blob:
        raise _refused("This SSH key is nobody's here; ask an admin to add it.", "unknown_key")
    if key.revoked:
        message = "Your SSH key was revoked; ask an admin to add a new one."
        raise _refused(message, "key_revoked")
    return key.username, key.id


def _refused(message: str, code: str = "not_proven") -> Refused:
    return Refused(Refusal(code, message))
