"""The act stands, and the reads after it fail: the person is told that it was applied (R14)."""

from typing import Any

import apsw
import pytest
from textual.screen import Screen

from creditui.desk.session import Desk
from creditui.domain.ledger import Entry
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.screens.history.screen import HistoryScreen
from creditui.tui.screens.ledger.screen import LedgerScreen
from tests.faults.support.disk import Call, watched
from tests.support.studio import Studio
from tests.tui.screens.at_form import Person, person
from tests.tui.screens.at_member import member_screen


class Breaking:
    """A disk from which nothing can be read from the moment an entry more is in the ledger."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.before = self.entries()
        self.failed = 0

    def entries(self) -> int:
        found: int = self.studio.store.row("SELECT count(*) FROM ledger_entry")[0]
        return found

    def __call__(self, call: Call) -> None:
        if self.entries() > self.before:
            self.failed += 1
            raise apsw.IOError


def keep_no_page(desk: Desk) -> None:
    """Have SQLite read every page from the disk, each time."""
    connection = desk.store.connection
    authorizer, connection.authorizer = connection.authorizer, None
    connection.execute("PRAGMA cache_size = 0")
    connection.authorizer = authorizer


def told(mona: Person) -> str:
    """What is said to her in the corner of the screen."""
    return " ".join(each.message for each in mona.app._notifications)


async def fill_in_and_apply(mona: Person, *amount: str) -> None:
    """From the form's first field to the review's yes."""
    assert mona.at(FormScreen)
    await mona.write_at_once("", *amount, *("enter" for _ in range(4 if amount else 1)))
    await mona.write_at_once("late start")
    await mona.press("f10")
    await mona.reads_the_review()
    await mona.press("enter")


async def test_the_form_ends_with_its_result(studio: Studio) -> None:
    disk = Breaking(studio)
    with watched(reads=disk):
        async with person(studio) as mona:
            mona.app.desk.now(keep_no_page)
            await mona.opens(mona.form())
            await fill_in_and_apply(mona, "2")
            assert disk.failed
            assert disk.entries() == disk.before + 1
            (applied,) = mona.results
            assert applied is not None
            assert f"It was applied, as entry {applied.entry.id}" in told(mona)
            disk.before += 1


def screens(mona: Person, studio: Studio) -> dict[str, Screen[Any]]:
    record = studio.record("maya")
    member, membership = record.member, record.memberships[0]
    return {
        "member": member_screen(mona, studio),
        "history": HistoryScreen(member.id, membership.id),
        "ledger": LedgerScreen(member.id, member.name),
    }


@pytest.mark.parametrize(
    ("name", "key", "amount"),
    [("member", "a", ("2",)), ("history", "u", ("9",)), ("ledger", "c", ())],
)
async def test_the_screen_behind_it_says_so(
    studio: Studio, name: str, key: str, amount: tuple[str, ...]
) -> None:
    added: Entry = studio.add(2)
    disk = Breaking(studio)
    with watched(reads=disk):
        async with person(studio) as mona:
            mona.app.desk.now(keep_no_page)
            await mona.app.push_screen(screens(mona, studio)[name])
            await mona.settle()
            await mona.press(key)
            await fill_in_and_apply(mona, *amount)
            assert not mona.at(FormScreen)
            assert disk.failed
            assert disk.entries() == disk.before + 1
            assert f"It was applied, as entry {added.id + 1}" in told(mona)
            disk.before += 1
