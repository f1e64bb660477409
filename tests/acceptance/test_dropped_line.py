"""The line drops in mid-form, at the review, while it is written: what is said next is what is so.

Nothing is lost, and nothing is applied that was not reviewed.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from rich.cells import cell_len

from creditui.store.engine import open_store
from creditui.store.transaction import writing
from tests.acceptance.desk import READING, Desk, answer
from tests.acceptance.test_once import form, review, written
from tests.support.patience import PATIENCE, PATIENT
from tests.support.terminal import Terminal

pytestmark = pytest.mark.terminal

APPLIED = "Your last adjustment, +2 Massage for Maya Okafor, was applied"
NOT_APPLIED = "was not applied; open it again?"
NOTE = "Thanks for waiting"


@contextmanager
def signed_in(desk: Desk, who: str = "alice") -> Iterator[Terminal]:
    with desk.open("--as", who) as terminal:
        terminal.wait_for("8 members")
        yield terminal


def send(terminal: Terminal, sign: signal.Signals) -> None:
    """Send a signal and wait for the end."""
    os.kill(terminal.program.pid, sign)
    terminal.wait_exit()


def stages(desk: Desk) -> list[str]:
    """The stages of the forms that are kept."""
    store = open_store(str(desk.database), read_only=True)
    try:
        return [stage for (stage,) in store.rows("SELECT stage FROM draft")]
    finally:
        store.close()


def patient(desk: Desk) -> Desk:
    """The same desk, at which the program takes its time to keep a form."""
    return replace(desk, program=(sys.executable, "-c", PATIENT))


def wait_until(told: Callable[[], bool], terminal: Terminal) -> None:
    deadline = time.monotonic() + PATIENCE
    while not told():
        assert time.monotonic() < deadline
        terminal.settle()


def said(terminal: Terminal) -> str:
    """What a dialog of 60 cells says, whatever lines it breaks into."""
    rows = ("".join(c + "\0" * (cell_len(c) - 1) for c in row) for row in terminal.screen)
    return " ".join(" ".join(row[10:70] for row in rows).replace("\0", "").split())


def wait_said(terminal: Terminal, sentence: str) -> None:
    """Wait until the dialog says so."""
    terminal.wait_for("From your earlier session")
    terminal.wait_until(sentence, lambda: sentence in said(terminal))


def is_told(desk: Desk, sentence: str, *keys: str) -> None:
    """Sign in again, read the sentence, press keys."""
    with signed_in(desk) as terminal:
        wait_said(terminal, sentence)
        answers(terminal, *keys)
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0


def is_told_nothing(desk: Desk, who: str = "alice") -> None:
    with signed_in(desk, who) as terminal:
        terminal.settle(READING)
        assert "earlier session" not in terminal.text


def answers(terminal: Terminal, *keys: str) -> None:
    """Answer the dialog. It comes by itself, so that for a second it takes no answer."""
    terminal.settle(1.2)
    terminal.press(*keys)
    terminal.wait_gone("From your earlier session")


def test_hung_up_on_in_mid_form_it_opens_again_as_it_was(desk: Desk) -> None:
    with form(patient(desk)) as terminal:
        terminal.type(NOTE)
        terminal.wait_for(NOTE)
        send(terminal, signal.SIGHUP)
        assert "Adjust Credits" not in terminal.text  # the first screen is back
    assert written(desk) == 0
    is_told_nothing(desk, "mona")
    with signed_in(desk) as terminal:
        wait_said(terminal, f"+2 Massage for Maya Okafor, {NOT_APPLIED}")
        answers(terminal, "y")
        terminal.wait_for("5 → 7", NOTE)
        terminal.press("f10")
        terminal.wait_for("enter Apply Adjustment")
        answer(terminal, ["enter"])
        terminal.wait_for("Massage +7")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert written(desk) == 1
    is_told_nothing(desk)


def test_killed_in_mid_form_it_is_asked_about_until_it_is_dropped(desk: Desk) -> None:
    with form(desk) as terminal:
        wait_until(lambda: stages(desk) == ["typing"], terminal)
        send(terminal, signal.SIGKILL)
    is_told(desk, NOT_APPLIED, "escape")
    is_told(desk, NOT_APPLIED, "n")
    is_told_nothing(desk)
    assert written(desk) == 0


@pytest.mark.parametrize("sign", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_gone_at_the_review_nothing_is_applied(desk: Desk, sign: signal.Signals) -> None:
    with form(desk) as terminal:
        review(terminal)
        wait_until(lambda: stages(desk) == ["review"], terminal)
        send(terminal, sign)
    is_told(desk, NOT_APPLIED, "n")
    assert written(desk) == 0


@pytest.mark.parametrize("sign", [signal.SIGHUP, signal.SIGKILL])
def test_gone_while_others_hold_up_the_writing(desk: Desk, sign: signal.Signals) -> None:
    store = open_store(str(desk.database))
    try:
        with form(desk) as terminal:
            review(terminal)
            with writing(store):
                terminal.press("enter")
                terminal.wait_for("Others are writing")
                send(terminal, sign)
    finally:
        store.close()
    assert written(desk) == 0
    is_told(desk, NOT_APPLIED, "n")


@pytest.mark.parametrize("milliseconds", [0, 10, 40])
def test_killed_while_it_is_written_what_is_said_is_what_is_so(
    desk: Desk, milliseconds: int
) -> None:
    with form(desk) as terminal:
        review(terminal)
        terminal.press_at_once("enter")
        pause_until = time.monotonic() + milliseconds / 1000
        while time.monotonic() < pause_until:
            pass
        send(terminal, signal.SIGKILL)
    count = written(desk)
    assert count in (0, 1)
    if count:
        assert stages(desk) in (["applying"], [])
    if stages(desk):
        is_told(desk, APPLIED if count else NOT_APPLIED, "enter" if count else "n")
    is_told_nothing(desk)
    assert written(desk) == count


def test_a_terminal_that_has_stopped_reading_and_goes_away_holds_nothing_up(desk: Desk) -> None:
    with form(patient(desk)) as terminal:
        terminal.type(NOTE)
        terminal.wait_for(NOTE)
        program = terminal.program
        for _ in range(400):  # more frames than the terminal and the queue before it hold
            program.resize(80, 24 if _ % 2 else 23)
            os.kill(program.pid, signal.SIGWINCH)
            os.sched_yield()
        os.close(program._master)
        program._master = -1
        program.hung_up = True
        assert program.wait(time.monotonic() + PATIENCE) == 128 + signal.SIGHUP
    is_told(desk, NOT_APPLIED, "n")
    assert written(desk) == 0
