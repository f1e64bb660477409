from __future__ import annotations

from datetime import date

import pytest

from creditui.desk.importing import cells
from creditui.desk.importing.cells import BadCell
from creditui.domain.people import Role
from creditui.domain.studio import ExpiryRule

DAYS = [
    ("2026-11-01", date(2026, 11, 1)),
    (" 2024-02-29 ", date(2024, 2, 29)),
    ("1900-01-01", date(1900, 1, 1)),
    ("2200-12-31", date(2200, 12, 31)),
    ("", None),
    ("  ", None),
]
NO_DAYS = [
    "2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "01/11/2026", "20261101",
    "2026-W01-1", "2026-11-01T00:00:00", "1899-12-31", "2201-01-01", "9999-12-31", "0000-00-00",
    "２０２６-11-01", "today", "-", "2026-11-01\n2026-11-02",
]  # fmt: skip
NO_NUMBERS = [
    ("", "missing"),
    ("-1", "negative"),
    ("-1.5", "negative"),
    ("8.0", "fraction"),
    ("2,5", "fraction"),
    (".5", "fraction"),
    ("1e3", "not a number"),
    ("+8", "not a number"),
    ("eight", "not a number"),
    ("٨", "not a number"),
    ("1000001", "too many"),
    ("9" * 5000, "too many"),
    ("0x10", "not a number"),
]


@pytest.mark.parametrize(("cell", "value"), DAYS)
def test_a_date_is_read(cell: str, value: date | None) -> None:
    assert cells.optional_day(cell) == value


@pytest.mark.parametrize("cell", NO_DAYS)
def test_a_date_that_is_none_is_refused(cell: str) -> None:
    with pytest.raises(BadCell):
        cells.optional_day(cell)


def test_a_date_that_must_be_there_is_missed() -> None:
    with pytest.raises(BadCell, match="missing"):
        cells.day(" ")


@pytest.mark.parametrize(("cell", "value"), [("0", 0), (" 8 ", 8), ("007", 7), ("1000000", 10**6)])
def test_a_whole_number_of_credits_is_read(cell: str, value: int) -> None:
    assert cells.credits(cell) == value


@pytest.mark.parametrize(("cell", "said"), NO_NUMBERS)
def test_credits_that_are_none_are_refused(cell: str, said: str) -> None:
    with pytest.raises(BadCell, match=said) as refused:
        cells.credits(cell)
    assert len(str(refused.value)) < 120


def test_an_empty_number_of_used_credits_is_none_used() -> None:
    assert cells.credits_or_none(" ") == 0


@pytest.mark.parametrize("cell", ["yes", "YES", "True", "1", " true "])
def test_yes_true_and_1_are_yes_in_any_case(cell: str) -> None:
    assert cells.yes_or_no(cell) is True


@pytest.mark.parametrize("cell", ["no", "No", "FALSE", "0", "", "  "])
def test_no_false_0_and_nothing_are_no_in_any_case(cell: str) -> None:
    assert cells.yes_or_no(cell) is False


@pytest.mark.parametrize("cell", ["y", "2", "on", "oui", "\x1b[2J", "да"])
def test_neither_yes_nor_no(cell: str) -> None:
    with pytest.raises(BadCell) as refused:
        cells.yes_or_no(cell)
    assert "\x1b" not in str(refused.value)


@pytest.mark.parametrize(
    "name",
    [
        "[bold red]",
        "[@click=app.quit]x[/]",
        "=1+1",
        "محمد علي",
        "王小明",
        "🧘‍♀️",
        "x" * 300,
        "'; --",
    ],
)
def test_a_name_is_kept_to_the_letter(name: str) -> None:
    assert cells.name(name) == name


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("Maya\nOkafor", "Maya Okafor"), ("a\r\n b", "a b"), ("  a\t b  ", "a b"), ("e\u0301", "é")],
)
def test_a_name_is_tidied(cell: str, kept: str) -> None:
    assert cells.name(cell) == kept


@pytest.mark.parametrize(
    "cell",
    ["", "  ", "\n", "a\x1b[31mb", "a\x00b", "\x7f", "a\x85b", "a\x1cb", "a\u202eb", "a\u2028b",
     "\u2066a", "x" * 301],
)  # fmt: skip
def test_a_name_that_cannot_be_kept_is_refused(cell: str) -> None:
    with pytest.raises(BadCell) as refused:
        cells.name(cell)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("cell", ["", "a b", "a:b", '"a"', "-x", "x" * 41, "a\nb"])
def test_a_code_is_one_short_word(cell: str) -> None:
    with pytest.raises(BadCell):
        cells.code(cell)


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("period_end", ExpiryRule()),
        ("Never", ExpiryRule(never=True)),
        ("days:1", ExpiryRule(days=1)),
        ("days:36500", ExpiryRule(days=36500)),
    ],
)
def test_an_expiry_rule_is_read(cell: str, rule: ExpiryRule) -> None:
    assert cells.expiry_rule(cell) == rule


@pytest.mark.parametrize("cell", ["", "days:0", "days:-1", "days:36501", "days:", "months:2"])
def test_an_expiry_rule_that_is_none_is_refused(cell: str) -> None:
    with pytest.raises(BadCell, match="period_end, never, or days:N"):
        cells.expiry_rule(cell)


def test_a_role_is_one_of_four() -> None:
    assert cells.one_of(Role)("Manager") is Role.MANAGER
    with pytest.raises(BadCell, match="staff, manager, auditor, admin"):
        cells.one_of(Role)("owner")


@pytest.mark.parametrize("cell", ["import", "system", "Alice", "a b", "", "../x", "-rf"])
def test_a_username_that_cannot_sign_in_is_refused(cell: str) -> None:
    with pytest.raises(BadCell):
        cells.username(cell)
