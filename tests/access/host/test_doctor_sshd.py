"""Whatever another drop-in says before ours about its accounts is found, line by line."""

import pytest

from tests.access.host.machine import Machine

DROP_IN = "/etc/ssh/sshd_config.d/50-creditui.conf"
EARLIER = "/etc/ssh/sshd_config.d/10-host.conf"

# What another drop-in could say first, for each line of ours.
CONTRARY = {
    "PubkeyAuthentication": "no",
    "AuthenticationMethods": "any",
    "PasswordAuthentication": "yes",
    "KbdInteractiveAuthentication": "yes",
    "AuthorizedKeysFile": ".ssh/authorized_keys",
    "AuthorizedKeysCommand": "/bin/cat /etc/keys",
    "AuthorizedKeysCommandUser": "root",
    "TrustedUserCAKeys": "/etc/ssh/ca.pub",
    "ExposeAuthInfo": "no",
    "DisableForwarding": "no",
    "PermitTunnel": "yes",
    "PermitUserRC": "yes",
    "PermitTTY": "no",
    "AcceptEnv": "LD_*",
    "MaxSessions": "10",
    "ClientAliveInterval": "0",
    "ClientAliveCountMax": "99",
    "ChannelTimeout": "none",
    "UnusedConnectionTimeout": "none",
    "LogLevel": "QUIET",
    "ForceCommand": "/bin/sh",
}


@pytest.mark.parametrize("name", CONTRARY)
def test_what_another_drop_in_says_first_is_found(installed: Machine, name: str) -> None:
    said = f"Match User credits,credits-audit\\n    {name} {CONTRARY[name]}\\n"
    installed.must(f"printf '{said}' > {EARLIER}")
    bad = installed.bad("sshd")
    installed.must(f"rm {EARLIER}")
    assert [each["code"] for each in bad] == ["directive", "directive"]
    for account, each in zip(("credits", "credits-audit"), bad, strict=True):
        assert each["message"].startswith(f"For {account} sshd has {name} ")
        assert each["remedy"] == f"take {name} out of {EARLIER}, then systemctl reload ssh"


def test_every_line_of_the_drop_in_has_its_contrary(installed: Machine) -> None:
    lines = installed.must(f"grep '^    ' {DROP_IN}").splitlines()
    assert {line.split()[0] for line in lines} == set(CONTRARY)
