"""SSH public keys as people paste them: one line, read to the last byte (R21).

What is kept and handed to sshd is worked out from the decoded key, never copied from the line.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256

from creditui.domain.text import tidy, visible

SMALLEST_RSA = 3072
LARGEST_RSA = 16384
LONGEST_LABEL = 60
_LONGEST_LINE = 10_000
_CURVES = {"nistp256": 32, "nistp384": 48, "nistp521": 66}
"""The curves of ECDSA, with the bytes of one coordinate."""

ED25519 = "ssh-ed25519"
ED25519_SK = "sk-ssh-ed25519@openssh.com"
ECDSA = {f"ecdsa-sha2-{curve}": curve for curve in _CURVES}
ECDSA_SK = "sk-ecdsa-sha2-nistp256@openssh.com"
RSA = "ssh-rsa"
ALGORITHMS = (ED25519, *ECDSA, ED25519_SK, ECDSA_SK, RSA)
"""What a key can be, as OpenSSH names it."""

_LINE_END = re.compile(r"[\r\n]+")
_OPTION = re.compile(r"[a-z0-9-]+[=,]")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f]")


class BadKey(ValueError):
    """The text is no public key that can be accepted; the message is one sentence saying why."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key that was read to its last byte."""

    algorithm: str
    blob: bytes
    comment: str = ""
    """What stood behind the key, fit to be a label; empty where nothing did."""

    @property
    def base64(self) -> str:
        """The key as it stands in a line."""
        return b64encode(self.blob).decode()

    @property
    def fingerprint(self) -> str:
        """As `ssh-keygen -l` prints it: "SHA256:…"."""
        return fingerprint(self.blob)


def fingerprint(blob: bytes) -> str:
    """The fingerprint of a key's bytes as OpenSSH shows it: "SHA256:…", without padding."""
    return "SHA256:" + b64encode(sha256(blob).digest()).decode().rstrip("=")


def parse_key(text: str) -> PublicKey:
    """The public key in `text`, one line as in a .pub file; raises BadKey with what to do."""
    _check_kind(text)
    lines = [line for line in _LINE_END.split(text) if line.strip()]
    if not lines:
        raise BadKey("There is no key; paste the one line of the .pub file.")
    if len(lines) > 1:
        raise BadKey("That is more than one line; paste one public key at a time.")
    algorithm, code, comment = (*lines[0].lstrip("\ufeff").split(maxsplit=2), "", "", "")[:3]
    _check_algorithm(algorithm, f"{code} {comment}")
    return PublicKey(algorithm, decode_key(algorithm, code), as_label(comment))


def decode_key(algorithm: str, code: str) -> bytes:
    """The bytes of a key from its base64; raises BadKey where they are no key of `algorithm`."""
    try:
        blob = binascii.a2b_base64(code.encode("ascii"), strict_mode=True)
    except (UnicodeEncodeError, binascii.Error):
        raise _damaged() from None
    if b64encode(blob).decode() != code:
        raise _damaged()
    _check_blob(algorithm, blob)
    return blob


def as_label(text: str) -> str:
    """`text` as a label: nothing a terminal would obey, one line, at most 60 characters."""
    shown = tidy(visible(_UNSEEN.sub(" ", text), LONGEST_LABEL * 2))
    return shown if len(shown) <= LONGEST_LABEL else shown[: LONGEST_LABEL - 1] + "…"


def _check_kind(text: str) -> None:
    if len(text) > _LONGEST_LINE:
        raise BadKey("That is too long for a public key; paste the one line of the .pub file.")
    if "PRIVATE KEY" in text or text.lstrip().startswith("PuTTY-User-Key-File"):
        raise BadKey(
            "That is a private key, which nobody else may see; paste the line of the .pub file."
        )
    if "BEGIN SSH2 PUBLIC KEY" in text:
        raise BadKey("That key is in another form; print it with: ssh-keygen -i -f FILE.")


def _check_algorithm(algorithm: str, rest: str) -> None:
    if algorithm in ALGORITHMS:
        return
    if "-cert-v0" in algorithm:
        raise BadKey("Certificates are not accepted; paste the plain public key.")
    if algorithm == "ssh-dss":
        raise BadKey("DSA keys are too weak; make one with: ssh-keygen -t ed25519.")
    if _OPTION.match(algorithm) or any(word in ALGORITHMS for word in rest.split()):
        raise BadKey("Options before the key are not accepted; paste the line of the .pub file.")
    raise BadKey(
        f"{visible(algorithm, 40)!r} is no kind of key that is accepted; paste the line of the "
        ".pub file, such as that of ssh-keygen -t ed25519."
    )


def _check_blob(algorithm: str, blob: bytes) -> None:
    name, *fields = _strings(blob)
    if name != algorithm.encode():
        raise _damaged()
    if algorithm == RSA:
        _check_rsa(fields)
        return
    named = algorithm in (ED25519_SK, ECDSA_SK)  # the application that the hardware key is for
    if named and not (fields and 0 < len(fields.pop()) <= 255):
        raise _damaged()
    curve = "nistp256" if algorithm == ECDSA_SK else ECDSA.get(algorithm)
    fits = _is_ed25519(fields) if curve is None else _is_point(fields, curve)
    if not fits:
        raise _damaged()


def _strings(blob: bytes) -> list[bytes]:
    """What `blob` is made of: strings, each behind its length in four bytes, and nothing else."""
    found, place = [], 0
    while place < len(blob):
        end = place + 4 + int.from_bytes(blob[place : place + 4], "big")
        if place + 4 > len(blob) or end > len(blob):
            raise _damaged()
        found.append(blob[place + 4 : end])
        place = end
    if not found:
        raise _damaged()
    return found


def _is_ed25519(fields: list[bytes]) -> bool:
    return len(fields) == 1 and len(fields[0]) == 32


def _is_point(fields: list[bytes], curve: str) -> bool:
    if len(fields) != 2 or fields[0] != curve.encode():
        return False
    return len(fields[1]) == 1 + 2 * _CURVES[curve] and fields[1][0] == 4


def _check_rsa(fields: list[bytes]) -> None:
    if len(fields) != 2:
        raise _damaged()
    exponent, modulus = map(_positive, fields)
    if modulus.bit_length() < SMALLEST_RSA:
        raise BadKey(
            f"RSA keys need {SMALLEST_RSA:,} bits or more and this one has "
            f"{modulus.bit_length():,}; make a new one with: ssh-keygen -t ed25519."
        )
    if modulus.bit_length() > LARGEST_RSA or exponent < 3 or not exponent & modulus & 1:
        raise _damaged()


def _positive(field: bytes) -> int:
    """A whole number above 0 as SSH writes it: no byte more than it needs."""
    number = int.from_bytes(field, "big", signed=True)
    if number < 1 or len(field) != number.bit_length() // 8 + 1:
        raise _damaged()
    return number


def _damaged() -> BadKey:
    return BadKey("The key is damaged or cut off; copy the whole line of the .pub file.")
