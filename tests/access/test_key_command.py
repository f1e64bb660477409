"""R21: what sshd is answered, and that everything else is nothing."""

from __future__ import annotations

import resource
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.access.key_command import ALGORITHMS, DOORS, LONGEST, authorized_line, main
from creditui.domain import ssh_key
from creditui.domain.door import Door, fits
from creditui.domain.people import Role
from creditui.domain.settings import Settings
from creditui.store.keys import revoke
from creditui.store.staff import insert_staff, update_staff
from creditui.store.studio import write_settings
from creditui.store.transaction import writing
from tests.store.raw import raw_connection
from tests.support.key_desk import NUMBERS, give_key
from tests.support.ssh_keys import ed25519, generated, packed
from tests.support.studio import Studio

Ask = Callable[..., str]
OPEN = {
    ("credits", "alice"),
    ("credits", "mona"),
    ("credits", "ada"),
    ("credits-audit", "audrey"),
}
KIND, CODE = ed25519(NUMBERS["alice"]).split()


@pytest.fixture
def ask(studio: Studio, capfd: pytest.CaptureFixture[str]) -> Ask:
    """Ask as sshd does; the answer must be given without a fault."""

    def answer(*words: str) -> str:
        assert main(words, database=str(studio.path)) == 0
        told = capfd.readouterr()
        assert told.err == ""
        return told.out

    return answer


@pytest.mark.parametrize("username", NUMBERS)
@pytest.mark.parametrize("account", [*DOORS, "root", "alice", ""])
def test_a_key_opens_the_door_of_its_persons_role(
    studio: Studio, ask: Ask, account: str, username: str
) -> None:
    text = ed25519(NUMBERS[username])
    assert ask(account, *text.split()) == ""
    give_key(studio, username)
    told = ask(account, *text.split())
    assert told == (f"restrict,pty {text}\n" if (account, username) in OPEN else "")


@pytest.mark.parametrize("role", [*Role, "none", "superuser", "", "STAFF"])
def test_the_question_knows_the_same_roles_and_doors_as_the_rules(
    studio: Studio, ask: Ask, role: str
) -> None:
    with writing(studio.store):
        insert_staff(studio.store, "zoe", "Zoe", role)
    text = ed25519(9)
    give_key(studio, "zoe", text)
    for account, door in (("credits", Door.DESK), ("credits-audit", Door.AUDIT)):
        assert (ask(account, *text.split()) != "") is fits(role, door)


def test_the_question_knows_the_same_algorithms_as_the_rules() -> None:
    assert sorted(ALGORITHMS) == sorted(ssh_key.ALGORITHMS)
    assert {Door[name.upper()].value for name in DOORS.values()} == set(DOORS)


def test_every_kind_of_key_is_answered(studio: Studio, ask: Ask, tmp_path: Path) -> None:
    for algorithm, bits in (("ecdsa", 256), ("ecdsa", 521), ("rsa", 3072)):
        text = generated(tmp_path, algorithm, bits).read_text().rsplit(maxsplit=1)[0]
        give_key(studio, "alice", text)
        assert ask("credits", *text.split()) == f"restrict,pty {text}\n"


def _disable(studio: Studio) -> None:
    from dataclasses import replace

    with writing(studio.store):
        update_staff(studio.store, replace(studio.staff("alice"), disabled=True))


def _revoke(studio: Studio) -> None:
    with writing(studio.store):
        revoke(studio.store, 1, "ada", 2)


@pytest.mark.parametrize("end", [_disable, _revoke])
def test_what_was_taken_away_is_nothing(
    studio: Studio, ask: Ask, end: Callable[[Studio], None]
) -> None:
    give_key(studio, "alice")
    assert ask("credits", KIND, CODE)
    end(studio)
    assert ask("credits", KIND, CODE) == ""


@pytest.mark.parametrize(
    ("zone", "holds"), [("Etc/GMT+12", True), ("Pacific/Kiritimati", False), (None, None)]
)
def test_the_last_day_is_one_of_the_studio(
    studio: Studio, ask: Ask, zone: str | None, *, holds: bool | None
) -> None:
    """The two zones are 26 hours apart: the last day of one is over in the other.

    An hour more, so that it does not end while it is asked about.
    """
    last_day = (datetime.now(ZoneInfo("Etc/GMT+12")) + timedelta(hours=1)).date()
    if zone is None:
        last_day, holds = datetime.now(UTC).date() + timedelta(days=2), True
    else:
        with writing(studio.store):
            write_settings(studio.store, Settings(timezone=zone))
    give_key(studio, "alice", expires_on=last_day)
    assert bool(ask("credits", KIND, CODE)) is holds


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("credits",),
        ("credits", KIND),
        ("credits", KIND, CODE, ""),
        ("credits", KIND, ""),
        ("credits", KIND, CODE[:-1]),
        ("credits", KIND, f"{CODE}\n"),
        ("credits", KIND, f"{CODE} "),
        ("credits", KIND, f"{CODE}=="),
        ("credits", KIND, f"{CODE}é"),
        ("credits", KIND, f'{CODE}\nssh-ed25519 {CODE} command="sh"'),
        ("credits", "", CODE),
        ("credits", "ssh-rsa", CODE),
        ("credits", "ssh-ed25519 ", CODE),
        ("credits", "SSH-ED25519", CODE),
        ("credits", "ssh-ed25519-cert-v01@openssh.com", CODE),
        ("credits", 'command="sh",ssh-ed25519', CODE),
        ("credits\n", KIND, CODE),
        ("credits", KIND, "A" * (LONGEST + 4)),
        ("credits", KIND, b64encode(packed(b"ssh-ed25519", b"\2" * 31)).decode()),
        ("credits' OR 1=1 --", KIND, CODE),
    ],
)
def test_whatever_else_is_asked_is_answered_with_nothing(
    studio: Studio, ask: Ask, words: tuple[str, ...]
) -> None:
    give_key(studio, "alice")
    assert ask(*words) == ""


@given(st.lists(st.text(max_size=80), max_size=5))
def test_any_words_are_answered_with_nothing(words: list[str]) -> None:
    assert authorized_line(words, "/nowhere/at/all", DOORS) == ""


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("blob", f'{CODE} "\nssh-ed25519 AAAA'),
        ("blob", ed25519(77).split()[1]),
        ("algorithm", 'command="/bin/sh" ssh-ed25519'),
        ("algorithm", "ssh-rsa"),
        ("fingerprint", "SHA256:"),
        ("expires_on", "0000-00-00"),
    ],
)
def test_nothing_that_was_forged_in_the_file_is_repeated(
    studio: Studio, ask: Ask, column: str, value: str
) -> None:
    give_key(studio, "alice")
    connection = raw_connection(studio)
    connection.execute("DROP TRIGGER key_stays")
    connection.execute(f"UPDATE staff_key SET {column} = ?", (value,))
    connection.close()
    assert ask("credits", KIND, CODE) == ""


def _missing(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))


def _damaged(path: Path) -> None:
    for file in path.parent.glob("studio.db*"):
        file.write_bytes(b"no database at all" * 1000)


def _a_folder(path: Path) -> None:
    _missing(path)
    path.mkdir()


@pytest.mark.parametrize("fault", [_missing, _damaged, _a_folder])
def test_a_fault_closes_the_door_and_says_so_in_one_line(
    studio: Studio, capfd: pytest.CaptureFixture[str], fault: Callable[[Path], None]
) -> None:
    give_key(studio, "alice")
    studio.store.close()
    fault(studio.path)
    assert main(("credits", KIND, CODE), database=str(studio.path)) == 1
    told = capfd.readouterr()
    assert told.out == ""
    assert told.err.startswith("creditui lets no key in: ")
    assert len(told.err.splitlines()) == 1
    assert CODE not in told.err


@pytest.mark.parametrize("doors", [{"credits": "both"}, {"credits": ""}])
def test_a_wrapper_that_names_no_door_lets_nobody_in(
    studio: Studio, capfd: pytest.CaptureFixture[str], doors: dict[str, str]
) -> None:
    give_key(studio, "alice")
    assert main(("credits", KIND, CODE), database=str(studio.path), doors=doors) == 1
    assert capfd.readouterr().out == ""


def test_an_unknown_time_zone_lets_no_key_with_an_end_in(
    studio: Studio, capfd: pytest.CaptureFixture[str]
) -> None:
    give_key(studio, "alice", expires_on=datetime(2090, 1, 1, tzinfo=UTC).date())
    with writing(studio.store):
        studio.store.execute("REPLACE INTO setting VALUES ('timezone', '\"Mars/Olympus\"')")
    assert main(("credits", KIND, CODE), database=str(studio.path)) == 1
    assert capfd.readouterr().out == ""


PROGRAM = """
import sys
from creditui.access.key_command import main
status = main(sys.argv[2:], database=sys.argv[1])
sys.stdout.flush()
print(*sorted(sys.modules), file=sys.stderr)
sys.exit(status)
"""
HEAVY = {"argparse", "dataclasses", "enum", "inspect", "json", "logging", "peewee", "playhouse"}
HEAVY |= {"platformdirs", "psycopg", "re", "sqlite3", "textual", "typing", "unittest"}


def test_the_answer_imports_little_and_takes_little(studio: Studio) -> None:
    """Strangers can make sshd ask: 0.1 s of CPU is the most that a question may take.

    Or four times what Python takes to do nothing, on a machine where that is more.
    """
    give_key(studio, "alice")
    words = [sys.executable, "-c", PROGRAM, str(studio.path), "credits", KIND, CODE]
    nothing = [sys.executable, "-c", "import sys; print(*sys.modules)"]
    bare = subprocess.run(nothing, capture_output=True, text=True, check=True)
    told = subprocess.run(words, capture_output=True, text=True, check=True)
    assert told.stdout == f"restrict,pty {KIND} {CODE}\n"
    imported = set(told.stderr.split()) - set(bare.stdout.split())
    assert "apsw" in imported
    assert not {name.partition(".")[0] for name in imported} & HEAVY
    most = max(0.1, 4 * _cpu(nothing))
    assert min(_cpu(words) for _ in range(3)) < most, sorted(imported)


def _cpu(words: list[str]) -> float:
    """Seconds of CPU that a program takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
