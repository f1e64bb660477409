"""What somebody with a key of staff could try. Each says whether it succeeded."""

from __future__ import annotations

import socket
import subprocess
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from tests.support.sshd import DESK, Sshd, client

Attack = Callable[[Sshd, Path], bool]
"""Tries something over SSH, with a folder of its own on the attacker's side."""


def run_a_shell(sshd: Sshd, folder: Path) -> bool:
    return "uid=" in sshd.run("alice", "id").stdout


def run_a_login_shell(sshd: Sshd, folder: Path) -> bool:
    return "uid=" in sshd.run("alice", None, stdin="id\n").stdout


def copy_a_file(sshd: Sshd, folder: Path) -> bool:
    return _copied(sshd, folder, "scp", "-O")


def copy_a_file_by_sftp(sshd: Sshd, folder: Path) -> bool:
    return _copied(sshd, folder, "scp", "-s")


def get_a_file_by_sftp(sshd: Sshd, folder: Path) -> bool:
    got = folder / "got"
    words = ["sftp", "-P", str(sshd.port), *sshd.options("alice"), "-b", "-", f"{DESK}@127.0.0.1"]
    client(words, stdin=f"get /etc/hostname {got}\n")
    return got.exists()


def reach_a_port(sshd: Sshd, folder: Path) -> bool:
    return "SSH-2.0" in sshd.run("alice", None, "-W", f"127.0.0.1:{sshd.port}").stdout


def reach_a_unix_socket(sshd: Sshd, folder: Path) -> bool:
    """A listener of the host is heard through a forwarded socket."""
    path = f"/proc/{sshd.machine.pid}/root/run/listener"
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket(socket.AF_UNIX))
        listener.bind(path)
        stack.callback(Path(path).unlink)
        Path(path).chmod(0o777)
        listener.listen()
        greeter = threading.Thread(target=_greet, args=(listener,), daemon=True)
        greeter.start()
        stack.callback(greeter.join)
        stack.callback(listener.shutdown, socket.SHUT_RDWR)
        words = sshd.argv("alice", "-v", "-N", "-L", "./here:/run/listener")
        tunnel = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=folder
        )
        stack.enter_context(tunnel)
        stack.callback(tunnel.kill)
        assert tunnel.stderr
        assert any("Entering interactive session" in line for line in tunnel.stderr)
        caller = stack.enter_context(socket.socket(socket.AF_UNIX))
        caller.connect(f"/proc/{tunnel.pid}/cwd/here")  # a socket's path may not be long
        return caller.recv(5) == b"hello"


def _greet(listener: socket.socket) -> None:
    with suppress(OSError), listener.accept()[0] as heard:  # closed first where nobody came
        heard.sendall(b"hello")


def listen_on_a_port(sshd: Sshd, folder: Path) -> bool:
    return _listened(sshd, "0:127.0.0.1:1")


def listen_on_a_unix_socket(sshd: Sshd, folder: Path) -> bool:
    return _listened(sshd, f"/tmp/creditui-test-{sshd.port}.sock:127.0.0.1:1")


def bring_variables(sshd: Sshd, folder: Path) -> bool:
    return "TEXTUAL_LOG" in sshd.run("alice", None, "-o", "SetEnv=TEXTUAL_LOG=/tmp/x").stdout


def bring_a_locale(sshd: Sshd, folder: Path) -> bool:
    return "LC_EVIL" in sshd.run("alice", None, "-o", "SetEnv=LC_EVIL=x").stdout


def bring_an_agent(sshd: Sshd, folder: Path) -> bool:
    ssh, *words = sshd.argv("alice", "-A")
    own = (ssh, "-o", "IdentityAgent=SSH_AUTH_SOCK")  # the first of two counts
    return "SSH_AUTH_SOCK" in client(["ssh-agent", *own, *words]).stdout


def bring_a_display(sshd: Sshd, folder: Path) -> bool:
    words = sshd.argv("alice", "-Y", "-o", "XAuthLocation=/bin/true")
    return "DISPLAY=" in client(["env", "DISPLAY=:99", *words]).stdout


def run_an_rc_file(sshd: Sshd, folder: Path) -> bool:
    home, mark = "/var/lib/creditui-home", f"/run/open/{folder.parent.name}-{folder.name}"
    sshd.machine.must(
        f"mkdir -p {home}/.ssh && install -d -m 777 /run/open\necho 'touch {mark}' > {home}/.ssh/rc"
    )
    sshd.run("alice", "search maya")
    sshd.machine.must(f"rm -r {home}/.ssh")
    return sshd.machine.sh(f"test -e {mark}").status == 0


def open_a_second_session(sshd: Sshd, folder: Path) -> bool:
    """On a connection that is open already, as somebody would whose key was revoked meanwhile."""
    words = sshd.argv("alice", "-tt", "-M", "-S", "./mux", "-v")  # a socket's path may not be long
    master = subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )
    with master:
        assert master.stdout
        master.stdout.read(1)  # its session is there
        second = client(
            [
                "ssh",
                "-F",
                "none",
                "-S",
                f"/proc/{master.pid}/cwd/mux",
                "-o",
                "ControlMaster=no",
                "127.0.0.1",
                "search x",
            ]
        )
        master.kill()
    return second.returncode == 0


def _copied(sshd: Sshd, folder: Path, *words: str) -> bool:
    there = f"/tmp/creditui-test-{sshd.port}-{folder.parent.name}"
    local = folder / "file"
    local.write_text("x")
    options = [*sshd.options("alice"), "-P", str(sshd.port)]
    client([*words, *options, str(local), f"{DESK}@127.0.0.1:{there}"])
    copied = Path(there).exists()
    Path(there).unlink(missing_ok=True)
    return copied


def _listened(sshd: Sshd, forward: str) -> bool:
    options = ("-o", "ExitOnForwardFailure=yes", "-R", forward)
    ran = sshd.run("alice", "search maya", *options)
    if forward.startswith("/"):
        Path(forward.partition(":")[0]).unlink(missing_ok=True)
    return ran.returncode == 0
