"""The README's pages on SSH are true: their commands, on a fresh machine with a real sshd."""

import json
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from tests.access.host.machine import Machine
from tests.readme import README, block

TEXT = README.read_text("utf-8")


def test_a_fresh_machine_is_set_up_and_its_first_admin_brings_in_the_next(fresh: Machine) -> None:
    for name in ("mia", "nadia"):
        fresh.must(f"ssh-keygen -q -t ed25519 -N '' -f /run/{name}")
    fresh.must(_script("ssh-install"))
    with _sshd(fresh) as ssh:
        mia = f"{ssh} -i /run/mia credits@127.0.0.1"
        fresh.must(f"""{mia} staff add nadia --name '"Nadia Hussain"' --role auditor""")
        fresh.must(f"{mia} staff key add nadia < /run/nadia.pub")
        people = json.loads(fresh.must(f"{mia} staff list --json"))
        assert [each["name"] for each in people] == ["credits", "mia", "Nadia Hussain"]
        audit = fresh.must(f"{ssh} -i /run/nadia credits-audit@127.0.0.1 staff list --json")
        assert json.loads(audit) == people
        for refused in ("-i /run/nadia credits@127.0.0.1", "-i /run/mia credits-audit@127.0.0.1"):
            ran = fresh.sh(f"{ssh} {refused} staff list")
            assert (ran.status, ran.out) == (255, ""), ran
    assert fresh.creditui("ssh", "doctor").status == 0


def test_the_nightly_job_expires_seals_and_backs_up(fresh: Machine) -> None:
    assert fresh.creditui("ssh", "install").status == 0
    fresh.must(_script("ssh-nightly"))
    unit = fresh.must("cat /etc/systemd/system/creditui-nightly.service")
    commands = re.findall(r"^ExecStart=(.+)$", unit, re.MULTILINE)
    told = [
        fresh.must(
            "cd / && export CREDITUI_DB=/var/lib/creditui/studio.db && umask 027 && "
            f"runuser -u credits -- {command.replace('%%', '%')}"
        )
        for command in commands
    ]
    assert told[0] == (
        "Nothing has expired since the last time.\nNothing to seal: the ledger is empty.\n"
    )
    assert fresh.must("stat -c %U:%a /var/backups/creditui/*.db") == "credits:600\n"


def _script(name: str) -> str:
    """A block of the README, as far as it can be run where no systemd listens."""
    lines = [line for line in block(TEXT, name).splitlines() if not line.startswith("systemctl")]
    return "\n".join(("set -e", "cd /run", *lines))


@contextmanager
def _sshd(machine: Machine) -> Iterator[str]:
    """The machine's own sshd with its own configuration; gives the start of a client's line."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    machine.must(
        f"/usr/sbin/sshd -p {port} -o ListenAddress=127.0.0.1 -o PidFile=/run/pid -E /run/log"
    )
    try:
        yield (
            f"ssh -F none -p {port} -o BatchMode=yes -o IdentitiesOnly=yes -o IdentityAgent=none "
            "-o UserKnownHostsFile=/run/known -o StrictHostKeyChecking=accept-new"
        )
    finally:
        machine.must("kill $(cat /run/pid)")
