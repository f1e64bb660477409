import os
import re
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest

from creditui import __version__
from creditui.cli.parser import Parser, make_parser
from creditui.cli.table import COMMANDS, Command, markdown
from tests.cli.harbour import Harbour, Ran


def run(*words: str, code: str = "") -> subprocess.CompletedProcess[str]:
    """The program in a process of its own; `code` runs instead of `-m creditui`."""
    how = ["-c", code] if code else ["-m", "creditui"]
    command = [sys.executable, *how, *words]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


IMPORTED = """
import sys
from creditui.cli.main import main
status = main(sys.argv[1:])
print(*sorted(sys.modules), file=sys.stderr)
raise SystemExit(status)
"""


def imported_by(*words: str) -> set[str]:
    done = run(*words, code=IMPORTED)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


def test_help_imports_no_database_and_no_interface() -> None:
    modules = imported_by("--help")
    assert not modules & {"peewee", "apsw", "textual", "rich", "creditui.store.engine"}
    assert not [name for name in modules if name.startswith("creditui.cli.commands.")]


def test_a_command_imports_only_what_it_needs(harbour: Harbour) -> None:
    modules = imported_by("--db", str(harbour.path), "search", "maya")
    commands = {name for name in modules if name.startswith("creditui.cli.commands.")}
    assert commands == {"creditui.cli.commands.search"}
    rooms = ("textual", "creditui.tui", "creditui.desk.importing", "creditui.desk.demo")
    assert not [name for name in modules if name.startswith(rooms)]
    assert "rich.console" not in modules


def test_the_program_answers_in_a_process_of_its_own(harbour: Harbour) -> None:
    db = ("--db", str(harbour.path))
    shown = run(*db, "show", "maya")
    refused = run(*db, "--as", "alice", "adjust", "gone", "--add", "1", "--service", "massage")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith("Maya Okafor (member 1)\n")
    assert "\x1b" not in shown.stdout
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1


def test_nobody_acts_as_a_name_that_is_empty(harbour: Harbour) -> None:
    ran = harbour.run("--as=", "search", "maya")
    assert (ran.status, ran.out) == (2, "")
    assert "an empty name" in ran.err


@pytest.mark.parametrize("words", [("ledger", "--member", "maya", "--json"), ("--help",)])
def test_a_reader_that_goes_away_is_no_failure(harbour: Harbour, words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "creditui", "--db", str(harbour.path)]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*command, *words],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_names_are_written_where_the_terminal_knows_only_ascii(harbour: Harbour) -> None:
    words = [sys.executable, "-m", "creditui", "--db", str(harbour.path), "search", "hostile"]
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "[bold red]x[/]" in done.stdout


@pytest.mark.parametrize("words", [(), ("--read-only",), ("--mouse",)])
def test_the_interface_needs_a_terminal(call: Callable[..., Ran], words: tuple[str, ...]) -> None:
    ran = call(*words)
    assert (ran.status, ran.out) == (2, "")
    assert "needs a terminal" in ran.err


def test_version_and_help_are_results(call: Callable[..., Ran]) -> None:
    version = call("--version")
    assert (version.status, version.out) == (0, f"creditui {__version__}\n")
    helped = call("--help")
    assert helped.status == 0
    for command in COMMANDS:
        assert re.search(rf"^    {command.name}\b", helped.out, re.MULTILINE), command.name


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_takes_the_options_that_the_table_names(command: Command) -> None:
    module = import_module(f"creditui.cli.commands.{command.module}")
    parser = Parser(prog=command.name)
    module.arguments(parser)
    taken = {option for action in parser._actions for option in action.option_strings}
    named = set(re.findall(r"--[a-z-]+", command.usage))
    assert named <= taken | options_of_parts(parser)
    assert taken - named <= {"-h", "--help", "--json", "--csv"}


def options_of_parts(parser: ArgumentParser) -> set[str]:
    """The options of the parts that a command has, such as those of `views save`."""
    parts = (part for action in parser._actions for part in _parts(action.choices))
    return {option for part in parts for each in part._actions for option in each.option_strings}


def _parts(choices: object) -> list[ArgumentParser]:
    found = list(choices.values()) if isinstance(choices, dict) else []
    return [each for each in found if isinstance(each, ArgumentParser)]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_each_command_has_a_help_of_its_own(call: Callable[..., Ran], command: Command) -> None:
    ran = call(command.name, "--help")
    assert ran.status == 0
    assert ran.out.startswith(f"usage: creditui {command.name}")
    assert command.help.split(";")[0].split()[0] in ran.out


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_part_and_everything_it_takes_is_explained(command: Command) -> None:
    module = import_module(f"creditui.cli.commands.{command.module}")
    parser = Parser(prog=command.name, description=command.help)
    module.arguments(parser)
    for each in every_parser(parser):
        assert re.fullmatch("[A-Z].*[.]", each.description or ""), each.prog
        for action in each._actions:
            assert action.help or action.choices, (each.prog, action.dest)


def every_parser(parser: ArgumentParser) -> Iterator[ArgumentParser]:
    yield parser
    for action in parser._actions:
        for part in _parts(action.choices):
            yield from every_parser(part)


def test_the_options_before_a_command_are_read() -> None:
    words = ["--db", "x.db", "--as", "alice", "--read-only", "--mouse", "show", "12"]
    args = make_parser().parse_args(words)
    assert isinstance(args, Namespace)
    assert (args.db, args.as_username, args.read_only, args.mouse) == ("x.db", "alice", True, True)
    assert args.member == "12"


def test_the_readme_table_names_every_command_once() -> None:
    text = markdown()
    rows = text.splitlines()
    assert len(rows) == 3 + len(COMMANDS)
    assert all(row.startswith("| ") and row.endswith(" |") for row in rows)
    assert text.count("`creditui adjust MEMBER --add N\\|--remove N") == 1


def test_no_two_commands_share_a_name() -> None:
    parser: ArgumentParser = make_parser()
    assert parser.prog == "creditui"
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
