"""Rules that span rows: references must exist, memberships must not overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, select

from plads.errors import AcceptError
from plads.models.base import table_of
from plads.models.organisation import Tilknytning
from plads.store.rows import business_models, values_of


@dataclass(frozen=True)
class BrokenReference:
    """A row (by its place in the upload) whose column points at something that does not exist."""

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


def check_references(session: Session, rows: Sequence[SQLModel]) -> None:
    """Raise with every reference that neither the upload nor the store can answer."""
    known: dict[tuple[str, str], set[Any]] = {}
    for row in rows:
        table = table_of(type(row))
        for column in table.columns:
            known.setdefault((table.name, column.name), set()).add(getattr(row, column.name))
    stored = {name: table_of(model) for name, model in business_models().items()}
    broken = []
    for index, row in enumerate(rows):
        values = values_of(row)
        for name, table_name, target in _references(table_of(type(row))):
            value = values.get(name)
            if value is None or value in known.get((table_name, target), ()):
                continue
            column = stored[table_name].c[target]
            if session.execute(sa.select(column).where(column == value).limit(1)).first() is None:
                broken.append(BrokenReference(index, name, str(value)))
            else:
                known.setdefault((table_name, target), set()).add(value)
    if broken:
        raise BrokenReferencesError(broken)


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
