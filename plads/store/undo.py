"""Undo an upload: put back exactly what stood there before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from plads.errors import AcceptError, UndoError
from plads.fremdrift import Fremdrift, tavs
from plads.models.base import table_of
from plads.models.proveniens import Aendring, Indlaesning, Indlaesningsart
from plads.store import blokke, maanedstal
from plads.store.accept import CHUNK, Receipt, Upload, book, counted
from plads.store.diff import Diff
from plads.store.journal import built_on
from plads.store.maanedstal import Taldiff
from plads.store.places import PLACES
from plads.store.rows import Key, Values, business_models, key_of, values_of
from plads.store.skriv import write


def undo(
    session: Session, kvittering: str, *, bruger: str = "Plads", rolle: str = "administrator", meld: Fremdrift = tavs
) -> Receipt:
    """Take back an upload in the open transaction; refuse if a later one builds on it."""
    entry = _undoable(session, kvittering)
    diffs: list[Diff | Taldiff] = [*_reversed_diffs(session, entry.nummer), *_reversed_counts(session, entry.nummer)]
    upload = Upload(Indlaesningsart.FORTRYD, entry.omfang, entry.filnavn, entry.sha256, (), bruger, rolle)
    counts = counted(diffs)
    booked = book(session, upload, counts, fortryder=entry.nummer)
    try:
        write(session, diffs, booked.nummer, meld)
    except AcceptError as error:
        raise UndoError("Kan ikke fortrydes: en anden indlæsning bygger på den. Fortryd den først.") from error
    _hand_back(session, entry.nummer)
    return Receipt("fortrudt", booked.kvittering, **counts)


def blocked_by(session: Session, kvittering: str) -> str | None:
    """Return why an upload cannot be undone, in Danish; None when nothing stands in the way."""
    try:
        _undoable(session, kvittering)
    except UndoError as error:
        return str(error)
    return None


def _undoable(session: Session, kvittering: str) -> Indlaesning:
    """Return the upload of a receipt; raise UndoError with the reason why it cannot be undone."""
    entry = session.exec(select(Indlaesning).where(Indlaesning.kvittering == kvittering)).first()
    if entry is None:
        raise UndoError(f"Kvittering «{kvittering}» findes ikke.")
    if entry.art == Indlaesningsart.FORTRYD:
        raise UndoError(f"«{kvittering}» er selv en fortrydelse. Indlæs filen igen i stedet.")
    if session.exec(select(Indlaesning).where(Indlaesning.fortryder == entry.nummer)).first():
        raise UndoError(f"«{kvittering}» er allerede fortrudt.")
    _refuse_if_built_on(session, entry)
    _refuse_if_referred_to(session, entry)
    return entry


def _refuse_if_built_on(session: Session, entry: Indlaesning) -> None:
    mine = (
        select(Aendring.tabel, Aendring.noegle)
        .where(Aendring.indlaesning == entry.nummer, Aendring.tabel != PLACES)
        .subquery()
    )
    undone = select(Indlaesning.fortryder).where(col(Indlaesning.fortryder).is_not(None))
    query = (
        select(Indlaesning)
        .join(Aendring, col(Aendring.indlaesning) == Indlaesning.nummer)
        .join(mine, (col(Aendring.tabel) == mine.c.tabel) & (col(Aendring.noegle) == mine.c.noegle))
        .where(
            Indlaesning.nummer > entry.nummer,
            Indlaesning.art != Indlaesningsart.FORTRYD,
            col(Indlaesning.nummer).not_in(undone),
        )
        .order_by(col(Indlaesning.nummer).desc())
    )
    found = session.exec(query).first()
    packed = built_on(session, entry.nummer)
    later = session.get(Indlaesning, max(packed or 0, found.nummer if found else 0))
    if later is not None:
        raise UndoError(
            f"Kan ikke fortrydes: «{later.filnavn}» ({later.kvittering}) er indlæst ovenpå. "
            "Fortryd den først."
        )


def _refuse_if_referred_to(session: Session, entry: Indlaesning) -> None:
    """Refuse if what others have written refers to rows that would go, such as counts of a school it brought."""
    users = {user for link, keys in _links_to_what_goes(session, entry.nummer) for user in _users(session, link, keys)}
    users.discard(entry.nummer)
    later = session.get(Indlaesning, max(users)) if users else None
    if later is not None:
        raise UndoError(
            f"Kan ikke fortrydes: «{later.filnavn}» ({later.kvittering}) bygger på den. Fortryd den først."
        )


def _links_to_what_goes(session: Session, nummer: int) -> Iterator[tuple[sa.ForeignKeyConstraint, list[Key]]]:
    """Give each reference between tables to rows an upload brought, with what it would refer to them by."""
    links = [link for model in business_models().values() for link in table_of(model).foreign_key_constraints]
    written = set(session.exec(select(Aendring.tabel).where(Aendring.indlaesning == nummer).distinct()))
    wanted = {link.referred_table.name for link in links} & written - {PLACES}
    brought = {table: _brought(session, nummer, table) for table in wanted}
    for link in links:
        if rows := brought.get(link.referred_table.name):
            yield link, [tuple(values[part.column.name] for part in link.elements) for values in rows]


def _users(session: Session, link: sa.ForeignKeyConstraint, keys: list[Key]) -> Iterator[int]:
    """Give the uploads that wrote rows with such a reference."""
    for start in range(0, len(keys), CHUNK):
        refers = sa.tuple_(*link.columns).in_(keys[start : start + CHUNK])
        yield from session.scalars(sa.select(link.table.c.indlaesning).where(refers).distinct())


def _brought(session: Session, nummer: int, table: str) -> list[Values]:
    """Return the rows of a table that an upload wrote and that were not there before."""
    query = select(Aendring.foer, Aendring.efter).where(Aendring.indlaesning == nummer, Aendring.tabel == table)
    return [values for before, after in session.exec(query) if before is None and (values := _values(table, after))]


def _reversed_diffs(session: Session, nummer: int) -> list[Diff]:
    diffs = {name: Diff(table_of(model)) for name, model in business_models().items()}
    entries = session.exec(
        select(Aendring).where(Aendring.indlaesning == nummer).order_by(col(Aendring.nr))
    )
    for entry in entries:
        diff = diffs[entry.tabel]
        before, after = _values(entry.tabel, entry.foer), _values(entry.tabel, entry.efter)
        diff.ejere[_key(diff.table, before, after)] = nummer
        if after is None and before is not None:
            diff.nye[key_of(diff.table, before)] = before
        elif before is None and after is not None:
            diff.fjernede[key_of(diff.table, after)] = after
        elif before is not None and after is not None:
            diff.aendrede[key_of(diff.table, before)] = (after, before)
    return list(diffs.values())


def _reversed_counts(session: Session, nummer: int) -> Iterator[Taldiff]:
    """Give what takes back the counts that an upload wrote in columns; each goes back to who had written it."""
    if packed := list(blokke.read(session, nummer)):
        blok = maanedstal.joined_blocks(packed)
        yield Taldiff(blok.reversed(nummer), ejere=blok.ejer)


def _key(table: sa.Table, before: Values | None, after: Values | None) -> Key:
    return key_of(table, before if before is not None else after or {})


def _values(table: str, json: Mapping[str, Any] | None) -> Values | None:
    return None if json is None else values_of(business_models()[table].model_validate(json))


def _hand_back(session: Session, nummer: int) -> None:
    """Give restored rows back to the uploads that had written them, so that their successors still own them."""
    owned = session.exec(
        select(Aendring.tabel, Aendring.foer, Aendring.foer_ejer).where(
            Aendring.indlaesning == nummer, col(Aendring.foer_ejer).is_not(None)
        )
    )
    by_table: dict[str, list[Values]] = {}
    for name, before, owner in owned:
        values = _values(name, before) or {}
        by_table.setdefault(name, []).append({f"k_{part}": value for part, value in values.items()} | {"ejer": owner})
    for name, parameters in by_table.items():
        table = table_of(business_models()[name])
        is_this = sa.and_(*(column == sa.bindparam(f"k_{column.name}") for column in table.primary_key.columns))
        keys = {"ejer", *(f"k_{column.name}" for column in table.primary_key.columns)}
        session.connection().execute(
            sa.update(table).where(is_this).values(indlaesning=sa.bindparam("ejer")),
            [{key: value for key, value in entry.items() if key in keys} for entry in parameters],
        )
