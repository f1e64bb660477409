"""SSH public keys for tests: made up where only their form matters, or by the real ssh-keygen."""

from __future__ import annotations

import subprocess
from base64 import b64encode
from pathlib import Path


def packed(*fields: bytes) -> bytes:
    """Fields as SSH packs them, each behind its length."""
    return b"".join(len(field).to_bytes(4, "big") + field for field in fields)


def line(algorithm: str, *fields: bytes, comment: str = "") -> str:
    """The line of a .pub file with a key made of `fields`."""
    blob = b64encode(packed(algorithm.encode(), *fields)).decode()
    return f"{algorithm} {blob} {comment}".rstrip()


def ed25519(number: int = 1, comment: str = "") -> str:
    """The line of an Ed25519 key that nobody holds; another one for each number."""
    return line("ssh-ed25519", number.to_bytes(32, "big"), comment=comment)


def mpint(number: int) -> bytes:
    """A positive number as SSH writes it."""
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


def rsa(bits: int, comment: str = "") -> str:
    """The line of an RSA key of so many bits that nobody holds."""
    return line("ssh-rsa", mpint(65537), mpint((1 << (bits - 1)) + 1), comment=comment)


def generated(folder: Path, algorithm: str, bits: int, comment: str = "maya@desk") -> Path:
    """The .pub file of a real key pair, made in `folder`."""
    file = folder / f"{algorithm}{bits}"
    asked = ["-q", "-t", algorithm, "-b", str(bits), "-N", "", "-C", comment, "-f", str(file)]
    subprocess.run(["ssh-keygen", *asked], check=True)
    return file.with_suffix(".pub")


def openssh_fingerprint(file: Path) -> str:
    """The fingerprint that the real ssh-keygen prints of a .pub file."""
    asked = ["ssh-keygen", "-l", "-f", str(file)]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split()[1]
