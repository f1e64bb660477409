"""Whatever is typed, a command ends with an honest status and a sentence, never a traceback."""

import io
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.cli.main import main
from creditui.cli.table import COMMANDS
from tests.support.studio import FixedClock

WRITES_FILES = {"demo", "backup"}
NAMES = [command.name for command in COMMANDS if command.name not in WRITES_FILES]
OPTIONS = (
    *("--add", "--remove", "--service", "--expires", "--reason", "--note", "--membership", "--lot"),
    *("--reference", "--request-id", "--dry-run", "--json", "--csv", "--limit", "--period"),
    *("--to", "--seen", "--member", "--name", "--role", "--limits", "--enable"),
)
VALUES = (
    *("maya", "tom", "nora", "1", "15", "-1", "0", "999999999", "9" * 40, "1e3", "٣", "massage"),
    *("goodwill", "correction", "A kind word", "eom", "+60d", "+9999y", "2026-02-30", "30 feb"),
    *("none,none,none", "1,2", "staff", "alice", "add", "edit", "list", "", " ", "'; DROP TABLE"),
    *("\x1b[2J", "\u202e", "\udcff", "[bold red]", "%s", "a\nb", "x" * 600, "shared@example.org"),
)
STATUSES = {0, 2, 3, 4, 5}


@pytest.fixture(scope="module")
def studio(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz") / "studio"
    shutil.copytree(template, folder)
    return folder / "studio.db"


VALUE = st.one_of(st.sampled_from(VALUES), st.text(max_size=20))
ANY = st.lists(st.one_of(st.sampled_from(OPTIONS), VALUE), max_size=8)
WHY = ("--reason", "goodwill", "--note", "A kind word")


@st.composite
def nearly_right(draw: st.DrawFn) -> list[str]:
    """An act that is right but for one or two of its words."""
    words = draw(
        st.sampled_from(
            (
                ("adjust", "maya", "--add", "1", "--service", "massage", *WHY, "--expires", "eom"),
                ("adjust", "maya", "--remove", "1", "--service", "massage", *WHY, "--lot", "1"),
                ("set", "maya", "--period", "eom", "--service", "massage", "--to", "9", *WHY),
                ("use", "maya", "1", "--service", "massage", "--reference", "B-1"),
                ("correct", "15", *WHY, "--request-id", "r-1"),
                ("give-back", "15", "--reference", "B-1"),
                ("ledger", "--member", "maya", "--limit", "3"),
                ("staff", "edit", "alice", "--limits", "1,2,3", "--name", "Alice"),
            )
        )
    )
    wrong = draw(st.dictionaries(st.integers(1, len(words) - 1), VALUE, min_size=1, max_size=2))
    return [wrong.get(place, word) for place, word in enumerate(words)]


ANY_COMMAND = st.tuples(st.sampled_from(NAMES), ANY).map(lambda both: [both[0], *both[1]])


@given(words=st.one_of(ANY_COMMAND, nearly_right()))
def test_any_words_end_in_a_status_and_a_sentence(studio: Path, words: list[str]) -> None:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(["--db", str(studio), *words], clock=FixedClock())

    written = out.getvalue() + err.getvalue()
    assert status in STATUSES, written
    assert "Traceback" not in written
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert written
    assert not status or written.count("\n") == 1, written
