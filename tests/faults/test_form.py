"""The disk is full under somebody at the form: what she is told is so, and enter goes on."""

import apsw

from tests.faults.support.disk import watched
from tests.faults.support.failing import Failing
from tests.support.studio import Studio
from tests.tui.screens.at_form import Person, person

EACH = 10
"""Every so many calls one fails, and all that follow it."""


def entries(studio: Studio) -> int:
    found: int = studio.store.row("SELECT count(*) FROM ledger_entry")[0]
    return found


async def at_the_review(mona: Person) -> None:
    await mona.opens(mona.form())
    await mona.write_at_once("2")
    await mona.press("enter", "enter", "enter", "enter")
    await mona.write_at_once("late start")
    await mona.press("enter")


async def test_enter_is_pressed_until_it_is_done(studio: Studio) -> None:
    failing = Failing(apsw.FullError, for_good=True)
    before = entries(studio)
    with watched(failing, reads=failing):
        async with person(studio) as mona:
            await at_the_review(mona)
            pressed = 0
            while not mona.results:
                pressed += 1
                assert entries(studio) == before
                told = [each.message for each in mona.app._notifications]
                assert pressed == 1 or "The disk is full, so nothing was written" in told[-1]
                await mona.reads_the_review()
                failing.at(pressed * EACH)
                await mona.press("enter")
                failing.at(0)
            assert pressed * EACH > 40
            assert entries(studio) == before + 1
            (applied,) = mona.results
            assert applied is not None
            assert not applied.replayed
