"""R21: who was proven, from what sshd left for the session, and what is no proof."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.access.proven_key import proven_blob, proven_person, read_auth_info
from creditui.desk.errors import Refused, StoreError
from creditui.store.keys import revoke
from creditui.store.transaction import writing
from tests.support.key_desk import NUMBERS, give_key
from tests.support.ssh_keys import ed25519, rsa
from tests.support.studio import Studio

KEY = ed25519(NUMBERS["alice"])
PROOF = f"publickey {KEY}\n"


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    file = tmp_path / "sshauth.x"
    file.write_text(PROOF)
    file.chmod(0o600)
    return file


def test_the_key_says_who_she_is(studio: Studio, proof: Path) -> None:
    give_key(studio, "mona")
    key = give_key(studio, "alice")
    assert proven_person(studio.url, read_auth_info(str(proof))) == ("alice", key.id)


def test_a_key_of_nobody_is_nobody(studio: Studio) -> None:
    give_key(studio, "mona")
    with pytest.raises(Refused, match="nobody's") as caught:
        proven_person(studio.url, PROOF)
    assert caught.value.code == "unknown_key"


def test_a_revoked_key_proves_nothing(studio: Studio) -> None:
    key = give_key(studio, "alice")
    with writing(studio.store):
        revoke(studio.store, key.id, "ada", 2)
    with pytest.raises(Refused) as caught:
        proven_person(studio.url, PROOF)
    assert caught.value.code == "key_revoked"


def test_without_a_database_nobody_is_proven(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        proven_person(str(tmp_path / "none.db"), PROOF)


@pytest.mark.parametrize(
    "proof",
    [
        "",
        "\n",
        PROOF * 2,
        f"{PROOF}password\n",
        f"password\n{PROOF}",
        "password\n",
        f"hostbased {KEY}\n",
        f"publickey  {KEY}\n",
        f"publickey {KEY} alice\n",
        f" {PROOF}",
        KEY,
        "publickey ssh-ed25519",
        "publickey ssh-ed25519 AAAA",
        f"publickey ssh-rsa {KEY.split()[1]}",
        f"publickey {rsa(2048)}",
        f"publickey ssh-ed25519-cert-v01@openssh.com {KEY.split()[1]}",
        f"publickey {KEY}\x0bpublickey {KEY}",
        f"publickey {KEY}�",
    ],
)
def test_anything_but_one_proven_key_is_refused(proof: str) -> None:
    with pytest.raises(Refused, match="Sign in with") as caught:
        proven_blob(proof)
    assert caught.value.code == "not_proven"


@given(st.text())
def test_any_text_is_refused(proof: str) -> None:
    with pytest.raises(Refused):
        proven_blob(proof)


@pytest.mark.parametrize("file", [None, "", "sshauth.x", "no/such/file", "/no/such/file", "/"])
def test_a_file_that_sshd_did_not_make_is_refused(
    proof: Path, monkeypatch: pytest.MonkeyPatch, file: str | None
) -> None:
    monkeypatch.chdir(proof.parent)
    with pytest.raises(Refused):
        read_auth_info(file)


def test_a_link_to_a_proof_is_none(proof: Path) -> None:
    link = proof.with_name("link")
    link.symlink_to(proof)
    with pytest.raises(Refused):
        read_auth_info(str(link))


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_proof_that_others_may_write_is_none(proof: Path, mode: int) -> None:
    proof.chmod(mode)
    with pytest.raises(Refused, match="forged"):
        read_auth_info(str(proof))


def test_a_pipe_is_no_proof_and_holds_nobody_up(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o600)
    with pytest.raises(Refused, match="forged"):
        read_auth_info(str(pipe))


def test_a_proof_is_that_of_the_account_or_of_root(proof: Path) -> None:
    """Root gives the file away to see; anybody else has only files of her own and of root."""
    assert read_auth_info(str(proof)) == PROOF
    assert read_auth_info("/etc/passwd")
    if os.geteuid() == 0:
        os.chown(proof, 65534, 65534)
        with pytest.raises(Refused, match="forged"):
            read_auth_info(str(proof))
