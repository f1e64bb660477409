"""Ledger entries as `--json` gives them, compared field by field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from creditui.access.os_account import os_username
from tests.acceptance.make_studio import today

UNFORESEEN = ("at", "request_id", "prev_hash", "hash")
"""What nobody can know before: the instant, the form's request id, the chain's hashes."""

BEGAN = datetime.now(UTC)

OPENED = 6
"""Entries of Maya's ledger after the import."""

Json = dict[str, Any]


def foreseen(entries: Sequence[Json]) -> list[Json]:
    """The entries (newest first) without what cannot be foreseen, which is checked here.

    Each is linked to the one before it, was written since these tests began, and has a request id
    that no other has.
    """
    older = [entry["hash"] for entry in entries[1:]] + ["0" * 64]
    assert [entry["prev_hash"] for entry in entries] == older
    assert [entry["seq"] for entry in entries] == list(range(len(entries), 0, -1))
    assert len({entry["hash"] for entry in entries}) == len(entries)
    assert len({entry["request_id"] for entry in entries}) == len(entries)
    for entry in entries:
        assert BEGAN <= datetime.fromisoformat(entry["at"]) <= datetime.now(UTC)
    return [{k: v for k, v in entry.items() if k not in UNFORESEEN} for entry in entries]


def entry(id: int, seq: int, kind: str, credits: int, lot: int, **others: Any) -> Json:
    """An entry of Maya's for a massage, by mona, on one lot; `others` replace what differs."""
    return {
        "id": id,
        "seq": seq,
        "kind": kind,
        "credits": credits,
        "member": 1,
        "membership": 1,
        "period": None,
        "service": "massage",
        "actor": "mona",
        "actor_name": "Mona Meyer",
        "via": os_username(),
        "studio_date": today().isoformat(),
        "reason": None,
        "note": "",
        "reference": "",
        "corrects": None,
        "balance_before": 0,
        "balance_after": 0,
        "allocation_before": None,
        "allocation_after": None,
        "flags": [],
        "movements": [{"lot": lot, "credits": credits}],
    } | others


def opened() -> list[Json]:
    """Maya's ledger as the import opened it, newest first."""
    granted = "Imported from periods.csv: allocated before the import"
    used = "Imported from periods.csv: used before the import"
    rows = (  # credits, lot, period, service, balance before and after
        (8, 1, 1, "massage", 0, 0),
        (-8, 1, 1, "massage", 0, 0),
        (8, 2, 2, "massage", 0, 8),
        (-3, 2, 2, "massage", 8, 5),
        (4, 3, 2, "reformer", 0, 4),
        (-2, 3, 2, "reformer", 4, 2),
    )
    entries = [
        entry(
            number,
            number,
            "opening",
            credits,
            lot,
            period=period,
            service=service,
            actor="import",
            actor_name="Import",
            note=granted if credits > 0 else used,
            balance_before=before,
            balance_after=after,
            allocation_before=0 if credits > 0 else None,
            allocation_after=credits if credits > 0 else None,
        )
        for number, (credits, lot, period, service, before, after) in enumerate(rows, 1)
    ]
    return entries[::-1]


def the_day() -> list[Json]:
    """What three acts at the desk add to Maya's ledger, newest first.

    Two credits for goodwill; the current period from 8 to 10; the goodwill corrected.
    """
    add = entry(
        16,
        7,
        "add",
        2,
        9,
        reason="goodwill",
        note="Thanks for waiting",
        balance_before=5,
        balance_after=7,
    )
    raised = entry(
        17,
        8,
        "allocation",
        2,
        10,
        period=2,
        reason="correction",
        note="Two were missing",
        balance_before=7,
        balance_after=9,
        allocation_before=8,
        allocation_after=10,
        flags=["over_allocation"],
    )
    corrected = entry(
        18,
        9,
        "remove",
        -2,
        9,
        reason="correction",
        note="Given to the wrong client",
        corrects=16,
        balance_before=9,
        balance_after=7,
    )
    return [corrected, raised, add]
