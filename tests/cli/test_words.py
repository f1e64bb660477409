"""What a command line asks for is known before it is parsed."""

from __future__ import annotations

import pytest

from creditui.cli.parser import make_parser
from creditui.cli.table import COMMANDS
from creditui.cli.words import PLAIN, TAKING, asks_interface, command_word
from creditui.desk.errors import InputError


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("", True),
        ("--as mona", True),
        ("--db=studio.db --read-only --mouse --as=mona", True),
        ("--as show", True),
        ("show maya", False),
        ("--as mona show maya", False),
        ("demo", False),
        ("--help", False),
        ("--version", False),
        ("--db", False),
        ("--red", False),
    ],
)
def test_the_interface_is_what_no_command_asks_for(line: str, asked: bool) -> None:
    assert asks_interface(line.split()) is asked


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_a_command_is_found_behind_any_options(command: str) -> None:
    assert command_word(["--as", "show", "--db=x", "--mouse", command, "--json"]) == command


def test_all_options_of_the_interface_are_known() -> None:
    made = make_parser([])
    options = {name for action in made._actions for name in action.option_strings}
    assert options == PLAIN | TAKING | {"-h", "--help", "--version"}


def test_an_unknown_command_is_told_all_that_there_are() -> None:
    with pytest.raises(InputError, match=r"choose from.*search.*verify"):
        make_parser(["shwo", "show"]).parse_args(["shwo", "show"])
