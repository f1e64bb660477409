"""Whatever bytes a folder holds: a report and no exception, and with a problem nothing written."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.lots import balances
from creditui.domain.text import unfit
from tests.desk.importing.conftest import HEADERS, SMALL, Importing, opened
from tests.support.studio import TODAY

FILES = sorted(SMALL)
NASTY = (
    *("C-1", "C-2", "M-1", "M-2", "gold", "massage", "sauna", "import", "root", "admin"),
    *("", " ", "yes", "no", "0", "1", "3", "8", "-1", "1.5", "9" * 30),
    *("2026-11-01", "2026-11-30", "2026-12-01", "2026-02-30", "9999-12-31"),
    *("never", "period_end", "days:3", "days:99999999", "month", "once"),
    *(
        '"',
        '""',
        '"a',
        'a"b',
        '"a"b',
        '"a\nb"',
        "\r",
        "\r\n",
        "\x00",
        "\x1b[2J",
        "\u202e",
        "\ufeff",
    ),
    *("[@click=app.quit]x[/]", "=1+1", "é", "محمد", "明", "🧘", "x" * 301, "\u2028", "\x85"),
)
ROWS = st.lists(st.lists(st.sampled_from(NASTY), min_size=1, max_size=9).map(",".join), max_size=6)


@st.composite
def mangled(draw: st.DrawFn, file: str) -> bytes:
    """The small folder's file with bytes replaced, put in, taken out or cut off."""
    data = bytearray(f"{HEADERS[file]}\n{SMALL[file]}\n".encode())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        taken = draw(st.integers(0, 6))
        data[at : at + taken] = draw(st.binary(max_size=4) | st.sampled_from(NASTY).map(str.encode))
    return bytes(data)


def nasty(file: str) -> st.SearchStrategy[bytes]:
    """A good header with rows of nasty cells, or no header at all."""
    rows = ROWS.map(lambda found: f"{HEADERS[file]}\n{chr(10).join(found)}\n".encode())
    return rows | st.binary(max_size=200)


FOLDERS = st.sampled_from(FILES).flatmap(
    lambda file: st.tuples(st.just(file), mangled(file) | nasty(file))
)


def holds(importing: Importing) -> None:
    """Every lot is the sum of its movements, every balance that of the last entries."""
    store = importing.desk.store
    wrong = store.rows(
        """SELECT l.id FROM credit_lot l LEFT JOIN lot_movement m ON m.lot_id = l.id
        GROUP BY l.id HAVING l.left <> coalesce(sum(m.credits), 0)"""
    )
    assert wrong == []
    for (external_id,) in store.rows("SELECT external_id FROM member WHERE external_id = 'C-1'"):
        record = importing.record(external_id)
        last = store.rows(
            """SELECT s.code, e.balance_after FROM ledger_entry e JOIN service s
            ON s.id = e.service_id WHERE e.member_id = ? ORDER BY e.seq""",
            (record.member.id,),
        )
        found = {code: left for code, left in balances(record.lots, TODAY).items() if left}
        assert found == {code: left for code, left in dict(last).items() if left}


@given(folder=FOLDERS, before=st.booleans())
def test_any_bytes_give_a_report(template: Path, folder: tuple[str, bytes], before: bool) -> None:
    with TemporaryDirectory() as place, opened(template, Path(place)) as importing:
        importing.small()
        if before:
            importing.done()
        importing.put(*folder)
        contents = importing.contents()
        report = importing.run()
        assert report.written is not bool(report.problems)
        assert [t for t in (*report.problems, *report.kept) if unfit(str(t), longest=999)] == []
        if report.problems:
            assert importing.contents() == contents
        holds(importing)


EXPIRES = st.sampled_from(["", "2026-11-20", "2027-01-01"])
PERIODS = st.lists(
    st.tuples(st.integers(0, 25), st.integers(0, 10), st.integers(0, 10), EXPIRES),
    max_size=12,
    unique_by=lambda period: period[0],
)  # fmt: skip


@given(periods=PERIODS)
def test_balances_are_allocated_less_used_whatever_is_imported(
    template: Path, periods: list[tuple[int, int, int, str]]
) -> None:
    rows, expected = [], 0
    for month, allocated, used, expires in periods:
        starts = f"{2025 + month // 12}-{month % 12 + 1:02d}-01"
        ends = f"{starts[:8]}28"
        used = min(used, allocated)
        expires = expires if expires > starts else ""
        rows.append(f"M-1,{starts},{ends},massage,{allocated},{used},{expires}")
        alive = starts <= str(TODAY) <= (expires or ends)
        expected += allocated - used if alive else 0
    with TemporaryDirectory() as place, opened(template, Path(place)) as importing:
        importing.small(periods="\n".join(rows))
        importing.done()
        found = balances(importing.record("C-1").lots, TODAY, ["massage"])
        assert found == {"massage": expected}
        holds(importing)
