"""Installing on a machine of the tests' own, as root, with the system's real programs."""

import json

import pytest

from tests.access.host.machine import Machine

NAMES = "credits,credits-audit,creditui-keys"
DROP_IN = "/etc/ssh/sshd_config.d/50-creditui.conf"
KEY = "ssh-keygen -q -t ed25519 -N '' -C mia@laptop -f /run/mia"


def _install(machine: Machine, *words: str) -> str:
    ran = machine.creditui("ssh", "install", *words)
    assert ran.status == 0, ran.err
    return ran.out


def test_it_does_everything_once_and_says_so(fresh: Machine) -> None:
    first = _install(fresh, "--name", "Harbour Studio", "--timezone", "Europe/London")
    assert "account credits: added\n" in first
    assert "studio.db: made; credits is its admin\n" in first
    assert first.endswith("Now: systemctl reload ssh; creditui ssh doctor\n")
    again = _install(fresh).splitlines()
    assert again[-1] == "Nothing to do."
    assert all(line.endswith(": nothing to do") for line in again[:-1])
    assert len(again) == len(first.splitlines())
    assert fresh.must(
        f"stat -c %U:%G:%a:%n /var/lib/creditui/* {DROP_IN} /opt/creditui/libexec/*"
    ) == (
        "credits:creditui:640:/var/lib/creditui/studio.db\n"
        "credits:creditui:640:/var/lib/creditui/studio.db-shm\n"
        "credits:creditui:640:/var/lib/creditui/studio.db-wal\n"
        "credits:creditui:640:/var/lib/creditui/studio.db.lock\n"
        "root:creditui-sessions:3770:/var/lib/creditui/studio.db.sessions\n"
        f"root:root:644:{DROP_IN}\n"
        "root:root:755:/opt/creditui/libexec/creditui-authorized-keys\n"
        "root:root:755:/opt/creditui/libexec/creditui-session\n"
        "root:root:755:/opt/creditui/libexec/creditui-session-audit\n"
    )


def test_the_printed_script_does_the_same(fresh: Machine) -> None:
    fresh.must(KEY)
    wishes = ("--admin", "mia", "--admin-key", "/run/mia.pub")
    fresh.must(f"creditui ssh install --print {' '.join(wishes)} > /run/script && sh /run/script")
    assert _install(fresh, *wishes).endswith("Nothing to do.\n")


def test_printing_needs_no_root_and_changes_nothing(fresh: Machine) -> None:
    printed = fresh.must("runuser -u nobody -- creditui ssh install --print")
    assert "useradd --system" in printed
    assert f"/dev/stdin {DROP_IN} <<'CREDITUI'\n" in printed
    assert fresh.sh("getent passwd credits").status == 2
    ran = fresh.sh("runuser -u nobody -- creditui ssh install")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err == "Only root can do this; use sudo, or --print to see what it does.\n"


def test_the_first_admin_has_a_key(fresh: Machine) -> None:
    fresh.must(KEY)
    words = ("--admin", "mia", "--admin-key", "/run/mia.pub")
    assert "person mia: added as admin\n" in _install(fresh, *words)
    listed = "runuser -u credits -- creditui --db /var/lib/creditui/studio.db staff key list --json"
    (key,) = json.loads(fresh.must(listed))
    assert (key["username"], key["label"]) == ("mia", "mia@laptop")
    assert key["fingerprint"] in fresh.must("ssh-keygen -lf /run/mia.pub")
    assert _install(fresh, *words).endswith("Nothing to do.\n")


def test_other_names_and_places(fresh: Machine) -> None:
    words = ("--db", "/srv/studio/a.db", "--accounts", "desk,desk-audit,desk-keys")
    fresh.must("mount -t tmpfs -o mode=755 tmpfs /srv")
    _install(fresh, *words)
    assert _install(fresh, *words).endswith("Nothing to do.\n")
    assert fresh.must("stat -c %U:%a /srv/studio /srv/studio/a.db") == "desk:2750\ndesk:640\n"
    assert "Match User desk,desk-audit\n" in fresh.must(f"cat {DROP_IN}")


def test_an_older_sshd_gets_what_it_knows(fresh: Machine) -> None:
    fresh.must(
        'printf \'#!/bin/sh\\n[ "$1" != -V ] || { echo OpenSSH_9.1p1; exit; }\\n'
        'exec /usr/sbin/sshd "$@"\\n\' > /usr/local/sbin/sshd && chmod 755 /usr/local/sbin/sshd'
    )
    _install(fresh)
    assert "ChannelTimeout" not in fresh.must(f"cat {DROP_IN}")
    assert [each["level"] for each in fresh.diagnoses("sshd")] == ["warning", "ok", "ok", "ok"]


def test_what_sshd_does_not_take_is_not_left_there(installed: Machine) -> None:
    before = installed.must(f"cat {DROP_IN}")
    installed.must(f"sed -i s/30m/20m/ {DROP_IN} && cp -p /etc/ssh/sshd_config /run/kept")
    installed.must("echo 'Nonsense yes' >> /etc/ssh/sshd_config")
    ran = installed.creditui("ssh", "install")
    assert ran.status == 5
    assert "so that file is as it was" in ran.err
    assert "20m" in installed.must(f"cat {DROP_IN}")
    installed.must("cp -p /run/kept /etc/ssh/sshd_config")
    assert "brought up to date" in _install(installed)
    assert installed.must(f"cat {DROP_IN}") == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--admin-key", "/run/mia.pub"), "Whose key is it?"),
        (("--prefix", "/opt/elsewhere"), "There is no /opt/elsewhere/bin/python"),
        (("--accounts", f"root,{NAMES[8:]}"), "There is an account root of somebody else's"),
        (("--accounts", "credits"), "three account names"),
        (("--db", "studio.db"), "can't stand in sshd's configuration"),
        (("--admin", "Mia"), "can't be a username"),
    ],
)
def test_what_can_not_be_meant(installed: Machine, words: tuple[str, ...], message: str) -> None:
    ran = installed.creditui("ssh", "install", *words)
    assert ran.status == 2
    assert message in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_link_of_the_writers_leads_root_nowhere(installed: Machine) -> None:
    database = "/var/lib/creditui/studio.db"
    installed.must(f"mv {database}-wal /run/wal && ln -s /etc/shadow {database}-wal")
    before = installed.must("stat -c %U:%G:%a /etc/shadow")
    assert installed.creditui("ssh", "install").status != 0
    installed.must(f"rm {database}-wal && ln /etc/shadow {database}-wal 2>/dev/null || true")
    assert installed.must("stat -c %U:%G:%a /etc/shadow") == before
    installed.must(f"rm -f {database}-wal && mv /run/wal {database}-wal")
    assert _install(installed).endswith("Nothing to do.\n")
