"""Double enter, pasted newlines and a stuck key against the real program: never applied twice."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.acceptance.desk import ANSWERING, READING, Desk, fill
from tests.acceptance.entries import OPENED
from tests.support.terminal import Terminal

pytestmark = pytest.mark.terminal

STUCK = ("enter",) * 25
DONE = "18 left today"
"""What the title bar says once it is applied, whatever the enters after it have opened."""


@contextmanager
def form(desk: Desk) -> Iterator[Terminal]:
    """Adjust Credits for Maya with 2 typed and the cursor in the note."""
    with desk.open("--as", "alice") as terminal:
        terminal.wait_for("8 members")
        terminal.type("0123")
        terminal.wait_for("1 found")
        terminal.press("enter")
        terminal.wait_for("5 of 8")
        terminal.press("a")
        terminal.wait_for("Type how many")
        terminal.type("2")
        terminal.wait_for("5 → 7")
        terminal.press("enter", "enter", "enter", "enter")
        yield terminal


def review(terminal: Terminal) -> None:
    fill(terminal, "Note  ", "Thanks for waiting")
    terminal.press("enter")
    terminal.wait_for("enter Apply Adjustment")
    terminal.settle(ANSWERING)


def written(desk: Desk) -> int:
    return len(desk.ledger("C-maya")) - OPENED


def test_double_enter_applies_once(desk: Desk) -> None:
    with form(desk) as terminal:
        review(terminal)
        terminal.press_at_once("enter", "enter")
        terminal.wait_for(DONE)
        terminal.settle(READING)
    assert written(desk) == 1


def test_enters_that_were_typed_ahead_do_not_answer_the_review(desk: Desk) -> None:
    with form(desk) as terminal:
        fill(terminal, "Note  ", "Thanks for waiting")
        terminal.press_at_once("enter", "enter", "enter")
        terminal.wait_for("enter Apply Adjustment")
        terminal.settle(READING)
        assert "enter Apply Adjustment" in terminal.text
    assert written(desk) == 0


def test_a_stuck_enter_on_the_review_applies_once(desk: Desk) -> None:
    with form(desk) as terminal:
        review(terminal)
        terminal.press_at_once(*STUCK)
        terminal.wait_for(DONE)
        terminal.press(*STUCK)
        terminal.settle(READING)
    assert written(desk) == 1


def test_a_stuck_enter_in_the_form_applies_at_most_once(desk: Desk) -> None:
    with form(desk) as terminal:
        fill(terminal, "Note  ", "Thanks for waiting")
        terminal.press(*STUCK)
        terminal.settle(READING)
    assert written(desk) <= 1


def test_pasted_newlines_neither_review_nor_apply(desk: Desk) -> None:
    with form(desk) as terminal:
        fill(terminal, "Note  ", "")
        terminal.paste("Thanks for waiting\n\n\n")
        terminal.wait_for("Thanks for waiting")
        terminal.settle(READING)
        assert "enter Apply Adjustment" not in terminal.text
        terminal.press("enter")
        terminal.wait_for("enter Apply Adjustment")
        terminal.settle(READING)
        terminal.paste("\n\n\n")
        terminal.settle(READING)
        assert "enter Apply Adjustment" in terminal.text
    assert written(desk) == 0
