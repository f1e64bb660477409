"""What the terminal sends, as it reaches the application."""

from __future__ import annotations

import os
import sys
from io import BytesIO, TextIOWrapper
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


async def test_what_is_painted_is_utf_8_in_any_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    written = BytesIO()
    stream = TextIOWrapper(written, encoding="ascii", errors="backslashreplace")
    monkeypatch.setattr(sys, "__stderr__", stream)
    painted = DeskDriver(App())._file
    assert painted is not None
    painted.write("Maya · ●")
    painted.flush()
    assert written.getvalue().decode() == "Maya · ●"
