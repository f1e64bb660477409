"""What the benchmarks measure on is a sound ledger: guarded, sealed, and every kind is in it."""

from __future__ import annotations

from pathlib import Path

from creditui.desk.clock import SystemClock
from creditui.desk.session import Desk
from creditui.desk.verify import verify
from creditui.domain.kinds import Kind
from creditui.store.engine import open_store
from tests.benchmarks.made_ledger import OWNER, fill

ENTRIES = 4_000


def test_a_made_ledger_verifies(tmp_path: Path) -> None:
    path = tmp_path / "made.db"
    fill(path, ENTRIES)
    store = open_store(str(path), inspect=True)
    try:
        done = verify(Desk(store, SystemClock(), OWNER[1]), processes=1)
        kinds = {kind for (kind,) in store.rows("SELECT DISTINCT kind FROM ledger_entry")}
    finally:
        store.close()
    assert done.findings == ()
    assert done.entries == ENTRIES
    assert 0 < done.unsealed < 10
    assert kinds == set(Kind) - {Kind.OPENING, Kind.EXTEND}
