"""What sshd is told about the accounts of staff and auditors, each line with its reason.

The drop-in is written from this list, and the doctor asks sshd for the same list.
"""

from __future__ import annotations

from dataclasses import dataclass

from creditui.access.host.place import Place

NO_VARIABLE = "CREDITUI_TAKES_NONE"
"""A name that no client sends: sshd has no way to say that it accepts no variable at all."""

IDLE_SINCE = (9, 2)
"""The first OpenSSH that can close idle channels and connections by itself."""


@dataclass(frozen=True, slots=True)
class Directive:
    """One line of sshd's configuration."""

    name: str
    value: str
    why: str
    """What would be possible without it, as the rest of a sentence."""
    effective: str = ""
    """How `sshd -T` says the value, where that is not as it is written."""
    since: tuple[int, int] = (0, 0)
    """The first OpenSSH that knows it."""

    @property
    def expected(self) -> str:
        """What `sshd -T` must say."""
        return self.effective or self.value


def shared_directives(place: Place) -> tuple[Directive, ...]:
    """What holds for both accounts that people sign in to."""
    return (*_who_comes_in(place), *_WHAT_A_SESSION_MAY)


def _who_comes_in(place: Place) -> tuple[Directive, ...]:
    return (
        Directive("PubkeyAuthentication", "yes", "nobody could sign in"),
        Directive("AuthenticationMethods", "publickey", "something other than a key could do"),
        Directive("PasswordAuthentication", "no", "passwords could be guessed"),
        Directive("KbdInteractiveAuthentication", "no", "passwords could be guessed"),
        Directive("AuthorizedKeysFile", "none", "keys that creditui does not know could sign in"),
        Directive(
            "AuthorizedKeysCommand",
            f"{place.key_command} %u %t %k",
            "keys of staff would not be known",
        ),
        Directive(
            "AuthorizedKeysCommandUser",
            place.accounts.keys,
            "the key command would run with rights it does not need",
        ),
        Directive("TrustedUserCAKeys", "none", "certificates could sign in past the key command"),
    )


_WHAT_A_SESSION_MAY = (
    Directive("ExposeAuthInfo", "yes", "the session could not tell whose key was proven"),
    Directive("DisableForwarding", "yes", "a key could reach other services through this host"),
    Directive("PermitTunnel", "no", "a key could open a network tunnel"),
    Directive("PermitUserRC", "no", "a file in the home folder could run commands"),
    Directive("PermitTTY", "yes", "the interface would have no terminal"),
    Directive("AcceptEnv", NO_VARIABLE, "variables of the client could steer programs"),
    Directive("MaxSessions", "1", "an open connection could outlive a revoked key"),
    Directive("ClientAliveInterval", "15", "sessions would stay after a dropped line"),
    Directive("ClientAliveCountMax", "2", "sessions would stay after a dropped line"),
    Directive(
        "ChannelTimeout",
        "session:*=30m",
        "a forgotten session would stay open",
        since=IDLE_SINCE,
    ),
    Directive(
        "UnusedConnectionTimeout",
        "1m",
        "a connection without a session would stay open",
        effective="60",
        since=IDLE_SINCE,
    ),
    Directive("LogLevel", "VERBOSE", "sshd's log would not say which key signed in"),
)


def force_command(place: Place, account: str) -> Directive:
    """What sshd starts for `account`, whatever its client asks for."""
    # Interrupts typed while Python starts must not leave her with an error, or in a shell.
    command = f"trap '' INT QUIT TSTP; exec {place.session(account)}"
    return Directive("ForceCommand", command, "a key would open a shell")


def directives(place: Place, account: str, version: tuple[int, int]) -> tuple[Directive, ...]:
    """All that must hold for `account` on an OpenSSH of that version."""
    known = (each for each in shared_directives(place) if each.since <= version)
    return (*known, force_command(place, account))


def drop_in_text(place: Place, version: tuple[int, int]) -> str:
    """The file that tells sshd all of it, for an OpenSSH of that version."""
    lines = [
        "# Written by creditui ssh install; changes made here are lost when it runs again.",
        f"Match User {','.join(place.accounts.doors)}",
        *(_line(each) for each in shared_directives(place) if each.since <= version),
    ]
    for account in place.accounts.doors:
        lines += [f"Match User {account}", _line(force_command(place, account))]
    return "\n".join((*lines, "Match all", ""))


def _line(directive: Directive) -> str:
    return f"    {directive.name} {directive.value}"
