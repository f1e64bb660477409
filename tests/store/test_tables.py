"""The models are what the migrations make, column by column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest
from peewee import (
    BlobField,
    BooleanField,
    CompositeKey,
    Field,
    ForeignKeyField,
    IntegerField,
    Model,
)

from creditui.store import tables
from creditui.store.engine import migrate, open_store

MODELS: list[type[Model]] = [getattr(tables, name) for name in tables.__all__]
WITHOUT = {"schema_migration", "member_name", "member_word", "name_word", "trigram"}
"""Read and written as SQL alone: peewee's own list of migrations, and what search looks up."""


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[apsw.Connection]:
    path: Path = tmp_path_factory.mktemp("schema") / "new.db"
    store = open_store(str(path), create=True)
    migrate(store)
    store.close()
    connection = apsw.Connection(str(path))
    yield connection
    connection.close(True)


def name_of(model: type[Model]) -> str:
    return str(model._meta.table_name)


def kept_as(field: Field) -> str:
    if isinstance(field, BlobField):
        return "BLOB"
    whole = (ForeignKeyField, IntegerField, BooleanField)
    return "INTEGER" if isinstance(field, whole) else "TEXT"


def default_of(field: Field) -> str | None:
    if field.default is None:
        return None
    return f"'{field.default}'" if isinstance(field.default, str) else str(int(field.default))


def columns(fields: tuple[Any, ...], model: type[Model]) -> tuple[str, ...]:
    return tuple(model._meta.fields[name].column_name for name in fields)


def keys_of(model: type[Model]) -> list[str]:
    key: Any = model._meta.primary_key
    named = key.field_names if isinstance(key, CompositeKey) else (key.name,)
    return list(columns(named, model))


def test_every_table_has_a_model(schema: apsw.Connection) -> None:
    found = {
        name
        for name, sql in schema.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
        if "member_text" not in name and not name.startswith("sqlite_")
    }
    assert found - WITHOUT == {name_of(model) for model in MODELS}
    assert found >= WITHOUT


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_a_model_has_the_columns_of_its_table(schema: apsw.Connection, model: type[Model]) -> None:
    rows = schema.execute(f"PRAGMA table_info({name_of(model)})").fetchall()
    keys = keys_of(model)
    assert [
        (
            field.column_name,
            kept_as(field),
            not field.null,
            default_of(field),
            keys.index(field.column_name) + 1 if field.column_name in keys else 0,
        )
        for field in model._meta.sorted_fields
    ] == [(name, kind, bool(full), default, key) for _, name, kind, full, default, key in rows]


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_a_model_refers_to_what_its_table_does(schema: apsw.Connection, model: type[Model]) -> None:
    rows = schema.execute(f"PRAGMA foreign_key_list({name_of(model)})").fetchall()
    assert {
        (field.column_name, name_of(field.rel_model), field.rel_field.column_name)
        for field in model._meta.sorted_fields
        if isinstance(field, ForeignKeyField)
    } == {(column, table, key) for _, _, table, column, key, *_ in rows}


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_what_is_unique_in_a_table_is_in_its_model(
    schema: apsw.Connection, model: type[Model]
) -> None:
    indexes = schema.execute(f"PRAGMA index_list({name_of(model)})").fetchall()
    found = {
        tuple(name for _, _, name in schema.execute(f"PRAGMA index_info({index})"))
        for _, index, unique, origin, _partial in indexes
        if unique and origin != "pk"
    }
    said: set[tuple[str, ...]] = {
        (field.column_name,) for field in model._meta.sorted_fields if field.unique
    }
    said |= {columns(fields, model) for fields, unique in model._meta.indexes if unique}
    assert said == found


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_no_model_asks_the_database_by_itself(model: type[Model]) -> None:
    assert model._meta.database is None
    for field in model._meta.sorted_fields:
        if isinstance(field, ForeignKeyField):
            assert not field.lazy_load
            assert field.backref == "+"
