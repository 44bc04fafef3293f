"""Move a store to another database: every row of every table, in one transaction, checked by its fingerprint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

from plads.errors import PladsError
from plads.store.engine import reading, transaction
from plads.store.fingerprint import fingerprint

ROWS_AT_A_TIME = 5_000


class FlytError(PladsError):
    """Databasen kunne ikke flyttes. Intet er skrevet i den nye."""

    kode = "P-108"


def move(fra: Engine, til: Engine, fortael: Callable[[str, int], None]) -> str:
    """Copy everything from one store to an empty one, telling of each table; return the fingerprint of both.

    Uploads, journal, releases and meetings go along. Raise FlytError if the other is not empty, or what stands in it
    afterwards is not the same: then nothing is kept there.
    """
    with reading(fra) as kilde, transaction(til) as maal:
        if any(_count(maal, table) for table in SQLModel.metadata.sorted_tables):
            raise FlytError("Den nye database er ikke tom. Vælg en tom, eller tøm den først. Intet er skrevet.")
        for table in SQLModel.metadata.sorted_tables:
            fortael(table.name, _copy(kilde, maal, table))
        aftryk = fingerprint(kilde)
        if fingerprint(maal) != aftryk:
            raise FlytError("Aftrykkene er ikke ens. Intet er skrevet i den nye database.")
        return aftryk


def _count(session: Session, table: sa.Table) -> int:
    antal: int = session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
    return antal


def _copy(kilde: Session, maal: Session, table: sa.Table) -> int:
    antal = 0
    for rows in _in_order(kilde, table):
        maal.execute(sa.insert(table), rows)
        antal += len(rows)
    return antal


def _in_order(kilde: Session, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    """Give the rows in portions, what a row of the table refers to in its own table before itself."""
    found = kilde.execute(sa.select(table).order_by(*table.primary_key.columns)).mappings()
    egne = [key for key in table.foreign_keys if key.column.table is table]
    if not egne:
        yield from ([dict(row) for row in rows] for rows in found.partitions(ROWS_AT_A_TIME))
        return
    (key,) = egne
    tilbage = [dict(row) for row in found]
    skrevet: set[Any] = {None}
    while tilbage:
        nu = [row for row in tilbage if row[key.parent.name] in skrevet or row[key.parent.name] == row[key.column.name]]
        if not nu:
            raise FlytError
        yield nu
        skrevet |= {row[key.column.name] for row in nu}
        tilbage = [row for row in tilbage if row[key.column.name] not in skrevet]
