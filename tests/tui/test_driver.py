"""What the terminal sends, as it reaches the application."""

from __future__ import annotations

import os
from itertools import count
from typing import Any

import pytest
from textual.app import App
from textual.drivers import linux_driver
from textual.events import Key

from creditui.tui.driver import DeskDriver, ReadTogether


def test_keys_that_were_read_together_have_one_time_however_slow_the_machine_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seconds = count()  # one between any two looks at the clock
    monkeypatch.setattr("textual._time.get_time", lambda: float(next(seconds)))
    monkeypatch.setattr("creditui.tui.driver.monotonic", lambda: float(next(seconds)))
    parser = ReadTogether()
    first, second = parser.feed("\r\r"), parser.feed("\r")
    keys = [each for each in (*first, *second) if isinstance(each, Key)]
    assert [key.key for key in keys] == ["enter"] * 3
    assert vars(linux_driver)["XTermParser"] is ReadTogether
    assert keys[0].time == keys[1].time < keys[2].time


@pytest.mark.parametrize("term", ["xterm", "dumb"])
async def test_a_terminal_that_knows_no_size_has_one_and_no_more(
    monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("LINES", raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda fd=1: os.terminal_size((0, 0)))
    app: App[Any] = App()
    assert app.console.size != (80, 24)  # what Textual would begin with, and never come to rest
    app._driver = driver = DeskDriver(app)
    assert app.size == driver._get_terminal_size() == (80, 24)
