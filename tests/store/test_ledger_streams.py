"""A page that looks at thousands of entries finds in the index all that it asks of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from creditui.desk.demo import make_demo
from creditui.domain.filtering import parse_filter
from creditui.store.engine import Store, open_store
from creditui.store.ledger_filter import conditions, look_up
from creditui.store.ledger_streams import IN_ORDER, SCATTERED, way_in
from creditui.store.studio_ledger import ledger_page
from creditui.store.transaction import reading
from tests.support.studio import NOW, TODAY, FixedClock

OF_EACH = (
    "who:olga", "type:add", "service:massage", "reason:goodwill", "over:1", "flag:paused",
    "since:2025-01-01", "until:2026-11-01",
)  # fmt: skip
MARKS = ("flags", "corrects", "via:olga")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = str(tmp_path_factory.mktemp("demo") / "demo.db")
    make_demo(path, members=20, clock=FixedClock(NOW), owner="olga")
    opened = open_store(path, read_only=True)
    yield opened
    opened.close()


def said(store: Store, act: Callable[[], object]) -> list[tuple[str, Any]]:
    """The statements that walk along an index while `act` runs."""
    seen: list[tuple[str, Any]] = []

    def note(_cursor: object, sql: str, values: Any) -> bool:
        if "INDEXED BY" in sql and "iif" in sql:
            seen.append((sql, values))
        return True

    store.connection.exec_trace = note
    try:
        with reading(store):
            act()
    finally:
        store.connection.exec_trace = None
    return seen


@pytest.mark.parametrize(
    "line",
    [
        *(f"flags {one}" for one in OF_EACH if one.partition(":")[0] in ("over", "flag")),
        *(f"{mark} {one}" for mark in MARKS[1:] for one in OF_EACH),
        "corrects flags",
        "late over:1",
    ],
)
def test_no_row_is_looked_up(store: Store, line: str) -> None:
    wanted = parse_filter(line, TODAY)
    with reading(store):
        asked = look_up(store, wanted, None)
        way = way_in(store, asked)
    rest = [one for one in conditions(asked) if one.name not in way.settles]
    assert rest
    assert way.bears(rest) == IN_ORDER
    walks = said(store, lambda: ledger_page(store, wanted))
    assert walks
    for sql, values in walks:
        plan = store.rows(f"EXPLAIN QUERY PLAN {sql}", values)
        assert "USING COVERING INDEX" in plan[0][3], plan


@pytest.mark.parametrize("line", ["flags late", "corrects late", "via:olga corrected"])
def test_where_rows_are_looked_up_a_page_looks_at_fewer(store: Store, line: str) -> None:
    with reading(store):
        asked = look_up(store, parse_filter(line, TODAY), None)
        way = way_in(store, asked)
    rest = [one for one in conditions(asked) if one.name not in way.settles]
    assert way.bears(rest) == SCATTERED
