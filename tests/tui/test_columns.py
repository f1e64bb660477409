from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from creditui.tui.marks import Inked
from creditui.tui.widgets.columns import GAP, Column, fit, laid_out, titles, truncated, widest
from tests.tui.desk_free import HOSTILE

NAMES = (
    "Maya Okafor",
    "王小明",
    "مريم الفاسي",
    "Ngo\u0302 Hoa",
    "👨\u200d👩\u200d👧 Berg",
    *HOSTILE,
)


def _credits(credits: int) -> str:
    return f"{credits:+d}"


def _columns(drop: int = 1) -> tuple[Column[str], ...]:
    def shown(name: str) -> Inked:
        return ((name, "strong"), name)

    return (
        Column("Name", shown, 10, flex=2, most=40),
        Column("Same", shown, 8, flex=1, drop=drop),
        Column("Right", lambda name: name, 7, align="right", drop=2 * drop),
    )


@given(st.sampled_from(NAMES) | st.text(), st.integers(10, 200))
def test_every_row_fills_its_columns_to_the_cell(name: str, width: int) -> None:
    layout = fit(_columns(), width)
    total = sum(cells for _, cells in layout) + GAP * (len(layout) - 1)
    assert sum(cell_len(text) for text, _ in laid_out(layout, name)) == total <= width
    assert cell_len(titles(layout)) == total


def test_columns_give_way_in_their_order() -> None:
    assert [column.title for column, _ in fit(_columns(), 29)] == ["Name", "Same", "Right"]
    assert [column.title for column, _ in fit(_columns(), 28)] == ["Name", "Same"]
    assert [column.title for column, _ in fit(_columns(), 15)] == ["Name"]
    assert [cells for _, cells in fit(_columns(), 5)] == [5]


def test_where_none_can_go_any_more_those_that_can_do_with_less_are_cut() -> None:
    columns: tuple[Column[str], ...] = (
        Column("First", str, 12, least=7),
        Column("Second", str, 13, least=8),
        Column("Third", str, 10),
    )
    cells = {width: [cells for _, cells in fit(columns, width)] for width in (39, 38, 34, 29, 28)}
    assert cells[39] == [12, 13, 10]
    assert cells[38] == [11, 13, 10]
    assert cells[34] == [7, 13, 10]
    assert cells[29] == [7, 8, 10]
    assert cells[28] == [6, 8, 10]


def test_no_column_grows_beyond_its_most() -> None:
    (name, wide), (_, rest), (_, fixed) = fit(_columns(), 200)
    assert (name.title, wide, fixed) == ("Name", 40, 7)
    assert wide + rest + fixed + 2 * GAP == 200


def test_text_is_cut_by_cells() -> None:
    assert truncated("Okafor", 6) == "Okafor"
    assert truncated("Okafor", 5) == "Okaf…"
    assert truncated("王小明", 6) == "王小明"
    assert truncated("王小明", 5) == "王小…"
    assert truncated("王小明", 4) == "王…"
    assert truncated("x", 0) == ""


def test_figures_stand_at_the_right() -> None:
    column = Column("Credits", _credits, 7, align="right")
    assert "".join(text for text, _ in laid_out(fit((column,), 7), 2)) == "     +2"


def test_a_piece_that_is_whole_or_not_at_all() -> None:
    column: Column[str] = Column("Who", lambda row: ("mona", f" via {row}"), 12, whole=True)
    for width, shown in ((12, "mona via ada"), (11, "mona"), (5, "mona"), (3, "mo…")):
        cells = laid_out(((column, width),), "ada")
        assert "".join(text for text, _ in cells).rstrip() == shown


def test_a_column_is_as_wide_as_its_widest_cell_within_limits() -> None:
    def name(row: str) -> Inked:
        return ((row, "strong"), "!")

    assert widest(name, ("Maya", "王小明"), 2, 20) == 7
    assert widest(name, ("Maya", "王小明"), 9, 20) == 9
    assert widest(name, ("Maya", "王小明"), 2, 6) == 6
    assert widest(name, (), 2, 20) == 20


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (14, "corrects 24602"),
        (15, "corrects 24602 "),
        (17, "corrects 24602   "),
        (19, "corrects 24602 · t…"),
        (8, "correct…"),
    ],
)
def test_a_number_that_is_whole_never_looks_cut(width: int, shown: str) -> None:
    column: Column[str] = Column("Note", lambda row: (("corrects 24602", "warning"), row), width)
    cells = laid_out(fit((column,), width), " · too many")
    assert "".join(text for text, _ in cells) == shown
