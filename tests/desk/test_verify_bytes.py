"""Bytes that are no text, wherever there is text: the entry that can't be read is named (R23)."""

import shutil
from pathlib import Path

import pytest

from creditui.desk.session import open_desk
from creditui.desk.verify import verify
from creditui.domain.finding import Finding
from tests.support.tampering import sealed_twice, unguarded

NO_TEXT = "CAST(x'ff6162636465' AS TEXT)"
LAST = 21


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of 21 entries: seal 1 covers 14 of them, seal 2 the next 4."""
    return sealed_twice(tmp_path_factory.mktemp("bytes"))


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A copy to tamper with."""
    return Path(shutil.copy(template, tmp_path / "copy.db"))


def found(path: Path, *changes: str, processes: int = 1) -> tuple[Finding, ...]:
    """What verification says after each `UPDATE` of `changes`; it sees every entry all the same."""
    with unguarded(path) as connection:
        for change in changes:
            connection.execute(f"UPDATE {change}")
    desk = open_desk(str(path), "audrey", inspect=True)
    try:
        done = verify(desk, processes=processes)
        assert done.entries == LAST
        return done.findings
    finally:
        desk.close()


OF_ENTRY = (
    *("kind", "actor", "actor_name", "via", "studio_date", "reason", "note", "reference"),
    *("request_id", "flags"),
)


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("column", OF_ENTRY)
def test_bytes_that_are_no_text_in_an_entry_name_the_entry(
    path: Path, column: str, processes: int
) -> None:
    change = f"ledger_entry SET {column} = {NO_TEXT} WHERE id = 16"
    findings = found(path, change, processes=processes)
    assert {each.entry_id for each in findings} == {16}
    (unreadable,) = [each for each in findings if each.code == "unreadable"]
    assert unreadable.member_id == 1
    assert unreadable.expected == "an entry"
    assert "0xff" in unreadable.found


@pytest.mark.parametrize("column", ["source", "starts_on", "expires_on"])
def test_bytes_that_are_no_text_in_a_lot_name_the_entry_that_made_it(
    path: Path, column: str
) -> None:
    findings = found(path, f"credit_lot SET {column} = {NO_TEXT} WHERE id = 15")
    assert [(each.entry_id, each.code) for each in findings] == [(15, "unreadable")]


def test_the_first_of_each_member_is_named(path: Path) -> None:
    changes = (f"ledger_entry SET note = {NO_TEXT} WHERE id = {n}" for n in (1, 15, 17, 21))
    findings = found(path, *changes)
    assert [(each.entry_id, each.code) for each in findings] == [
        (1, "unreadable"),
        (17, "unreadable"),
    ]


def test_what_else_is_wrong_is_found_beside_it(path: Path) -> None:
    findings = found(
        path,
        f"ledger_entry SET note = {NO_TEXT} WHERE id = 16",
        "ledger_entry SET note = 'another one' WHERE id = 17",
    )
    assert [(each.entry_id, each.code) for each in findings] == [(16, "unreadable"), (17, "hash")]


def test_one_that_a_later_entry_of_somebody_else_corrects(path: Path) -> None:
    findings = found(
        path,
        f"ledger_entry SET note = {NO_TEXT} WHERE id = 16",
        "ledger_entry SET corrects = NULL WHERE id = 18",
        "ledger_entry SET corrects = 16 WHERE id = 17",
    )
    assert {16, 17} <= {each.entry_id for each in findings}
    assert findings[0].entry_id == 16


def test_bytes_that_are_no_text_in_a_service_name_its_first_entry(path: Path) -> None:
    findings = found(path, f"service SET code = {NO_TEXT} WHERE code = 'massage'")
    assert (findings[0].entry_id, findings[0].code) == (1, "unreadable")


def test_bytes_that_are_no_text_in_a_username_are_shown_escaped(path: Path) -> None:
    findings = found(path, f"staff SET username = {NO_TEXT} WHERE username = 'alice'")
    assert (findings[0].entry_id, findings[0].code) == (16, "name")
    assert (findings[0].expected, findings[0].found) == ("\\xffabcde", "alice")


def test_bytes_that_are_no_text_in_a_seal_name_the_seal(path: Path) -> None:
    findings = found(path, f"seal SET actor = {NO_TEXT} WHERE id = 2")
    assert {each.code for each in findings} == {"seal"}
    assert all("seal 2" in each.message for each in findings)


@pytest.mark.parametrize(
    "change",
    [
        f"member SET name = {NO_TEXT}",
        f"member SET email = {NO_TEXT} WHERE id = 1",
        f"staff SET name = {NO_TEXT} WHERE username = 'alice'",
        f"reason SET name = {NO_TEXT}",
    ],
)
def test_of_what_no_entry_rests_on(path: Path, change: str) -> None:
    assert found(path, change) == ()
