"""Whatever is typed, sent or pasted: an honest status and a sentence, soon, and nothing written."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.cli.arrival import Arrival
from creditui.cli.main import main
from creditui.cli.over_ssh import read_line
from creditui.desk.errors import InputError
from creditui.desk.presence import HERE
from creditui.desk.sign_in import local_sign_in
from creditui.store.engine import open_store
from tests.cli.harbour import OWNER, build
from tests.faults.support.acts import everything
from tests.support.ssh_keys import ed25519
from tests.support.studio import FixedClock

SOON = 2.0
"""Seconds of work in which anything that is typed must be read or refused."""
TRIES = 3
"""A machine that is lent to others counts what they did as well: what is slow is so each time."""
REFUSED_IS_KEPT = "refused_attempt"
GOOD_KEY = ed25519(1, "maya@desk")

NASTY = st.sampled_from(
    [
        *('"', "'", "\\", "`", "$(", "%s", "{}", "--", "-", "@", ":", "::", "..", "/", "~", "*"),
        *("\x00", "\n", "\r", "\t", "\x1b[2J", "\x9b", "\u202e", "\u2028", "\ufeff", "\udcff"),
        *("٣", "１", "é", "王", "🧘", "İ", "ß", "0" * 40, "-1", "1e9", "+", "nan", "9" * 400),
        *("0000-00-00", "2026-02-30", "29 feb", "+9999y", "-9999y", "31/12", "eom", "today"),
    ]
)


@dataclass(frozen=True, slots=True)
class Desk:
    """The program on one database, of which is known what it held."""

    path: Path
    held: dict[str, list[Any]] = field(repr=False)

    def ends_well(self, *words: str, stdin: str = "", over_ssh: bool = False) -> int:
        """Run it; the status, once the end was seen to be good and soon, and nothing written."""
        for _ in range(TRIES):
            status, seconds = self._ends(*words, stdin=stdin, over_ssh=over_ssh)
            if seconds < SOON:
                return status
        raise AssertionError(f"{words} took {seconds} seconds of work")

    def _ends(self, *words: str, stdin: str, over_ssh: bool) -> tuple[int, float]:
        """The status and the seconds of work."""
        came = Arrival(OWNER, local_sign_in(), HERE, str(self.path)) if over_ssh else None
        named = () if over_ssh else ("--db", str(self.path))
        out, err, typed = io.StringIO(), io.StringIO(), sys.stdin
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode(errors="surrogateescape")))
        began = time.process_time()
        try:
            with redirect_stdout(out), redirect_stderr(err):
                status = main([*named, *words], clock=FixedClock(), arrival=came)
        finally:
            sys.stdin = typed
        seconds = time.process_time() - began
        written = out.getvalue() + err.getvalue()
        assert status in (0, 2, 3, 4), written
        assert "Traceback" not in written
        assert not set("\x00\x1b\x9b\u202e") & set(written)
        assert status == 0 or written.count("\n") == 1, written
        store = open_store(str(self.path), read_only=True)
        assert everything(store) | {REFUSED_IS_KEPT: []} == self.held
        store.close()
        return status, seconds


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("input")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        build(folder)
        store = open_store(str(folder / "studio.db"), read_only=True)
        held = everything(store) | {REFUSED_IS_KEPT: []}
        store.close()
        yield Desk(folder / "studio.db", held)


def lines(*pieces: str) -> st.SearchStrategy[str]:
    """Text made of these pieces, of nasty ones and of anything."""
    return st.lists(st.sampled_from(pieces) | NASTY | st.text(max_size=8), max_size=10).map("".join)


KEYS = ("who:", "via:", "type:", "service:", "reason:", "since:", "until:", "over:", "member:")
FILTER = lines(*KEYS, "ref:", "flag:", "corrected", "flagged", "alice", "add", "-30d", " ", '"a b"')


@given(line=FILTER)
def test_any_filter_line_ends_well(desk: Desk, line: str) -> None:
    desk.ends_well("ledger", "--limit", "3", "--", line)


@given(word=lines("4 dec", "dec", "fri", "+60d", "+", "2026-", "12", "-04", " ", ",", "th"))
def test_any_expiry_ends_well(desk: Desk, word: str) -> None:
    why = ("--reason", "goodwill", "--note", "a kind word")
    add = ("--add", "1", "--service", "massage", f"--expires={word}", "--dry-run")
    desk.ends_well("adjust", "maya", *add, *why)


@pytest.mark.parametrize("option", ["--expires", "--note", "--add", "--request-id", "--db", "--as"])
def test_two_dashes_for_a_value(desk: Desk, option: str) -> None:
    """For argparse they are the end of the options, also there."""
    assert desk.ends_well(f"{option}=--", "adjust", "maya") == 2
    assert desk.ends_well("adjust", "maya", f"{option}=--", "--dry-run") == 2


@given(day=lines("4 dec", "-30d", "+", "2026-", "12", "-04", "yesterday", " "))
def test_a_date_of_the_past(desk: Desk, day: str) -> None:
    desk.ends_well("show", "maya", f"--as-of={day}")


WORDS = ("search ", "show ", "ledger ", "staff key list", "--as ", "--json", "maya", "'", '"', "id")


@given(line=lines(*WORDS, "adjust maya --dry-run ", "--add=1", "creditui ", "--db=x ", " ", ";"))
def test_a_line_over_ssh(desk: Desk, line: str) -> None:
    with suppress(InputError):  # told in one sentence, as tests/cli/test_over_ssh.py shows
        words = read_line(line.encode(errors="surrogateescape"))
        if words:  # without any, the interface is opened
            desk.ends_well(*words, over_ssh=True)


@given(before=st.text(max_size=20), after=st.text(max_size=20), cut=st.integers(0, 80))
def test_a_line_that_is_nearly_a_key(desk: Desk, before: str, after: str, cut: int) -> None:
    line = f"{before}{GOOD_KEY[: min(cut, len(GOOD_KEY) - 20)]}{after}"
    assert desk.ends_well("staff", "key", "add", "alice", "-", stdin=line) == 2


ENDLESS = ('"' * 8000, "\\" * 8000, "a " * 4000, "+" * 8000, "1" * 8000, "who:" * 2000, "é" * 4000)


@pytest.mark.parametrize("text", ENDLESS, ids=lambda text: repr(text[:4]))
def test_very_much_of_the_same_is_read_or_refused_soon(desk: Desk, text: str) -> None:
    desk.ends_well("ledger", "--", text)
    desk.ends_well("search", "--", text)
    desk.ends_well("show", "--", text)
    desk.ends_well("show", "maya", f"--as-of={text}")
    desk.ends_well("staff", "key", "add", "alice", "-", stdin=f"ssh-ed25519 {text}")
