"""What a key of staff or of an auditor could try, and what stops it.

For each protection the same attack is made on a configuration without it, and succeeds there: a
test that only ever sees attacks fail would pass without any protection, too.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.ssh.attacks import (
    Attack,
    bring_a_display,
    bring_a_locale,
    bring_an_agent,
    bring_variables,
    copy_a_file,
    copy_a_file_by_sftp,
    get_a_file_by_sftp,
    listen_on_a_port,
    listen_on_a_unix_socket,
    open_a_second_session,
    reach_a_port,
    reach_a_unix_socket,
    run_a_login_shell,
    run_a_shell,
    run_an_rc_file,
)
from tests.ssh.controls import (
    NAIVE_KEYS,
    both,
    instead,
    naive_keys,
    shell,
    show_environment,
    without,
    write_naive_keys,
)
from tests.support.sshd import AUDIT, DATABASE, DESK, Change, Sshd, make_key

pytestmark = pytest.mark.sshd

LOOSE = both(naive_keys, without("DisableForwarding"))
"""Neither `restrict` on the keys nor DisableForwarding: each alone stops what follows."""
BARE = both(naive_keys, shell, without("PermitUserRC"))
"""Nothing of `restrict`, ForceCommand and PermitUserRC."""

ATTACKS: tuple[tuple[Attack, Change | None, Change], ...] = (
    (run_a_shell, None, shell),
    (run_a_login_shell, None, shell),
    (copy_a_file, None, shell),
    (copy_a_file_by_sftp, None, shell),
    (get_a_file_by_sftp, None, shell),
    (reach_a_port, None, LOOSE),
    (reach_a_port, naive_keys, LOOSE),
    (reach_a_port, without("DisableForwarding"), LOOSE),
    (reach_a_unix_socket, None, LOOSE),
    (listen_on_a_port, None, LOOSE),
    (listen_on_a_unix_socket, None, LOOSE),
    (bring_variables, show_environment, both(show_environment, instead(AcceptEnv="*"))),
    (bring_a_locale, show_environment, both(show_environment, without("AcceptEnv"))),
    (bring_an_agent, show_environment, both(show_environment, LOOSE)),
    (bring_a_display, show_environment, both(show_environment, LOOSE)),
    (run_an_rc_file, None, BARE),
    (run_an_rc_file, both(naive_keys, shell), BARE),
    (run_an_rc_file, both(without("PermitUserRC"), shell), BARE),
    (open_a_second_session, None, instead(MaxSessions="10")),
)
"""The attack; a configuration that still stops it (None: as installed); one that does not."""


def attack_id(value: object) -> str:
    return getattr(value, "__name__", "")


@pytest.fixture(autouse=True, scope="module")
def naive_file(sshd: Sshd) -> None:
    write_naive_keys(sshd)


@pytest.mark.parametrize(("attack", "protected", "control"), ATTACKS, ids=attack_id)
def test_what_is_tried_fails_and_would_not_without_the_protection(
    sshd: Sshd, tmp_path: Path, attack: Attack, protected: Change | None, control: Change
) -> None:
    first, second = tmp_path / "protected", tmp_path / "control"
    first.mkdir()
    second.mkdir()
    if protected is None:
        assert not attack(sshd, first)
    else:
        with sshd.changed(protected) as server:
            assert not attack(server, first)
    with sshd.changed(control) as server:
        assert attack(server, second)


def test_a_tunnel_is_not_permitted(sshd: Sshd) -> None:
    """Only asked of sshd: a network tunnel would need a device that few machines of tests have."""
    ask = "/usr/sbin/sshd -T -C user=credits,host=x,addr=127.0.0.1 -f"
    assert "permittunnel no" in sshd.machine.must(f"{ask} {sshd.config}")
    with sshd.changed(instead(PermitTunnel="yes")) as server:
        assert "permittunnel yes" in sshd.machine.must(f"{ask} {server.config}")


@pytest.mark.parametrize(("username", "account"), [("alice", AUDIT), ("audrey", DESK)])
def test_a_key_is_for_the_account_of_its_role(sshd: Sshd, username: str, account: str) -> None:
    ran = sshd.run(username, "search maya", account=account)
    assert ran.returncode == 255
    assert "Permission denied (publickey)" in ran.stderr
    with sshd.changed(naive_keys) as server:  # sshd lets her in: the session does not
        ran = server.run(username, "search maya", account=account)
        assert (ran.returncode, ran.stdout) == (3, "")
        assert "sign in again as" in ran.stderr


def test_a_revoked_key_opens_nothing_from_that_moment(sshd: Sshd) -> None:
    fingerprint = sshd.enrol("rex")
    sshd.done("rex", "search maya")
    sshd.done("ada", f"staff key revoke {fingerprint}")
    assert sshd.run("rex", "search maya").returncode == 255
    keys = f"{NAIVE_KEYS}-rex"  # a key command that still lets her in
    sshd.machine.must(f"cat > {keys} <<'END'\n{(sshd.folder / 'rex.pub').read_text()}END\n")
    with sshd.changed(both(naive_keys, instead(AuthorizedKeysFile=keys))) as server:
        ran = server.run("rex", "search maya")
        assert (ran.returncode, ran.stdout) == (3, "")
        assert "revoked" in ran.stderr


def test_a_disabled_person_and_a_changed_role_hold_at_once(sshd: Sshd) -> None:
    sshd.enrol("dora")
    sshd.done("dora", "search maya")
    sshd.done("ada", "staff edit dora --role auditor")
    assert sshd.run("dora", "search maya").returncode == 255
    sshd.done("ada", "staff edit dora --role manager")
    sshd.done("dora", "ledger --limit 1")
    sshd.done("ada", "staff disable dora")
    assert sshd.run("dora", "search maya").returncode == 255


def test_a_key_that_nobody_added_is_nobody(sshd: Sshd, tmp_path: Path) -> None:
    make_key(tmp_path, "mallory")
    shutil.copy(sshd.folder / "known_hosts", tmp_path)
    stranger = Sshd(sshd.machine, tmp_path, sshd.port)
    assert stranger.run("mallory", "search maya").returncode == 255


def test_the_auditors_account_cannot_write_the_database(sshd: Sshd) -> None:
    def write(path: str) -> bool:
        line = f"runuser -u {AUDIT} -- sh -c ': >> {path} && rm {path}'"
        return sshd.machine.sh(line).status == 0

    for path in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}.lock"):
        assert not write(path)
    sshd.machine.must(f"install -d -m 770 -g creditui /run/loose; cp {DATABASE} /run/loose/a")
    sshd.machine.must("chgrp creditui /run/loose/a; chmod 660 /run/loose/a")
    assert write("/run/loose/a")


def test_nobody_interrupts_the_start(sshd: Sshd) -> None:
    """Keys that are pressed while Python starts are made sure of: they arrive before it does."""
    interrupt = (
        "kill -INT $$; kill -QUIT $$; kill -TSTP $$; exec /opt/creditui/libexec/creditui-session"
    )
    with sshd.changed(instead(ForceCommand=f"trap '' INT QUIT TSTP; {interrupt}")) as server:
        assert server.run("alice", "search maya").returncode == 0
    with sshd.changed(instead(ForceCommand=interrupt)) as server:
        assert server.run("alice", "search maya").returncode != 0


def test_control_sequences_do_not_come_in(sshd: Sshd) -> None:
    line = "adjust 1 --add 1 --service massage --reason goodwill --note 'hello \x1b[2J there'"
    ran = sshd.run("mona", line)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "\x1b" not in ran.stderr


def test_nobody_can_deny_a_session(sshd: Sshd) -> None:
    """sshd's log has the key and the connection, the session record both and who it was."""
    ran = sshd.run("mona", "balance 1", "-v")
    fingerprint = re.search(r"Server accepts key: .* (SHA256:\S+)", ran.stderr)
    assert fingerprint
    sessions = json.loads(sshd.done("ada", "sessions --all --limit 2 --json"))
    record = next(each for each in sessions if each["username"] == "mona")
    assert record["fingerprint"] == fingerprint[1]
    assert (record["address"], record["kind"]) == ("127.0.0.1", "balance")
    accepted = f"port {record['port']} ssh2: ED25519 {fingerprint[1]}"
    assert any(accepted in line for line in sshd.log)
    assert any(f"User child is on pid {record['connection']}" in line for line in sshd.log)
