"""What can be typed, and the one sentence for what can't."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from creditui import __version__
from creditui.cli.words import asks_interface, command_word
from creditui.desk.errors import InputError
from creditui.domain.text import visible

if TYPE_CHECKING:
    from creditui.cli.table import Command

_DASHES = re.compile(r"--[a-z-]+=--")
_OPTION = re.compile(r"--[a-z-]+")
_BACK = re.compile(r"-[0-9]+[dwmy]", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")


class _Parts(argparse._SubParsersAction):  # type: ignore[type-arg]  # generic in its stubs only
    """Commands, or parts of one: the help of each begins with the sentence of its line."""

    def add_parser(self, name: str, **settings: Any) -> Any:
        """As argparse has it, `help` described as a sentence."""
        line = str(settings["help"]).removesuffix(".")
        return super().add_parser(name, description=f"{line[:1].upper()}{line[1:]}.", **settings)


class Parser(argparse.ArgumentParser):
    """A parser that raises InputError instead of leaving, and fills itself in when it is needed.

    Args:
        module: The command's module, imported once something is parsed with it.
    """

    def __init__(self, *, module: str | None = None, **settings: object) -> None:
        super().__init__(allow_abbrev=False, **settings)  # type: ignore[arg-type]  # argparse's own
        self.register("action", "parsers", _Parts)
        self._module = module

    def parse_known_args(  # type: ignore[override]  # one signature for argparse's two overloads
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """As argparse has it, after the command's own options were added."""
        if self._module is not None:
            module = import_module(f"creditui.cli.commands.{self._module}")
            self._module = None
            module.arguments(self)
            self.set_defaults(run=module.run)
        return super().parse_known_args(None if args is None else _joined(args), namespace)

    def error(self, message: str) -> NoReturn:
        """Say in one sentence what is wrong with the command line."""
        raise InputError("usage", f"{message[:1].upper()}{message[1:]}; see: {self.prog} --help")


def _joined(words: Sequence[str]) -> list[str]:
    """`--since -30d` as one word: argparse would take the date for an option."""
    joined: list[str] = []
    for word in words:
        if joined and _BACK.fullmatch(word) and _OPTION.fullmatch(joined[-1]):
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


def check_words(words: Sequence[str]) -> None:
    """Raise InputError for what can't be parsed.

    Bytes that are no text: nothing could be found or kept by them. And two dashes for a value:
    argparse takes them for the end of the options, and leaves the option with a list of nothing.
    """
    for word in words:
        if _DASHES.fullmatch(word):
            message = f"{word} gives that option no value; type one after the equals sign."
            raise InputError("usage", message)
        if any("\ud800" <= character <= "\udfff" for character in word):
            raise InputError("bad_text", f"{visible(word)} is not UTF-8 text; type it again.")


def make_parser(words: Sequence[str] | None = None, *, over_ssh: bool = False) -> Parser:
    """The parser of the whole command line; no command is imported by making it.

    For `words` that name a command it knows that one only, and none for those that open the
    interface: making them all takes longer than most of them do. With `over_ssh` it knows only
    what is offered there.
    """
    parser = Parser(
        prog="creditui",
        description="The credit desk of a studio. Without a command it opens the interface.",
        epilog="Each command says more: creditui COMMAND --help",
    )
    add = parser.add_argument
    add("--version", action="version", version=f"creditui {__version__}")
    if not over_ssh:
        add(
            "--db",
            metavar="URL",
            help="a path or sqlite:///… (default: CREDITUI_DB, or one file in your data folder)",
        )
    add(
        "--as",
        dest="as_username",
        type=_somebody,
        metavar="USERNAME",
        help="act as another person, as an admin may",
    )
    add("--read-only", action="store_true", help="read everything, change nothing")
    add("--mouse", action="store_true", help="let the interface take the mouse")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    for command in _meant(words):
        if command.over_ssh or not over_ssh:
            added = commands.add_parser(command.name, help=command.help, module=command.module)
            added.set_defaults(command=command)
    return parser


def _meant(words: Sequence[str] | None) -> tuple[Command, ...]:
    if words is not None and asks_interface(words):
        return ()
    from creditui.cli.table import COMMANDS

    if words is None:
        return COMMANDS
    name = command_word(words)
    return tuple(command for command in COMMANDS if command.name == name) or COMMANDS


def database_url(args: argparse.Namespace) -> str:
    """The database that was named, by --db or CREDITUI_DB, or the default one."""
    from creditui.desk.place import default_place

    if args.db is not None:  # an empty one is a script's mistake, never the default database
        return str(args.db)
    return os.environ.get("CREDITUI_DB") or default_place()


def _somebody(text: str) -> str:
    """A username as typed; an empty one is a script's mistake, never the person herself."""
    if not text:
        raise argparse.ArgumentTypeError("an empty name is nobody's")
    return text


def whole_number(text: str) -> int:
    """A whole number as typed; argparse makes a sentence of the failure."""
    if _NUMBER.fullmatch(text) is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)


def count(text: str) -> int:
    """A whole number of at least 1, as typed."""
    number = whole_number(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} must be 1 or more")
    return number
