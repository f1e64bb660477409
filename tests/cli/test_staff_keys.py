"""`creditui staff key`: keys in, keys listed, keys taken back (R21)."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from creditui.cli.main import main
from tests.cli.harbour import Harbour, Ran
from tests.support.ssh_keys import ed25519, generated, openssh_fingerprint

KEY = ed25519(1, "maya@desk")


class Terminal(io.TextIOWrapper):
    """Stdin that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def type_in(monkeypatch: pytest.MonkeyPatch, text: str, kind: type = io.TextIOWrapper) -> None:
    monkeypatch.setattr(sys, "stdin", kind(io.BytesIO(text.encode())))


@pytest.fixture
def pub(tmp_path: Path) -> Path:
    file = tmp_path / "id.pub"
    file.write_text(KEY)
    return file


def test_a_real_key_is_added_and_listed_as_openssh_shows_it(
    harbour: Harbour, tmp_path: Path
) -> None:
    file = generated(tmp_path, "ed25519", 256, "alice@front")
    shown = openssh_fingerprint(file)
    ran = harbour.run("staff", "key", "add", "alice", str(file), "--expires", "2026-12-04")
    assert ran == Ran(
        0,
        f"Key 1, {shown} (alice@front), lets alice sign in, through Fri 4 Dec 2026.\n",
        "",
    )
    printed = harbour.run("staff", "key", "list").out.splitlines()
    assert printed[0].split() == (
        ["key", "person", "fingerprint", "label", "added", "by", "expires", "last", "used"]
    )
    assert shown in printed[1]
    assert "through Fri 4 Dec 2026" in printed[1]
    listed = harbour.run("staff", "key", "list", "alice", "--json").json
    assert isinstance(listed, list)
    assert listed[0] | {"added_by": "", "added_at": ""} == {
        "id": 1,
        "username": "alice",
        "state": "holds",
        "algorithm": "ssh-ed25519",
        "fingerprint": shown,
        "label": "alice@front",
        "added_by": "",
        "added_at": "",
        "expires_on": "2026-12-04",
        "last_used": None,
        "revoked_by": None,
        "revoked_at": None,
    }
    as_csv = harbour.run("staff", "key", "list", "--csv").out.splitlines()
    assert as_csv[0].startswith("id,username,state,algorithm,fingerprint,label,")
    assert as_csv[1].startswith(f"1,alice,holds,ssh-ed25519,{shown},alice@front,")


@pytest.mark.parametrize("words", [(), ("-",)])
def test_a_key_is_read_from_stdin(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    type_in(monkeypatch, f"{KEY}\n")
    ran = harbour.run("staff", "key", "add", "alice", *words, "--label", "Front desk")
    assert (ran.status, ran.err) == (0, "")
    assert "(Front desk), lets alice sign in." in ran.out


def test_a_terminal_is_told_what_to_paste(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, f"{KEY}\nwhat is typed later stays\n", Terminal)
    ran = harbour.run("staff", "key", "add", "alice")
    assert ran.status == 0
    assert ran.err == "Paste the public key, the one line of the .pub file, and press enter.\n"


def test_a_key_is_revoked_for_good(harbour: Harbour, pub: Path) -> None:
    harbour.run("staff", "key", "add", "alice", str(pub))
    ran = harbour.run("staff", "key", "revoke", "1")
    assert ran.out.endswith("(maya@desk), lets alice in no longer.\n")
    assert harbour.run("staff", "key", "list").out.splitlines()[1].endswith("revoked")
    assert harbour.run("staff", "key", "revoke", "1").status == 3
    again = harbour.run("staff", "key", "add", "alice", str(pub))
    assert (again.status, again.out) == (3, "")
    assert "was alice's (key 1)" in again.err


def test_no_keys_is_said(harbour: Harbour) -> None:
    assert "There are no keys" in harbour.run("staff", "key", "list").err
    assert harbour.run("staff", "key", "list", "--json").json == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"-----BEGIN OPENSSH PRIVATE KEY-----\nx\n-----END OPENSSH PRIVATE KEY-----", ".pub"),
        (f"command=sh {KEY}".encode(), "Options"),
        (KEY.encode("utf-16"), "no kind of key"),
        (b"\xff\xfe\x00\x1b[2J", "no kind of key"),
        (b"", "no key"),
        (b"x" * 100_000, "too long"),
    ],
)
def test_a_file_that_is_no_public_key_is_one_sentence(
    harbour: Harbour, pub: Path, content: bytes, why: str
) -> None:
    pub.write_bytes(content)
    ran = harbour.run("staff", "key", "add", "alice", str(pub))
    assert (ran.status, ran.out) == (2, "")
    assert why in ran.err
    assert len(ran.err.splitlines()) == 1
    assert "\x1b" not in ran.err


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ((), 2),
        (("frob",), 2),
        (("add",), 2),
        (("add", "alice", "no-such-file"), 2),
        (("add", "alice", "."), 2),
        (("add", "nobody", "id.pub"), 2),
        (("add", "alice", "id.pub", "--expires", "yesterday"), 2),
        (("add", "alice", "id.pub", "--expires", "2020-01-01"), 2),
        (("add", "alice", "id.pub", "--label", "\x1b[2J"), 2),
        (("list", "nobody"), 2),
        (("revoke",), 2),
        (("revoke", "9"), 2),
        (("revoke", "short"), 2),
    ],
)
def test_what_is_wrong_is_one_sentence(
    harbour: Harbour,
    pub: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    status: int,
) -> None:
    monkeypatch.chdir(pub.parent)
    ran = harbour.run("staff", "key", *words)
    assert (ran.status, ran.out) == (status, "")
    assert len(ran.err.splitlines()) == 1
    assert harbour.run("staff", "key", "list", "--json").json == []


@pytest.mark.parametrize("person", ["alice", "mona", "audrey"])
def test_only_an_admin_manages_keys(harbour: Harbour, pub: Path, person: str) -> None:
    assert harbour.run("staff", "key", "add", person, str(pub), by=person).status == 3
    harbour.run("staff", "key", "add", person, str(pub))
    assert harbour.run("staff", "key", "revoke", "1", by=person).status == 3
    assert len(harbour.run("staff", "key", "list", by=person).out.splitlines()) == 2


def test_help_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["staff", "key", "add", "--help"]) == 0
    assert "FILE" in capsys.readouterr().out
