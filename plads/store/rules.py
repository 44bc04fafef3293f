"""Rules that span rows: references must exist, memberships must not overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, select

from plads.errors import AcceptError
from plads.models.base import table_of
from plads.models.indikator import Aktivitet
from plads.models.maanedstal import INTET, Maanedstal
from plads.models.organisation import Tilknytning
from plads.store.rows import business_models

CHUNK = 500
MEMBERSHIPS = str(Tilknytning.__tablename__)


@dataclass(frozen=True)
class BrokenReference:
    """A row (by its place in the upload, -1 for counts in columns) that points at something that does not exist."""

    index: int
    column: str
    value: str

    def __str__(self) -> str:
        """Return the message."""
        return f"«{self.value}» findes ikke ({self.column})"


class BrokenReferencesError(AcceptError):
    """Filen henviser til noget, der ikke findes. Intet er gemt."""

    def __init__(self, broken: Sequence[BrokenReference]) -> None:
        """Keep every broken reference, so that all can be shown at once."""
        self.broken = tuple(broken)
        super().__init__("; ".join(map(str, broken[:20])))


def check_references(session: Session, rows: Sequence[SQLModel], tal: Maanedstal | None = None) -> None:
    """Raise with every reference that neither the upload nor the store can answer."""
    brought: dict[tuple[str, str], set[Any]] = {}
    wanted: dict[tuple[str, str], set[Any]] = {}
    by_model: dict[type[SQLModel], list[SQLModel]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    models: list[type[SQLModel]] = [*by_model, Aktivitet]
    targets = {link[1:] for model in models for link in _references(table_of(model))}
    for model, of_kind in by_model.items():
        table = table_of(model)
        for name in {target for table_name, target in targets if table_name == table.name}:
            brought[table.name, name] = {getattr(row, name) for row in of_kind}
        for name, *target in _references(table):
            wanted.setdefault((target[0], target[1]), set()).update(getattr(row, name) for row in of_kind)
    if tal is not None:
        for name, *target in _references(table_of(Aktivitet)):
            labels = tal.units() if name == "enhed" else tal.indicators()
            wanted.setdefault((target[0], target[1]), set()).update(labels)
    missing = {
        target: found
        for target, values in wanted.items()
        if (found := _unknown(session, target, values - brought.get(target, set()) - {None}))
    }
    if missing:
        raise BrokenReferencesError([*_broken(rows, missing), *_broken_counts(tal, missing)])


def _unknown(session: Session, target: tuple[str, str], values: set[Any]) -> set[Any]:
    """Return which values do not stand in a column of the store."""
    column = table_of(business_models()[target[0]]).c[target[1]]
    asked = list(values)
    for start in range(0, len(asked), CHUNK):
        values = values - set(session.scalars(sa.select(column).where(column.in_(asked[start : start + CHUNK]))))
    return values


def _broken(rows: Sequence[SQLModel], missing: Mapping[tuple[str, str], set[Any]]) -> Iterator[BrokenReference]:
    for index, row in enumerate(rows):
        for name, *target in _references(table_of(type(row))):
            value = getattr(row, name)
            if value in missing.get((target[0], target[1]), ()):
                yield BrokenReference(index, name, str(value))


def _broken_counts(tal: Maanedstal | None, missing: Mapping[tuple[str, str], set[Any]]) -> Iterator[BrokenReference]:
    """Give what columns refer to in vain, once each: they have no place of their own."""
    labels = {"enhed": tal.units(), "indikator": tal.indicators()} if tal else {}
    for name, *target in _references(table_of(Aktivitet)):
        for value in labels.get(name, ()):
            if value in missing.get((target[0], target[1]), ()):
                yield BrokenReference(INTET, name, value)


@cache
def _references(table: sa.Table) -> list[tuple[str, str, str]]:
    return [
        (key.parent.name, key.column.table.name, key.column.name)
        for key in table.foreign_keys
        if key.parent.name != "indlaesning"
    ]


def check_rules(session: Session) -> None:
    """Raise if a unit belongs to two units of one kind at the same time."""
    by_child: dict[tuple[str, str], list[Tilknytning]] = defaultdict(list)
    for row in session.exec(select(Tilknytning)):
        by_child[row.barn, row.art].append(row)
    for (barn, art), rows in by_child.items():
        rows.sort(key=lambda row: row.gyldig_fra)
        for earlier, later in pairwise(rows):
            if (earlier.gyldig_til or date.max) >= later.gyldig_fra:
                raise AcceptError(f"«{barn}» har to tilknytninger ({art}) på samme tid. Intet er gemt.")
