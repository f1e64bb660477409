"""Presses every key of acceptance.md at the real program and looks for what the table says."""

import json
import re

import pytest

from tests.acceptance.desk import ANSWERING, READING, Desk
from tests.acceptance.table import Chapter, Row, pattern, read_table, size_of, status_of
from tests.support.terminal import ScreenError, Terminal

pytestmark = pytest.mark.terminal

CHAPTERS = read_table()

QUESTION = re.compile(r"enter (?:Apply|Save)|esc (?:keep|stay)")
"""A screen that waits for an answer, and takes none that was typed before it could be read."""


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.title)
def test_the_screen_shows_what_the_table_says(chapter: Chapter, desk: Desk) -> None:
    *before, (_, *words) = chapter.commands
    for _, *command in before:
        ran = desk.run(*command)
        assert ran.status == 0, ran
    with desk.open(*words) as terminal:
        terminal.wait_for("Clients")
        for row in chapter.rows:
            _follow(terminal, row)


def _follow(terminal: Terminal, row: Row) -> None:
    """Press a row's keys, wait for what it shows; a failure names the line of the table."""
    try:
        terminal.settle()  # what was waited for may come a frame before the question
        if QUESTION.search(terminal.text):
            terminal.settle(ANSWERING)
        for key in row.keys:
            _press(terminal, key)
        for fragment in row.shows:
            status = status_of(fragment)
            if status is None:
                terminal.wait_for(pattern(fragment))
            else:
                assert terminal.wait_exit() == status
        for fragment in row.gone:
            terminal.wait_gone(pattern(fragment))
    except ScreenError as error:
        raise ScreenError(f"acceptance.md, line {row.line}, keys {row.keys}: {error}") from None


def _press(terminal: Terminal, key: str) -> None:
    if size := size_of(key):
        terminal.resize(*size)
    elif key.startswith('"') or len(key) == 1:  # it goes to what has the focus by now
        terminal.settle(READING)
        terminal.type(json.loads(key) if key.startswith('"') else key)
    elif key != "start":
        terminal.press("escape" if key == "esc" else key)


def test_the_table_has_every_chapter_once() -> None:
    titles = [chapter.title for chapter in CHAPTERS]
    assert len(titles) == len(set(titles)) >= 15
    assert all(chapter.rows for chapter in CHAPTERS)
