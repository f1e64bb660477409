"""The steps of an installation: what must be, and the shell command that would make it so.

A step says nothing of how the machine is now; `make` looks, and does only what is missing.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Group:
    """A system group."""

    name: str

    @property
    def shell(self) -> str:
        """The command that makes it."""
        return f"getent group {self.name} >/dev/null || {shlex.join(self.add)}"

    @property
    def add(self) -> tuple[str, ...]:
        """The words of the command that adds it."""
        return ("groupadd", "--system", self.name)


@dataclass(frozen=True, slots=True)
class Account:
    """A system account without a password that can be typed; keys can still sign in."""

    name: str
    login_shell: str
    home: Path
    group: str
    groups: tuple[str, ...]
    """Its other groups."""
    comment: str

    @property
    def shell(self) -> str:
        """The command that makes it."""
        return f"getent passwd {self.name} >/dev/null || {shlex.join(self.add)}"

    @property
    def add(self) -> tuple[str, ...]:
        """The words of the command that adds it."""
        return ("useradd", "--system", "--no-create-home", *self._options, self.name)

    @property
    def change(self) -> tuple[str, ...]:
        """The words of the command that brings it back to this."""
        return ("usermod", *self._options, self.name)

    @property
    def _options(self) -> tuple[str, ...]:
        # '*' is a password that nothing matches; '!' would lock the account for keys too.
        return (
            *("--password", "*", "--shell", self.login_shell, "--home", str(self.home)),
            *("--gid", self.group, "--groups", ",".join(self.groups), "--comment", self.comment),
        )


@dataclass(frozen=True, slots=True)
class Owned:
    """A folder that must be there, or a file that may be, with its owner, group and mode."""

    path: Path
    owner: str
    group: str
    mode: int
    folder: bool = False

    @property
    def shell(self) -> str:
        """The command that makes it so."""
        owned = f"-o {self.owner} -g {self.group} -m {self.mode:o}"
        if self.folder:
            return f"install -d {owned} {self.path}"
        # The owner's own chmod: root's would follow a link that the owner could put there.
        chown = f"chown -h {self.owner}:{self.group} {self.path}"
        chmod = f"runuser -u {self.owner} -- chmod {self.mode:o} {self.path}"
        return f"test ! -e {self.path} || {{ {chown} && {chmod}; }}"


@dataclass(frozen=True, slots=True)
class Written:
    """A file of root's with exactly this text."""

    path: Path
    text: str
    mode: int
    sshd: bool = False
    """Whether it is a part of sshd's configuration, to be put in force only if sshd takes it."""

    @property
    def shell(self) -> str:
        """The command that writes it."""
        install = f"install -D -o root -g root -m {self.mode:o} /dev/stdin {self.path}"
        check = "\ninstall -d -m 755 /run/sshd\nsshd -t" if self.sshd else ""
        return f"\n{install} <<'CREDITUI'\n{self.text}CREDITUI{check}"


@dataclass(frozen=True, slots=True)
class Database:
    """A database of today's schema, made by the account that owns it."""

    desk: AtDesk
    name: str | None
    timezone: str | None

    @property
    def words(self) -> tuple[str, ...]:
        """The words of creditui's command."""
        named = () if self.name is None else ("--name", self.name)
        zoned = () if self.timezone is None else ("--timezone", self.timezone)
        return ("init", *named, *zoned)

    @property
    def shell(self) -> str:
        """The command, by the function of `AtDesk.shell`."""
        return f"desk {shlex.join(self.words)}"


@dataclass(frozen=True, slots=True)
class Admin:
    """A person of the desk who may manage the others."""

    desk: AtDesk
    username: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words of creditui's command."""
        return ("staff", "add", self.username, "--name", self.username, "--role", "admin")

    @property
    def shell(self) -> str:
        """The command, by the function of `AtDesk.shell`."""
        listed = f"desk staff list --csv | grep -q '^{self.username},'"
        return f"{listed} || desk {shlex.join(self.words)}"


@dataclass(frozen=True, slots=True)
class Key:
    """An SSH key of a person of the desk, from a file that root can read."""

    desk: AtDesk
    username: str
    file: Path

    @property
    def words(self) -> tuple[str, ...]:
        """The words of creditui's command, which reads the key from its input."""
        return ("staff", "key", "add", self.username, "-")

    @property
    def shell(self) -> str:
        """The command, by the function of `AtDesk.shell`."""
        return f"desk {shlex.join(self.words)} < {shlex.quote(str(self.file))}"


@dataclass(frozen=True, slots=True)
class AtDesk:
    """How root runs creditui as the account that owns the database."""

    account: str
    interpreter: Path
    database: Path

    @property
    def shell(self) -> str:
        """A function of the shell that does it, for the commands of the other steps."""
        return f'desk() {{ {shlex.join(self.command())} "$@"; }}'

    def command(self, *words: str) -> tuple[str, ...]:
        """The words of a command at this desk; what it writes is closed to other accounts."""
        creditui = (str(self.interpreter), "-I", "-m", "creditui", "--db", str(self.database))
        closed = ("sh", "-c", 'umask 027 && cd / && exec "$@"', "sh")
        return ("runuser", "-u", self.account, "--", *closed, *creditui, *words)


Step = Group | Account | Owned | Written | Database | Admin | Key
