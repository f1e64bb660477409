"""Queries that are written once: what they become, and how they fail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from peewee import JOIN, SQL, fn

from creditui.store.engine import Store, migrate, open_store
from creditui.store.errors import StoreError
from creditui.store.queries import Prepared, given, listed, many, same
from creditui.store.tables import MemberRow, MembershipRow

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
