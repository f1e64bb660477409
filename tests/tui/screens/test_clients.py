"""The client list with the keys a person presses, on a real database."""

from __future__ import annotations

from pathlib import Path

import pytest

from creditui.domain.membership import Member
from creditui.domain.people import Role
from creditui.store.bulk import upsert_members
from creditui.store.engine import migrate, open_store
from creditui.store.staff import insert_staff
from creditui.store.transaction import writing
from creditui.tui.commands import BY_ID
from creditui.tui.configuration import Configuration
from creditui.tui.screens.clients.lines import NOBODY_FOUND, NOTHING_BEGINS
from creditui.tui.screens.clients.screen import ClientsScreen
from creditui.tui.screens.member.screen import MemberScreen
from tests.support.studio import FixedClock, Studio
from tests.support.visitor import Visitor, visiting


def enrol(studio: Studio, *members: Member) -> None:
    with writing(studio.store):
        upsert_members(studio.store, members)


def cursor_line(visitor: Visitor) -> str:
    return visitor.line("▸ ")


# Searching


async def test_everybody_is_listed_by_name_and_the_focus_is_in_the_field(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        assert visitor.screen.field.has_focus
        assert "8 members" in visitor.text
        assert "▸ Dora Due" in visitor.text
        assert "! past due" in visitor.line("Dora Due")
        assert "○ grace, 12 days" in visitor.line("Grace Núñez")
        assert "no membership" in visitor.line("Nora None")


@pytest.mark.parametrize("text", ["okaf", "maya@ex", "0123", "OKAFOR maya", "0900123"])
async def test_any_part_finds_her(studio: Studio, text: str) -> None:
    async with visiting(studio) as visitor:
        await visitor.write(text)
        assert "1 found" in visitor.text
        assert "▸ Maya Okafor" in visitor.text


async def test_a_typo_is_forgiven_and_said(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.write("okafer")
        assert "1 found, read as okafor" in visitor.text
        assert "Maya Okafor" in cursor_line(visitor)


async def test_nobody_found_says_what_to_try(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.write("zzzzqq")
        assert NOBODY_FOUND in visitor.text
        assert "0 found" in visitor.text
        await visitor.press("enter", "down", "enter")
        assert visitor.at(ClientsScreen)
        assert visitor.screen.field.has_focus


async def test_a_studio_without_members_says_how_to_import(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "empty.db"), create=True)
    migrate(store)
    with writing(store):
        insert_staff(store, "mona", "Mona Meyer", Role.MANAGER)
    async with visiting(Studio(store, tmp_path / "empty.db", FixedClock())) as visitor:
        assert "No members yet: leave with ctrl+q and run" in visitor.text
    store.close()


async def test_the_key_that_leaves_is_told_as_it_is_bound(studio: Studio) -> None:
    chosen = Configuration(keys={"quit": ("q", "f12")})
    async with visiting(studio, configuration=chosen) as visitor:
        assert visitor.screen.why_not(BY_ID["back"]) == (
            "This is where everything starts; f12 leaves."
        )


async def test_a_short_e_mail_is_whole_beside_the_preview(studio: Studio) -> None:
    async with visiting(studio, size=(120, 40)) as visitor:
        await visitor.write("maya")
        line = visitor.line("▸ Maya Okafor")
        assert "maya@example.org" in line
        assert "+44 7700 900123" in line
        preview = "\n".join(each[line.index("▏") :] for each in visitor.lines[3:-1])
        assert "maya@example.org" in preview
        assert "+44 7700 900123" in preview


HOSTILE_QUERIES = (
    '"', "'", "*", "(", "a AND", "NEAR(a b)", "%", "_", "\\", "[/]", "[bold red]x", "-", "name:x",
    "ma\u0301", "漢字", "😀", "ا", "a" * 250, "^", "{", ";--",
)  # fmt: skip


async def test_no_query_is_an_error(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        for text in HOSTILE_QUERIES:
            visitor.screen.field.value = text
            await visitor.settle()
            assert visitor.screen.results.text == visitor.screen.field.value
        assert visitor.told == []


async def test_what_is_shown_fits_what_is_typed_however_fast_it_came(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.write_at_once("okafor")
        assert visitor.screen.results.text == "okafor"
        await visitor.write_at_once("", *["backspace"] * 6, "p", "a", "u")
        assert visitor.screen.results.text == "pau"
        assert "▸ Paula Paused" in visitor.text


async def test_down_and_enter_open_whom_the_text_finds_however_fast_they_came(
    studio: Studio,
) -> None:
    async with visiting(studio) as visitor:
        with visitor.waiting_for_the_desk():
            await visitor.pilot.press(*"pau", "down", "enter")
        await visitor.settle()
        assert visitor.at(MemberScreen)
        assert "Paula Paused" in visitor.lines[1]


async def test_down_waits_for_whom_the_text_finds_where_nobody_was_found_before(
    studio: Studio,
) -> None:
    async with visiting(studio) as visitor:
        await visitor.write("qqq")
        with visitor.waiting_for_the_desk():
            await visitor.pilot.press(*["backspace"] * 3, *"pau", "down", "enter")
        await visitor.settle()
        assert visitor.told == []
        assert "Paula Paused" in visitor.lines[1]


async def test_coming_back_asks_for_what_is_typed_though_it_was_not_found_yet(
    studio: Studio,
) -> None:
    async with visiting(studio) as visitor:
        with visitor.waiting_for_the_desk():
            await visitor.pilot.press(*"pau", "ctrl+p", "escape")
        await visitor.settle()
        assert visitor.screen.field.value == "pau"
        assert visitor.screen.results.text == "pau"
        assert "▸ Paula Paused" in visitor.text


async def test_a_new_search_puts_the_cursor_on_its_best(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.press("down", "down", "down", "slash", "backspace")
        await visitor.write("p")
        assert "▸ Paula Paused" in visitor.text


async def test_who_goes_down_the_list_reads_all_of_it(studio: Studio) -> None:
    enrol(studio, *(Member(0, f"Zed {n:03}", external_id=f"z{n}") for n in range(60)))
    async with visiting(studio) as visitor:
        await visitor.write("zed")
        assert "60 found" in visitor.text
        await visitor.press("down", "end")
        assert "Zed 059" in cursor_line(visitor)


async def test_the_list_fills_the_screen_from_the_first_and_as_it_grows(studio: Studio) -> None:
    enrol(studio, *(Member(0, f"Zed {n:03}", external_id=f"z{n}") for n in range(90)))
    async with visiting(studio) as visitor:
        assert all(line.strip() for line in visitor.lines[3:])
        await visitor.resize(120, 40)
        assert all("│" in line or line[:40].strip() for line in visitor.lines[3:])
        assert sum("no membership" in line for line in visitor.lines) > 25
        await visitor.write("zed")
        assert "Zed 030" in visitor.text


# Moving between field and list


async def test_slash_and_escape_lead_back_and_typing_replaces(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.write("paula")
        for key in ("slash", "escape"):
            await visitor.press("down")
            assert visitor.screen.list.has_focus
            await visitor.press(key)
            assert visitor.screen.field.has_focus
            assert visitor.screen.field.selected_text == visitor.screen.field.value
        await visitor.write("okaf")
        assert visitor.screen.field.value == "okaf"
        await visitor.press("escape")
        assert visitor.screen.field.value == ""
        assert "8 members" in visitor.text
        await visitor.press("escape")
        assert visitor.at(ClientsScreen)


async def test_the_footer_says_the_way_to_the_list_and_back(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.write("pa")
        whole = "enter open  down to the list  esc back  ctrl+p commands  f1 help  ctrl+q quit"
        assert visitor.lines[-1].strip() == whole
        await visitor.press("down")
        assert "/ search" in visitor.lines[-1]
        assert "to the list" not in visitor.lines[-1]
        await visitor.press("/")
        await visitor.write("zzzzzz")
        assert "to the list" not in visitor.lines[-1]


async def test_letters_are_typed_in_the_field_and_act_in_the_list(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.write("al/")
        assert visitor.screen.field.value == "al/"
        assert "a adjust" not in visitor.lines[-1]
        await visitor.press("escape", "down")
        assert "a adjust" in visitor.lines[-1]


# The preview


async def test_the_preview_shows_what_the_highlighted_client_holds(studio: Studio) -> None:
    async with visiting(studio, size=(120, 40)) as visitor:
        await visitor.write("okafor")
        line = visitor.line("Massage")
        assert "8  Mon 30 Nov ! soon" in line
        await visitor.resize(80, 24)
        assert "Massage" not in visitor.text
        await visitor.resize(120, 40)
        assert "8  Mon 30 Nov ! soon" in visitor.line("Massage")


async def test_a_terminal_made_wider_shows_who_is_highlighted_now(studio: Studio) -> None:
    async with visiting(studio, size=(120, 40)) as visitor:
        await visitor.write("okafor")
        await visitor.resize(80, 24)
        visitor.screen.field.clear()
        await visitor.write("núñez")
        await visitor.resize(120, 40)
        assert "grace through" in visitor.text


async def test_the_preview_follows_the_cursor_and_says_when_there_is_nothing(
    studio: Studio,
) -> None:
    async with visiting(studio, size=(120, 40)) as visitor:
        await visitor.press("down", *["down"] * 5)
        assert "Nora None" in cursor_line(visitor)
        assert "No membership yet." in visitor.text
        assert "Massage" not in visitor.text


async def test_what_an_act_changed_is_in_the_preview_on_coming_back(studio: Studio) -> None:
    async with visiting(studio, size=(120, 40)) as visitor:
        await visitor.write("okafor")
        await visitor.press("enter")
        studio.add(2)
        await visitor.press("escape")
        assert "10  Mon 30 Nov ! soon" in visitor.line("Massage")


async def test_two_letters_that_nothing_begins_with_ask_for_a_third(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        before = visitor.line("Standing")
        await visitor.write("23")
        assert NOTHING_BEGINS in visitor.text
        assert visitor.line("Standing") == before
        await visitor.write("9")
        assert NOBODY_FOUND in visitor.text


# Hostile names, wide names


async def test_columns_are_as_wide_as_what_is_found(studio: Studio) -> None:
    name, email = "Bartholomew Featherstone", "bartholomew.featherstone@a.example"
    enrol(studio, Member(0, name, email, "0770", "b1"))
    async with visiting(studio, size=(120, 40)) as visitor:
        await visitor.write("bartholo")
        assert name in cursor_line(visitor)
        assert email in cursor_line(visitor)
        await visitor.press(*["backspace"] * 8)
        await visitor.write("dora")
        assert visitor.column("dora@", "▸ ") == len("▸ Dora Due  ")


async def test_going_down_the_list_moves_no_column(studio: Studio) -> None:
    longest = Member(0, "Zz Last and Longest of Them All", "z@x.org", "0770", "z")
    others = (Member(0, f"Anna {n:02}", f"anna{n}@x.org", "0770", f"a{n}") for n in range(40))
    enrol(studio, *others, longest)
    async with visiting(studio, size=(100, 20)) as visitor:
        before = visitor.column("anna0@", "Anna 00")
        await visitor.press("down", "end")
        assert "Zz Last" in cursor_line(visitor)
        assert visitor.column("z@x.org", "Zz Last") == before


async def test_a_standing_without_room_for_its_days_keeps_their_number(studio: Studio) -> None:
    others = (Member(0, f"Anna {n:02}", "", "0770", f"a{n}") for n in range(40))
    enrol(studio, *others)
    async with visiting(studio, size=(80, 20)) as visitor:
        await visitor.press("down", "end")
        await visitor.press("up", *["up"] * 8)
        assert "○ grace, 12" in visitor.text
        assert "day" not in visitor.line("○ grace")


async def test_names_are_text_and_columns_stay_in_line(studio: Studio) -> None:
    names = ("[bold red]x", "a [/] b", "[@click=app.quit]q[/]", "王小明", "محمد علي", "é" * 120)
    enrol(studio, *(Member(0, n, "same@x.org", "0770", f"h{i}") for i, n in enumerate(names)))
    async with visiting(studio, size=(100, 30)) as visitor:
        await visitor.write("same")
        assert "6 found" in visitor.text
        places = {
            visitor.column("0770", name[:3] if name[0] == "é" else name[:12]) for name in names
        }
        assert len(places) == 1
        for name in names[:5]:
            assert name[:12] in visitor.text
