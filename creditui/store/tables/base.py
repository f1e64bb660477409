"""What all models have in common."""

from __future__ import annotations

from typing import Any, Literal

from peewee import ForeignKeyField, Model


class Row(Model):
    """A row of a table, for writing queries with; what they read becomes a snapshot of the domain.

    It belongs to no database: a query is bound to one store when it is run there.
    """


class Reference(ForeignKeyField):
    """The id of a row of another table.

    Asking for it never runs a query behind our back, and the other table knows nothing of it.
    """

    def __init__(self, model: type[Model] | Literal["self"], *args: Any, **kwargs: Any) -> None:
        super().__init__(model, *args, lazy_load=False, backref="+", **kwargs)
