"""A studio behind a real sshd: installed as README.md says, reached with the real `ssh`.

`creditui ssh install` runs on a machine of the tests' own (see tests/access/host/machine.py), so
the accounts, the drop-in, the wrappers, the owners and modes are those that a studio gets; nothing
of the host changes. sshd listens on a port of the loopback interface. That needs root, as CI has;
for anybody else the tests marked `sshd` are left out and counted. A missing sshd is a failure.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import SystemRandom

import pytest

from creditui.access.host.openssh import openssh_version
from creditui.desk.demo import make_demo
from creditui.desk.keys import add_key
from creditui.desk.session import open_desk
from tests.access.host.machine import Machine, machine
from tests.support.patience import PATIENCE

DESK, AUDIT = "credits", "credits-audit"
DATABASE = "/var/lib/creditui/studio.db"
DROP_IN = "/etc/ssh/sshd_config.d/50-creditui.conf"
PEOPLE = ("alice", "mona", "audrey", "ada")
"""Of the demo's studio: staff, a manager, an auditor, an admin. Each has a key."""

Change = Callable[[str], str]
"""How a configuration differs from the one that was installed."""


@dataclass
class Sshd:
    """An sshd that listens, and the client that knows its host key and everybody's key."""

    machine: Machine
    folder: Path
    port: int
    log: list[str] = field(default_factory=list)

    @property
    def config(self) -> str:
        """The file of its configuration, on the machine."""
        return f"/run/sshd-{self.port}.conf"

    def argv(
        self, username: str, *options: str, account: str = "", command: str | None = None
    ) -> list[str]:
        """The words of `ssh` with that person's key; nothing of the developer's own is read."""
        words = ["ssh", "-p", str(self.port), *self.options(username), *options, "--"]
        words.append(f"{account or account_of(username)}@127.0.0.1")
        return words if command is None else [*words, command]

    def options(self, username: str) -> list[str]:
        """What every client program is told: this key, this host key, nothing else."""
        return [
            *("-F", "none", "-i", str(self.folder / username), "-o", "IdentitiesOnly=yes"),
            *("-o", "IdentityAgent=none", "-o", f"UserKnownHostsFile={self.folder}/known_hosts"),
            *("-o", "StrictHostKeyChecking=yes", "-o", "BatchMode=yes", "-o", "LogLevel=INFO"),
        ]

    def run(
        self,
        username: str,
        command: str | None,
        *options: str,
        account: str = "",
        stdin: str = "",
    ) -> subprocess.CompletedProcess[str]:
        """Run a command over SSH without a terminal."""
        argv = self.argv(username, *options, account=account, command=command)
        return client(argv, stdin=stdin)

    def enrol(self, username: str, role: str = "staff") -> str:
        """Add a person with a key of her own; the key's fingerprint."""
        words = f"staff add {username} --name {username.title()} --role {role}"
        self.done("ada", words)
        key = make_key(self.folder, username)
        self.done("ada", f"staff key add {username} -", stdin=key)
        told = client(["ssh-keygen", "-lf", f"{self.folder}/{username}.pub"]).stdout
        return told.split()[1]

    def done(self, username: str, command: str, *, stdin: str = "") -> str:
        """The output of a command that must succeed."""
        ran = self.run(username, command, stdin=stdin)
        assert ran.returncode == 0, (command, ran.stdout, ran.stderr)
        return ran.stdout

    @contextmanager
    def changed(self, change: Change) -> Iterator[Sshd]:
        """Another sshd on the same machine with a changed drop-in, for as long as the block."""
        with ExitStack() as stack:
            yield _start(stack, self.machine, self.folder, change)


def account_of(username: str) -> str:
    """The account that is for that person; the sample's auditor is audrey."""
    return AUDIT if username.startswith("aud") else DESK


def client(argv: list[str], *, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a client program to its end, whatever that is."""
    return subprocess.run(
        argv,
        input=stdin,
        capture_output=True,
        text=True,
        errors="backslashreplace",
        timeout=PATIENCE,
        check=False,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": "/nonexistent"},
    )


@contextmanager
def installed_sshd(folder: Path, members: int = 24) -> Iterator[Sshd]:
    """Install creditui on a machine of its own, with the sample studio, and start sshd there."""
    if openssh_version() is None:
        pytest.fail("there is no sshd: apt-get install openssh-server", pytrace=False)
    with ExitStack() as stack:
        made = stack.enter_context(machine(folder / "machine"))
        _be_patient(made)
        assert made.creditui("ssh", "install").status == 0
        _fill(made, folder, members)
        host_key = made.must("cat /etc/ssh/ssh_host_ed25519_key.pub")
        names = "* " + " ".join(host_key.split()[:2])
        (folder / "known_hosts").write_text(names + "\n")
        yield _start(stack, made, folder, lambda text: text)


def make_key(folder: Path, username: str) -> str:
    """A new key pair in `folder`; the public line."""
    path = folder / username
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", f"{username}@laptop"]
    assert client([*words, "-f", str(path)]).returncode == 0
    return Path(f"{path}.pub").read_text()


def _be_patient(made: Machine) -> None:
    """Fifty sessions may want to write at once, and a busy machine be slow to end one."""
    made.must(
        "set -e; cd /opt/creditui/lib/python3*/site-packages/creditui\n"
        f"sed -Ei 's/^(WAIT|LAST) = [0-9.]+/\\1 = {PATIENCE}/' store/lock.py tui/*.py\n"
        "/opt/creditui/bin/python -m compileall -q store tui"
    )


def _fill(made: Machine, folder: Path, members: int) -> None:
    """Put the demo's studio, as of now, where the installation made an empty one."""
    path = folder / "studio.db"
    make_demo(str(path), members=members, owner=DESK)
    desk = open_desk(str(path), "ada")
    for username in PEOPLE:
        add_key(desk, username, make_key(folder, username))
    desk.close()
    made.must(
        f"set -e; rm {DATABASE}-wal {DATABASE}-shm\n"
        f"install -o credits -g creditui -m 640 {path} {DATABASE}\n"
        f"runuser -u credits -- creditui --db {DATABASE} staff list"
    )


def _start(stack: ExitStack, made: Machine, folder: Path, change: Change) -> Sshd:
    port = free_port()
    config = f"/run/sshd-{port}.conf"  # includes the drop-in, as the host's own does
    drop_in = change(made.must(f"cat {DROP_IN}"))
    made.must(
        f"cat > {config}.in <<'END'\n{drop_in}\nEND\n"
        f"cat > {config} <<'END'\nInclude {config}.in\n{_global(made)}\nEND\n"
    )
    words = ("/usr/sbin/sshd", "-D", "-e", "-f", config, "-p", str(port))
    process = subprocess.Popen(
        ["nsenter", "-t", str(made.pid), "-m", *words],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="backslashreplace",
    )
    server = Sshd(made, folder, port)
    assert process.stderr
    reader = threading.Thread(target=server.log.extend, args=(process.stderr,), daemon=True)
    stack.callback(_stop, process, reader)
    for line in process.stderr:
        server.log.append(line)
        if "Server listening" in line:
            break
    else:
        pytest.fail(f"sshd did not start:\n{''.join(server.log)}", pytrace=False)
    reader.start()
    return server


def free_port() -> int:
    """A port below those that Linux gives to clients: none of them takes it before sshd does."""
    while True:
        port = SystemRandom().randrange(20_000, 32_000)
        with socket.socket() as free, suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port


def _global(made: Machine) -> str:
    """The host's own configuration, on loopback only, with nothing of the network's or of PAM's."""
    text = made.must("cat /etc/ssh/sshd_config")
    kept = re.sub(r"(?mi)^\s*(include|usepam|listenaddress|port)\b.*$", "", text)
    penalties = "PerSourcePenalties no\n" if (openssh_version() or (0, 0)) >= (9, 8) else ""
    ours = "ListenAddress 127.0.0.1\nUsePAM no\nUseDNS no\nPidFile none\nMaxStartups 100\n"
    ours += "XAuthLocation /bin/true\n"  # so that X11 forwarding fails by rule, not for want of it
    return f"{ours}{penalties}{kept}"


def _stop(process: subprocess.Popen[str], reader: threading.Thread) -> None:
    process.terminate()
    process.wait(PATIENCE)
    assert process.stderr
    if reader.ident is not None:
        reader.join(PATIENCE)  # sessions that still live hold the log open
    process.stderr.close()
