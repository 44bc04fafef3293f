"""Accept an upload: compare it with the store, write it whole or not at all, keep a journal.

Every row knows the upload that last wrote it. An upload follows one of two rules (`Regel`): a fact
file owns its rows, a workbook's values supersede those of the same key. The journal keeps what was
there before, and who had written it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum, auto

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from plads.errors import AcceptError
from plads.fremdrift import Fremdrift, tavs
from plads.models.base import table_of
from plads.models.maanedstal import Maanedstal
from plads.models.proveniens import Aendring, Indlaesning, Indlaesningsart
from plads.store import maanedstal
from plads.store.diff import Diff
from plads.store.journal import check_seen, newest_upload
from plads.store.maanedstal import Taldiff
from plads.store.places import PLACES
from plads.store.rows import Key, Values, business_models, key_of, key_text, values_of
from plads.store.rules import MEMBERSHIPS, check_references, check_rules
from plads.store.skriv import write

CHUNK = 500


class Regel(Enum):
    """What an upload does to rows that are already there."""

    EJER = auto()
    """It owns what uploads of its kind and scope wrote: rows it no longer holds are removed, others' are refused."""
    AFLOES = auto()
    """Its values supersede those of the same key, whoever wrote them; nothing else is touched."""


@dataclass(frozen=True)
class Upload:
    """What is handed to the store: rows of any business tables and where they come from."""

    art: Indlaesningsart
    omfang: str
    filnavn: str
    sha256: str
    rows: Sequence[SQLModel]
    bruger: str = "Plads"
    rolle: str = "administrator"
    regel: Regel = Regel.EJER
    eksempel: bool = False
    # Rows it takes away beside what it writes, as (table, key), when it stands for all of a period.
    fjern: Sequence[tuple[str, Key]] = ()
    # The monthly counts of a long file, in columns; only for uploads that supersede.
    tal: Maanedstal | None = None
    # The data version on which somebody decided to write it; None does not ask.
    set_paa: int | None = None


@dataclass(frozen=True)
class Receipt:
    """The outcome of an accepted upload. `kvittering` None means: nothing was there to write."""

    status: str
    kvittering: str | None
    nye: int
    aendrede: int
    uaendrede: int
    fjernede: int


def compare(session: Session, upload: Upload) -> list[Diff | Taldiff]:
    """Return what an upload would change, table by table, without writing anything."""
    if upload.tal is None:
        return [*_compared(session, upload)]
    if upload.regel is not Regel.AFLOES:
        raise ValueError(upload.regel)
    # Counts come last, as their table does: they refer to what the rows bring.
    gone = [key for name, key in upload.fjern if name == maanedstal.TABEL]
    others = [(name, key) for name, key in upload.fjern if name != maanedstal.TABEL]
    rows = _compared(session, replace(upload, tal=None, fjern=others))
    return [*rows, maanedstal.compare(session, upload.tal, gone)]


def _compared(session: Session, upload: Upload) -> list[Diff]:
    incoming: dict[str, dict[Key, Values]] = {}
    for row in upload.rows:
        table = table_of(type(row))
        values = values_of(row)
        incoming.setdefault(table.name, {})[key_of(table, values)] = values
    tables = {name: table_of(model) for name, model in business_models().items()}
    if upload.regel is Regel.AFLOES:
        gone = _by_table(upload.fjern)
        return [
            _superseded(session, table, incoming.get(name, {}), gone.get(name, ()))
            for name, table in tables.items()
            if name in incoming or name in gone
        ]
    predecessors = _predecessors(session, upload)
    touched = {*incoming, *_tables_written(session, predecessors)}
    return [
        _owned(session, table, incoming.get(name, {}), predecessors)
        for name, table in tables.items()
        if name in touched
    ]


def _predecessors(session: Session, upload: Upload) -> set[int]:
    query = select(Indlaesning.nummer).where(
        Indlaesning.art == upload.art, Indlaesning.omfang == upload.omfang
    )
    return set(session.exec(query))


def _tables_written(session: Session, uploads: set[int]) -> set[str]:
    return set(session.exec(select(Aendring.tabel).where(col(Aendring.indlaesning).in_(uploads)).distinct()))


def _by_table(keys: Iterable[tuple[str, Key]]) -> dict[str, list[Key]]:
    found: dict[str, list[Key]] = {}
    for name, key in keys:
        found.setdefault(name, []).append(key)
    return found


def _superseded(
    session: Session, table: sa.Table, incoming: Mapping[Key, Values], gone: Sequence[Key] = ()
) -> Diff:
    diff = Diff(table)
    stored = _stored(session, table, [*incoming, *gone])
    for key, values in incoming.items():
        _sort_in(diff, key, values, stored.get(key))
    for key in gone:
        if key in stored and key not in incoming:
            diff.ejere[key], diff.fjernede[key] = stored[key]
    return diff


def _sort_in(diff: Diff, key: Key, values: Values, stored: tuple[int, Values] | None) -> None:
    """Put an incoming row among the new, the unchanged or the changed."""
    if stored is None:
        diff.nye[key] = values
    elif stored[1] == values:
        diff.uaendrede += 1
    else:
        diff.ejere[key], before = stored
        diff.aendrede[key] = (before, values)


def _stored(session: Session, table: sa.Table, keys: Iterable[Key]) -> dict[Key, tuple[int, Values]]:
    """Return the rows that share the first part of a key with those given: with months, only those months."""
    first = next(iter(table.primary_key.columns))
    wanted = sorted({key[0] for key in keys})
    return {
        key: row
        for start in range(0, len(wanted), CHUNK)
        for key, row in _rows(session, table, first.in_(wanted[start : start + CHUNK]))
    }


def _rows(session: Session, table: sa.Table, which: sa.ColumnElement[bool]) -> Iterable[tuple[Key, tuple[int, Values]]]:
    for row in session.execute(sa.select(table).where(which)).mappings():
        values = dict(row)
        owner = values.pop("indlaesning")
        yield key_of(table, values), (owner, values)


def _owned(session: Session, table: sa.Table, incoming: Mapping[Key, Values], predecessors: set[int]) -> Diff:
    diff = Diff(table)
    stored = _stored(session, table, incoming) | dict(_rows(session, table, table.c.indlaesning.in_(predecessors)))
    for key, values in incoming.items():
        _sort_in(diff, key, values, stored.get(key))
        if key in diff.aendrede and stored[key][0] not in predecessors:
            raise AcceptError(f"{table.name} «{key_text(key)}» hører til en anden indlæsning. Intet er gemt.")
    if table.name == PLACES:
        return diff
    for key, (owner, values) in stored.items():
        if owner in predecessors and key not in incoming:
            diff.fjernede[key], diff.ejere[key] = values, owner
    return diff


def accept(session: Session, upload: Upload, meld: Fremdrift = tavs) -> Receipt:
    """Write an upload into the open transaction and return its receipt."""
    check_references(session, upload.rows, upload.tal)
    diffs = compare(session, upload)
    check_seen(session, upload.set_paa, diffs)
    counts = counted(diffs)
    if not counts["nye"] + counts["aendrede"] + counts["fjernede"]:
        return Receipt("uaendret", None, **counts)
    receipt = book(session, upload, counts)
    write(session, diffs, receipt.nummer, meld)
    if any(diff.name == MEMBERSHIPS for diff in diffs):
        check_rules(session)
    return Receipt("indlaest", receipt.kvittering, **counts)


def counted(diffs: Iterable[Diff | Taldiff]) -> dict[str, int]:
    """Return how many rows are new, changed, unchanged and removed, under the names an Indlaesning has for them."""
    sums = map(sum, zip((0, 0, 0, 0), *(diff.counts for diff in diffs), strict=True))
    return dict(zip(("nye", "aendrede", "uaendrede", "fjernede"), sums, strict=True))


def book(
    session: Session, upload: Upload, counts: Mapping[str, int], fortryder: int | None = None
) -> Indlaesning:
    """Add the upload itself, with the next number, and return it."""
    nummer = newest_upload(session) + 1
    now = datetime.now(UTC)
    entry = Indlaesning(
        nummer=nummer,
        kvittering=f"{now.year}-{nummer:04d}",
        art=upload.art,
        omfang=upload.omfang,
        filnavn=upload.filnavn,
        sha256=upload.sha256,
        tidspunkt=now,
        bruger=upload.bruger,
        rolle=upload.rolle,
        fortryder=fortryder,
        eksempel=upload.eksempel,
        **counts,
    )
    session.add(entry)
    session.flush()
    return entry


def is_current(session: Session, upload: Upload) -> bool:
    """Return whether the newest upload of this kind and scope was this very file."""
    query = (
        select(Indlaesning.sha256)
        .where(Indlaesning.art == upload.art, Indlaesning.omfang == upload.omfang)
        .order_by(col(Indlaesning.nummer).desc())
    )
    return session.exec(query).first() == upload.sha256
