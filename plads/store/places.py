"""Exact places in documents: shared by every file that cites them, and gone when none does."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session

from plads.models.base import Fakta, table_of
from plads.models.proveniens import Kildested
from plads.store.diff import Diff
from plads.store.rows import business_models, key_of

PLACES = str(Kildested.__tablename__)


def add_only_what_is_missing(session: Session, diffs: Sequence[Diff]) -> None:
    """Leave to `sweep` what goes, and add no place that another file has brought already."""
    for diff in diffs:
        if diff.table.name == PLACES:
            there = {key_of(diff.table, dict(row)) for row in session.execute(sa.select(diff.table)).mappings()}
            diff.nye = {key: values for key, values in diff.nye.items() if key not in there}
            diff.fjernede = {}


def sweep(session: Session, diff: Diff) -> None:
    """Remove the places that nothing cites any more, and note them in the difference for the journal."""
    table = table_of(Kildested)
    cited = [
        sa.exists().where(table_of(model).c.kilde == table.c.kode)
        for model in business_models().values()
        if issubclass(model, Fakta)
    ]
    orphans = session.execute(sa.select(table).where(~sa.or_(*cited))).mappings().all()
    if not orphans:
        return
    session.execute(sa.delete(table).where(table.c.kode.in_([row["kode"] for row in orphans])))
    for row in orphans:
        values = {name: value for name, value in row.items() if name != "indlaesning"}
        key = key_of(table, values)
        if diff.nye.pop(key, None) is None:
            diff.fjernede[key] = values
