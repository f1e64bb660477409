"""`creditui demo`: a sample studio in a database of its own."""

from __future__ import annotations

from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from creditui.access.os_account import os_username
from creditui.cli.call import Call
from creditui.cli.ending import clearing_away
from creditui.cli.interface import need_terminal, show
from creditui.cli.output import say
from creditui.cli.parser import count, whole_number
from creditui.cli.progress import progress
from creditui.desk.demo import make_demo
from creditui.desk.errors import InputError
from creditui.desk.initialise import initialise

PEOPLE = {"staff": "alice", "manager": "mona", "auditor": "audrey", "admin": "ada"}
"""Who of the sample studio's people has which role."""

_FILE = "studio.sqlite"


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add = parser.add_argument
    add("--role", choices=PEOPLE, default="manager", help="who to be (default manager)")
    add("--members", type=count, default=2000, metavar="N", help="how many members (default 2000)")
    add(
        "--seed",
        type=whole_number,
        default=1,
        metavar="N",
        help="the same number makes the same studio (default 1)",
    )
    add("--fresh", action="store_true", help="make it anew, and lose what was done in it")
    add("--no-open", action="store_true", help="only make it, and say where it is")


def run(call: Call) -> int:
    """Make the studio, unless it is there, and open it as one of its people."""
    args = call.args
    if not args.no_open:
        need_terminal()
    owner = os_username()
    url = _made_at(call, owner)
    if args.no_open:
        say(url)
        return 0
    person = args.as_username or PEOPLE[args.role]
    return show(lambda: call.open_desk(url, person), mouse=args.mouse)


def _made_at(call: Call, owner: str) -> str:
    """The path of the studio's database, made now where it is not there."""
    args = call.args
    if args.db is not None:
        _make(call, args.db, owner)
        return str(args.db)
    studio = demo_folder(args.members, args.seed) / _FILE
    if args.fresh and not _is_being_made(studio):
        _remove(studio.parent)
    if studio.exists():
        initialise(str(studio), owner)  # an earlier release may have made it
    else:
        _make_once(call, studio, owner)
    return str(studio)


def _is_being_made(studio: Path) -> bool:
    """Whether another call is at it now, or was killed at it: it will be made anew in any case."""
    return not studio.exists() and any(studio.parent.glob("*.unfinished-*"))


def _make_once(call: Call, studio: Path, owner: str) -> None:
    """Make it, or find that another call was quicker: the one that it made is the same."""
    try:
        _make(call, str(studio), owner)
    except BaseException as error:
        if isinstance(error, InputError) and studio.exists():
            return
        with suppress(OSError):  # another call may be making it, too
            studio.parent.rmdir()
        raise


def _remove(folder: Path) -> None:
    """Remove a studio as a whole: interrupted, it is there or gone, never without its log."""
    with suppress(FileNotFoundError), TemporaryDirectory(dir=folder.parent) as gone:
        folder.rename(Path(gone, folder.name))


def _make(call: Call, url: str, owner: str) -> None:
    with clearing_away(), progress() as told:
        make_demo(
            url,
            members=call.args.members,
            seed=call.args.seed,
            progress=told,
            clock=call.clock,
            owner=owner,
        )


def demo_folder(members: int, seed: int) -> Path:
    """Where the sample studio of that size and seed is kept."""
    from platformdirs import user_data_path

    return user_data_path("creditui", appauthor=False) / "demo" / f"{members}-members-seed-{seed}"
