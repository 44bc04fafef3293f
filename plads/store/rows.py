"""Business rows as plain values: which tables hold them, their keys, and their JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from plads.models.base import Raekke, table_of

Values = dict[str, Any]
Key = tuple[Any, ...]


@cache
def business_models() -> dict[str, type[Raekke]]:
    """Return the business tables' classes by table name, each after those it refers to."""
    models: dict[str, type[Raekke]] = {}
    todo: list[type[SQLModel]] = [Raekke]
    while todo:
        cls = todo.pop()
        todo += cls.__subclasses__()
        if hasattr(cls, "__table__") and issubclass(cls, Raekke):
            models[str(cls.__tablename__)] = cls
    order = [table.name for table in SQLModel.metadata.sorted_tables]
    return {name: models[name] for name in order if name in models}


def values_of(row: SQLModel) -> Values:
    """Return a row's columns, without the upload that wrote it."""
    columns = table_of(type(row)).columns
    return {column.name: getattr(row, column.name) for column in columns if column.name != "indlaesning"}


def key_of(table: sa.Table, values: Mapping[str, Any]) -> Key:
    """Return the natural key of a row."""
    return tuple(values[column.name] for column in table.primary_key.columns)


def key_text(key: Key) -> str:
    """Return a key as text, for the journal and for messages."""
    return "|".join(str(jsonable(part)) for part in key)


def jsonable(value: Any) -> Any:
    """Return a column's value as JSON knows it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def as_json(values: Mapping[str, Any]) -> Values:
    """Return a row's values ready for JSON."""
    return {name: jsonable(value) for name, value in values.items()}
