"""What sshd will do for the accounts of staff and auditors, and that it does it for nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from creditui.access.host.accounts import find_account, group_name
from creditui.access.host.check_unasked import INCLUDE, MAIN, check_unasked
from creditui.access.host.diagnosis import INSTALL, Diagnosis, fault, ok, warning
from creditui.access.host.directives import IDLE_SINCE, Directive, directives, drop_in_text
from creditui.access.host.openssh import configuration_error, effective, openssh_version
from creditui.access.host.ownership import loose_on_the_way
from creditui.access.host.place import DROP_IN, Place
from creditui.access.host.running import first_line

_ANEW = f"{INSTALL} && systemctl reload ssh"
_OTHERS = ("root", "nobody")


def check_sshd(place: Place) -> Iterator[Diagnosis]:
    """The version, the configuration on disk, and each directive as sshd itself says it."""
    version = openssh_version()
    if version is None:
        yield fault("openssh", "There is no sshd on this machine.", "apt install openssh-server")
        return
    said = ".".join(map(str, version))
    if version < IDLE_SINCE:
        sentence = f"OpenSSH {said} can't close idle sessions by itself; creditui still does."
        yield warning("openssh", sentence, "upgrade to OpenSSH 9.2 or later")
    else:
        yield ok("openssh", f"OpenSSH is {said}.")
    wrong = configuration_error()
    if wrong is not None:
        sentence = f"sshd does not take its configuration: {first_line(wrong)}"
        yield fault("sshd_config", sentence, "sshd -t, and mend what it names")
        return
    yield from _drop_in(place, version)
    for account in place.accounts.doors:
        yield from _account(place, account, version)
    yield from _others(place)
    yield from check_unasked(place)


def _drop_in(place: Place, version: tuple[int, int]) -> Iterator[Diagnosis]:
    if not DROP_IN.is_file():
        yield fault("drop_in", f"There is no {DROP_IN}.", _ANEW)
        return
    for each in loose_on_the_way(DROP_IN):
        sentence = f"{each.path} {each.why}: sshd's configuration must be root's alone."
        yield fault("drop_in", sentence, each.remedy)
    if DROP_IN.read_text("utf-8", "replace") != drop_in_text(place, version):
        sentence = f"{DROP_IN} is not what this release writes for this installation."
        yield fault("drop_in", sentence, _ANEW)


def _account(place: Place, account: str, version: tuple[int, int]) -> Iterator[Diagnosis]:
    now = effective(account)
    clean = True
    for directive in directives(place, account, version):
        found = now.get(directive.name.lower(), ("nothing",))
        if found != (directive.expected,):
            clean = False
            said = " ".join(found)
            sentence = (
                f"For {account} sshd has {directive.name} {said}, not {directive.value}: "
                f"without that {directive.why}."
            )
            yield fault("directive", sentence, _remedy(directive))
    if now.get("permituserenvironment") != ("no",):
        clean = False
        sentence = "sshd has PermitUserEnvironment on: a file in a home could steer programs."
        remedy = "set PermitUserEnvironment no in /etc/ssh/sshd_config"
        yield fault("directive", sentence, remedy)
    if not _let_in(account, now):
        clean = False
        sentence = f"AllowUsers, DenyUsers or their groups keep {account} out."
        yield fault("let_in", sentence, f"name {account} in AllowUsers, or not in DenyUsers")
    if clean:
        yield ok("directive", f"For {account} sshd does all that it should.")


def _remedy(directive: Directive) -> str:
    """The file that says otherwise before ours does, or else ours anew."""
    line = re.compile(rf"^\s*{directive.name}\s", re.IGNORECASE | re.MULTILINE)
    earlier = sorted(each for each in DROP_IN.parent.glob("*.conf") if each.name < DROP_IN.name)
    guilty = [each for each in earlier if line.search(each.read_text("utf-8", "replace"))]
    if guilty:
        return f"take {directive.name} out of {guilty[0]}, then systemctl reload ssh"
    if DROP_IN.exists() and not _included():
        line_one = f"Include {DROP_IN.parent}/*.conf"
        return f"sed -i '1i {line_one}' {MAIN} && systemctl reload ssh"
    return _ANEW


def _included() -> bool:
    return INCLUDE.search(MAIN.read_text("utf-8", "replace")) is not None


def _let_in(account: str, now: dict[str, tuple[str, ...]]) -> bool:
    """Whether lists of users let the account in; lists of groups are asked for by name as well."""
    allowed, denied = now.get("allowusers", ()), now.get("denyusers", ())
    named = [pattern.partition("@")[0] for pattern in " ".join(allowed).split()]
    shut = [pattern.partition("@")[0] for pattern in " ".join(denied).split()]
    if any(fnmatchcase(account, pattern) for pattern in shut):
        return False
    if named and not any(fnmatchcase(account, pattern) for pattern in named):
        return False
    return _groups_let_in(account, now)


def _groups_let_in(account: str, now: dict[str, tuple[str, ...]]) -> bool:
    found = find_account(account)
    if found is None:
        return True
    groups = {group_name(gid) for gid in found.gids}
    allowed = " ".join(now.get("allowgroups", ())).split()
    denied = " ".join(now.get("denygroups", ())).split()
    if any(fnmatchcase(group, pattern) for group in groups for pattern in denied):
        return False
    return not allowed or any(fnmatchcase(g, pattern) for g in groups for pattern in allowed)


def _others(place: Place) -> Iterator[Diagnosis]:
    ours = {str(place.key_command), *(str(place.session(each)) for each in place.accounts.doors)}
    clean = True
    for user in _OTHERS:
        now = effective(user)
        values = (*now.get("forcecommand", ()), *now.get("authorizedkeyscommand", ()))
        if any(program in value for value in values for program in ours):
            clean = False
            sentence = f"sshd starts creditui for {user} too: it holds for more than its accounts."
            yield fault("others", sentence, _ANEW)
    if clean:
        yield ok("others", f"For {' and '.join(_OTHERS)} sshd is as it was.")
