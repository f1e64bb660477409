"""What is done from the Member screen: adjust, correct, look closer, come back."""

from __future__ import annotations

from creditui.desk.applying import Applied
from creditui.desk.ledger import member_ledger
from creditui.tui.screens.after_act import say_applied
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.screens.history.screen import HistoryScreen
from creditui.tui.screens.ledger.explain import ExplainScreen
from creditui.tui.screens.member.screen import MemberScreen
from creditui.tui.screens.member.telling import applied_figures
from tests.support.studio import Studio
from tests.tui.screens.at_member import add_two, at
from tests.tui.screens.reading import act, add


async def test_an_adjustment_shows_at_once_and_in_the_ledger(studio: Studio) -> None:
    async with at(studio) as visitor:
        await visitor.press("down", "down", "down")
        assert "Reformer class" in visitor.line("▸ ")
        await visitor.press("a")
        await add_two(visitor)
        assert "✓ Done: +2 Reformer class: 4 → 6, entry " in visitor.text
        assert visitor.line("Reformer class  ").split()[-1] == "6"
        assert "▸   Reformer class" in visitor.text
        assert "2 of 2" in visitor.line("+     Service recovery")
        await visitor.press("2")
        entry = visitor.screen.place.entry
        assert entry.credits == 2
        assert entry.note == "a late start"
        assert "▸" in visitor.line("a late start")


async def test_a_takes_the_lot_under_the_cursor(studio: Studio) -> None:
    async with at(studio) as visitor:
        await visitor.press("end", "a")
        assert "● Reformer class" in visitor.line("Service")


async def test_a_removal_is_from_the_lot_under_the_cursor(studio: Studio) -> None:
    _, second, _ = (act(studio, add(1, "one by one", days=days)) for days in (10, 20, 30))
    lot = second.movements[0].lot_id
    async with at(studio) as visitor:
        await visitor.press(*("down",) * 4, "a", "-", "1")
        assert f"From        ‹ lot {lot}: 1, through Thu 10 Dec ›" in visitor.text
        assert f"-1 lot {lot}, left 1 → 0" in visitor.text


async def test_an_open_entry_is_not_offered_to_be_opened(studio: Studio) -> None:
    async with at(studio) as visitor:
        await visitor.press("2")
        assert "enter open" in visitor.lines[-1]
        await visitor.press("enter")
        assert "UTC" in visitor.text
        assert "enter open" not in visitor.lines[-1]
        await visitor.press("1")
        assert "enter open" in visitor.lines[-1]
        await visitor.press("2")
        assert "UTC" not in visitor.text
        await visitor.press("enter")
        assert "UTC" in visitor.text
        await visitor.press("enter")
        assert "UTC" not in visitor.text


async def test_leaving_the_form_changes_nothing(studio: Studio) -> None:
    async with at(studio) as visitor:
        before = visitor.lines
        await visitor.press("a", "escape")
        assert visitor.lines == before


async def test_history_explanation_and_back(studio: Studio) -> None:
    async with at(studio) as visitor:
        for key in ("h", "enter"):
            await visitor.press(key)
            assert visitor.at(HistoryScreen)
            await visitor.press("escape")
            assert visitor.at(MemberScreen)
        await visitor.press("x")
        assert "Put the cursor on a service" in visitor.told[-1]
        await visitor.press("down")
        for key in ("x", "enter"):
            await visitor.press(key)
            assert visitor.at(ExplainScreen)
            await visitor.press("escape")
        assert "▸   Massage" in visitor.text


async def test_a_correction_starts_from_the_entry(studio: Studio) -> None:
    added = studio.add(2)
    async with at(studio) as visitor:
        await visitor.press("c")
        assert "press 2" in visitor.told[-1]
        await visitor.press("2", "home", "c")
        assert visitor.at(FormScreen)
        assert f"Correct entry {added.id}" in visitor.lines[0]
        await visitor.press("tab")
        await visitor.write("added twice")
        await visitor.press("f10")
        visitor.answers_now()
        await visitor.press("enter")
        assert f"-2 Massage: 10 → 8, corrects entry {added.id}, entry" in visitor.text
        await visitor.press("down", "c")
        assert visitor.at(MemberScreen)
        assert f"Entry {added.id} was corrected" in visitor.told[-1]


async def test_an_act_that_was_applied_before_says_so(studio: Studio) -> None:
    async with at(studio) as visitor:
        await visitor.press("a")
        await add_two(visitor)
        member = visitor.screen
        entry = visitor.app.desk.now(lambda desk: member_ledger(desk, member.member_id))[0]
        applied = Applied(entry, None, replayed=True)  # type: ignore[arg-type]
        figures = applied_figures(entry, visitor.app.catalogue)
        assert say_applied(applied, figures) == (
            "info",
            f"This was applied already, as entry {entry.id}: +2 Massage: 8 → 10."
            " Nothing new was written.",
        )
        member._applied(applied)
        await visitor.settle()
        assert "applied already" in visitor.text


async def test_what_others_did_meanwhile_is_there_on_coming_back(studio: Studio) -> None:
    async with at(studio) as visitor:
        await visitor.press("a")
        studio.add(5)
        await visitor.press("escape")
        assert visitor.line("Massage").split() == ["Massage", "13"]


async def test_an_auditor_reads_all_and_is_told_why_she_may_not_write(studio: Studio) -> None:
    async with at(studio, username="audrey") as visitor:
        assert "READ ONLY" in visitor.lines[0]
        assert "a adjust" not in visitor.lines[-1]
        await visitor.press("a")
        assert "read only" in visitor.told[-1]
        await visitor.press("2", "home", "c")
        assert visitor.at(MemberScreen)
