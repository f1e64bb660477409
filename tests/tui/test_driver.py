"""What the terminal sends, as it reaches the application."""

from __future__ import annotations

from itertools import count

import pytest
from textual.drivers import linux_driver
from textual.events import Key

from creditui.tui.driver import ReadTogether


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
