"""What the interface writes to the terminal, the same everywhere, stays within its targets."""

from collections.abc import Iterator

import pytest

from tests.benchmarks.keys_bench import FOUND, REST, cursor_keys, letters
from tests.benchmarks.measuring import Subject, creditui, middle
from tests.support.patience import PATIENCE
from tests.support.terminal import Terminal

pytestmark = pytest.mark.terminal

MEMBERS = 100


@pytest.fixture(scope="module")
def subject(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    return creditui(tmp_path_factory.mktemp("demo"), MEMBERS)


@pytest.fixture
def terminal(subject: Subject) -> Iterator[Terminal]:
    with subject.start() as terminal:
        terminal.wait_for(subject.ready)
        terminal.settle(0.5)
        yield terminal


def test_a_cursor_key_writes_at_most_1500_bytes(terminal: Terminal) -> None:
    terminal.press("down")
    sizes = cursor_keys(terminal, 14, PATIENCE).sizes
    assert 0 < max(sizes) <= 1500, sizes


def test_a_list_that_scrolls_writes_no_more_for_most_keys(terminal: Terminal) -> None:
    terminal.press("down")
    sizes = cursor_keys(terminal, 50, PATIENCE).sizes
    assert 0 < middle(sizes) <= 1500, sizes


def test_a_letter_that_changes_no_result_writes_at_most_2500_bytes(terminal: Terminal) -> None:
    letters(terminal, FOUND, PATIENCE)
    terminal.wait_for("1 found")
    terminal.settle(0.5)
    sizes = letters(terminal, REST, PATIENCE).sizes
    assert 0 < max(sizes) <= 2500, sizes


def test_nothing_is_written_while_nobody_does_anything(terminal: Terminal) -> None:
    terminal.settle(2.0)  # ends as soon as that is so, or never
    program = terminal.program
    assert program.age - program.chunks[-1].at >= 2.0
