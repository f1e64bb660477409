"""R23: an entry that does not follow is refused by the database itself, whoever inserts it."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import apsw
import pytest

from creditui.domain.kinds import Kind, Source
from creditui.domain.lots import Movement, NewLot
from creditui.store.entries import read_entry
from tests.store.raw import dump, insert, next_entry, raw_connection
from tests.support.studio import TODAY, Studio

LATER = TODAY + timedelta(days=30)


def _lot(**changes: Any) -> tuple[NewLot, ...]:
    lot = NewLot(15, 2, Source.ADD, TODAY, LATER, 1, None)
    return (replace(lot, **changes),)


FORGED: dict[str, tuple[dict[str, Any], str]] = {
    "id too high": ({"id": 17}, "next"),
    "id taken": ({"id": 3}, "next"),
    "id zero": ({"id": 0}, "next"),
    "seq skips": ({"seq": 4}, "member's next"),
    "seq repeats": ({"seq": 2}, "member's next"),
    "seq from the start": ({"seq": 1}, "member's next"),
    "not linked": ({"prev_hash": bytes(32)}, "linked"),
    "linked to nothing": ({"prev_hash": b"x" * 32}, "linked"),
    "request used": ({"request_id": "USED"}, "applied before"),
    "time back": ({"at": 1}, "time went back"),
    "corrects nothing": ({"corrects": 99}, "corrected"),
    "corrects another's": ({"corrects": 3}, "corrected"),
    "corrects another service": ({"corrects": 2}, "corrected"),
    "gives back what was no use": ({"kind": Kind.GIVE_BACK, "corrects": 1}, "corrected"),
    "unknown actor": ({"actor_id": 99}, "nobody"),
    "wrong name for the actor": ({"actor": "alice"}, "nobody"),
    "wrong name for the admin": ({"via_id": 6, "via": "mona"}, "nobody"),
    "admin without a name": ({"via_id": 6}, "nobody"),
    "unknown member": ({"member_id": 99, "seq": 1, "prev_hash": bytes(32)}, "no such member"),
    "another's membership": ({"membership_id": 2}, "membership"),
    "unknown membership": ({"membership_id": 99}, "membership"),
    "another's period": ({"period_id": 2}, "period"),
    "unknown period": ({"period_id": 99}, "period"),
    "credits more than moved": ({"credits": 3}, "sum"),
    "no movement": ({"movements": (), "new_lots": (), "balance_after": 8}, "sum"),
    "unknown kind": ({"kind": Kind.USE}, "CHECK|fit"),
    "no reason": ({"reason": None}, "CHECK"),
    "no note": ({"note": "    "}, "CHECK"),
    "long note": ({"note": "x" * 501}, "CHECK"),
    "short digest": ({"request_digest": b"x"}, "CHECK"),
    "half an allocation": ({"allocation_after": 8}, "CHECK"),
    "balance before invented": ({"balance_before": 9, "balance_after": 11}, "before"),
    "balance after invented": ({"balance_after": 11}, "after"),
    "balance of another day": ({"studio_date": TODAY + timedelta(days=11)}, "before"),
    "lot of another service": ({"movements": (Movement(2, 2),), "new_lots": ()}, "fit"),
    "another's lot": ({"movements": (Movement(3, 2),), "new_lots": ()}, "fit"),
    "no such lot": ({"movements": (Movement(99, 2),), "new_lots": ()}, "fit"),
    "raises an old lot": ({"movements": (Movement(1, 2),), "new_lots": ()}, "fit"),
    "new lot not filled": ({"new_lots": _lot(granted=3)}, "fit"),
    "new lot without a movement": (
        {"movements": (Movement(1, 2),), "new_lots": _lot()},
        "fit",
    ),
    "lot of the wrong source": ({"new_lots": _lot(source=Source.OPENING)}, "new lot"),
    "lot under another's membership": ({"new_lots": _lot(membership_id=2)}, "new lot"),
    "lot in another's period": ({"new_lots": _lot(period_id=2)}, "new lot"),
    "lot number taken": ({"new_lots": _lot(id=1), "movements": (Movement(1, 2),)}, "next number"),
    "lot number skips": ({"new_lots": _lot(id=17), "movements": (Movement(17, 2),)}, "next number"),
    "wrong hash": ({"hash": b"x" * 32}, "hash"),
    "mixed signs": (
        {"movements": (Movement(15, 3), Movement(1, -1)), "new_lots": _lot(granted=3)},
        "fit",
    ),
    "takes more than is left": (
        {
            "kind": Kind.REMOVE,
            "credits": -9,
            "movements": (Movement(1, -9),),
            "new_lots": (),
            "balance_after": 0,
        },
        "fit|after",
    ),
    "a removal that makes a lot": (
        {"kind": Kind.REMOVE, "credits": -2, "movements": (Movement(15, -2),), "balance_after": 6},
        "fit",
    ),
    "expires a lot that lives": (
        {
            "kind": Kind.EXPIRE,
            "credits": -8,
            "movements": (Movement(1, -8),),
            "new_lots": (),
            "balance_after": 0,
        },
        "fit",
    ),
    "the same lot twice": (
        {"movements": (Movement(15, 2), Movement(15, 2)), "credits": 4, "balance_after": 12},
        "moves that lot",
    ),
}


@pytest.mark.parametrize("name", FORGED)
def test_what_does_not_follow_is_refused(studio: Studio, name: str) -> None:
    changes, message = FORGED[name]
    used = studio.store.row("SELECT request_id FROM ledger_entry WHERE id = 1")[0]
    changes = {key: used if value == "USED" else value for key, value in changes.items()}
    forged = next_entry(studio, **changes)
    before = dump(studio)
    connection = raw_connection(studio)
    with pytest.raises(apsw.ConstraintError, match=message):
        insert(connection, forged)
    with pytest.raises(apsw.ConstraintError):
        insert(connection, forged, "INSERT OR REPLACE")
    # OR IGNORE skips a row that breaks a CHECK without a word: the entry must not be there either.
    with suppress(apsw.ConstraintError):
        insert(connection, forged, "INSERT OR IGNORE")
    connection.close(True)
    after = dump(studio)
    assert after["ledger_entry"] == before["ledger_entry"]
    assert after["credit_lot"][:14] == before["credit_lot"]


def test_what_follows_is_taken(studio: Studio) -> None:
    entry = next_entry(studio)
    with raw_connection(studio) as connection:
        insert(connection, entry)
    connection.close(True)
    assert read_entry(studio.store, entry.id) == entry


@pytest.mark.parametrize(
    "column",
    [
        "id", "seq", "kind", "credits", "member_id", "membership_id", "period_id", "service_id",
        "actor_id", "actor", "actor_name", "via_id", "via", "at", "studio_date", "reason", "note",
        "reference", "request_id", "request_digest", "corrects", "balance_before",
        "balance_after", "allocation_before", "allocation_after", "flags", "prev_hash", "hash",
    ],
)  # fmt: skip
def test_a_column_altered_after_the_hash_is_refused(studio: Studio, column: str) -> None:
    altered: dict[str, Any] = {
        "kind": "allocation",
        "membership_id": None,
        "period_id": 1,
        "service_id": 2,
        "actor": "mono",
        "actor_name": "Somebody",
        "via_id": 6,
        "via": "ada",
        "studio_date": "2026-11-21",
        "reason": "goodwill",
        "note": "another sentence",
        "reference": "elsewhere",
        "request_id": "another",
        "request_digest": b"y" * 32,
        "flags": "paused",
        "prev_hash": b"y" * 32,
        "hash": b"y" * 32,
        "at": 1_900_000_000_000_000,
    }
    entry = next_entry(studio)
    with (
        raw_connection(studio) as connection,
        pytest.raises(apsw.ConstraintError, match=r"ledger|CHECK"),
    ):
        insert(connection, entry, "INSERT", **{column: altered.get(column, 5)})
    connection.close(True)
    assert read_entry(studio.store, entry.id) is None


def test_an_entry_without_the_functions_is_refused(studio: Studio) -> None:
    entry = next_entry(studio)
    with (
        raw_connection(studio, functions=False) as connection,
        pytest.raises(apsw.SQLError, match="no such function"),
    ):
        insert(connection, entry)
    connection.close(True)


def test_a_movement_for_an_entry_that_exists_is_refused(studio: Studio) -> None:
    with raw_connection(studio) as connection, pytest.raises(apsw.ConstraintError, match="before"):
        connection.execute("INSERT INTO lot_movement VALUES (1, 2, 2, 1)")
    connection.close(True)


def test_a_lot_that_is_not_empty_is_refused(studio: Studio) -> None:
    sql = """INSERT INTO credit_lot (id, made_by, member_id, service_id, source, starts_on, granted,
        left) VALUES (15, 15, 1, 1, 'add', '2026-11-20', 5, 5)"""
    with raw_connection(studio) as connection, pytest.raises(apsw.ConstraintError, match="empty"):
        connection.execute(sql)
    connection.close(True)


def test_a_lot_that_no_entry_made_is_not_filled(studio: Studio) -> None:
    """A lot and a movement may wait for their entry, but count for nothing until it comes."""
    connection = raw_connection(studio)
    connection.execute(
        """INSERT INTO credit_lot (id, made_by, member_id, service_id, source, starts_on, granted)
        VALUES (15, 15, 1, 1, 'add', '2026-11-20', 5)"""
    )
    connection.execute("INSERT INTO lot_movement VALUES (15, 1, 15, 5)")
    with pytest.raises(apsw.ConstraintError, match="only with an entry"):
        connection.execute("UPDATE credit_lot SET left = 5 WHERE id = 15")
    connection.close(True)
    assert sum(lot.left for lot in studio.record().lots) == 12
