"""What a line over SSH may ask for: read without a shell, from a list, no file of the host."""

from __future__ import annotations

import os
from argparse import Action, ArgumentParser
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.cli.arrival import Arrival
from creditui.cli.door import take_environment, terminal
from creditui.cli.entering import read_origin
from creditui.cli.main import main
from creditui.cli.over_ssh import LONGEST, check_command, read_line
from creditui.cli.table import COMMANDS
from creditui.desk.errors import InputError
from creditui.desk.presence import HERE, Origin
from creditui.desk.sign_in import local_sign_in
from tests.cli.harbour import OWNER, Harbour


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"", []),
        (b"  ", []),
        (b"search maya", ["search", "maya"]),
        (b"creditui search maya", ["search", "maya"]),
        (b"creditui", []),
        (b"show 'Maya Okafor'", ["show", "Maya Okafor"]),
        (b'adjust 1 --note "waited; 20 > 10 & `so` $on"', None),
        (rb"search O\'Brien", ["search", "O'Brien"]),
        (b"search 'a;b'", ["search", "a;b"]),
        (b'search "$HOME"', ["search", "$HOME"]),
        (b"search *", ["search", "*"]),
        (b"search 5$", ["search", "5$"]),
        ("search Núñez".encode(), ["search", "Núñez"]),
        (b"search #5", ["search", "#5"]),
    ],
)
def test_a_line_is_split_as_it_was_quoted(line: bytes, words: list[str] | None) -> None:
    assert read_line(line) == (words or read_line(line))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"search maya; id", "no_shell"),
        (b"search maya;id", "no_shell"),
        (b"search maya | sh", "no_shell"),
        (b"search maya && id", "no_shell"),
        (b"search maya &", "no_shell"),
        (b"ledger --csv > /srv/x", "no_shell"),
        (b"search < /etc/passwd", "no_shell"),
        (b"search `id`", "no_shell"),
        (b"search $(id)", "no_shell"),
        (b"search ${IFS}", "no_shell"),
        (b"search $HOME", "no_shell"),
        (b"(search maya)", "no_shell"),
        (b"search 'maya", "bad_quotes"),
        (b'search "maya', "bad_quotes"),
        (b"search maya\\", "bad_quotes"),
        (b"search maya\nid", "bad_text"),
        (b"search\tmaya", "bad_text"),
        (b"search \x1b[2J", "bad_text"),
        (b"search \xff", "bad_text"),
        (b"search \xc2\x9b2J", "bad_text"),
        (b"search " + b"x" * LONGEST, "too_long"),
    ],
)
def test_a_line_for_a_shell_or_no_text_is_refused(line: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read_line(line)
    assert refused.value.code == code
    assert len(refused.value.message.splitlines()) == 1


@given(st.binary(max_size=60))
def test_whatever_is_sent_is_words_or_one_sentence(line: bytes) -> None:
    said = ""
    words: list[str] = []
    try:
        words = read_line(line)
        check_command(words)
    except InputError as error:
        said = error.message
    name = next((word for word in words if not word.startswith("-")), None)
    known = name is None or "--as" in words or name in {each.name for each in COMMANDS}
    assert len(said.splitlines()) == 1 if said else known


@pytest.mark.parametrize(
    "words",
    [
        *(["id"], ["/bin/sh"], ["sh", "-c", "id"], ["bash", "-i"], ["scp", "-t", "/tmp"]),
        *(["internal-sftp"], ["/usr/lib/openssh/sftp-server"], ["rsync", "--server", "."]),
        *(["demo"], ["init"], ["import", "/etc"], ["backup", "/srv/x"], ["ssh", "install"]),
        *(["verify-proof", "/etc/passwd"], ["--read-only", "backup", "x"], ["--as", "ada", "id"]),
        *(["--as=ada", "id"], ["--db", "/srv/x", "search", "a"], ["--db=/srv/x", "search", "a"]),
        *(["-c", "id"], ["--", "id"], ["--as", "search", "backup", "x"]),
    ],
)
def test_what_is_not_on_the_list_is_not_run(words: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        check_command(words)
    assert refused.value.code == "not_over_ssh"


@pytest.mark.parametrize(
    "words",
    [
        ["export", "--output", "/srv/x"],
        ["export", "--output", "-"],
        ["export", "--output=x"],
        ["export", "--check", "/etc/passwd"],
        ["verify", "--export", "/etc/passwd"],
        ["verify", "--against", "/etc/passwd"],
        ["staff", "key", "add", "ada", "/etc/ssh/ssh_host_ed25519_key.pub"],
        ["staff", "key", "add", "ada", "--", "-x"],
    ],
)
def test_no_argument_names_a_file_of_the_host(
    harbour: Harbour, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(words, arrival=arrival(harbour)) == 2
    told = capsys.readouterr()
    assert "a file of the host" in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    "command", [each for each in COMMANDS if each.over_ssh], ids=lambda c: c.name
)
def test_every_argument_that_can_name_a_file_is_declared(command: object) -> None:
    from creditui.cli.table import Command

    assert isinstance(command, Command)
    parser = ArgumentParser()
    import_module(f"creditui.cli.commands.{command.module}").arguments(parser)
    named = {
        action.dest
        for action in every_action(parser)
        if any(word in str(action.metavar) for word in ("FILE", "FOLDER", "PATH", "URL"))
        or "Path" in str(action.type)
    }
    assert named == {name for name, _ in command.host_files}


def every_action(parser: ArgumentParser) -> list[Action]:
    found: list[Action] = []
    for action in parser._actions:
        found.append(action)
        if isinstance(action.choices, dict):
            for part in action.choices.values():
                found += every_action(part)
    return found


def test_a_command_over_ssh_is_done_by_whom_the_key_says(
    harbour: Harbour, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [
        *("adjust", "maya", "--add", "1", "--service", "massage"),
        *("--reason", "goodwill", "--note", "waited long", "--json"),
    ]
    status = main(words, clock=harbour.clock, arrival=arrival(harbour, "mona"))
    assert status == 0, capsys.readouterr()
    assert harbour.entries("maya")[0]["actor"] == "mona"


def test_the_help_over_ssh_names_only_what_is_offered(
    harbour: Harbour, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--help"], arrival=arrival(harbour)) == 0
    told = capsys.readouterr().out
    assert "--db" not in told
    assert "backup" not in told
    assert "search" in told


def test_the_environment_is_cleared_and_sane() -> None:
    dirty = {b"TEXTUAL_LOG": b"/srv/x", b"LD_PRELOAD": b"/srv/x.so", b"PYTHONPATH": b"/srv"}
    environ = dict(os.environb) | dirty | {b"TERM": b"xterm-kitty", b"SSH_CONNECTION": b"a b c d"}
    taken = take_environment(environ)  # type: ignore[arg-type]  # any mapping of bytes will do
    assert taken.keys() <= {"SSH_CONNECTION", "SSH_USER_AUTH", "SSH_ORIGINAL_COMMAND"}
    assert taken["SSH_CONNECTION"] == b"a b c d"
    assert environ.keys() == {b"LANG", b"PATH", b"TERM", b"COLORTERM"}


@pytest.mark.parametrize(
    ("name", "colour"),
    [(b"xterm-256color", False), (b"tmux-256color", True), (b"xterm-direct", True), (b"", False)],
)
def test_true_colour_is_for_terminals_that_say_so(name: bytes, colour: bool) -> None:
    environ = {b"TERM": name}
    take_environment(environ)  # type: ignore[arg-type]
    assert (b"COLORTERM" in environ) is colour


@pytest.mark.parametrize(
    "name", [b"", b"../../etc/passwd", b"x" * 41, b"xterm\n", b"-x", b"xterm;id", b"\xffterm"]
)
def test_a_terminal_of_no_proper_name_is_an_xterm(name: bytes) -> None:
    assert terminal(name) == "xterm"


@pytest.mark.parametrize(
    ("text", "address", "port"),
    [
        (b"192.0.2.7 50022 192.0.2.1 22", "192.0.2.7", 50022),
        (b"fe80::1%eth0 50022 fe80::2 22", "fe80::1%eth0", 50022),
        (b"", None, None),
        (b"evil\x1b[2J 1 a 2", None, None),
        (b"192.0.2.7 99999999 192.0.2.1 22", None, None),
    ],
)
def test_where_a_line_comes_from_is_read_or_left_out(
    text: bytes, address: str | None, port: int | None
) -> None:
    assert read_origin(text) == Origin(address, port, os.getppid())


def arrival(harbour: Harbour, username: str = OWNER) -> Arrival:
    return Arrival(username, local_sign_in(), HERE, str(harbour.path))
