"""Looking over a whole machine: every check, in the order in which things rest on one another."""

from __future__ import annotations

from creditui.access.host.accounts import Found, find_account
from creditui.access.host.check_accounts import check_accounts
from creditui.access.host.check_database import check_database
from creditui.access.host.check_programs import check_programs
from creditui.access.host.check_sshd import check_sshd
from creditui.access.host.diagnosis import Diagnosis
from creditui.access.host.place import Place


def examine(place: Place) -> tuple[Diagnosis, ...]:
    """Everything that would make an installation unsafe or not work; changes nothing. For root."""
    people = people_of(place)
    return (
        *check_accounts(place),
        *check_programs(place, people.get(place.accounts.keys)),
        *check_sshd(place),
        *check_database(place, people),
    )


def people_of(place: Place) -> dict[str, Found]:
    """The accounts as they are, by name, without any that is root by its number."""
    names = (*place.accounts.doors, place.accounts.keys)
    found = {name: find_account(name) for name in names}
    return {name: each for name, each in found.items() if each is not None and each.uid != 0}
