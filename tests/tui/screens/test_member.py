"""The Member screen with the keys a person presses, on a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from creditui.desk.errors import StoreError
from creditui.domain.kinds import Kind
from creditui.domain.membership import Member, Membership
from creditui.domain.reasons import Direction, Reason
from creditui.store.bulk import upsert_members, upsert_memberships, upsert_plans
from creditui.store.studio import read_reasons, write_reasons
from creditui.store.transaction import writing
from creditui.tui.screens.clients.screen import ClientsScreen
from creditui.tui.screens.member.screen import MemberScreen
from creditui.tui.screens.member.tabs import Tab
from tests.support.studio import GOLD, Studio
from tests.support.visitor import by_size
from tests.tui.screens.at_member import at


def give(studio: Studio, credits: int, days: int, reason: str = "goodwill") -> None:
    grant = studio.grant(credits, days=days)
    studio.append(replace(studio.draft(Kind.ADD, (grant,)), reason=reason))


# What is shown


async def test_memberships_balances_and_lots_are_in_one_list(studio: Studio) -> None:
    give(studio, 3, 5)
    give(studio, 2, 60, "recovery")
    async with at(studio) as visitor:
        assert visitor.lines[1] == " Maya Okafor  maya@example.org  +44 7700 900123"
        assert "▌1 Membership" in visitor.lines[2]
        assert "● active" in visitor.line("Gold Monthly")
        assert "since Thu 1 Jan" in visitor.line("Gold Monthly")
        assert visitor.line("Massage").split() == ["Massage", "13"]
        lots = [line.split("  ")[-1] for line in visitor.lines if "through" in line]
        assert lots[0].strip() == "through Wed 25 Nov, in 5 days ! soon"
        assert lots[1].strip() == "through Mon 30 Nov, in 10 days ! soon"
        assert lots[2].strip() == "through Tue 19 Jan, in 60 days"
        assert "3 of 3" in visitor.line("  Goodwill")
        assert "Service recovery" in visitor.text
        assert visitor.column("13", "Massage") + 1 == visitor.column("3 of", "Goodwill")


async def test_a_lot_s_reason_is_called_as_it_was_chosen_for_adding(studio: Studio) -> None:
    other = Reason(Direction.REMOVE, "goodwill", "Ill will", "Nobody should.")
    with writing(studio.store):
        write_reasons(studio.store, (*read_reasons(studio.store), other))
    give(studio, 3, 5)
    async with at(studio) as visitor:
        assert "Goodwill" in visitor.text
        assert "Ill will" not in visitor.text


async def test_no_lot_leaves_the_balance_at_zero(studio: Studio) -> None:
    lot = next(lot for lot in studio.record().lots if lot.service == "massage")
    studio.append(studio.draft(Kind.USE, (studio.move(lot.id, -8),)))
    async with at(studio) as visitor:
        assert visitor.line("Massage").split() == ["Massage", "0"]


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("gone", "was cancelled on Sun 20 Sep 2026 and its 60 days of grace"),
        ("exa", "This membership ended on Thu 19 Nov 2026; its credits can be adjusted"),
        ("una", "This membership starts on Mon 30 Nov 2026"),
    ],
)
async def test_a_closed_membership_says_why_in_words(
    studio: Studio, member: str, words: str
) -> None:
    async with at(studio, member) as visitor:
        assert words in visitor.text
        assert "a adjust" not in visitor.lines[-1]
        await visitor.press("a")
        assert visitor.at(MemberScreen)
        assert words[:20] in visitor.told[-1]


async def test_grace_says_how_long(studio: Studio) -> None:
    async with at(studio, "grace") as visitor:
        line = visitor.line("Gold Monthly")
        assert "○ cancelled, 12 days of grace" in line
        assert "grace through Wed 2 Dec" in line
        assert "a adjust" in visitor.lines[-1]


async def test_without_a_membership_it_says_what_to_do(studio: Studio) -> None:
    async with at(studio, "nora") as visitor:
        assert "No membership yet" in visitor.text
        await visitor.press("a")
        assert "Nora None has no membership" in visitor.told[-1]
        await visitor.press("h", "x", "enter", "3", "2", "1")
        assert visitor.at(MemberScreen)


async def test_several_memberships_with_the_adjustable_first(studio: Studio) -> None:
    old = Membership(0, 1, GOLD, date(2025, 1, 1), ends_on=date(2025, 12, 31), external_id="old")
    with writing(studio.store):
        upsert_memberships(studio.store, (old,))
    async with at(studio) as visitor:
        rows = [line for line in visitor.lines if "Gold Monthly" in line]
        assert "● active" in rows[0]
        assert "× expired" in rows[1]
        await visitor.press("end")
        assert visitor.line("▸ ").split() == ["▸", "Reformer", "class", "0"]
        for _ in range(12):
            await visitor.press("up")
            assert len(visitor.line("▸ ").split()) > 2
        assert "● active" in visitor.line("▸ ")


async def test_hostile_and_wide_names_are_text(studio: Studio) -> None:
    names = ("[bold red]x[/] a [/] b", "王小明 محمد", "é" * 280)
    members = tuple(Member(0, name, external_id=f"h{n}") for n, name in enumerate(names))
    with writing(studio.store):
        upsert_members(studio.store, members)
    for number, name in enumerate(names):
        async with at(studio, f"h{number}") as visitor:
            assert name[:20] in visitor.lines[1]
            await visitor.press("3")
            assert name[:20] in visitor.line("Name")


# Tabs


async def test_one_two_three_change_the_tab(studio: Studio) -> None:
    async with at(studio) as visitor:
        await visitor.press("2")
        assert "▌2 Ledger" in visitor.text
        assert "Opening" in visitor.text
        assert "Massage   8" not in visitor.text
        await visitor.press("3")
        assert "▌3 Profile" in visitor.text
        assert visitor.line("External id").split() == ["External", "id", "maya"]
        assert "Thu 1 Jan 2026" in visitor.line("Joined")
        await visitor.press("1")
        assert "▌1 Membership" in visitor.text
        assert "▸ Gold Monthly" in visitor.text
        await visitor.press("l")
        assert "▌2 Ledger" in visitor.text
        await visitor.press("escape")
        assert visitor.at(ClientsScreen)


async def test_the_tab_can_be_chosen_from_outside(studio: Studio) -> None:
    async with at(studio, tab=Tab.LEDGER) as visitor:
        assert "Opening" in visitor.text
        assert visitor.app.focused is not None


async def test_a_key_that_comes_again_while_the_ledger_is_read_leaves_it_read(
    studio: Studio,
) -> None:
    async with at(studio) as visitor:
        with visitor.waiting_for_the_desk():
            await visitor.pilot.press("2", "2")
        await visitor.settle()
        assert "Opening" in visitor.text


async def test_a_ledger_that_could_not_be_read_is_read_at_the_next_look(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at(studio) as visitor:
        with monkeypatch.context() as broken:
            broken.setattr("creditui.tui.screens.ledger.pane.member_ledger", _busy)
            await visitor.press("2")
        assert "Try again" in visitor.told[-1]
        await visitor.press("1", "2")
        assert "Opening" in visitor.text


def _busy(*_: object, **__: object) -> None:
    raise StoreError("busy", "Somebody else is writing. Try again.")


# Sizes


async def test_resizing_keeps_the_cursor_and_brings_the_line_of_time(studio: Studio) -> None:
    async with at(studio, "exa") as visitor:
        await visitor.press("down", "down")
        for columns, rows in ((120, 40), (60, 15), (200, 60), (40, 10), (80, 24)):
            await visitor.resize(columns, rows)
            assert "▸     alloc" in visitor.text
            assert ("today" in visitor.text) is (columns >= 110)
        assert "▸     allocated" in visitor.text


@pytest.mark.parametrize("columns", [60, 66, 70, 76, 80, 110, 160])
async def test_no_name_and_no_last_day_is_cut(studio: Studio, columns: int) -> None:
    give(studio, 3, 5)
    give(studio, 2, 40, "recovery")
    async with at(studio, size=(columns, 20)) as visitor:
        assert "Reformer class" in visitor.text
        assert "! soon" in visitor.line("Wed 25 Nov")
        assert "Service recovery" in visitor.line("Wed 30 Dec")
        assert "…" not in visitor.text


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=by_size)
async def test_a_long_plan_s_name_gives_way_to_its_standing(
    studio: Studio, size: tuple[int, int]
) -> None:
    name = "The Extraordinarily Long Membership for Two People and a Dog, and More"
    plan = replace(studio.record("grace").memberships[0].plan, name=name)
    with writing(studio.store):
        upsert_plans(studio.store, (plan,))
    async with at(studio, "grace", size=size) as visitor:
        assert "○ grace, 12 days" in visitor.line("The Extra")
        assert "grace through" in visitor.line("The Extra")


async def test_a_standing_is_said_briefly_rather_than_cut(studio: Studio) -> None:
    async with at(studio, "grace", size=(60, 20)) as visitor:
        assert "○ grace, 12 days" in visitor.line("Gold Monthly")
        assert "grace through Wed 2 Dec" in visitor.line("Gold Monthly")


@pytest.mark.parametrize("tab", Tab)
async def test_the_footer_has_room_for_the_commands_and_the_help(studio: Studio, tab: Tab) -> None:
    async with at(studio, tab=tab) as visitor:
        assert "ctrl+p commands" in visitor.lines[-1]
        assert "? help" in visitor.lines[-1]
        assert "esc back" in visitor.lines[-1]
        await visitor.resize(60, 20)
        assert "ctrl+p commands" in visitor.lines[-1]


@pytest.mark.parametrize("tab", [1, 2, 3])
@pytest.mark.parametrize("size", [(20, 5), (40, 12), (300, 80)], ids=by_size)
async def test_no_size_breaks_it(studio: Studio, tab: int, size: tuple[int, int]) -> None:
    async with at(studio) as visitor:
        await visitor.press(str(tab))
        await visitor.resize(*size)
        assert visitor.told == []
