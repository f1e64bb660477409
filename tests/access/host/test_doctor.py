"""Each fault is made for real on an installed machine, found, and ended by its own remedy."""

import json

import pytest

from tests.access.host.machine import ROOT, Machine

DATABASE = "/var/lib/creditui/studio.db"
DROP_IN = "/etc/ssh/sshd_config.d/50-creditui.conf"
EARLIER = "/etc/ssh/sshd_config.d/10-host.conf"
WRAPPER = "/opt/creditui/libexec/creditui-session"
PACKAGE = "$(echo /opt/creditui/lib/python3*/site-packages/creditui)"
HOME = "/var/lib/creditui-home"


def test_an_installed_machine_is_well(installed: Machine) -> None:
    ran = installed.creditui("ssh", "doctor", "--json")
    answer = json.loads(ran.out)
    assert [each for each in answer["diagnoses"] if each["level"] != "ok"] == []
    assert (ran.status, answer["faults"], answer["warnings"]) == (0, 0, 0)
    assert all(each["remedy"] is None for each in answer["diagnoses"])
    printed = installed.creditui("ssh", "doctor")
    assert printed.status == 0
    assert printed.out.endswith("\nno faults, no warnings.\n")


def test_a_fault_is_printed_with_its_remedy_and_has_a_status(installed: Machine) -> None:
    installed.must(f"touch {HOME}/.profile")
    ran = installed.creditui("ssh", "doctor")
    assert ran.status == 5
    assert f"fault   The home of the accounts is not empty: {HOME}/.profile could start" in ran.out
    assert f"\n        remedy: find {HOME} -mindepth 1 -delete\n" in ran.out
    assert ran.out.endswith("\n1 fault, no warnings.\n")
    assert json.loads(installed.creditui("ssh", "doctor", "--json").out)["faults"] == 1
    installed.must(f"rm {HOME}/.profile")


def test_only_root_can_look_everywhere(installed: Machine) -> None:
    ran = installed.sh("runuser -u credits -- creditui ssh doctor")
    assert (ran.status, ran.err) == (3, "Only root can look everywhere; use sudo.\n")


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

# What is done, which check finds it, under which code, and a part of its sentence.
REMEDIED = {
    "the way to the interpreter": (
        "chmod g+w /opt/creditui/bin",
        ("programs", "programs_owned", "/opt/creditui/bin can be written by its group"),
    ),
    "the prefix is a writer's": (
        "chown credits /opt/creditui",
        ("programs", "programs_owned", "/opt/creditui belongs to credits"),
    ),
    "the link to the interpreter": (
        "chown -h credits /opt/creditui/bin/python",
        ("programs", "programs_owned", "/opt/creditui/bin/python belongs to credits"),
    ),
    "a log of another's sessions": (
        f"runuser -u credits-audit -- sh -c ': > {DATABASE}.sessions/log-1.jsonl'",
        ("database", "session_logs", "put there by credits-audit in another's place"),
    ),
    "attempts of another": (
        f"runuser -u credits-audit -- sh -c ': > {DATABASE}.sessions/refused-1.jsonl'",
        ("database", "session_logs", "refused-1.jsonl was put there by credits-audit"),
    ),
    "a wrapper is gone": (f"rm {WRAPPER}", ("programs", "wrapper", f"There is no {WRAPPER}")),
    "a wrapper says more": (
        f"echo 'import this' >> {WRAPPER}",
        ("programs", "wrapper", "not what this release writes"),
    ),
    "a wrapper does not start": (
        f"chmod 644 {WRAPPER}",
        ("programs", "wrapper", "not what this release writes"),
    ),
    "a wrapper is a writer's": (
        f"chown credits {WRAPPER}",
        ("programs", "wrapper_owned", "belongs to credits"),
    ),
    "a module is everybody's": (
        f"chmod o+w {PACKAGE}/__init__.py",
        ("programs", "packages_owned", "__init__.py can be written by everybody"),
    ),
    "a package is a writer's": (
        f"chown -R credits {PACKAGE}/cli",
        ("programs", "packages_owned", "more like it"),
    ),
    "the programs are root's to see alone": (
        "chmod 700 /opt/creditui/lib",
        ("programs", "interpreter", "can't run creditui as creditui-keys"),
    ),
    "the drop-in is gone": (f"rm {DROP_IN}", ("sshd", "drop_in", "There is no")),
    "the drop-in was edited": (
        f"sed -i 's/MaxSessions 1/MaxSessions 9/' {DROP_IN}",
        ("sshd", "directive", "For credits sshd has MaxSessions 9, not 1"),
    ),
    "the drop-in holds for everybody": (
        f"sed -i '/^Match/d' {DROP_IN}",
        ("sshd", "others", "sshd starts creditui for root too"),
    ),
    "the drop-in is a writer's": (
        f"chown credits {DROP_IN}",
        ("sshd", "drop_in", "belongs to credits"),
    ),
    "drop-ins are not read": (
        "sed -i '/^Include/d' /etc/ssh/sshd_config",
        ("sshd", "directive", "For credits sshd has ForceCommand none"),
    ),
    "a shell for more than sh": (
        "usermod --shell /bin/bash credits",
        ("accounts", "account", "its shell is /bin/bash, not /bin/sh"),
    ),
    "another home": (
        "usermod --home /tmp credits-audit",
        ("accounts", "account", f"its home is /tmp, not {HOME}"),
    ),
    "locked for keys too": (
        "usermod --lock credits",
        ("accounts", "account", "its password is locked for keys too"),
    ),
    "a password": (
        "echo credits:secret | chpasswd -c SHA256",
        ("accounts", "account", "its password is one that can be typed"),
    ),
    "an auditor in a group that writes": (
        "usermod --append --groups sudo credits-audit",
        ("accounts", "account", "it is also in creditui-sessions, sudo"),
    ),
    "the key command records sessions": (
        "usermod --append --groups creditui-sessions creditui-keys",
        ("accounts", "account", "it is also in creditui-sessions, not no group"),
    ),
    "no account for the key command": (
        "userdel creditui-keys",
        ("accounts", "account", "There is no account creditui-keys"),
    ),
    "a file in the home": (
        f"touch {HOME}/.profile",
        ("accounts", "home", f"{HOME}/.profile could start something"),
    ),
    "the home is a writer's": (
        f"chown credits {HOME}",
        ("accounts", "home", f"{HOME} belongs to credits"),
    ),
    "no home": (f"rmdir {HOME}", ("accounts", "home", f"There is no {HOME}")),
    "the group writes the database": (
        f"chmod 660 {DATABASE}",
        ("database", "rights", f"credits-audit can write {DATABASE}, and must not"),
    ),
    "everybody reads the database": (
        f"chmod 644 {DATABASE}",
        ("database", "database_modes", "is credits:creditui 644, not credits:creditui 640"),
    ),
    "root made the database anew": (
        f"chown root:root {DATABASE}",
        ("database", "rights", f"credits can't write {DATABASE}, and has to"),
    ),
    "root ran a command once": (
        f"chown root:root {DATABASE}.lock",
        ("database", "rights", f"credits can't write {DATABASE}.lock, and has to"),
    ),
    "the group writes the folder": (
        "chmod g+w /var/lib/creditui",
        ("database", "rights", "creditui-keys can write /var/lib/creditui, and must not"),
    ),
    "auditors can't record sessions": (
        f"chmod 700 {DATABASE}.sessions",
        ("database", "rights", f"credits-audit can't write {DATABASE}.sessions, and has to"),
    ),
    "the group can't read": (
        f"chmod 600 {DATABASE}",
        ("database", "rights", f"credits-audit can't read {DATABASE}, and has to"),
    ),
    "readers find no shared memory": (
        f"rm {DATABASE}-shm",
        ("database", "database_modes", f"There is no {DATABASE}-shm, which readers need"),
    ),
    "the folder above is loose": (
        "chmod g+w /var/lib",
        ("database", "database_owned", "/var/lib can be written by its group"),
    ),
}


@pytest.mark.parametrize("name", REMEDIED)
def test_a_fault_is_found_and_its_remedy_ends_it(installed: Machine, name: str) -> None:
    script, (check, code, part) = REMEDIED[name]
    installed.must(script)
    bad = installed.bad(check)
    assert [each for each in bad if each["code"] == code and part in each["message"]], bad
    for remedy in dict.fromkeys(_without_systemd(each["remedy"]) for each in bad):
        if remedy == "creditui ssh install":
            assert installed.creditui("ssh", "install").status == 0
        else:
            installed.must(remedy)
    assert installed.bad(check) == []


def _without_systemd(remedy: str) -> str:
    """The remedy, where nothing listens that would have to read its configuration again."""
    return remedy.partition(" && systemctl reload ssh")[0]


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
