"""The first frame over SSH: it is there before anybody is known, and who is refused reads why."""

from __future__ import annotations

import pytest

from tests.support.sshd import Sshd
from tests.support.terminal import Terminal

pytestmark = [pytest.mark.sshd, pytest.mark.terminal]


def test_what_is_typed_on_it_goes_to_the_search(sshd: Sshd) -> None:
    with Terminal.start(sshd.argv("mona", "-tt")) as terminal:
        terminal.wait_for("Search")
        terminal.type("okaf")
        terminal.wait_for("Search  okaf")
        terminal.wait_for("▸ .*Okafor")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert not any(line.startswith(" Search") for line in terminal.screen)


def test_a_command_that_comes_with_a_terminal_has_none(sshd: Sshd) -> None:
    with Terminal.start(sshd.argv("mona", "-tt", command="search okafor")) as terminal:
        assert terminal.wait_exit() == 0
        written = b"".join(chunk.data for chunk in terminal.program.chunks)
        assert b"\x1b[" not in written
        assert b"Okafor" in written
