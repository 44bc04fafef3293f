"""What a file stands for as a whole, and which stored rows it therefore takes away when it replaces a period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col

from plads.ingest.regneark.grund.katalog import Katalog
from plads.models.base import table_of
from plads.models.indikator import Aktivitet, Trintal
from plads.models.maanedstal import Maanedstal
from plads.models.oekonomi import Postering
from plads.models.proveniens import Indlaesning, Indlaesningsart
from plads.store.rows import Key, key_of, values_of

# What can be replaced as a whole; other kinds of rows stand alone and only supersede their own like.
CHUNK = 500
ERSTATTES = (Aktivitet, Trintal, Postering)


def can_replace(rows: Sequence[SQLModel]) -> bool:
    """Return whether a file holds rows of a kind that stands for a whole period."""
    return any(isinstance(row, ERSTATTES) for row in rows)


def taken_away(
    session: Session, art: Indlaesningsart, rows: Sequence[SQLModel], katalog: Katalog
) -> list[tuple[str, Key]]:
    """Return the stored rows (table, key) of the file's own months, indicators and områder that it does not have.

    Only what uploads of the same kind wrote is taken away: an extract of cases says nothing of figures that were
    reported. A file with one område's schools stands for that område only; units outside any område are taken
    away only with a file that has units outside any område itself.
    """
    return [
        *_months_gone(session, art, Aktivitet, [row for row in rows if isinstance(row, Aktivitet)], katalog),
        *_months_gone(session, art, Trintal, [row for row in rows if isinstance(row, Trintal)], katalog),
        *_postings_gone(session, [row for row in rows if isinstance(row, Postering)]),
    ]


def counts_taken_away(
    session: Session, art: Indlaesningsart, tal: Maanedstal, katalog: Katalog
) -> Iterator[tuple[str, Key]]:
    """Give the same of the counts of a long file."""
    pairs, which = tal.pairs()
    place = [_place(katalog, enhed, maaned) for enhed, maaned in pairs]
    stands = np.unique(tal.indikator * len(pairs) + which).tolist()
    split = (divmod(stand, len(pairs)) for stand in stands)
    places = {(pairs[nr][1], tal.indikatorer[indikator], place[nr]) for indikator, nr in split}
    return _gone(session, art, table_of(Aktivitet), set(tal.keys()), places, katalog)


def _months_gone(
    session: Session, art: Indlaesningsart, model: type[SQLModel], rows: Sequence[Any], katalog: Katalog
) -> Iterator[tuple[str, Key]]:
    if not rows:
        return
    table = table_of(model)
    kept = {key_of(table, values_of(row)) for row in rows}
    places = {(row.maaned, row.indikator, _place(katalog, row.enhed, row.maaned)) for row in rows}
    yield from _gone(session, art, table, kept, places, katalog)


def _gone(  # noqa: PLR0913 what a file has and stands for
    session: Session,
    art: Indlaesningsart,
    table: sa.Table,
    kept: set[Key],
    places: set[tuple[int, str, Any]],
    katalog: Katalog,
) -> Iterator[tuple[str, Key]]:
    months, indicators = {maaned for maaned, _, _ in places}, {indikator for _, indikator, _ in places}
    writers = sa.select(col(Indlaesning.nummer)).where(col(Indlaesning.art) == art)
    query = sa.select(*table.primary_key.columns).where(
        table.c.maaned.in_(months), table.c.indikator.in_(indicators), table.c.indlaesning.in_(writers)
    )
    for found in session.execute(query).mappings():
        key, place = key_of(table, dict(found)), _place(katalog, found["enhed"], found["maaned"])
        if key not in kept and (found["maaned"], found["indikator"], place) in places:
            yield table.name, key


def _place(katalog: Katalog, enhed: str, maaned: int) -> tuple[str | None, str | None]:
    """Return the municipality and område a unit was in."""
    unit = katalog.enhed(enhed)
    return unit.kommune, unit.omraade(date(maaned // 100, maaned % 100, 1))


def _postings_gone(session: Session, rows: Sequence[Postering]) -> Iterator[tuple[str, Key]]:
    if not rows:
        return
    table = table_of(Postering)
    kept = {key_of(table, values_of(row)) for row in rows}
    months = {(row.kommune, row.aar, row.periode) for row in rows}
    query = sa.select(*table.primary_key.columns, table.c.periode).where(table.c.aar.in_({row.aar for row in rows}))
    for found in session.execute(query).mappings():
        key = key_of(table, dict(found))
        if key not in kept and (found["kommune"], found["aar"], found["periode"]) in months:
            yield table.name, key


def only_new(session: Session, rows: Sequence[SQLModel]) -> Iterator[SQLModel]:
    """Give the rows whose key is not stored yet."""
    by_table: dict[str, list[SQLModel]] = {}
    for row in rows:
        by_table.setdefault(table_of(type(row)).name, []).append(row)
    for of_kind in by_table.values():
        table = table_of(type(of_kind[0]))
        first = next(iter(table.primary_key.columns))
        wanted = sorted({key_of(table, values_of(row))[0] for row in of_kind})
        stored = {
            tuple(found)
            for start in range(0, len(wanted), CHUNK)
            for found in session.execute(
                sa.select(*table.primary_key.columns).where(first.in_(wanted[start : start + CHUNK]))
            )
        }
        yield from (row for row in of_kind if key_of(table, values_of(row)) not in stored)
