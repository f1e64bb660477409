"""Queries that are written with the models once, and run often.

peewee takes half a millisecond to turn a query into SQL, which takes SQLite a tenth of that to run.
So what is read again and again is written at import, with a name for each value that is not known
yet, turned into SQL when it is first needed, and from then on costs what SQL costs. Values travel
as parameters, always; what stands in a query itself is ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from peewee import OP, SQL, Expression, Field, Query
from playhouse.apsw_ext import APSWDatabase

from creditui.store.engine import Store

END = 2**62
"""An id or a number after every other."""

_DIALECT = APSWDatabase(None)
"""Only to say how SQLite is spoken to; it is never opened."""


class Prepared:
    """A query with names in the place of values: `Prepared(….where(Row.id == given("id")))`."""

    def __init__(self, query: Query) -> None:
        self._query = query

    @cached_property
    def sql(self) -> str:
        """The query as SQLite reads it."""
        context = _DIALECT.get_sql_context(value_literals=True)
        text, values = context.parse(self._query)  # type: ignore[no-untyped-call]
        if values:
            raise TypeError(f"a prepared query has no values of its own: {values}")
        return str(text)

    def rows(self, store: Store, **values: object) -> list[Any]:
        """Every row that it answers for these values, as tuples; raises StoreError."""
        return store.rows(self.sql, values)

    def row(self, store: Store, **values: object) -> Any:
        """The first row that it answers for these values, or None; raises StoreError."""
        return store.row(self.sql, values)


def given(name: str) -> SQL:
    """The place of a value that is given when the query is run."""
    return SQL(f":{name}")


def listed(name: str) -> SQL:
    """The place of many values, given as `many(values)`: for `in_`."""
    return SQL(f"(SELECT value FROM json_each(:{name}))")  # noqa: S608  # a name of ours


def same(column: Field, name: str) -> Expression:
    """That a column holds the value given by this name, where None is nothing, as in the column."""
    return Expression(column, OP.IS, given(name))


def many(values: Iterable[int | str]) -> str:
    """Values for a `listed` place: however many they are, they are one parameter."""
    return json.dumps(list(values))
