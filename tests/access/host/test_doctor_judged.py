"""Faults whose end is a person's to judge: each is made for real, found, and undone by her."""

import pytest

from tests.access.host.machine import ROOT, Machine
from tests.access.host.test_doctor import DATABASE, EARLIER, PACKAGE, WRAPPER

_AHEAD = f"""
from datetime import UTC, datetime, timedelta
from pathlib import Path
from creditui.desk.importing import import_folder
from creditui.desk.session import open_desk
class Clock:
    def now(self):
        return datetime.now(UTC) + timedelta(days=365)
desk = open_desk("{DATABASE}", "credits", clock=Clock())
import_folder(desk, Path("/run/import"))
desk.close()
"""
ENTRY_AHEAD = (
    f"cp -r {ROOT}/tests/fixtures/import/studio /run/import && chmod -R a+rX /run/import && "
    f"runuser -u credits -- /opt/creditui/bin/python -c '{_AHEAD}'"
)
"""A year ahead, the studio of the import's tests comes in, with 14 entries."""

# Where the remedy is a person's to judge, what she would do stands last.
JUDGED = {
    "sshd does not start": (
        "echo 'Nonsense yes' >> /etc/ssh/sshd_config",
        ("sshd", "sshd_config", "Bad configuration option: Nonsense"),
        "sed -i '/Nonsense/d' /etc/ssh/sshd_config",
    ),
    "only others are let in": (
        f"echo 'AllowUsers root' > {EARLIER}",
        ("sshd", "let_in", "keep credits out"),
        f"echo 'AllowUsers root credits@* credits-audit' > {EARLIER}",
    ),
    "accounts are kept out": (
        f"echo 'DenyUsers credit*' > {EARLIER}",
        ("sshd", "let_in", "keep credits-audit out"),
        f"rm {EARLIER}",
    ),
    "only another group is let in": (
        f"echo 'AllowGroups sudo' > {EARLIER}",
        ("sshd", "let_in", "keep credits out"),
        f"echo 'AllowGroups sudo creditui' > {EARLIER}",
    ),
    "a group is kept out": (
        f"echo 'DenyGroups creditui-sess*' > {EARLIER}",
        ("sshd", "let_in", "keep credits-audit out"),
        f"rm {EARLIER}",
    ),
    "homes can set variables": (
        f"echo 'PermitUserEnvironment yes' > {EARLIER}",
        ("sshd", "directive", "PermitUserEnvironment"),
        f"rm {EARLIER}",
    ),
    "root by its number": (
        "cp -p /etc/passwd /run/passwd; sed -i 's/^credits:x:[0-9]*:/credits:x:0:/' /etc/passwd",
        ("accounts", "account", "credits is root by its number"),
        "cp -p /run/passwd /etc/passwd",
    ),
    "somebody's own account": (
        "usermod --comment 'Cre Dits' credits",
        ("accounts", "account", "was not made by creditui"),
        "usermod --comment 'creditui, staff over SSH' credits",
    ),
    "a link among the packages": (
        f"echo > /run/mine.py; chown credits /run/mine.py; ln -s /run/mine.py {PACKAGE}/mine.py",
        ("programs", "packages_owned", "/run/mine.py belongs to credits"),
        f"rm {PACKAGE}/mine.py",
    ),
    "what a linked package holds": (
        "mkdir -p /run/mine; echo > /run/mine/a.py; chown credits /run/mine/a.py;"
        f" ln -s /run/mine {PACKAGE}/mine",
        ("programs", "packages_owned", "mine/a.py belongs to credits"),
        f"rm {PACKAGE}/mine",
    ),
    "a link that leads back": (
        f"ln -s . {PACKAGE}/again; chmod o+w {PACKAGE}/cli/main.py",
        ("programs", "packages_owned", "cli/main.py can be written by everybody"),
        f"rm {PACKAGE}/again; chmod o-w {PACKAGE}/cli/main.py",
    ),
    "a clock that nothing keeps right": (
        r"printf '#!/bin/sh\necho no\n' > /usr/local/sbin/timedatectl;"
        " chmod 755 /usr/local/sbin/timedatectl",
        ("database", "ntp", "Nothing keeps the clock right"),
        "rm /usr/local/sbin/timedatectl",
    ),
    "a clock that stands behind the ledger": (
        f"cp -a {DATABASE[:-10]} /run/true; {ENTRY_AHEAD}",
        ("database", "clock", "The clock is behind entry 14: nothing can be written"),
        f"rm {DATABASE}?*; cp -a /run/true/studio.db* {DATABASE[:-9]}",
    ),
    "a pipe in the place of the log": (
        f"rm {DATABASE}-wal; mkfifo -m 640 {DATABASE}-wal; chown credits:creditui {DATABASE}-wal",
        ("database", "database_modes", "studio.db-wal is no plain file"),
        f"rm {DATABASE}-wal; creditui ssh install",
    ),
    "a pipe in the place of the database": (
        f"mv {DATABASE} /run/away; mkfifo {DATABASE}",
        ("database", "database", f"There is no database at {DATABASE}"),
        f"rm {DATABASE}; mv /run/away {DATABASE}",
    ),
    "passwords for some addresses": (
        f"printf 'Match Address 10.0.0.0/8\\n    PasswordAuthentication yes\\n' > {EARLIER}",
        ("sshd", "match", "says PasswordAuthentication under Match Address 10.0.0.0/8"),
        f"rm {EARLIER}",
    ),
    "an sshd that has not read it": (
        "echo 1 > /run/sshd.pid; touch -d '1 day ago' /run/sshd.pid",
        ("sshd", "reload", "sshd runs since before"),
        "rm /run/sshd.pid",
    ),
    "an SQLite that can corrupt it": (
        f"echo 'sqlite_lib_version = lambda: \"3.40.1\"' > {PACKAGE}/../apsw.py",
        ("programs", "sqlite", "SQLite 3.40.1 can corrupt a shared database"),
        f"rm -r {PACKAGE}/../apsw.py",
    ),
    "a key command that says too much": (
        f"sed -i '1a print(\"command=\")' {WRAPPER.replace('session', 'authorized-keys')}",
        ("programs", "key_command", "asked about a stranger's key, ends with 0: command="),
        "creditui ssh install",
    ),
    "a key command without a database": (
        f"mv {DATABASE} /run/away",
        ("programs", "key_command", "asked about a stranger's key, ends with 1"),
        f"mv /run/away {DATABASE}",
    ),
    "no database": (
        f"mv {DATABASE} /run/away",
        ("database", "database", f"There is no database at {DATABASE}"),
        f"mv /run/away {DATABASE}",
    ),
    "the database under a second name": (
        f"ln {DATABASE} /var/lib/mine",
        ("database", "database_modes", "is a link"),
        "rm /var/lib/mine",
    ),
    "a database that is none": (
        f"cp -a {DATABASE[:-10]} /run/kept; echo no > {DATABASE}; echo no > {DATABASE}-wal",
        ("database", "opens", "creditui says of the database"),
        f"rm {DATABASE}?*; cp -a /run/kept/studio.db* {DATABASE[:-9]}",
    ),
    "no sshd": (
        "mount --bind /dev/null /usr/sbin/sshd",
        ("sshd", "openssh", "There is no sshd on this machine"),
        "umount /usr/sbin/sshd",
    ),
}


@pytest.mark.parametrize("name", JUDGED)
def test_a_fault_that_a_person_judges_is_found(installed: Machine, name: str) -> None:
    script, (check, code, part), undone = JUDGED[name]
    installed.must(script)
    bad = installed.bad(check)
    installed.must(undone)
    assert [each for each in bad if each["code"] == code and part in each["message"]], bad
    assert all(each["remedy"] for each in bad)
    assert installed.bad(check) == []
    installed.must(f"rm -f {EARLIER}")
