"""A day at the desk through the real program, in its screens and in its commands, and what is left
in the database afterwards."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.acceptance.desk import READING, Desk, answer, fill
from tests.acceptance.entries import foreseen, opened, the_day
from tests.acceptance.make_studio import ZONE, fill_in, today
from tests.support.terminal import Terminal

pytestmark = pytest.mark.terminal

KEYSTROKES = 12
"""At most so many from the start to an applied adjustment, besides what is typed."""


def test_everything_a_person_does_at_the_desk_is_in_the_database(desk: Desk) -> None:
    with desk.open("--as", "mona") as terminal:
        terminal.wait_for("8 members")
        assert _add_two(terminal) <= KEYSTROKES
        _read_the_ledger(terminal)
        _set_a_period(terminal)
        _correct_the_first(terminal)
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert foreseen(desk.ledger("C-maya")) == [*the_day(), *opened()]
    _holds_what_the_day_left(desk)


def _add_two(terminal: Terminal) -> int:
    """Two credits for goodwill; how many keys it took."""
    pressed: list[str] = []

    def press(*keys: str) -> None:
        pressed.extend(keys)
        terminal.press(*keys)

    terminal.type("0123")
    terminal.wait_for("1 found")
    press("enter")
    terminal.wait_for("5 of 8")
    press("a")
    terminal.wait_for("Type how many")
    terminal.type("2")
    terminal.wait_for("5 → 7")
    press("enter", "enter", "enter")
    terminal.settle(READING)
    press("g", "enter")
    fill(terminal, "Note  ", "Thanks for waiting")
    press("enter")
    terminal.wait_for("Add 2 credits of Massage for Maya Okafor")
    answer(terminal, ["enter"])
    pressed.append("enter")
    terminal.wait_for("Massage +7", "Goodwill")
    return len(pressed)


def _read_the_ledger(terminal: Terminal) -> None:
    terminal.press("l")
    terminal.wait_for("▸ .* Add +[+]2 +Massage")
    terminal.press("x")
    terminal.wait_for("Why Massage is 7")
    terminal.press("escape", "1")
    terminal.wait_for("Goodwill +2 of 2")


def _set_a_period(terminal: Terminal) -> None:
    terminal.press("h")
    terminal.wait_for("▸ .* current +Massage +3 of 8")
    terminal.press("u")
    terminal.wait_for("now 8")
    terminal.type("10")
    terminal.wait_for("Allocated +8 → 10")
    terminal.press("enter", "enter")
    terminal.settle(READING)
    terminal.press("c", "enter")
    fill(terminal, "Note  ", "Two were missing")
    terminal.press("f10")
    terminal.wait_for("from 8 to 10")
    answer(terminal, ["enter"])
    terminal.wait_for("▸ .* current +Massage +3 of 10")
    terminal.press("escape")
    terminal.wait_for("Massage +9")


def _correct_the_first(terminal: Terminal) -> None:
    terminal.press("2")
    terminal.wait_for("▸ .* Allocation")
    terminal.press("down")
    terminal.wait_for("▸ .* Add +[+]2")
    terminal.press("c")
    terminal.wait_for("Correct entry 16")
    terminal.press("enter")
    fill(terminal, "Note  ", "Given to the wrong client")
    terminal.press("enter")
    terminal.wait_for("9 → 7")
    answer(terminal, ["enter"])
    terminal.wait_for("▸ .* Remove +-2")


def test_the_same_day_by_commands(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "studio.db", tmp_path / "home")
    folder = str(fill_in(tmp_path / "csv"))
    assert desk.run("init", "--name", "Harbour Studio", "--timezone", ZONE).status == 0
    assert desk.json("import", folder)["entries"] == 15
    assert [found["name"] for found in desk.json("search", "0123")] == ["Maya Okafor"]
    for words in _acts():
        ran = desk.run("--as", "mona", *words)
        assert ran.status == 0, ran
    assert foreseen(desk.ledger("+44 7700 900123")) == [*the_day(), *opened()]
    _holds_what_the_day_left(desk)
    assert desk.json("import", folder)["entries"] == 0
    assert len(desk.ledger("C-maya")) == 9


def _acts() -> tuple[tuple[str, ...], ...]:
    """The three acts of the day as commands."""
    period = str(today() - timedelta(days=10))
    add = ("adjust", "C-maya", "--add", "2", "--service", "massage", "--expires", "+30d")
    raised = ("set", "C-maya", "--period", period, "--service", "massage", "--to", "10")
    return (
        (*add, "--reason", "goodwill", "--note", "Thanks for waiting"),
        (*raised, "--seen", "8", "--reason", "correction", "--note", "Two were missing"),
        ("correct", "16", "--reason", "correction", "--note", "Given to the wrong client"),
    )


def _holds_what_the_day_left(desk: Desk) -> None:
    """The member as `show` has her after the three acts."""
    shown = desk.json("show", "C-maya")
    assert shown["balances"] == {"massage": 7, "reformer": 2}
    membership = shown["memberships"][0]
    lots = [(lot["id"], lot["granted"], lot["left"], lot["source"]) for lot in membership["lots"]]
    alive = (2, 8, 5, "opening"), (3, 4, 2, "opening"), (10, 2, 2, "allocation")
    assert sorted(lots) == sorted((*alive, (1, 8, 0, "opening"), (9, 2, 0, "add")))
    current = membership["periods"][0]["services"]["massage"]
    assert (current["allocated"], current["used"], current["left"]) == (10, 3, 7)


@pytest.mark.parametrize(
    ("who", "words", "code", "sentence"),
    [
        (
            "alice",
            ("C-maya", "--remove", "1", "--reason", "correction"),
            "permission",
            "needs a manager",
        ),
        (
            "mona",
            ("C-greta", "--add", "1", "--reason", "goodwill", "--expires", "+30d"),
            "grace_over",
            "its 60 days of grace ended on",
        ),
        (
            "alice",
            ("C-alice", "--add", "1", "--reason", "goodwill", "--expires", "+30d"),
            "own_membership",
            "your own credits",
        ),
        ("audrey", ("C-maya", "--add", "1", "--reason", "goodwill"), "read_only", "read only"),
    ],
    ids=["a removal by staff", "day 61", "her own", "an auditor"],
)
def test_a_refusal_ends_with_3_and_leaves_no_entry(
    desk: Desk, who: str, words: tuple[str, ...], code: str, sentence: str
) -> None:
    member = words[0]
    before = desk.ledger(member)
    command = ("adjust", *words, "--service", "massage", "--note", "a sentence that says why")
    ran = desk.run("--as", who, *command, "--json")
    assert ran.status == 3, ran
    error = json.loads(ran.out)["error"]
    assert sentence in error["message"]
    assert error["code"] == code
    assert desk.ledger(member) == before


def test_day_60_of_grace_is_allowed(desk: Desk) -> None:
    words = ("adjust", "C-grace", "--add", "1", "--service", "massage", "--reason", "goodwill")
    more = ("--note", "a sentence that says why", "--expires", "+30d")
    applied = desk.json("--as", "mona", *words, *more)["entry"]
    newest = desk.ledger("C-grace")[0]
    assert newest == applied
    assert (newest["balance_before"], newest["balance_after"]) == (6, 7)
