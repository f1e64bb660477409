"""The review: which keys answer it, and while it is being written, none."""

from __future__ import annotations

import pytest

from creditui.desk.applying import Applied, apply
from creditui.desk.errors import StoreError
from creditui.desk.session import Desk
from creditui.domain.proposal import Act, Proposal
from creditui.domain.reasons import Direction, Reason
from creditui.store.studio import read_reasons, write_reasons
from creditui.store.transaction import writing
from creditui.tui.commands import BY_ID
from creditui.tui.configuration import Configuration
from creditui.tui.widgets.field import Field
from tests.support.studio import Studio
from tests.support.visitor import Visitor, by_size, visiting


async def to_the_review(
    visitor: Visitor, note: str = "sauna was cold", *, of: str = "0123", expires: str = ""
) -> None:
    """From the client list to the review of two credits more."""
    await visitor.write(of)
    await visitor.press("enter", "a", "2", "enter", "enter")
    await visitor.write_at_once(expires, "enter", "enter")
    visitor.screen.query_one("#note", Field).value = note  # the longest take long to type
    await visitor.press("enter")
    visitor.answers_now()


async def test_the_answer_names_the_keys_as_the_person_has_them(studio: Studio) -> None:
    async with visiting(studio, configuration=Configuration(keys={"apply": ("f8",)})) as visitor:
        await to_the_review(visitor)
        assert visitor.line("Apply Adjustment").strip().startswith("f8 Apply Adjustment")
        assert visitor.lines[-1].strip().startswith("f8 apply")
        await visitor.press("f8")
        assert "8 → 10" in visitor.line("Done")


async def test_the_reason_is_called_as_it_was_chosen(studio: Studio) -> None:
    other = Reason(Direction.REMOVE, "recovery", "Loss of patience", "Nobody should.")
    with writing(studio.store):
        write_reasons(studio.store, (other, *read_reasons(studio.store)))
    async with visiting(studio) as visitor:
        await to_the_review(visitor)
        assert "Service recovery" in visitor.line("Reason")


async def test_while_it_is_written_the_footer_offers_neither_apply_nor_back(
    studio: Studio,
) -> None:
    async with visiting(studio) as visitor:
        await to_the_review(visitor)
        visitor.screen._applying = True
        visitor.screen.refresh_bindings()
        await visitor.settle()
        assert "apply" not in visitor.lines[-1]
        assert "esc" not in visitor.lines[-1]


async def test_what_fails_while_it_is_written_lets_nobody_apply_it_again(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(desk: Desk, member_id: int, act: Act, request_id: str, seen: Proposal) -> Applied:
        asked.append(request_id)
        return apply(desk, member_id, act, request_id, seen)

    async def fails() -> None:
        raise StoreError("unavailable", "The database did not answer.")

    monkeypatch.setattr("creditui.tui.screens.form.screen.apply", counted)
    async with visiting(studio) as visitor:
        await to_the_review(visitor)
        with visitor.waiting_for_the_desk():
            await visitor.pilot.press("enter")
            await visitor.screen.begin(fails(), "keep").wait()
            assert visitor.told == ["× The database did not answer."]
            assert visitor.screen.why_not(BY_ID["apply"]) == "It is being written."
            await visitor.pilot.press("enter")
        await visitor.settle()
        assert len(asked) == 1
        assert "8 → 10" in visitor.line("Done")


async def test_in_a_small_terminal_the_proposal_stands_below_the_fields(studio: Studio) -> None:
    async with visiting(studio, size=(60, 20)) as visitor:
        await visitor.write("0123")
        await visitor.press("enter", "a", "2")
        assert "● Add" in visitor.line("Type")
        assert "Service recovery" in visitor.line("Reason")
        assert "8 → 10" in visitor.line("Massage balance")


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 24)], ids=by_size)
async def test_the_longest_note_hides_no_warning(studio: Studio, size: tuple[int, int]) -> None:
    async with visiting(studio, size=size) as visitor:
        await to_the_review(visitor, "all of it " * 49 + "to its end", of="0124", expires="+3d")
        cautions = visitor.screen.reviewed.cautions
        assert len(cautions) > 2
        seen = " ".join(visitor.text.split())
        for caution in cautions:
            assert caution.message in seen
        assert "Add 2 credits of Massage for Paula Paused." in seen
        assert "8 → 10" in seen
        if size == (80, 24):
            assert "Apply Adjustment" in seen
        await visitor.press("end")
        assert "of it to its end" in " ".join(visitor.text.split())


async def test_where_there_is_room_the_whole_note_stands_in_its_place(studio: Studio) -> None:
    async with visiting(studio, size=(120, 40)) as visitor:
        await to_the_review(visitor, "all of it " * 49 + "to its end")
        assert visitor.text.count("to its end") == 1
        assert "more below" not in visitor.text


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=by_size)
async def test_a_long_note_goes_on_below_itself(studio: Studio, size: tuple[int, int]) -> None:
    async with visiting(studio, size=size) as visitor:
        await visitor.write("0123")
        await visitor.press("enter", "a", "2", "enter", "enter", "enter", "enter")
        await visitor.write_at_once(
            "the sauna was cold for the whole of her visit and nobody told her why"
        )
        await visitor.press("enter")
        note = visitor.column("the sauna", "the sauna")
        first = next(n for n, line in enumerate(visitor.lines) if "the sauna" in line)
        below = visitor.lines[first + 1]
        assert below[:note].strip() == ""
        assert not below[note].isspace()
