"""The archive of sets: make, change, freeze and read them. Each change is one transaction, and counts a revision."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from plads.access import Bruger, Handling, may
from plads.dias import Frosset, Moede, as_json, from_json
from plads.errors import AccessError, PladsError
from plads.models.moede import Frysning, Moededias, Moedesaet
from plads.moede.ord import TekstError, checked
from plads.moede.ordnet import arranged
from plads.store import reading, transaction


class SaetError(PladsError):
    """Sættet findes ikke. Måske er linket skrevet forkert. Gå til listen over præsentationer."""

    kode = "P-342"


class AndenError(PladsError):
    """En anden har ændret sættet, siden du åbnede det. Intet er gemt. Se ændringerne, og prøv igen."""

    kode = "P-343"


class SaetRow(NamedTuple):
    """A set in the list. `frosset` is when it was last frozen, None if never; `frysninger` how many times."""

    nummer: int
    titel: str
    udvalg: str
    plan: str
    dato: date | None
    punkt: str
    sagsnummer: str
    ejer: str
    standard: bool
    skolenavne: bool
    oprettet: datetime
    revision: int
    frosset: datetime | None
    frysninger: int


class DiasRow(NamedTuple):
    """A slide of a set: its place, whether it is shown, the words written for it, and the card it refers to."""

    noegle: str
    vist: bool
    titel: str | None
    pointe: str | None
    noter: str | None
    henvisning: Mapping[str, Any] | None


def listed(session: Session) -> list[SaetRow]:
    """Return every set, the newest first."""
    frosset = select(Frysning.saet, sa.func.max(col(Frysning.tidspunkt)), sa.func.count()).group_by(col(Frysning.saet))
    found = {saet: (tidspunkt, antal) for saet, tidspunkt, antal in session.exec(frosset)}
    rows = session.exec(select(Moedesaet).order_by(col(Moedesaet.nummer).desc()))
    return [_row(row, *found.get(row.nummer, (None, 0))) for row in rows]


def one(session: Session, nummer: int) -> SaetRow:
    """Return a set; raise SaetError if it is not there."""
    for row in listed(session):
        if row.nummer == nummer:
            return row
    raise SaetError


def _row(row: Moedesaet, frosset: datetime | None, antal: int) -> SaetRow:
    felter = {navn: getattr(row, navn) for navn in SaetRow._fields if navn not in ("frosset", "frysninger")}
    return SaetRow(**felter, frosset=frosset, frysninger=antal)


def create(engine: Engine, moede: Moede, bruger: Bruger, *, standard: bool) -> int:
    """Store a new set and return its number. Raise AccessError or TekstError."""
    _allowed(bruger)
    ord_ = {felt: checked(felt, getattr(moede, felt)) for felt in ("titel", "udvalg", "punkt", "sagsnummer")}
    if not ord_["titel"] or not ord_["udvalg"]:
        raise TekstError("Skriv en titel og et udvalg, og gem igen.")
    with transaction(engine) as session:
        nummer = next_number(session, col(Moedesaet.nummer))
        saet = Moedesaet(
            nummer=nummer,
            titel=ord_["titel"],
            udvalg=ord_["udvalg"],
            plan=moede.plan,
            dato=moede.dato,
            punkt=ord_["punkt"],
            sagsnummer=ord_["sagsnummer"],
            ejer=bruger.navn,
            standard=standard,
            oprettet=datetime.now(UTC),
        )
        session.add(saet)
    return nummer


def next_number(session: Session, nummer: Any) -> int:
    """Return the number after the highest of a column."""
    return (session.exec(select(sa.func.max(nummer))).one() or 0) + 1


def _allowed(bruger: Bruger) -> None:
    if not may(bruger, Handling.LAVE_PRAESENTATION):
        raise AccessError


@contextmanager
def changing(engine: Engine, nummer: int, bruger: Bruger, revision: int | None = None) -> Iterator[Aabent]:
    """Open a set to be changed, in one transaction. Raise AndenError if it is not the revision the reader saw."""
    _allowed(bruger)
    with transaction(engine) as session:
        saet = session.get(Moedesaet, nummer)
        if saet is None:
            raise SaetError
        if revision is not None and saet.revision != revision:
            raise AndenError
        yield Aabent(session, saet)
        saet.revision += 1
        session.add(saet)


class Aabent(NamedTuple):
    """A set inside a transaction."""

    session: Session
    saet: Moedesaet

    @property
    def dias(self) -> list[Moededias]:
        """Return its slides in order."""
        query = select(Moededias).where(Moededias.saet == self.saet.nummer)
        return list(self.session.exec(query.order_by(col(Moededias.orden))))

    def one(self, noegle: str) -> Moededias:
        """Return one of its slides."""
        row = self.session.get(Moededias, (self.saet.nummer, noegle))
        if row is None:
            raise SaetError("Diasset er ikke længere i sættet.")
        return row

    def describe(self, felter: Mapping[str, str], dato: date | None, *, skolenavne: bool) -> None:
        """Change what the meeting is called, when it is, and whether schools are named."""
        for felt, tekst in felter.items():
            setattr(self.saet, felt, checked(felt, tekst))
        self.saet.dato, self.saet.skolenavne = dato, skolenavne

    def write(self, noegle: str, felter: Mapping[str, str]) -> None:
        """Write a slide's title, point and notes; an empty one goes back to what is suggested."""
        row = self.one(noegle)
        for felt, tekst in felter.items():
            setattr(row, felt, checked(felt, tekst) or None)
        self.session.add(row)

    def show(self, noegle: str, *, vist: bool) -> None:
        """Take a slide out, or in again."""
        row = self.one(noegle)
        row.vist = vist
        self.session.add(row)

    def move(self, noegle: str, trin: int) -> None:
        """Move a slide so many places; not beyond the ends."""
        alle = self.dias
        nr = next(nr for nr, row in enumerate(alle) if row.noegle == noegle)
        alle.insert(min(max(nr + trin, 0), len(alle) - 1), alle.pop(nr))
        for orden, row in enumerate(alle):
            row.orden = orden
            self.session.add(row)

    def refer(self, noegle: str, side: str, kort: str, valg: Mapping[str, Sequence[str]]) -> None:
        """Put a card of a page last in the set; one that is there already stays where it is."""
        if self.session.get(Moededias, (self.saet.nummer, noegle)) is None:
            henvisning = {"side": side, "kort": kort, "valg": {navn: list(v) for navn, v in valg.items()}}
            orden = len(self.dias)
            self.session.add(Moededias(saet=self.saet.nummer, noegle=noegle, orden=orden, henvisning=henvisning))

    def draft(self, udkast: Frosset) -> None:
        """Keep the set as composed now; slides that are new go last, in their order, before the appendix."""
        kendte = {row.noegle for row in self.dias}
        alle = self.dias
        for dias in udkast.dias:
            if dias.noegle not in kendte:
                alle.append(Moededias(saet=self.saet.nummer, noegle=dias.noegle, orden=0))
        for orden, row in enumerate(alle):
            row.orden = orden
            self.session.add(row)
        self.saet.udkast = as_json(udkast)


def slides(session: Session, nummer: int) -> list[DiasRow]:
    """Return the slides of a set in their order."""
    query = select(Moededias).where(Moededias.saet == nummer).order_by(col(Moededias.orden))
    return [DiasRow(r.noegle, r.vist, r.titel, r.pointe, r.noter, r.henvisning) for r in session.exec(query)]


def draft(session: Session, nummer: int) -> Frosset | None:
    """Return a set as last composed, in the order and with the words of now; None if it never was."""
    saet = session.get(Moedesaet, nummer)
    if saet is None:
        raise SaetError
    if saet.udkast is None:
        return None
    return arranged(from_json(saet.udkast), slides(session, nummer), moede_of(saet))


def whole_draft(engine: Engine, nummer: int) -> Frosset:
    """Return a set as last composed, all its slides with the words suggested; raise SaetError if it never was."""
    with reading(engine) as session:
        saet = session.get(Moedesaet, nummer)
        if saet is None or saet.udkast is None:
            raise SaetError
        return from_json(saet.udkast)


def moede_of(saet: Moedesaet | SaetRow, kendt: Moede | None = None) -> Moede:
    """Return the meeting a set is for; names of plan and municipality come from what was composed."""
    return Moede(
        titel=saet.titel, udvalg=saet.udvalg, plan=saet.plan, plannavn=kendt.plannavn if kendt else saet.plan,
        kommune=kendt.kommune if kendt else "", dato=saet.dato, punkt=saet.punkt, sagsnummer=saet.sagsnummer,
        ejer=saet.ejer,
    )  # fmt: skip


def freeze(engine: Engine, nummer: int, udkast: Frosset, bruger: Bruger) -> int:
    """Store a composed set as frozen, in the order and with the words of now; return how manieth time that is.

    Raise TekstError for a set without slides.
    """
    with changing(engine, nummer, bruger) as aabent:
        aabent.draft(udkast)
        aabent.session.flush()
        frosset = arranged(udkast, slides(aabent.session, nummer), moede_of(aabent.saet))
        if not frosset.dias:
            raise TekstError("Præsentationen er tom. Læg dias i den, og frys igen.")
        gang = (aabent.session.exec(
            select(sa.func.max(col(Frysning.nummer))).where(Frysning.saet == nummer)
        ).one() or 0) + 1  # fmt: skip
        indhold = as_json(frosset)
        aabent.session.add(Frysning(
            saet=nummer, nummer=gang, tidspunkt=frosset.frosset, bruger=bruger.navn, dataversion=frosset.dataversion,
            indhold=indhold, sha256=hashlib.sha256(indhold.encode()).hexdigest(),
        ))  # fmt: skip
    return gang


def frozen(session: Session, nummer: int, gang: int | None = None) -> Frosset:
    """Return a set as it was frozen, the last time unless another is asked for; raise SaetError if it never was.

    Also where what is stored is not what was frozen: a changed number is never shown as a frozen one.
    """
    query = select(Frysning).where(Frysning.saet == nummer).order_by(col(Frysning.nummer).desc())
    if gang is not None:
        query = query.where(Frysning.nummer == gang)
    row = session.exec(query.limit(1)).first()
    if row is None:
        raise SaetError("Sættet er ikke frosset endnu. Tryk på «Frys tal», og prøv igen.")
    if hashlib.sha256(row.indhold.encode()).hexdigest() != row.sha256:
        raise SaetError("Det frosne sæt er ændret i databasen og kan ikke vises. Frys det igen.")
    return from_json(row.indhold)


def before(session: Session, nummer: int) -> SaetRow | None:
    """Return the committee's set before this one that was frozen: the one last time; None for the first."""
    dette = one(session, nummer)
    tidligere = [
        row
        for row in listed(session)
        if row.udvalg == dette.udvalg and row.plan == dette.plan and row.nummer < nummer and row.frysninger
    ]
    return max(tidligere, key=lambda row: (row.dato or date.min, row.nummer), default=None)


def read(engine: Engine, nummer: int, gang: int | None = None) -> Frosset:
    """Return a frozen set in a session of its own."""
    with reading(engine) as session:
        return frozen(session, nummer, gang)
