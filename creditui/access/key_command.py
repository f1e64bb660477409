"""What sshd asks with every login: may this key come in by this account (R21)?

sshd runs it as AuthorizedKeysCommand with %u %t %k. It answers with the line that lets the key in,
or with nothing, which keeps it out; so does whatever goes wrong. It says neither who the person is
nor what to run: the session finds that out by itself, from the key that was proven.

It imports as little as it can, because strangers can ask it.
"""

from __future__ import annotations

import os
from binascii import Error as NoBase64
from binascii import a2b_base64, b2a_base64

TYPE_CHECKING = False
if TYPE_CHECKING:  # for mypy, as typing's own
    from collections.abc import Mapping, Sequence

DOORS = {"credits": "desk", "credits-audit": "audit"}
"""The accounts of a host, and the door that each of them is; doors as in domain/door.py."""
ALGORITHMS = (
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
)
"""As in domain/ssh_key.py, which takes longer to import than the question takes to answer."""
OPTIONS = "restrict,pty"
"""What a key may do: ask for a terminal, and nothing else that sshd has to offer."""
LONGEST = 8192
"""Characters of base64 in the longest key that is looked up."""


def main(argv: Sequence[str], *, database: str, doors: Mapping[str, str] = DOORS) -> int:
    """Answer sshd: `argv` is the account, the kind of key and the key in base64.

    `database` is the path of the studio's database, `doors` which account is which door. Returns 0
    where the question was answered, 1 where it could not be; nothing was printed then.
    """
    try:
        answer = authorized_line(argv, database, doors)
        if answer:
            os.write(1, answer.encode("ascii"))
    except BaseException as error:  # closed, whatever it was
        _complain(error)
        return 1
    return 0


def authorized_line(argv: Sequence[str], database: str, doors: Mapping[str, str]) -> str:
    """The line that lets the key in, or an empty text; raises LookupFailed and what Python raises.

    The line is made of constants and of the key's bytes, encoded anew: nothing that was asked or
    stored is ever repeated.
    """
    if len(argv) != 3:
        return ""
    account, kind, code = argv
    if account not in doors or kind not in ALGORITHMS or len(code) > LONGEST:
        return ""
    algorithm = ALGORITHMS[ALGORITHMS.index(kind)]
    try:
        blob = a2b_base64(code, strict_mode=True)
    except (NoBase64, ValueError):
        return ""
    name, clean = algorithm.encode(), _base64(blob)
    if clean != code or not blob.startswith(len(name).to_bytes(4, "big") + name):
        return ""
    from creditui.store.key_lookup import key_holds

    fingerprint = f"SHA256:{_base64(_sha256(blob)).rstrip('=')}"
    if not key_holds(database, algorithm, clean, fingerprint, audit=_is_audit(doors[account])):
        return ""
    return f"{OPTIONS} {algorithm} {clean}\n"


def _sha256(blob: bytes) -> bytes:
    """The digest, by Python's own code where it has that: hashlib loads all of OpenSSL first."""
    for name in ("_sha2", "_sha256", "hashlib"):  # of Python 3.12 and later, of 3.11, of any
        try:
            digest: bytes = __import__(name).sha256(blob).digest()
        except ImportError:
            continue
        return digest
    raise ImportError("there is no SHA-256")


def _is_audit(door: str) -> bool:
    if door not in ("desk", "audit"):
        raise ValueError("that is no door")
    return door == "audit"


def _base64(blob: bytes) -> str:
    return b2a_base64(blob, newline=False).decode("ascii")


def _complain(error: BaseException) -> None:
    """One line for whoever keeps the host, on stderr and, as sshd shows that to nobody, the log."""
    said = getattr(error, "sentence", f"it failed ({type(error).__name__})")
    line = f"creditui lets no key in: {said}."
    for tell in (_to_stderr, _to_log):
        try:
            tell(line)
        except Exception:  # nobody can be told so; the exit status says it to sshd
            continue


def _to_stderr(line: str) -> None:
    os.write(2, f"{line}\n".encode(errors="replace"))


def _to_log(line: str) -> None:
    import syslog

    syslog.openlog("creditui-authorized-keys", syslog.LOG_PID, syslog.LOG_AUTH)
    syslog.syslog(syslog.LOG_ERR, line)
