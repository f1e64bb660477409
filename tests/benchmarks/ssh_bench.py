"""Measures staff over SSH: python -m tests.benchmarks.ssh_bench --runs 9

One real sshd, on a machine of the benchmark's own; needs root. Side by side in one run: a bare
`ssh host true`, the same behind the key command, an empty Textual application, and creditui. Wall
times of a busy machine vary: look at the ratios, and at the best beside the median. `--many` opens
as many interfaces at once and says what they take.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from creditui.tui.environment import SETTINGS
from tests.benchmarks import empty_app
from tests.benchmarks.keys_bench import FOUND, REST
from tests.benchmarks.measuring import high, middle, pss
from tests.ssh.controls import both, instead, naive_keys, write_naive_keys
from tests.support.display import Display
from tests.support.patience import PATIENCE
from tests.support.sshd import Sshd, client, installed_sshd
from tests.support.terminal import Terminal

WHO = "mona"
EMPTY = "/opt/creditui/empty_app.py"
"""Where the empty application is on the machine."""
FIRST = "Search"
"""On the screen before anything is imported."""
READY = "▸ "
KEYS = 12


@dataclass(frozen=True, slots=True)
class Server:
    """An sshd, what its account does, and what is on the screen once that can be used."""

    name: str
    sshd: Sshd
    ready: str = ""
    command: str | None = None

    def seconds(self) -> float:
        """From the start of ssh to the first useful frame, or to its end where it shows none."""
        if not self.ready:
            began = time.monotonic()
            done = client(self.sshd.argv(WHO, command=self.command or "true"))
            assert done.returncode == 0, done
            return time.monotonic() - began
        with self.start() as terminal:
            return first_frame(terminal, self.ready)

    def start(self, *options: str) -> Terminal:
        """Its interface in a terminal of 80x24."""
        return Terminal.start(self.sshd.argv(WHO, "-tt", *options))


def first_frame(terminal: Terminal, ready: str) -> float:
    """Seconds to the output that made the screen useful, which then takes a letter."""
    terminal.wait_for(ready)
    chunks = list(terminal.program.chunks)
    terminal.settle(0.3)
    terminal.type("z")
    terminal.wait_for(r"\bz\b")
    display = Display(80, 24)
    for chunk in chunks:
        display.feed(chunk.data)
        if display.find(ready) is not None:
            return chunk.at
    raise AssertionError("it was never ready")


@dataclass(frozen=True, slots=True)
class Key:
    """What one key cost: bytes at the terminal, and encrypted bytes that came over the line."""

    shown: int
    wire: int
    milliseconds: float


def press(terminal: Terminal, key: str) -> Key:
    """Press one key, and count."""
    pid = terminal.program.pid
    mark, before = terminal.mark(), _read_by(pid)
    if len(key) == 1:
        terminal.type(key)
    else:
        terminal.press(key)
    burst = terminal.burst(mark)
    typed = 1 if len(key) == 1 else 3
    return Key(burst.size, _read_by(pid) - before - typed, burst.last * 1000)


def _read_by(pid: int) -> int:
    """Bytes that a process has read: of ssh, what came over the line and what was typed."""
    return int(Path(f"/proc/{pid}/io").read_text("ascii").split()[1])


def key_costs(server: Server, list_key: str, *options: str) -> dict[str, list[Key]]:
    """What cursor keys and letters cost."""
    costs = {}
    with server.start(*options) as terminal:
        terminal.wait_for(server.ready)
        terminal.settle(0.5)
        costs["letter, other results"] = [press(terminal, letter) for letter in FOUND]
        costs["letter, same results"] = [press(terminal, letter) for letter in REST]
    with server.start(*options) as terminal:
        terminal.wait_for(server.ready)
        terminal.settle(0.5)
        terminal.press(list_key, "down")
        costs["cursor key"] = [press(terminal, "down") for _ in range(KEYS)]
    return costs


def cpu_of(sshd: Sshd, account: str, *words: str, **environment: str) -> float:
    """Seconds of CPU of one program on the machine, run as an account of it."""
    groups = ("--reuid", account, "--regid", "creditui", "--init-groups")
    variables = (f"{name}={text}" for name, text in environment.items())
    argv = ("nsenter", "-t", str(sshd.machine.pid), "-m", "env", "-i", *variables)
    process = subprocess.Popen((*argv, "setpriv", *groups, *words), stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, words
    return used.ru_utime + used.ru_stime


def cpu_figures(sshd: Sshd, runs: int) -> None:
    """Print the CPU of the programs that sshd starts, beside the interpreter that does nothing."""
    python, folder = "/opt/creditui/bin/python", "/opt/creditui/libexec"
    kind, code = (sshd.folder / f"{WHO}.pub").read_text("ascii").split()[:2]
    sshd.machine.must(f"echo 'publickey {kind} {code}' > /run/proof")
    proven = {"SSH_USER_AUTH": "/run/proof", "SSH_ORIGINAL_COMMAND": "search okafor"}
    asked = (f"{folder}/creditui-authorized-keys", "credits", kind, code)
    measured: tuple[tuple[str, Callable[[], float]], ...] = (
        ("python -I -c pass", lambda: cpu_of(sshd, "credits", python, "-I", "-c", "pass")),
        ("the key command", lambda: cpu_of(sshd, "creditui-keys", *asked)),
        ("search okafor", lambda: cpu_of(sshd, "credits", f"{folder}/creditui-session", **proven)),
    )
    for name, measure in measured:
        taken = [measure() * 1000 for _ in range(runs)]
        print(f"CPU {name:27} median {middle(taken):6.1f} ms  best {min(taken):6.1f} ms")


def print_many(sshd: Sshd, many: int) -> None:
    """Print what many interfaces take that are open at once."""
    began = time.monotonic()
    with ExitStack() as stack:
        opened = [stack.enter_context(Terminal.start(sshd.argv(WHO, "-tt"))) for _ in range(many)]
        for terminal in opened:
            terminal.wait_for(READY, timeout=10 * PATIENCE)
        seconds = time.monotonic() - began
        told = json.loads(sshd.done("ada", "sessions --json"))
        memory = [pss(each["pid"]) / 1024 for each in told if each["kind"] == "interface"]
    print(
        f"{len(memory)} interfaces open in {seconds:.1f} s,"
        f" {middle(memory):.1f} MiB each (most {max(memory):.1f})"
    )


def servers(stack: ExitStack, sshd: Sshd) -> tuple[Server, ...]:
    """What is compared; the bare one first."""
    program = Path(empty_app.__file__).read_text("utf-8")
    sshd.machine.must(f"cat > {EMPTY} <<'END'\n{program}\nEND\n")
    variables = " ".join(f"{name}={text}" for name, text in SETTINGS.items())
    run_empty = f"exec env {variables} /opt/creditui/bin/python -I {EMPTY}"
    write_naive_keys(sshd)
    bare = stack.enter_context(sshd.changed(both(naive_keys, instead(ForceCommand="true"))))
    asked = stack.enter_context(sshd.changed(instead(ForceCommand="true")))
    empty = stack.enter_context(sshd.changed(both(naive_keys, instead(ForceCommand=run_empty))))
    return (
        Server("bare ssh", bare),
        Server("bare, with key command", asked),
        Server("empty app", empty, empty_app.READY),
        Server("creditui", sshd, READY),
        Server("creditui, first frame", sshd, FIRST),
        Server("search okafor", sshd, command="search okafor"),
    )


def print_times(compared: tuple[Server, ...], runs: int) -> None:
    """Print the times, one after the other in turns; a first run of each is not counted."""
    times: dict[str, list[float]] = {server.name: [] for server in compared}
    for run in range(runs + 1):
        for server in compared:
            seconds = server.seconds()
            if run:
                times[server.name].append(seconds)
    base = times[compared[0].name]
    for name, taken in times.items():
        ratios = middle(taken) / middle(base), min(taken) / min(base)
        print(
            f"{name:23} median {middle(taken) * 1000:5.0f} ms  best {min(taken) * 1000:5.0f} ms"
            f"  p95 {high(taken) * 1000:5.0f} ms  x bare: {ratios[0]:4.2f}, best {ratios[1]:4.2f}"
        )


def print_keys(empty: Server, ours: Server) -> None:
    """Print what keys cost, the two applications side by side, without and with compression."""
    for server, list_key in ((ours, "down"), (empty, "tab")):
        for options in ((), ("-C",)):
            name = " ".join((server.name, *options))
            for what, keys in key_costs(server, list_key, *options).items():
                wire = middle([float(key.wire) for key in keys])
                shown = middle([float(key.shown) for key in keys])
                spent = middle([key.milliseconds for key in keys])
                print(
                    f"{name:13} {what:22} wire {wire:6.0f} bytes  "
                    f"terminal {shown:6.0f} bytes  {spent:6.1f} ms"
                )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--members", type=int, default=2000)
    parser.add_argument("--many", type=int, default=0)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        Path(folder, "machine").mkdir()
        sshd = stack.enter_context(installed_sshd(Path(folder), args.members))
        cpu_figures(sshd, args.runs)
        compared = servers(stack, sshd)
        print_times(compared, args.runs)
        print_keys(compared[2], compared[3])
        if args.many:
            print_many(sshd, args.many)


if __name__ == "__main__":
    main()
