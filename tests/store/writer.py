"""A process of its own that adjusts members, for tests of many writers and of sudden death.

Run as: python -m tests.store.writer DATABASE NAME ACTS MEMBER…; it says what it was told is safe.
"""

import sys
import time
from datetime import UTC, datetime

from creditui.domain.kinds import Kind, Source
from creditui.domain.proposal import LotChange
from creditui.store.engine import open_store
from creditui.store.ledger import NewEntry, append
from creditui.store.records import read_record
from creditui.store.signing_in import read_staff
from creditui.store.transaction import writing
from tests.support.patience import PATIENCE


def main(url: str, name: str, acts: int, members: list[int]) -> None:
    """Add one credit at a time, round the members, and print `request wait` once it is durable."""
    store = open_store(url)
    print("ready", flush=True)
    sys.stdin.readline()
    actor = read_staff(store, "mona")
    assert actor is not None
    worst = 0.0
    for n in range(acts):
        began = time.perf_counter()
        with writing(store, wait=PATIENCE):
            record = read_record(store, members[n % len(members)])
            assert record is not None
            instant = datetime.now(UTC)
            day = instant.date()
            before = sum(x.left for x in record.lots if x.service == "massage" and x.alive(day))
            lot = LotChange(None, 1, 0, 1, Source.ADD, day, None, None, None)
            append(
                store,
                NewEntry(
                    kind=Kind.ADD,
                    credits=1,
                    member_id=record.member.id,
                    membership_id=None,
                    period_id=None,
                    service="massage",
                    actor=actor,
                    via=None,
                    instant=instant,
                    studio_date=day,
                    reason="goodwill",
                    note="one more for the test",
                    reference="",
                    request_id=f"{name}-{n}",
                    request_digest=bytes(32),
                    corrects=None,
                    balance_before=before,
                    balance_after=before + 1,
                    allocation_before=None,
                    allocation_after=None,
                    flags=(),
                    lots=(lot,),
                ),
            )
        worst = max(worst, time.perf_counter() - began)
        print(f"{name}-{n}", flush=True)
    print(f"worst {worst:.4f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), [int(arg) for arg in sys.argv[4:]])
