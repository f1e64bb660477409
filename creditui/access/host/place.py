"""Where everything of a host is: its accounts, folders and files. Nothing here touches them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from creditui.desk.errors import InputError

DATABASE = Path("/var/lib/creditui/studio.db")
PREFIX = Path("/opt/creditui")
GROUP = "creditui"
"""Its members may read the database."""
SESSIONS_GROUP = "creditui-sessions"
"""Its members may write session records; the account that answers sshd is not one of them."""
HOME = Path("/var/lib/creditui-home")
"""The home of all three accounts: root's, and empty, so that no file in it can start anything."""
DROP_IN = Path("/etc/ssh/sshd_config.d/50-creditui.conf")

_PLAIN_PATH = re.compile(r"(/[A-Za-z0-9_][A-Za-z0-9._-]*)+")
_ACCOUNT = re.compile(r"[a-z_][a-z0-9_-]{0,31}")


@dataclass(frozen=True, slots=True)
class Accounts:
    """The names of the three system accounts."""

    staff: str = "credits"
    """Staff, managers and admins sign in to it; it owns the database."""
    audit: str = "credits-audit"
    """Auditors sign in to it; the system does not let it write the database."""
    keys: str = "creditui-keys"
    """It answers sshd which keys may sign in, and cannot be signed in to."""

    @property
    def doors(self) -> tuple[str, str]:
        """The two that people sign in to."""
        return self.staff, self.audit


@dataclass(frozen=True, slots=True)
class Place:
    """One installation: its database, the folder of its programs, its accounts.

    All paths are absolute and of plain characters only (`place_of` checks it): they stand in
    sshd's configuration, in `#!` lines and in commands.
    """

    database: Path = DATABASE
    prefix: Path = PREFIX
    accounts: Accounts = Accounts()

    @property
    def interpreter(self) -> Path:
        """The Python of the virtual environment that creditui is installed in."""
        return self.prefix / "bin" / "python"

    @property
    def wrappers(self) -> Path:
        """The folder of the three programs that sshd starts."""
        return self.prefix / "libexec"

    @property
    def key_command(self) -> Path:
        """What sshd asks which keys may sign in."""
        return self.wrappers / "creditui-authorized-keys"

    def session(self, account: str) -> Path:
        """What sshd starts for whoever signed in to `account`, one of `accounts.doors`."""
        name = "creditui-session-audit" if account == self.accounts.audit else "creditui-session"
        return self.wrappers / name

    @property
    def sessions(self) -> Path:
        """The folder of session records, beside the database."""
        return Path(f"{self.database}.sessions")

    @property
    def beside(self) -> tuple[Path, ...]:
        """The files that SQLite and the queue of writers keep beside the database."""
        return tuple(Path(f"{self.database}{end}") for end in ("-wal", "-shm", ".lock"))


def place_of(database: str, prefix: str, accounts: str) -> Place:
    """The place that was typed: two paths, and the three account names with commas between.

    Raises InputError for what could not stand in a configuration file as it is.
    """
    names = tuple(name.strip() for name in accounts.split(","))
    if len(set(names)) != 3 or not all(_ACCOUNT.fullmatch(name) for name in names):
        raise InputError(
            "bad_accounts",
            f"{accounts!r} is not three account names; give those of staff, of auditors and of "
            "the key command, such as credits,credits-audit,creditui-keys.",
        )
    path = database.removeprefix("sqlite:///")
    return Place(_plain(path, "--db"), _plain(prefix, "--prefix"), Accounts(*names))


def _plain(text: str, option: str) -> Path:
    if _PLAIN_PATH.fullmatch(text) is None:
        raise InputError(
            "bad_path",
            f"{option}: {text!r} can't stand in sshd's configuration; give a whole path of "
            "letters, digits, dots, dashes and underscores, such as /opt/creditui.",
        )
    return Path(text)
