import errno
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from creditui.cli.failure import fail
from creditui.desk.errors import InputError, Refused, StoreError
from creditui.domain.refusal import Refusal
from tests.cli.harbour import Harbour, Ran

FAILURES = [
    (InputError("bad", "Type it otherwise."), 2, "bad", "Type it otherwise."),
    (Refused(Refusal("no", "A manager may.")), 3, "no", "A manager may."),
    (StoreError("busy", "Try again."), 5, "busy", "Try again."),
    (
        KeyboardInterrupt(),
        130,
        "interrupted",
        "Interrupted; nothing unfinished was written.",
    ),
    (
        OSError(errno.EROFS, "Read-only file system", "/mnt/new.db"),
        2,
        "bad_file",
        "/mnt/new.db: Read-only file system; name another file or folder.",
    ),
    (
        OSError(errno.ENOSPC, "No space left on device", "/mnt/new.db"),
        2,
        "bad_file",
        "/mnt/new.db: No space left on device; name another file or folder.",
    ),
]


@pytest.mark.parametrize(("error", "status", "code", "message"), FAILURES)
def test_each_kind_of_failure_has_its_status(
    error: BaseException,
    status: int,
    code: str,
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert fail(error, as_json=False) == status
    assert capsys.readouterr() == ("", f"{message}\n")
    assert fail(error, as_json=True) == status
    written = capsys.readouterr()
    assert json.loads(written.out) == {"error": {"code": code, "message": message}}
    assert written.err == ""


def test_a_sentence_can_not_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    fail(InputError("bad", "No \x1b[2J\u202e such\nmember"), as_json=False)
    assert capsys.readouterr().err == "No ␛[2J‹U+202E› such␊member\n"


def test_what_nobody_expected_goes_to_the_log_and_not_to_the_screen(
    own_folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        raise ZeroDivisionError("a secret of the inside")
    except ZeroDivisionError as error:
        status = fail(error, as_json=False)

    log = own_folders / "state" / "creditui" / "creditui.log"
    written = capsys.readouterr()
    assert status == 1
    assert written.out == ""
    assert written.err == (
        "Something went wrong; nothing that was not confirmed was written."
        f" The log {log} has the details.\n"
    )
    assert "ZeroDivisionError: a secret of the inside" in log.read_text()
    assert "Traceback" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_log_that_can_not_be_written_is_said(
    own_folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_folders.write_text("a file where the folder should be")
    assert fail(RuntimeError("x"), as_json=False) == 1
    assert "could not be written" in capsys.readouterr().err


def test_a_database_that_is_not_there_is_status_5(call: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    ran = call("--db", str(path), "search", "x")
    assert (ran.status, ran.out) == (5, "")
    assert "creditui init" in ran.err
    assert not path.exists()


def test_a_file_that_is_no_database_is_status_5(call: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Maya, " * 1000)
    ran = call("--db", str(path), "search", "x", "--json")
    assert ran.status == 5
    assert set(ran.answer) == {"error"}
    assert path.read_text() == "Dear Maya, " * 1000


@pytest.mark.parametrize(
    "words",
    [("--db", "x" * 600, "search", "x"), ("import", "x" * 600), ("show", "\udcff")],
)
def test_a_name_that_no_file_or_text_has_is_said(harbour: Harbour, words: tuple[str, ...]) -> None:
    ran = harbour.run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_an_empty_database_name_is_never_the_default(call: Callable[..., Ran]) -> None:
    assert call("init").status == 0
    assert call("--db", "", "search", "x").status == 5


@pytest.mark.parametrize(
    "words",
    [
        ("frob",),
        ("adjust",),
        ("adjust", "maya", "--add"),
        ("show",),
        ("show", "maya", "extra"),
        ("search", "x", "--limit", "0"),
        ("set", "maya", "--period", "eom", "--to", "x", "--reason", "a", "--note", "b"),
        ("--db",),
        ("--nonsense", "search", "x"),
    ],
)
def test_a_wrong_command_line_is_one_sentence_with_a_way_on(
    harbour: Harbour, words: tuple[str, ...]
) -> None:
    ran = harbour.call(*words)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert ran.err.rstrip().endswith("--help")
    as_json = harbour.call(*words, "--json")
    assert as_json.status == 2
    assert isinstance(as_json.answer["error"], dict)
    assert as_json.answer["error"]["code"] == "usage"
