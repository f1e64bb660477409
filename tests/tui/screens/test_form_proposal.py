"""What stands beside a form: each figure on one line, whatever the service is called."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from creditui.domain.proposal import Remove, Why
from creditui.domain.studio import Service
from creditui.store.bulk import upsert_services
from creditui.store.transaction import writing
from tests.support.studio import Studio
from tests.support.visitor import visiting
from tests.tui.screens.reading import act, add, same_studio


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with same_studio(tmp_path, monkeypatch) as studio:
        yield studio


async def test_many_lots_do_not_push_out_what_comes_below_them(studio: Studio) -> None:
    for number in range(30):
        act(studio, add(1, "Sauna was cold", days=20 + number))
    with writing(studio.store):
        upsert_services(studio.store, (Service("massage", "Deep tissue massage"),))
    async with visiting(studio) as mona:
        await mona.write("maya")
        await mona.press("enter", "a", "minus", "2", "5")
        assert "-15 in 15 more lots" in mona.text
        await mona.press("tab", "tab", "tab", "tab")
        await mona.write_at_once("Given by mistake")
        await mona.press("enter")
        assert "-15 in 15 more lots" in mona.text
        assert "Apply Adjustment" in mona.text


async def test_what_many_lots_gave_is_put_back_by_a_form_that_is_seen(studio: Studio) -> None:
    for number in range(30):
        act(studio, add(1, "Sauna was cold", days=20 + number))
    act(studio, Remove(1, "massage", 25, Why("policy", "Given by mistake")))
    async with visiting(studio) as mona:
        await mona.write("maya")
        await mona.press("enter", "l", "c")
        assert "-16 in 16 more lots" in mona.text
        assert "‹ Correction ›" in mona.text
        assert "What happened?" in mona.text


@pytest.mark.parametrize(
    ("name", "said"),
    [("Massage", "Massage balance  8 → 10"), ("Deep tissue massage", "  Balance  8 → 10")],
)
async def test_before_and_after_are_not_parted(studio: Studio, name: str, said: str) -> None:
    with writing(studio.store):
        upsert_services(studio.store, (Service("massage", name),))
    async with visiting(studio) as mona:
        await mona.write("maya")
        await mona.press("enter", "a", "2")
        assert said in mona.text
