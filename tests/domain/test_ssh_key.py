"""R21: the public keys that people paste, and everything else that they paste."""

from __future__ import annotations

from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.ssh_key import ALGORITHMS, LONGEST_LABEL, BadKey, as_label, parse_key
from creditui.domain.text import unfit
from tests.support.ssh_keys import (
    ed25519,
    generated,
    line,
    mpint,
    openssh_fingerprint,
    packed,
    rsa,
)

ED = ed25519()
CODE = ED.split()[1]
BLOB = b64decode(CODE)
E, N = mpint(65537), mpint((1 << 3071) + 1)


@pytest.mark.parametrize(
    ("algorithm", "bits"),
    [("ed25519", 256), ("ecdsa", 256), ("ecdsa", 384), ("ecdsa", 521), ("rsa", 3072)],
)
def test_a_real_key_has_the_fingerprint_that_openssh_shows(
    tmp_path: Path, algorithm: str, bits: int
) -> None:
    file = generated(tmp_path, algorithm, bits)
    key = parse_key(file.read_text())
    assert key.fingerprint == openssh_fingerprint(file)
    assert key.comment == "maya@desk"
    assert f"{key.algorithm} {key.base64} maya@desk\n" == file.read_text()


def test_keys_of_a_hardware_token_are_as_openssh_reads_them(tmp_path: Path) -> None:
    point = parse_key(generated(tmp_path, "ecdsa", 256).read_text()).blob[-65:]
    for text in (
        line("sk-ssh-ed25519@openssh.com", b"\7" * 32, b"ssh:desk", comment="token"),
        line("sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", point, b"ssh:"),
    ):
        file = tmp_path / "token.pub"
        file.write_text(text)
        assert parse_key(text).fingerprint == openssh_fingerprint(file)


@pytest.mark.parametrize(
    "text",
    [ED, f"{ED}\n", f"\n  {ED}  \r\n\n", f"\ufeff{ED}", ED.replace(" ", "\t"), f"{ED} a  b\tc "],
)
def test_a_line_is_read_whatever_is_around_it(text: str) -> None:
    key = parse_key(text)
    assert (key.algorithm, key.blob) == ("ssh-ed25519", BLOB)
    assert key.comment in ("", "a b c")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no key"),
        (" \n\n", "no key"),
        (f"{ED}\n{ed25519(2)}", "more than one line"),
        (f"{ED}\r{ed25519(2)}", "more than one line"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blb\n-----END", r"private key.*\.pub"),
        ("-----BEGIN RSA PRIVATE KEY-----", "private key"),
        ("PuTTY-User-Key-File-3: ssh-ed25519", "private key"),
        ("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA", "ssh-keygen -i"),
        (f"restrict {ED}", "Options"),
        (f"no-pty,no-user-rc {ED}", "Options"),
        (f'command="/bin/sh -c id" {ED}', "Options"),
        (f'from="10.0.0.1",command="sh" {ED}', "Options"),
        (f'environment="A=B" {ED}', "Options"),
        (f"cert-authority {ED}", "Options"),
        (f"# {ED}", "Options"),
        (f"ssh-ed25519-cert-v01@openssh.com {CODE}", "Certificates"),
        (f"ssh-rsa-cert-v01@openssh.com {CODE}", "Certificates"),
        ("ssh-dss AAAAB3NzaC1kc3M=", "DSA"),
        (f"SSH-ED25519 {CODE}", "no kind of key"),
        (f"ssh-ed448 {CODE}", "no kind of key"),
        (f"rsa-sha2-512 {CODE}", "no kind of key"),
        (CODE, "no kind of key"),
        ("\x1b[2J", "no kind of key"),
        (rsa(2048), "3,072 bits or more and this one has 2,048"),
        (rsa(3071), "3,071"),
        (rsa(16385), "damaged"),
        ("ssh-ed25519", "damaged"),
        (f"ssh-ed25519 {CODE}é", "damaged"),
        (f"ssh-ed25519 {CODE[:-1]}", "damaged"),
        (f"ssh-ed25519 {CODE}AAAA", "damaged"),
        (f"ssh-ed25519 {CODE[:20]}={CODE[20:]}", "damaged"),
        (f"ssh-rsa {CODE}", "damaged"),
        ("x" * 10_001, "too long"),
    ],
)
def test_what_is_no_key_is_refused_in_one_sentence(text: str, why: str) -> None:
    with pytest.raises(BadKey, match=why) as caught:
        parse_key(text)
    message = str(caught.value)
    assert message.endswith(".")
    assert unfit(message) is None


@pytest.mark.parametrize(
    "fields",
    [
        ("ssh-ed25519", b"\1" * 31),
        ("ssh-ed25519", b"\1" * 33),
        ("ssh-ed25519", b"\1" * 32, b""),
        ("ssh-ed25519",),
        ("sk-ssh-ed25519@openssh.com", b"\1" * 32),
        ("sk-ssh-ed25519@openssh.com", b"\1" * 32, b""),
        ("sk-ssh-ed25519@openssh.com", b"\1" * 32, b"a" * 256),
        ("sk-ssh-ed25519@openssh.com",),
        ("ecdsa-sha2-nistp256", b"nistp384", b"\4" * 65),
        ("ecdsa-sha2-nistp256", b"nistp256", b"\4" * 64),
        ("ecdsa-sha2-nistp256", b"nistp256", b"\2" * 65),
        ("ecdsa-sha2-nistp256", b"nistp256", b""),
        ("ecdsa-sha2-nistp384", b"nistp384", b"\4" * 65),
        ("ecdsa-sha2-nistp521", b"nistp521"),
        ("sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", b"\4" * 65),
        ("ssh-rsa", E),
        ("ssh-rsa", E, N, b""),
        ("ssh-rsa", b"", N),
        ("ssh-rsa", b"\1", N),
        ("ssh-rsa", mpint(65536), N),
        ("ssh-rsa", b"\0" + E, N),
        ("ssh-rsa", E, b"\0" + N),
        ("ssh-rsa", E, N[1:]),
        ("ssh-rsa", E, mpint(1 << 3071)),
    ],
)
def test_a_blob_that_does_not_follow_its_algorithm_is_refused(fields: tuple[str, bytes]) -> None:
    algorithm, *rest = fields
    with pytest.raises(BadKey, match="damaged"):
        parse_key(line(str(algorithm), *rest))


def test_a_blob_that_names_another_algorithm_is_refused() -> None:
    for algorithm in ALGORITHMS[1:]:
        with pytest.raises(BadKey):
            parse_key(f"{algorithm} {CODE}")


@pytest.mark.parametrize(
    ("comment", "label"),
    [
        ("", ""),
        ("  maya@desk  ", "maya@desk"),
        ("Maya's\tlaptop", "Maya's laptop"),
        ("a\x1b[31mred\x07", "a [31mred"),
        ("x" * 61, "x" * 59 + "…"),
        ("x" * 60, "x" * 60),
        ("\u202egpj", "‹U+202E›gpj"),
    ],
)
def test_a_comment_becomes_a_label_that_nothing_obeys(comment: str, label: str) -> None:
    assert as_label(comment) == label


@given(st.text())
def test_a_label_can_always_be_kept(comment: str) -> None:
    label = as_label(comment)
    assert unfit(label, longest=LONGEST_LABEL) is None


@given(st.text())
def test_text_is_never_anything_but_a_bad_key(text: str) -> None:
    with pytest.raises(BadKey):
        parse_key(text)


@given(st.sampled_from(ALGORITHMS), st.lists(st.binary(max_size=140), max_size=4), st.binary())
def test_bytes_are_a_key_or_a_bad_key(algorithm: str, fields: list[bytes], tail: bytes) -> None:
    blob = packed(algorithm.encode(), *fields) + tail
    try:
        key = parse_key(f"{algorithm} {b64encode(blob).decode()}")
    except BadKey:
        return
    assert key.blob == blob


@given(st.integers(0, len(BLOB) - 1), st.integers(1, 255))
def test_a_changed_byte_is_another_key_or_none(place: int, change: int) -> None:
    changed = bytearray(BLOB)
    changed[place] ^= change
    try:
        key = parse_key(f"ssh-ed25519 {b64encode(changed).decode()}")
    except BadKey:
        return
    assert place >= len(BLOB) - 32
    assert key.fingerprint != parse_key(ED).fingerprint
