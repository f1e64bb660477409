"""The three accounts, and the home that they share."""

from __future__ import annotations

from collections.abc import Iterator

from creditui.access.host.accounts import differences, find_account
from creditui.access.host.diagnosis import INSTALL, Diagnosis, fault, ok
from creditui.access.host.ownership import loose_on_the_way
from creditui.access.host.place import HOME, Place
from creditui.access.host.plan import accounts
from creditui.access.host.steps import Account


def check_accounts(place: Place) -> Iterator[Diagnosis]:
    """Each account is as it was made, and their home is root's and empty."""
    for step in accounts(place):
        if isinstance(step, Account):
            yield from _account(step)
    yield from _home()


def _account(wanted: Account) -> Iterator[Diagnosis]:
    found = find_account(wanted.name)
    if found is None:
        yield fault("account", f"There is no account {wanted.name}.", INSTALL)
        return
    wrong = differences(wanted, found)
    if found.uid == 0:
        remedy = f"userdel {wanted.name} && {INSTALL}"
        yield fault("account", f"The account {wanted.name} is root by its number.", remedy)
    elif found.comment != wanted.comment:
        sentence = f"The account {wanted.name} was not made by creditui."
        yield fault("account", sentence, "choose other names: creditui ssh install --accounts")
    elif wrong:
        sentence = f"The account {wanted.name} was changed: {'; '.join(wrong)}."
        yield fault("account", sentence, INSTALL)
    else:
        yield ok("account", f"The account {wanted.name} is as it should be.")


def _home() -> Iterator[Diagnosis]:
    if not HOME.is_dir():
        yield fault("home", f"There is no {HOME}, the home of the accounts.", INSTALL)
        return
    loose = loose_on_the_way(HOME)
    for each in loose:
        yield fault("home", f"{each.path} {each.why}: it is the home of the accounts.", each.remedy)
    files = sorted(HOME.iterdir())
    if files:
        sentence = f"The home of the accounts is not empty: {files[0]} could start something."
        yield fault("home", sentence, f"find {HOME} -mindepth 1 -delete")
    if not loose and not files:
        yield ok("home", f"{HOME} is root's and empty.")
