"""Queries that are written once: what they become, and how they fail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from peewee import JOIN, SQL, fn

import creditui.store
from creditui.store.engine import Store, migrate, open_store
from creditui.store.errors import StoreError
from creditui.store.queries import Prepared, given, listed, many, same
from creditui.store.tables import MemberRow, MembershipRow

GROWING = {"member", "membership", "billing_period", "period_service", "ledger_entry"} | {
    "credit_lot",
    "lot_movement",
}

BY_NAME = Prepared(
    MemberRow.select(MemberRow.id, fn.coalesce(MemberRow.external_id, "it's none"))
    .where(MemberRow.name == given("name"))
    .order_by(MemberRow.id.desc())
    .limit(given("limit"))
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "new.db"), create=True)
    migrate(opened)
    yield opened
    opened.close()


def test_a_query_becomes_sql_once() -> None:
    assert BY_NAME.sql is BY_NAME.sql
    assert BY_NAME.sql.endswith(
        """WHERE ("t1"."name" = :name) ORDER BY "t1"."id" DESC LIMIT :limit"""
    )


def test_values_are_parameters_and_constants_are_quoted(store: Store) -> None:
    hostile = "x' OR 1 = 1 --"
    store.rows("INSERT INTO member (name) VALUES (?), (?), (?)", (hostile, hostile, "Ada"))
    assert BY_NAME.rows(store, name=hostile, limit=10) == [(2, "it's none"), (1, "it's none")]
    assert BY_NAME.row(store, name="Ada", limit=1) == (3, "it's none")
    assert BY_NAME.row(store, name="Eve", limit=1) is None


def test_many_values_are_one(store: Store) -> None:
    store.rows("INSERT INTO member (name) VALUES ('a'), ('b'), ('c')")
    query = Prepared(MemberRow.select(MemberRow.name).where(MemberRow.id.in_(listed("ids"))))
    assert query.rows(store, ids=many([1, 3, 2**62])) == [("a",), ("c",)]
    assert query.rows(store, ids=many([])) == []


def test_dates_are_given_as_dates(store: Store) -> None:
    store.rows("INSERT INTO member (name, joined_on) VALUES ('a', '2026-03-29')")
    joined = Prepared(MemberRow.select(MemberRow.id).where(MemberRow.joined_on <= given("day")))
    assert joined.rows(store, day=date(2026, 3, 28)) == []
    assert joined.rows(store, day=date(2026, 3, 29)) == [(1,)]


def prepared() -> Iterator[tuple[str, Prepared]]:
    """Every query that the store has written."""
    for module in iter_modules(creditui.store.__path__, "creditui.store."):
        for name, query in vars(import_module(module.name)).items():
            if isinstance(query, Prepared):
                yield f"{module.name}.{name}", query


def scanned(store: Store, query: Prepared) -> set[str]:
    """The tables that are read from one end to the other, to answer a query."""
    tables = {alias: table for table, alias in re.findall(r'"(\w+)" AS "(\w+)"', query.sql)}
    values = dict.fromkeys(re.findall(r":(\w+)", query.sql))
    plan = store.rows(f"EXPLAIN QUERY PLAN {query.sql}", values)
    words = (step.split() for _, _, _, step in plan)
    return {tables[alias] for verb, alias, *_ in words if verb == "SCAN" and alias in tables}


def test_no_table_that_grows_is_read_through(store: Store) -> None:
    names = [name for name, _ in prepared()]
    assert len(names) > 40
    assert scanned(store, BY_NAME) == {"member"}
    for name, query in prepared():
        if not re.search(r'ORDER BY "t1"."id" DESC LIMIT 1$', query.sql):  # the last one is at hand
            assert not scanned(store, query) & GROWING, name


def test_nothing_is_the_same_as_nothing(store: Store) -> None:
    store.rows("INSERT INTO member (name, external_id) VALUES ('a', NULL), ('b', 'x')")
    query = Prepared(MemberRow.select(MemberRow.name).where(same(MemberRow.external_id, "it")))
    assert query.rows(store, it=None) == [("a",)]
    assert query.rows(store, it="x") == [("b",)]


def test_a_join_follows_the_reference() -> None:
    both = MembershipRow.select(MemberRow.name).join(MemberRow, JOIN.LEFT_OUTER)
    assert Prepared(both).sql == (
        'SELECT "t1"."name" FROM "membership" AS "t2"'
        ' LEFT OUTER JOIN "member" AS "t1" ON ("t2"."member_id" = "t1"."id")'
    )


def test_a_value_that_is_missing_is_no_null(store: Store) -> None:
    with pytest.raises(KeyError, match="limit"):
        BY_NAME.rows(store, name="Ada")


def test_what_the_database_says_is_said_by_the_store(store: Store) -> None:
    unknown = Prepared(MemberRow.select(SQL("nothing_there")))
    with pytest.raises(StoreError, match="no such column: nothing_there"):
        unknown.rows(store)
