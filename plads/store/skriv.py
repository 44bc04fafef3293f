"""Write what an upload changes, and its journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from plads.errors import AcceptError
from plads.fremdrift import Fremdrift, tavs
from plads.models.base import table_of
from plads.models.proveniens import Aendring
from plads.store import blokke, maanedstal
from plads.store.diff import Diff
from plads.store.maanedstal import Taldiff
from plads.store.places import PLACES, add_only_what_is_missing, sweep
from plads.store.rows import Key, Values, as_json, key_text


def write(session: Session, diffs: Sequence[Diff | Taldiff], nummer: int, meld: Fremdrift = tavs) -> None:
    """Write the differences and their journal under an upload's number."""
    rows = [diff for diff in diffs if isinstance(diff, Diff)]
    counts = [diff for diff in diffs if isinstance(diff, Taldiff)]
    add_only_what_is_missing(session, rows)
    for diff in rows:
        try:
            _put(session, diff, nummer)
        except sa.exc.IntegrityError as error:
            raise AcceptError(
                f"Noget i {diff.table.name} modsiger sig selv eller andet (fx et mindste, der er over et største, "
                "eller et tal uden den tilstand, der passer). Intet er gemt."
            ) from error
    for tal in counts:
        maanedstal.put(session, tal, nummer, meld)
        blokke.keep(session, nummer, tal.blok)
    # After the counts: what refers to a unit goes before the unit.
    _remove(session, rows)
    journal = [{"indlaesning": nummer, "nr": nr, **entry} for nr, entry in enumerate(_journal(rows), start=1)]
    if journal:
        session.execute(sa.insert(table_of(Aendring)), journal)


def _put(session: Session, diff: Diff, nummer: int) -> None:
    own: Values = {"indlaesning": nummer}
    if diff.nye:
        session.execute(sa.insert(diff.table), [values | own for values in diff.nye.values()])
    if diff.aendrede:
        names = (column.name for column in diff.table.columns if not column.primary_key)
        others: dict[str, Any] = {name: sa.bindparam(name) for name in names}
        session.connection().execute(
            sa.update(diff.table).where(_is(diff.table)).values(others),
            [after | own | _key(diff.table, key) for key, (_, after) in diff.aendrede.items()],
        )


def _remove(session: Session, diffs: Sequence[Diff]) -> None:
    try:
        # Children were stored after their parents, so they go first.
        for diff in reversed(diffs):
            if diff.table.name == PLACES:
                sweep(session, diff)
            elif diff.fjernede:
                keys = [_key(diff.table, key) for key in reversed(diff.fjernede)]
                session.connection().execute(sa.delete(diff.table).where(_is(diff.table)), keys)
    except sa.exc.IntegrityError as error:
        raise AcceptError(f"Noget i {diff.table.name}, der fjernes her, bruges af en anden indlæsning.") from error


def _is(table: sa.Table) -> sa.ColumnElement[bool]:
    """Return the condition that a row has the key given as `_key` gives it."""
    return sa.and_(*(column == sa.bindparam(f"k_{column.name}") for column in table.primary_key.columns))


def _key(table: sa.Table, key: Key) -> dict[str, Any]:
    return {f"k_{column.name}": part for column, part in zip(table.primary_key.columns, key, strict=True)}


def _journal(diffs: Iterable[Diff]) -> Iterable[Values]:
    for diff in diffs:
        changes: list[tuple[Key, Values | None, Values | None]] = [
            *((key, None, after) for key, after in diff.nye.items()),
            *((key, before, after) for key, (before, after) in diff.aendrede.items()),
            *((key, before, None) for key, before in diff.fjernede.items()),
        ]
        for key, before, after in changes:
            yield {
                "tabel": diff.table.name,
                "noegle": key_text(key),
                "foer": None if before is None else as_json(before),
                "efter": None if after is None else as_json(after),
                "foer_ejer": diff.ejere.get(key),
            }
