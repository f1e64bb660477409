"""What no chain can know, as the README lists it: verification finds nothing there."""

from pathlib import Path

import pytest

from tests.desk.test_verify import path, tamper, template, verified
from tests.support.tampering import rehash

__all__ = ["path", "template"]  # fixtures

NOT_IN_AN_ENTRY = {
    "a client's name": "UPDATE member SET name = 'Somebody Else' WHERE id = 1",
    "a client's e-mail": "UPDATE member SET email = 'else@example.com' WHERE id = 1",
    "a person's full name": "UPDATE staff SET name = 'Nobody' WHERE username = 'alice'",
    "a person's role": "UPDATE staff SET role = 'admin' WHERE username = 'alice'",
    "a plan's name": "UPDATE plan SET name = 'Tin'",
    "refused attempts": "DELETE FROM refused_attempt",
}


@pytest.mark.parametrize("what", NOT_IN_AN_ENTRY)
def test_what_is_no_part_of_an_entry_is_not_found(path: Path, what: str) -> None:
    tamper(path, NOT_IN_AN_ENTRY[what])
    assert verified(path).findings == ()


def test_nor_are_the_newest_entries_rewritten_before_they_are_sealed(path: Path) -> None:
    tamper(path, "UPDATE ledger_entry SET note = 'quite another reason' WHERE id = 21")
    rehash(path)
    assert verified(path).findings == ()
