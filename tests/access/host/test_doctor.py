"""Each fault is made for real on an installed machine, found, and ended by its own remedy."""

import json

import pytest

from tests.access.host.machine import Machine

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
