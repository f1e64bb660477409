"""The README's pages on SSH are true: their commands, on a fresh machine with a real sshd."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from tests.access.host.machine import Machine
from tests.readme import README, block
from tests.support.patience import PATIENCE
from tests.support.sshd import free_port

TEXT = README.read_text("utf-8")
DATABASE = "/var/lib/creditui/studio.db"


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
    commands = re.findall(r"^Exec(?:Start|StopPost)=(.+)$", unit, re.MULTILINE)
    assert len(commands) == 3
    units = (
        "/etc/systemd/system/creditui-nightly.service /etc/systemd/system/creditui-nightly.timer"
    )
    assert fresh.must(f"systemd-analyze verify {units} 2>&1") == ""
    fresh.must("install -o credits -m 600 /dev/null /var/backups/creditui/2020-01-01T0415.db")
    fresh.must("touch -d '61 days ago' /var/backups/creditui/2020-01-01T0415.db")
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


def test_a_backup_is_put_back_while_nobody_can_come_in(fresh: Machine) -> None:
    fresh.must("ssh-keygen -q -t ed25519 -N '' -f /run/mia")
    fresh.must(_script("ssh-install"))
    fresh.must(_script("ssh-nightly"))
    desk = f"runuser -u credits -- creditui --db {DATABASE}"
    name = re.findall(r"/var/backups/\S+", block(TEXT, "ssh-restore"))[0]
    fresh.must(f"{desk} backup {name}")
    fresh.must(f"{desk} staff add late --name Late --role staff")
    with _sshd(fresh) as ssh:
        mia = f"{ssh} -i /run/mia credits@127.0.0.1"
        told = fresh.must(
            "mkfifo /run/typed /run/left\n"
            f"({ssh} -tt -i /run/mia credits@127.0.0.1 < /run/typed > /run/seen 2>&1; "
            "echo $? > /run/left) & exec 9> /run/typed\n"
            f"for n in $(seq 50); do {mia} sessions --json | grep -q interface && break; done\n"
            f"cd /run; {_lines('ssh-restore')}\n"
            "read -t 60 status < /run/left && echo ended with $status"
        )
        assert "ended with " in told
        assert "all of it agrees" in told
        assert fresh.must(f"{mia} staff list --json").count("late") == 0
    assert fresh.creditui("ssh", "doctor").status == 0


def test_closed_for_a_while_nobody_comes_in(fresh: Machine) -> None:
    fresh.must("ssh-keygen -q -t ed25519 -N '' -f /run/mia")
    fresh.must(_script("ssh-install"))
    first = _lines("ssh-upgrade").split("\n")[1]
    with _sshd(fresh) as ssh:
        mia = f"{ssh} -i /run/mia credits@127.0.0.1 staff list --json"
        assert fresh.sh(f"{mia}").status == 0
        ran = fresh.sh(f"{first}; {mia}")
        assert ran.status == 255
        assert fresh.sh(f"rm /etc/nologin; {mia}").status == 0


def test_an_upgrade_brings_the_database_up_to_date(fresh: Machine) -> None:
    assert fresh.creditui("ssh", "install").status == 0
    fresh.must(_script("ssh-nightly"))
    fresh.must(f"cd /run; {_lines('ssh-upgrade')}")
    assert fresh.must("stat -c %U:%a /var/backups/creditui/*.db") == "credits:600\n"


def _lines(name: str) -> str:
    """A block of the README without what another test, or nobody here, can do."""
    not_here = ("systemctl", "git", "/opt/creditui/bin/pip")
    return "\n".join(
        line for line in block(TEXT, name).splitlines() if not line.startswith(not_here)
    )


def _script(name: str) -> str:
    """A block of the README, as far as it can be run where no systemd listens."""
    return "\n".join(("set -e", "cd /run", _lines(name)))


@contextmanager
def _sshd(machine: Machine) -> Iterator[str]:
    """The machine's own sshd with its own configuration; gives the start of a client's line."""
    port = free_port()
    machine.must(
        f"/usr/sbin/sshd -p {port} -o ListenAddress=127.0.0.1 -o PidFile=/run/pid -E /run/log\n"
        f"timeout {PATIENCE} sh -c 'until [ -s /run/pid ]; do :; done'"  # it listens by then
    )
    try:
        yield (
            f"ssh -F none -p {port} -o BatchMode=yes -o IdentitiesOnly=yes -o IdentityAgent=none "
            "-o UserKnownHostsFile=/run/known -o StrictHostKeyChecking=accept-new"
        )
    finally:
        machine.must("kill $(cat /run/pid)")
