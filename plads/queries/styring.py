"""Steering: milestones and their dates, the reporting calendar, risks, goals, temperature, events."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from plads.filters import Filter
from plads.models.plan import Plan
from plads.models.styring import (
    Dimension,
    Haendelse,
    Milepael,
    Milepaelsart,
    Milepaelsdato,
    Milepaelstatus,
    Opfoelgningsmaal,
    Risiko,
    Risikovurdering,
    Temperatur,
    Temperaturtrin,
)
from plads.periods import FleksDato
from plads.queries.plan import scope
from plads.tilstand import Tilstand

LATE = (Milepaelstatus.FORSINKET, Milepaelstatus.UDSKUDT)


class DatoRow(NamedTuple):
    """A date given to a milestone, in the source's words."""

    dato: FleksDato
    opgjort: date | None
    aarsag: str | None
    kilde: str | None


class MilepaelRow(NamedTuple):
    """A milestone with every date it has been given; the last one holds."""

    kode: str
    element: str
    hoved: str | None
    art: Milepaelsart
    titel: str
    status: Milepaelstatus
    statusgruppe: str | None
    ansvarlig: str | None
    organ: str | None
    gentagelse: str | None
    resultat: str | None
    datoer: tuple[DatoRow, ...]
    kilde: str | None

    @property
    def maerke(self) -> str:
        """Return the main element it belongs to; 'plan' for the whole plan."""
        return self.hoved or "plan"

    @property
    def del_af(self) -> str:
        """Return the main element it belongs to, in words where that is the whole plan."""
        return self.hoved or "hele planen"

    @property
    def oprindelig(self) -> FleksDato | None:
        """Return the date it was first given, if it has been moved."""
        return self.datoer[0].dato if len(self.datoer) > 1 else None

    @property
    def foer(self) -> str:
        """Return the original date in the source's words, empty if it has not been moved."""
        return self.oprindelig.tekst if self.oprindelig else ""

    @property
    def gaeldende(self) -> FleksDato | None:
        """Return the date that holds now."""
        return self.datoer[-1].dato if self.datoer else None

    @property
    def er_sen(self) -> bool:
        """Return whether it is delayed or postponed."""
        return self.status in LATE


class RisikoRow(NamedTuple):
    """A risk with its newest assessment."""

    kode: str
    element: str
    hoved: str | None
    tekst: str
    haandtering: str | None
    ejer: str | None
    status: str | None
    opgjort: date | None
    kilde: str | None


class MaalRow(NamedTuple):
    """A goal that will be followed up."""

    element: str
    nr: int
    hvad: str
    maalemetode: str
    maalemaade: str
    ansvarlig: str | None
    hvornaar: str
    kilde: str | None


class TemperaturRow(NamedTuple):
    """A temperature at a date; `trin` None with a state means: not stated."""

    element: str
    dimension: Dimension
    opgjort: date
    navn: str | None
    symbol: str | None
    farve: str | None
    tilstand: Tilstand
    kommentar: str | None
    kilde: str | None
    om: str


class HaendelseRow(NamedTuple):
    """An event that curves are read against; `kommune` None means that it concerns all of them.

    `til` is its last day, where that is known; `nyt_grundlag` means that what is normal is found anew from it on.
    """

    dato: date
    navn: str
    kilde: str | None
    kommune: str | None
    til: date | None = None
    nyt_grundlag: bool = False


def milestones(session: Session, valg: Filter) -> list[MilepaelRow]:
    """Return the milestones of the choice with their dates, in the plan's order."""
    elements = scope(session, valg)
    order = {kode: nr for nr, kode in enumerate(elements)}
    found = session.exec(select(Milepael).where(col(Milepael.element).in_(elements))).all()
    dates: dict[str, list[DatoRow]] = {}
    query = select(Milepaelsdato).order_by(col(Milepaelsdato.milepael), col(Milepaelsdato.nr))
    for d in session.exec(query.where(col(Milepaelsdato.milepael).in_([m.kode for m in found]))):
        dates.setdefault(d.milepael, []).append(
            DatoRow(FleksDato(d.dato_tekst, d.dato_fra, d.dato_til), d.opgjort, d.aarsag, d.kilde)
        )
    ordered = sorted(found, key=lambda m: (order[m.element], m.orden))
    return [_milestone(m, elements[m.element].hoved, dates.get(m.kode, [])) for m in ordered]


def _milestone(m: Milepael, hoved: str | None, dates: list[DatoRow]) -> MilepaelRow:
    return MilepaelRow(
        m.kode,
        m.element,
        hoved,
        m.art,
        m.titel,
        m.status,
        m.statusgruppe,
        m.ansvarlig,
        m.organ,
        m.gentagelse,
        m.resultat,
        tuple(dates),
        m.kilde,
    )


def calendar(session: Session, valg: Filter) -> list[MilepaelRow]:
    """Return the plan's reporting calendar: dated reports first, then the recurring ones."""
    rows = [row for row in milestones(session, Filter(valg.plan)) if row.art is Milepaelsart.RAPPORT]
    return sorted(rows, key=lambda row: (_start(row) is None, _start(row) or date.max))


def _start(row: MilepaelRow) -> date | None:
    return row.gaeldende.fra if row.gaeldende else None


def risks(session: Session, valg: Filter) -> list[RisikoRow]:
    """Return the risks of the choice with their newest assessment."""
    elements = scope(session, valg)
    newest: dict[str, Risikovurdering] = {}
    for vurdering in session.exec(select(Risikovurdering).order_by(col(Risikovurdering.opgjort))):
        newest[vurdering.risiko] = vurdering
    query = select(Risiko).where(col(Risiko.element).in_(elements)).order_by(col(Risiko.kode))
    return [
        RisikoRow(
            r.kode,
            r.element,
            elements[r.element].hoved,
            r.tekst,
            r.haandtering,
            r.ejer,
            newest[r.kode].status if r.kode in newest else None,
            newest[r.kode].opgjort if r.kode in newest else None,
            r.kilde,
        )
        for r in session.exec(query)
    ]


def goals(session: Session, valg: Filter) -> list[MaalRow]:
    """Return the follow-up goals of the choice."""
    query = (
        select(Opfoelgningsmaal)
        .where(col(Opfoelgningsmaal.element).in_(scope(session, valg)))
        .order_by(col(Opfoelgningsmaal.nr))
    )
    return [
        MaalRow(
            g.element,
            g.nr,
            g.hvad,
            g.maalemetode,
            g.maalemaade.value,
            g.ansvarlig,
            g.hvornaar_tekst,
            g.kilde,
        )
        for g in session.exec(query)
    ]


def temperatures(session: Session, valg: Filter) -> list[TemperaturRow]:
    """Return every temperature taken of the chosen elements, oldest first."""
    elements = scope(session, valg)
    query = (
        select(Temperatur, Temperaturtrin)
        .join(
            Temperaturtrin,
            (col(Temperaturtrin.skala) == Temperatur.skala) & (col(Temperaturtrin.trin) == Temperatur.trin),
            isouter=True,
        )
        .where(col(Temperatur.element).in_(elements))
        .order_by(col(Temperatur.opgjort))
    )
    return [
        TemperaturRow(
            t.element,
            t.dimension,
            t.opgjort,
            trin.navn if trin else None,
            trin.symbol if trin else None,
            trin.farve if trin else None,
            t.tilstand,
            t.kommentar,
            t.kilde,
            elements[t.element].navn if elements[t.element].niveau else "Hele planen",
        )
        for t, trin in session.exec(query)
    ]


def events(session: Session, valg: Filter) -> list[HaendelseRow]:
    """Return the events that concern the plan's municipality, or all municipalities."""
    kommune = select(Plan.kommune).where(Plan.kode == valg.plan).scalar_subquery()
    query = (
        select(Haendelse)
        .where(col(Haendelse.kommune).is_(None) | (col(Haendelse.kommune) == kommune))
        .order_by(col(Haendelse.dato))
    )
    return [HaendelseRow(h.dato, h.navn, h.kilde, h.kommune, h.til, h.nyt_grundlag) for h in session.exec(query)]


def other_events(session: Session, valg: Filter) -> list[HaendelseRow]:
    """Return the events that are not already a milestone of the plan on that day."""
    own = {
        row.gaeldende.fra
        for row in milestones(session, Filter(valg.plan))
        if row.gaeldende and row.gaeldende.fra == row.gaeldende.til
    }
    return [event for event in events(session, valg) if event.dato not in own]
