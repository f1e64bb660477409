from pathlib import Path

from creditui.access.host.directives import drop_in_text
from creditui.access.host.place import Accounts, Place
from creditui.access.host.plan import Wishes, listing, plan
from creditui.access.host.steps import Account, Written

DROP_IN = """\
# Written by creditui ssh install; changes made here are lost when it runs again.
Match User credits,credits-audit
    PubkeyAuthentication yes
    AuthenticationMethods publickey
    PasswordAuthentication no
    KbdInteractiveAuthentication no
    AuthorizedKeysFile none
    AuthorizedKeysCommand /opt/creditui/libexec/creditui-authorized-keys %u %t %k
    AuthorizedKeysCommandUser creditui-keys
    TrustedUserCAKeys none
    ExposeAuthInfo yes
    DisableForwarding yes
    PermitTunnel no
    PermitUserRC no
    PermitTTY yes
    AcceptEnv CREDITUI_TAKES_NONE
    MaxSessions 1
    ClientAliveInterval 15
    ClientAliveCountMax 2
    ChannelTimeout session:*=30m
    UnusedConnectionTimeout 1m
    LogLevel VERBOSE
Match User credits
    ForceCommand trap '' INT QUIT TSTP; exec /opt/creditui/libexec/creditui-session
Match User credits-audit
    ForceCommand trap '' INT QUIT TSTP; exec /opt/creditui/libexec/creditui-session-audit
Match all
"""


def test_the_drop_in_word_for_word() -> None:
    assert drop_in_text(Place(), (9, 2)) == DROP_IN


def test_an_older_sshd_is_not_told_what_it_does_not_know() -> None:
    missing = set(DROP_IN.splitlines()) - set(drop_in_text(Place(), (9, 1)).splitlines())
    assert missing == {"    ChannelTimeout session:*=30m", "    UnusedConnectionTimeout 1m"}


def test_other_accounts_stand_everywhere() -> None:
    place = Place(accounts=Accounts("desk", "audit", "keys"))
    steps = plan(place, Wishes(), (9, 2))
    assert [each.name for each in steps if isinstance(each, Account)] == ["desk", "audit", "keys"]
    told = "".join(each.text for each in steps if isinstance(each, Written))
    assert "credits" not in told
    assert "Match User desk,audit" in told


def test_nobody_can_type_a_password_and_the_key_command_has_no_shell() -> None:
    accounts = [each for each in plan(Place(), Wishes(), (9, 2)) if isinstance(each, Account)]
    assert [each.login_shell for each in accounts] == ["/bin/sh", "/bin/sh", "/usr/sbin/nologin"]
    assert all(each.add[4:5] == ("*",) for each in accounts)
    assert accounts[2].groups == ()


def test_what_was_typed_is_quoted_in_the_listing() -> None:
    wishes = Wishes("Ann's $(id)", "Europe/London", "mia", Path("/home/mia/my key.pub"))
    lines = listing(Place(), plan(Place(), wishes, (9, 2))).splitlines()
    assert """desk init --name 'Ann'"'"'s $(id)' --timezone Europe/London""" in lines
    assert "desk staff key add mia - < '/home/mia/my key.pub'" in lines
