"""Whatever is done to the file behind the guards' back is found, the first entry named (R23)."""

import shutil
from pathlib import Path
from typing import Any

import apsw
import pytest

from creditui.desk.errors import Refused, StoreError
from creditui.desk.initialise import initialise
from creditui.desk.seal import seal
from creditui.desk.session import open_desk
from creditui.desk.verify import Verified, verify
from creditui.domain.seal import SealText
from creditui.store.backup import backup
from creditui.store.engine import open_store
from creditui.store.seals import seals_after
from tests.support.studio import make_studio
from tests.support.tampering import columns, rehash, reseal, sealed_twice, unguarded

LAST_SEALED, LAST = 18, 21


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of 21 entries: seal 1 covers 14 of them, seal 2 the next 4."""
    return sealed_twice(tmp_path_factory.mktemp("verify"))


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A copy to tamper with."""
    return Path(shutil.copy(template, tmp_path / "copy.db"))


def verified(path: Path, username: str = "audrey", **how: Any) -> Verified:
    desk = open_desk(str(path), username, inspect=True)
    try:
        return verify(desk, **how)
    finally:
        desk.close()


def kept(path: Path) -> SealText:
    """The newest seal, as somebody has written it down."""
    last = verified(path).last_seal
    assert last is not None
    return last.text


def tamper(path: Path, *statements: str) -> None:
    with unguarded(path) as connection:
        for sql in statements:
            connection.execute(sql)


@pytest.mark.parametrize("how", [{}, {"since_seal": True}, {"processes": 2}])
def test_an_honest_ledger_verifies(path: Path, how: dict[str, Any]) -> None:
    done = verified(path, **how)
    assert done.findings == ()
    # Since the last seal, maya and paula had entries: all of theirs are followed.
    assert done.entries == (11 if "since_seal" in how else LAST)
    assert (done.last_entry, done.seals, done.unsealed) == (LAST, 2, LAST - LAST_SEALED)


def test_it_holds_against_every_seal_that_was_made(path: Path) -> None:
    store = open_store(str(path))
    texts = tuple(each.text for each in seals_after(store, 0))
    store.close()
    assert len(texts) == 2
    assert verified(path, against=texts).findings == ()


def test_an_empty_ledger_verifies(tmp_path: Path) -> None:
    initialise(str(tmp_path / "new.db"), "ada")
    done = verified(tmp_path / "new.db", "ada")
    assert (done.entries, done.findings, done.last_seal) == (0, (), None)


def test_progress_reaches_its_total(path: Path) -> None:
    told: list[tuple[int, int]] = []
    verified(path, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 2 * LAST


def test_what_is_written_meanwhile_is_no_finding(tmp_path: Path) -> None:
    studio = make_studio(tmp_path)
    desk = open_desk(studio.url, "mona", clock=studio.clock)
    seal(desk)

    def write(*_progress: int) -> None:
        studio.add(1)
        seal(desk)

    done = verified(studio.path, progress=write)
    assert (done.findings, done.last_entry, done.seals) == ((), 14, 1)
    assert verified(studio.path).last_entry > 14
    desk.close()
    studio.store.close()


@pytest.mark.parametrize(("username", "may"), [("alice", False), ("mona", True), ("ada", True)])
def test_managers_and_admins_verify_and_staff_do_not(path: Path, username: str, may: bool) -> None:
    if may:
        assert verified(path, username).findings == ()
    else:
        with pytest.raises(Refused):
            verified(path, username)


ENTRY_CHANGES = {
    "id": "99",
    "seq": "9",
    "kind": "'remove'",
    "credits": "-2",
    "member_id": "8",
    "studio_date": "'2026-11-21'",
    "actor": "'mona'",
    "corrects": "2",
    "prev_hash": "randomblob(32)",
    "hash": "randomblob(32)",
    "request_digest": "randomblob(32)",
}
TEXTS = ("actor_name", "via", "reason", "note", "reference", "request_id", "flags")


def test_every_column_of_an_entry_that_is_changed_is_found(template: Path, tmp_path: Path) -> None:
    store = open_store(str(template))
    names = columns(store, "ledger_entry")
    store.close()
    assert len(names) == 28
    for name in names:
        copy = Path(shutil.copy(template, tmp_path / f"{name}.db"))
        default = f"coalesce({name}, '') || 'x'" if name in TEXTS else f"coalesce({name}, 0) + 1"
        value = ENTRY_CHANGES.get(name, default)
        tamper(copy, f"UPDATE ledger_entry SET {name} = {value} WHERE id = 16")
        findings = verified(copy).findings
        assert findings, name
        assert findings[0].entry_id == 16, (name, findings)
        assert findings[0].expected != findings[0].found, (name, findings)


LOT_CHANGES = {
    "id": "99",
    "made_by": "16",
    "member_id": "2",
    "service_id": "2",
    "membership_id": "2",
    "period_id": "1",
    "source": "'opening'",
    "starts_on": "'2026-11-19'",
    "expires_on": "'2027-12-31'",
    "granted": "3",
    "left": "left + 1",
}


@pytest.mark.parametrize("column", LOT_CHANGES)
def test_every_column_of_a_lot_that_is_changed_is_found(path: Path, column: str) -> None:
    tamper(path, f"UPDATE credit_lot SET {column} = {LOT_CHANGES[column]} WHERE id = 15")
    last_to_move_it = 20
    named = last_to_move_it if column == "left" else 15
    assert verified(path).findings[0].entry_id == named


def test_the_changes_name_every_column_of_a_lot(path: Path) -> None:
    store = open_store(str(path))
    assert set(columns(store, "credit_lot")) == set(LOT_CHANGES)
    assert set(columns(store, "seal")) == set(SEAL_CHANGES)
    store.close()


@pytest.mark.parametrize(
    "change", ["entry_id = 17, position = 2", "position = 2", "lot_id = 2", "credits = -2"]
)
def test_every_column_of_a_movement_that_is_changed_is_found(path: Path, change: str) -> None:
    tamper(path, f"UPDATE lot_movement SET {change} WHERE entry_id = 16")
    assert verified(path).findings[0].entry_id == 16


SEAL_CHANGES = {
    "id": "7",
    "first_entry": "14",
    "last_entry": "17",
    "root": "randomblob(32)",
    "prev": "randomblob(32)",
    "digest": "randomblob(32)",
    "sealed_at": "sealed_at + 1",
    "actor_id": "1",
    "actor": "'ada'",
}


@pytest.mark.parametrize("column", SEAL_CHANGES)
def test_every_column_of_a_seal_that_is_changed_is_found(path: Path, column: str) -> None:
    tamper(path, f"UPDATE seal SET {column} = {SEAL_CHANGES[column]} WHERE id = 2")
    findings = verified(path).findings
    assert {finding.code for finding in findings} == {"seal"}
    assert any("seal 2" in finding.message for finding in findings)


SWAP = (
    "UPDATE ledger_entry SET id = 99 WHERE id = 16",
    "UPDATE ledger_entry SET id = 16 WHERE id = 17",
    "UPDATE ledger_entry SET id = 17 WHERE id = 99",
)
CUT = (
    "DELETE FROM ledger_entry WHERE id > 11",
    "DELETE FROM lot_movement WHERE entry_id > 11",
    "DELETE FROM credit_lot WHERE made_by > 11",
    "UPDATE credit_lot SET left = (SELECT sum(credits) FROM lot_movement WHERE lot_id = id)",
)
A_MEMBER = (
    "DELETE FROM lot_movement WHERE entry_id IN (SELECT id FROM ledger_entry WHERE member_id = 2)",
    "DELETE FROM ledger_entry WHERE member_id = 2",
    "DELETE FROM credit_lot WHERE member_id = 2",
)
INSERT = (
    "INSERT INTO ledger_entry SELECT 22, 8, kind, credits, member_id, membership_id, period_id,"
    " service_id, actor_id, actor, actor_name, via_id, via, at, studio_date, reason, note,"
    " reference, 'forged', request_digest, NULL, 10, 12, NULL, NULL, flags, hash, hash"
    " FROM ledger_entry WHERE id = 15",
)
DEEDS: dict[str, tuple[tuple[str, ...], int | None, str]] = {
    "two entries swapped": (SWAP, 16, "hash"),
    "an entry deleted": (("DELETE FROM ledger_entry WHERE id = 16",), 16, "missing"),
    "the first deleted": (("DELETE FROM ledger_entry WHERE id = 1",), 1, "missing"),
    "the newest deleted, its movements left": (
        ("DELETE FROM ledger_entry WHERE id = 21",),
        21,
        "stray",
    ),
    "the last ten cut off, with all that was theirs": (CUT, 12, "missing"),
    "a member's whole history deleted": (A_MEMBER, 3, "missing"),
    "an entry inserted": (INSERT, 22, "link"),
    "a movement deleted": (("DELETE FROM lot_movement WHERE entry_id = 16",), 16, "hash"),
    "a movement added": (("INSERT INTO lot_movement VALUES (16, 2, 2, -1)",), 16, "hash"),
    "a movement for nobody": (("INSERT INTO lot_movement VALUES (40, 1, 2, -1)",), 40, "stray"),
    "all deleted but the movements": (
        tuple(f"DELETE FROM {table}" for table in ("ledger_entry", "credit_lot", "seal")),
        1,
        "stray",
    ),
    "a lot deleted": (("DELETE FROM credit_lot WHERE id = 15",), 15, "movement"),
    "a lot that nobody made": (
        (
            "INSERT INTO credit_lot SELECT 17, made_by, member_id, membership_id, period_id,"
            " service_id, source, starts_on, expires_on, granted, 0 FROM credit_lot WHERE id = 15",
        ),
        15,
        "lot",
    ),
    "an entry below the first": (
        ("UPDATE ledger_entry SET id = -1 WHERE id = 16",),
        -1,
        "stray",
    ),
    "a username changed": (("UPDATE staff SET username = 'eve' WHERE id = 3",), 16, "name"),
    "a service renamed": (("UPDATE service SET code = 'tea' WHERE code = 'massage'",), 1, "hash"),
    "a membership given away": (
        ("UPDATE membership SET member_id = 8 WHERE id = 1",),
        1,
        "name",
    ),
    "a person deleted": (("DELETE FROM staff WHERE username = 'alice'",), 16, "name"),
    "a member deleted": (("DELETE FROM member WHERE id = 2",), 3, "name"),
    "a seal deleted": (("DELETE FROM seal WHERE id = 1",), None, "seal"),
    "text that is no kind": (("UPDATE ledger_entry SET kind = 'x' WHERE id = 16",), 16, "unread"),
    "a date that is none": (
        ("UPDATE ledger_entry SET studio_date = '2026-13-40' WHERE id = 16",),
        16,
        "unread",
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_the_deed_is_found_and_the_first_entry_named(path: Path, deed: str) -> None:
    statements, entry, code = DEEDS[deed]
    tamper(path, *statements)
    findings = verified(path).findings
    assert findings, deed
    named = [finding for finding in findings if finding.entry_id == findings[0].entry_id]
    assert findings[0].entry_id == entry, findings
    assert any(finding.code.startswith(code) for finding in named), findings


RULES: dict[str, tuple[tuple[str, ...], int, str]] = {
    "more than the lots moved": (
        ("UPDATE ledger_entry SET credits = 9 WHERE id = 15",),
        15,
        "credits",
    ),
    "no reason": (("UPDATE ledger_entry SET reason = NULL WHERE id = 15",), 15, "reason"),
    "a note of blanks": (("UPDATE ledger_entry SET note = '      ' WHERE id = 15",), 15, "note"),
    "a balance invented": (
        ("UPDATE ledger_entry SET balance_before = 3, balance_after = 5 WHERE id = 15",),
        15,
        "balance",
    ),
    "a balance after invented": (
        ("UPDATE ledger_entry SET balance_after = 12 WHERE id = 15",),
        15,
        "balance",
    ),
    "another day": (
        ("UPDATE ledger_entry SET studio_date = '2026-11-10' WHERE id = 15",),
        15,
        "time",
    ),
    "time that goes back": (("UPDATE ledger_entry SET at = at + 1 WHERE id = 15",), 16, "time"),
    "signed by another": (
        ("UPDATE ledger_entry SET actor_id = 4, actor = 'mona' WHERE id = 1",),
        1,
        "actor",
    ),
    "an allocation that does not go on": (
        ("UPDATE ledger_entry SET allocation_before = 2, allocation_after = 10 WHERE id = 1",),
        1,
        "allocation",
    ),
    "a use that was given back twice": (
        ("UPDATE ledger_entry SET corrects = NULL WHERE id = 18",),
        18,
        "correction",
    ),
    "a correction of something else": (
        ("UPDATE ledger_entry SET corrects = 1 WHERE id = 20",),
        20,
        "correction",
    ),
    "a use out of order": (
        (
            "UPDATE lot_movement SET lot_id = 16 WHERE entry_id = 21",
            "UPDATE credit_lot SET left = 8 WHERE id = 3",
            "UPDATE credit_lot SET left = 2 WHERE id = 16",
        ),
        21,
        "order",
    ),
    "a lot that was never expired": (
        ("UPDATE ledger_entry SET kind = 'expire', actor_id = 1, actor = 'system' WHERE id = 21",),
        21,
        "expiry",
    ),
    "a kind with the wrong sign": (
        ("UPDATE ledger_entry SET kind = 'add' WHERE id = 21",),
        21,
        "credits",
    ),
    "a lot that bears more than it was granted": (
        (
            "UPDATE lot_movement SET credits = 5 WHERE entry_id = 18",
            "UPDATE ledger_entry SET credits = 5, balance_after = 12 WHERE id = 18",
            "UPDATE credit_lot SET left = 10 WHERE id = 1",
        ),
        18,
        "correction",
    ),
    "a lot that had expired when it was added": (
        ("UPDATE credit_lot SET expires_on = '2026-11-19' WHERE id = 16",),
        17,
        "lot",
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_whoever_chains_everything_anew_still_keeps_the_rules(path: Path, rule: str) -> None:
    statements, entry, code = RULES[rule]
    tamper(path, *statements)
    rehash(path)
    reseal(path)
    findings = verified(path).findings
    assert findings, rule
    assert (findings[0].entry_id, findings[0].code) == (entry, code), findings


REWRITE = "UPDATE ledger_entry SET note = 'quite another reason' WHERE id = 15"


def test_a_whole_rewrite_is_found_by_its_seal(path: Path) -> None:
    tamper(path, REWRITE)
    rehash(path)
    findings = verified(path).findings
    assert [finding.code for finding in findings] == ["seal"]
    assert "entries 15 to 18" in findings[0].message


def test_a_rewrite_with_new_seals_is_found_by_a_seal_kept_elsewhere(path: Path) -> None:
    text = kept(path)
    tamper(path, REWRITE)
    rehash(path)
    reseal(path)
    assert verified(path).findings == ()
    (finding,) = verified(path, against=(text,)).findings
    assert finding.code == "against"
    assert finding.expected == str(text)


def test_an_older_backup_put_back_is_found_by_a_seal_kept_elsewhere(
    template: Path, tmp_path: Path
) -> None:
    studio = make_studio(tmp_path, "live.db")
    desk = open_desk(studio.url, "mona", clock=studio.clock)
    seal(desk)
    older = studio.path.with_name("older.db")
    backup(studio.store, older)
    studio.add(2)
    made = seal(desk).seal
    desk.close()
    studio.store.close()
    assert made is not None
    assert verified(older).findings == ()
    (finding,) = verified(older, against=(made.text,)).findings
    assert "rolled back" in finding.message
    assert verified(studio.path, against=(made.text,)).findings == ()


def test_a_ledger_that_grew_again_after_a_rollback_is_another_one(path: Path) -> None:
    text = kept(path)
    tamper(path, *CUT, "DELETE FROM seal", "DELETE FROM ledger_entry WHERE id > 11")
    desk = open_desk(str(path), "mona")
    seal(desk)
    desk.close()
    assert verified(path).findings == ()
    assert verified(path, against=(text,)).findings[0].code == "against"


def test_guards_that_were_dropped_are_a_finding_and_close_the_desk(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("DROP TRIGGER entry_stays")
    connection.close(True)
    with pytest.raises(StoreError, match="guards"):
        open_desk(str(path), "audrey")
    (finding,) = verified(path).findings
    assert finding.code == "guards"


def test_a_database_opened_for_inspection_can_not_be_written(path: Path) -> None:
    desk = open_desk(str(path), "ada", inspect=True)
    assert desk.read_only
    with pytest.raises(StoreError):
        desk.store.execute("UPDATE setting SET value = '1'")
    desk.close()


WHAT_NO_CHAIN_CAN_KNOW: dict[str, tuple[str, ...]] = {
    "a client's or a person's details": (
        "UPDATE member SET name = 'Somebody', phone = ''",
        "UPDATE staff SET name = 'Somebody', role = 'admin', disabled = 1 WHERE username = 'alice'",
        "UPDATE plan SET name = 'Another'",
    ),
    "the end of the ledger before it is sealed": (
        "DELETE FROM ledger_entry WHERE id = 21",
        "DELETE FROM lot_movement WHERE entry_id = 21",
        "UPDATE credit_lot SET left = 8 WHERE id = 3",
    ),
}


@pytest.mark.parametrize("deed", WHAT_NO_CHAIN_CAN_KNOW)
def test_what_no_chain_can_know_is_what_the_readme_says(path: Path, deed: str) -> None:
    tamper(path, *WHAT_NO_CHAIN_CAN_KNOW[deed])
    assert verified(path, against=(kept(path),)).findings == ()


def test_an_unsealed_rewrite_by_whoever_knows_how_is_not_known(path: Path) -> None:
    tamper(path, "UPDATE ledger_entry SET note = 'quite another reason' WHERE id = 20")
    rehash(path)
    assert verified(path, against=(kept(path),)).findings == ()
