"""A second verifier: written from creditui/domain/LEDGER.md alone, with Python's own library.

It shares no code with creditui, so that a mistake in one is not a mistake in both. It is simple
rather than fast, and reads the whole ledger into memory.

    python verifier.py database STUDIO.SQLITE [SEAL ...]
    python verifier.py proof PROOF.JSON [SEAL ...]
    python verifier.py export FILE

It prints one line, and exits with 0 where all agrees and with 5 where something does not.
"""

import base64
import hashlib
import json
import re
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

Facts = dict[str, Any]
"""An entry or a seal by the names of the page, as JSON has it."""

ENTRY_FIELDS = (
    ("id", "int"),
    ("seq", "int"),
    ("kind", "text"),
    ("credits", "int"),
    ("member", "int"),
    ("membership", "int?"),
    ("period", "int?"),
    ("service", "text"),
    ("actor_id", "int"),
    ("actor", "text"),
    ("actor_name", "text"),
    ("via_id", "int?"),
    ("via", "text?"),
    ("at", "int"),
    ("studio_date", "text"),
    ("reason", "text?"),
    ("note", "text"),
    ("reference", "text"),
    ("request_id", "text"),
    ("request_digest", "bytes"),
    ("corrects", "int?"),
    ("balance_before", "int"),
    ("balance_after", "int"),
    ("allocation_before", "int?"),
    ("allocation_after", "int?"),
)
LOT_FIELDS = (
    ("id", "int"),
    ("granted", "int"),
    ("source", "text"),
    ("starts_on", "text"),
    ("expires_on", "text?"),
    ("membership", "int?"),
    ("period", "int?"),
)
HASHES = ("prev_hash", "hash", "request_digest", "root", "prev", "digest", "clock", "last_hash")
"""Fields that JSON has in hexadecimal digits."""
NOTHING_BEFORE = bytes(32)


class Wrong(Exception):
    """What does not agree, in one sentence."""


def check(holds: bool, sentence: str) -> None:
    if not holds:
        raise Wrong(sentence)


# The bytes


def packed(value: Any, how: str) -> bytes:
    """One field as bytes; a question mark in `how` says that it may be missing."""
    if how.endswith("?"):
        return b"\0" if value is None else b"\1" + packed(value, how[:-1])
    if how == "int":
        return int(value).to_bytes(8, "big", signed=True)
    if how == "text":
        value = unicodedata.normalize("NFC", value)
    raw: bytes = value if how == "bytes" else value.encode()
    return len(raw).to_bytes(4, "big") + raw


def is_composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def listed(items: list[bytes]) -> bytes:
    return len(items).to_bytes(4, "big") + b"".join(items)


def fields_of(facts: Facts, shape: tuple[tuple[str, str], ...]) -> bytes:
    return b"".join(packed(facts[name], how) for name, how in shape)


def entry_bytes(entry: Facts) -> bytes:
    moved = [packed(m["lot"], "int") + packed(m["credits"], "int") for m in entry["movements"]]
    return b"".join(
        (
            b"creditui/ledger-entry/v1\0",
            entry["prev_hash"],
            fields_of(entry, ENTRY_FIELDS),
            listed([packed(flag, "text") for flag in entry["flags"]]),
            listed(moved),
            listed([fields_of(lot, LOT_FIELDS) for lot in entry["new_lots"]]),
        )
    )


def seal_bytes(seal: Facts) -> bytes:
    numbers = b"".join(packed(seal[name], "int") for name in ("id", "first_entry", "last_entry"))
    rest: bytes = seal["root"] + packed(seal["sealed_at"], "int") + packed(seal["actor"], "name")
    clock: bytes = seal.get("clock") or b""
    return b"".join((b"creditui/seal/v1\0", seal["prev"], numbers, rest, clock))


def clock_bytes(record: Facts) -> bytes:
    names = ("id", "first_entry", "last_entry", "at")
    numbers = b"".join(packed(record[name], "int") for name in names)
    texts = packed(record["studio_date"], "text") + packed(record["actor"], "name")
    rest: bytes = record["last_hash"] + texts + packed(record["note"], "name")
    return b"".join((b"creditui/clock-record/v1\0", record["prev"], numbers, rest))


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


# The tree of RFC 9162


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right)


def tree_root(leaves: list[bytes]) -> bytes:
    """MTH of section 2.1.1."""
    if len(leaves) < 2:
        return sha256(b"\0" + leaves[0]) if leaves else sha256(b"")
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return node(tree_root(leaves[:half]), tree_root(leaves[half:]))


def root_by_path(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root to which section 2.1.3.2 leads from a leaf by its path."""
    check(0 <= index < size, "no such leaf")
    first, last, root = index, size - 1, sha256(b"\0" + leaf)
    for step in path:
        check(last > 0, "the path is too long")
        if first & 1 or first == last:
            root = node(step, root)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            root = node(root, step)
        first, last = first >> 1, last >> 1
    check(last == 0, "the path is too short")
    return root


# Seals as text


def seal_line(number: int, last: int, digest: bytes) -> str:
    head = f"creditui-seal:v1:{number}:{last}:"
    letters = base64.b32encode(digest).decode().rstrip("=")
    letters += base64.b32encode(sha256((head + letters).encode())).decode()[:4]
    return head + "-".join(re.findall("....", letters))


def read_seal(line: str) -> tuple[int, int, bytes]:
    """The number, the last entry and the digest of a seal's line, exactly as it was printed."""
    number, last, letters = line.split(":")[2:]
    digest = base64.b32decode(letters.replace("-", "")[:52] + "====")
    check(seal_line(int(number), int(last), digest) == line, "that line is no seal")
    return int(number), int(last), digest


def check_seals(seals: list[Facts], kept: list[str]) -> None:
    """Seals that follow each other, among them those whose lines were kept elsewhere."""
    for seal, before in zip(seals, [None, *seals], strict=False):
        name = f"seal {seal['id']}"
        check(sha256(seal_bytes(seal)) == seal["digest"], f"{name} was changed")
        if before is not None:
            check(seal["prev"] == before["digest"], f"{name} is not linked")
            check(seal["id"] == before["id"] + 1, f"{name} is not the next")
            check(seal["first_entry"] == before["last_entry"] + 1, f"{name} leaves entries out")
    there = {(seal["id"], seal["last_entry"], seal["digest"]) for seal in seals}
    for line in kept:
        check(read_seal(line) in there, f"not found: {line}")


# The database


def read_entries(db: sqlite3.Connection) -> list[Facts]:
    rows = db.execute(
        """SELECT e.*, e.member_id AS member, e.membership_id AS membership,
               e.period_id AS period, s.code AS service
           FROM ledger_entry e JOIN service s ON s.id = e.service_id ORDER BY e.id"""
    )
    entries = {row["id"]: dict(row) for row in rows}
    for entry in entries.values():
        entry["flags"] = entry["flags"].split(",") if entry["flags"] else []
        entry |= {"movements": [], "new_lots": [], "lots": []}
    moved = db.execute(
        """SELECT m.entry_id, m.position, m.lot_id AS lot, m.credits, l.*, l.period_id AS period,
               l.membership_id AS membership, l.member_id AS member, s.code AS service
           FROM lot_movement m JOIN credit_lot l ON l.id = m.lot_id
           JOIN service s ON s.id = l.service_id ORDER BY m.entry_id, m.position"""
    )
    for row in map(dict, moved):
        entry = entries[row["entry_id"]]
        entry["movements"].append(row)
        check(row["position"] == len(entry["movements"]), f"entry {entry['id']}: positions")
        if row["made_by"] == entry["id"]:
            entry["new_lots"].append(row)
    return list(entries.values())


def read_clock(db: sqlite3.Connection) -> list[Facts]:
    """The clock records, which have to follow each other."""
    rows = db.execute(
        """SELECT c.*, e.hash AS last_hash FROM clock_record c
           JOIN ledger_entry e ON e.id = c.last_entry ORDER BY c.id"""
    )
    records, digest = [dict(row) for row in rows], NOTHING_BEFORE
    for number, record in enumerate(records, 1):
        follows = (record["id"], record["prev"]) == (number, digest)
        check(follows, f"clock record {number} is not linked")
        digest = record["digest"]
        check(sha256(clock_bytes(record)) == digest, f"clock record {number} was changed")
    return records


class Ledger:
    """What the entries so far add up to."""

    def __init__(self) -> None:
        self.last: dict[int, Facts] = {}
        self.at = 0
        self.put_right: dict[int, int] = {}
        """The entries after which the clock was put right, and from when the ledger goes on."""
        self.left: dict[int, int] = {}
        self.lots: dict[tuple[int, str], list[Facts]] = defaultdict(list)
        self.corrected: set[int] = set()

    def add(self, entry: Facts, number: int) -> None:
        """The next entry; raises `Wrong` where it does not follow from those before."""
        name = f"entry {entry['id']}"
        before = self.last.get(entry["member"], {"seq": 0, "hash": NOTHING_BEFORE})
        check(entry["id"] == number, f"entry {number} is missing")
        check(entry["seq"] == before["seq"] + 1, f"{name} is not its member's next")
        check(entry["prev_hash"] == before["hash"], f"{name} is not linked")
        check(sha256(entry_bytes(entry)) == entry["hash"], f"{name} was changed")
        check(entry["corrects"] not in self.corrected, f"{name} corrects what was corrected")
        self.at = self.put_right.get(number - 1, self.at)
        check(entry["at"] >= self.at, f"{name} is older than the one before it")
        self.at = entry["at"]
        if entry["corrects"] is not None:
            self.corrected.add(entry["corrects"])
        for field, how in ENTRY_FIELDS:
            composed = how.rstrip("?") != "text" or is_composed(entry[field] or "")
            check(composed, f"{name}: {field} is not in the form NFC")
        self.move(entry, name)
        self.last[entry["member"]] = entry

    def move(self, entry: Facts, name: str) -> None:
        key = (entry["member"], entry["service"])
        for lot in entry["new_lots"]:
            self.left[lot["id"]] = 0
            self.lots[key].append(lot)
        check(self.balance(key, entry["studio_date"]) == entry["balance_before"], f"{name}: before")
        for move in entry["movements"]:
            check((move["member"], move["service"]) == key, f"{name}: another's lot")
            check(move["lot"] in self.left, f"{name}: a lot that is not there yet")
            self.left[move["lot"]] += move["credits"]
            check(0 <= self.left[move["lot"]] <= move["granted"], f"{name}: more than a lot bears")
        check(sum(m["credits"] for m in entry["movements"]) == entry["credits"], f"{name}: sum")
        check(self.balance(key, entry["studio_date"]) == entry["balance_after"], f"{name}: after")

    def balance(self, key: tuple[int, str], day: str) -> int:
        """What is left in the lots that are alive on a day: its first and last days included."""
        return sum(
            self.left[lot["id"]]
            for lot in self.lots[key]
            if lot["starts_on"] <= day and (lot["expires_on"] is None or day <= lot["expires_on"])
        )


def verify_database(path: Path, kept: list[str]) -> str:
    """Everything of a database, and the lines of seals that were kept elsewhere."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    db.execute("BEGIN")
    entries, ledger = read_entries(db), Ledger()
    clock = read_clock(db)
    ledger.put_right = {record["last_entry"]: record["at"] for record in clock}
    for number, entry in enumerate(entries, 1):
        ledger.add(entry, number)
    stored = {row["id"]: row["left"] for row in db.execute("SELECT id, left FROM credit_lot")}
    check(stored == ledger.left, "what is left in the lots is not what the entries say")
    seals = [dict(row) for row in db.execute("SELECT * FROM seal ORDER BY id")]
    for seal in seals:
        before = [r["digest"] for r in clock if r["last_entry"] < seal["last_entry"]]
        seal["clock"] = before[-1] if before else None
    if seals:
        first = (seals[0]["id"], seals[0]["first_entry"], seals[0]["prev"])
        check(first == (1, 1, NOTHING_BEFORE), "the first seal is missing")
    check_seals(seals, kept)
    for seal in seals:
        hashes = [e["hash"] for e in entries[seal["first_entry"] - 1 : seal["last_entry"]]]
        check(tree_root(hashes) == seal["root"], f"seal {seal['id']} is over other entries")
    return f"{len(entries)} entries and {len(seals)} seals agree"


# Files


def from_json(facts: Facts) -> Facts:
    """Facts of a proof as the bytes have them: instants as numbers, hashes as bytes."""
    found = dict(facts)
    for name in HASHES:
        if name in found:
            found[name] = bytes.fromhex(found[name])
    for name in ("at", "sealed_at"):
        if name in found:
            instant = datetime.fromisoformat(found[name]) - datetime(1970, 1, 1, tzinfo=UTC)
            found[name] = instant // timedelta(microseconds=1)
    return found


def verify_proof(text: str, kept: list[str]) -> str:
    """A proof by `creditui prove`, and the lines of seals that were kept elsewhere."""
    proof = json.loads(text)
    check(proof["format"] == "creditui-proof/v1", "not a proof of this version")
    entry, seals = from_json(proof["entry"]), [from_json(seal) for seal in proof["seals"]]
    check(sha256(entry_bytes(entry)) == entry["hash"], "the entry was changed")
    check_seals(seals, kept)
    first, last = seals[0]["first_entry"], seals[0]["last_entry"]
    path = [bytes.fromhex(step) for step in proof["path"]]
    root = root_by_path(entry["hash"], entry["id"] - first, last - first + 1, path)
    check(root == seals[0]["root"], "the entry is not under the seal")
    return f"entry {entry['id']} is under seal {seals[0]['id']}"


def verify_export(data: bytes) -> str:
    """The digest line of an export of any format."""
    start = data.rstrip(b"\n").rfind(b"\n") + 1
    said = re.search(rb"sha256.*?([0-9a-f]{64})", data[start:])
    check(said is not None, "there is no digest line")
    check(said is not None and said[1].decode() == sha256(data[:start]).hex(), "other bytes")
    return "the bytes are as written"


def main(what: str, file: str, *kept: str) -> int:
    path, lines = Path(file), [line for word in kept for line in word.split()]
    try:
        if what == "database":
            print(verify_database(path, lines))
        elif what == "proof":
            print(verify_proof(path.read_text("utf-8"), lines))
        else:
            print(verify_export(path.read_bytes()))
    except Wrong as wrong:
        print(wrong)
        return 5
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
