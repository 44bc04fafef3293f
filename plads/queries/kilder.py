"""Sources: the documents, what was taken from where, the glossary, and the uploads behind the data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, func, select

from plads.filters import Filter
from plads.models.base import Fakta, table_of
from plads.models.forloeb import Forloebstaelling, ForloebstypeElement
from plads.models.indikator import Begreb, Indikator
from plads.models.oekonomi import Budgetbeloeb, Budgetlinje, Enhedspris, Position
from plads.models.plan import Aktoer, Element, ElementKobling, Omfang, Plan, Tekst
from plads.models.proveniens import Afvigelse, Dokument, Indlaesning, Kildested
from plads.models.styring import (
    Haendelse,
    Hoering,
    Milepael,
    Milepaelsdato,
    Opfoelgningsmaal,
    Risiko,
    Risikovurdering,
    Temperatur,
)

# What a fact is called on the source page, and the column that says what it is about.
FACTS: dict[type[Fakta], tuple[str, str]] = {
    Plan: ("Plan", "navn"),
    Element: ("Del af planen", "titel"),
    Tekst: ("Tekst", "tekst"),
    Omfang: ("Omfang", "hvad"),
    Aktoer: ("Aktør", "navn"),
    ElementKobling: ("Sammenhæng", "art"),
    Budgetlinje: ("Budgetlinje", "tekst"),
    Budgetbeloeb: ("Beløb", "linje"),
    Position: ("Økonomisk status", "maal"),
    Enhedspris: ("Pris", "grundlag"),
    ForloebstypeElement: ("Forløbstype", "type"),
    Forloebstaelling: ("Forløb", "taelleenhed"),
    Milepael: ("Milepæl", "titel"),
    Milepaelsdato: ("Dato på milepæl", "dato_tekst"),
    Opfoelgningsmaal: ("Opfølgningsmål", "hvad"),
    Risiko: ("Risiko", "tekst"),
    Risikovurdering: ("Risikovurdering", "status"),
    Temperatur: ("Temperatur", "dimension"),
    Hoering: ("Høring", "instans"),
    Haendelse: ("Hændelse", "navn"),
    Afvigelse: ("Afvigelse", "emne"),
    Indikator: ("Definition", "navn"),
    Begreb: ("Begreb", "term"),
}


class DokumentRow(NamedTuple):
    """A source document and how many facts were taken from it."""

    kode: str
    titel: str
    kort_navn: str
    art: str
    udgiver: str | None
    dato: date | None
    sagsnr: str | None
    filnavn: str | None
    fuldstaendighed: str | None
    fakta: int


class FaktumRow(NamedTuple):
    """One fact and the exact place it was taken from."""

    dokument: str
    kilde: str
    afsnit: str | None
    linjer: str
    hvad: str
    om: str


class IndikatorRow(NamedTuple):
    """A definition the FLIS way."""

    kode: str
    navn: str
    beskrivelse: str
    taeller: str
    naevner: str | None
    opgoerelsesniveau: str
    art: str
    retning: str
    grundlag: str | None
    kildegrad: str
    kilde: str | None


class BegrebRow(NamedTuple):
    """A word and what it means."""

    term: str
    forklaring: str
    kildegrad: str
    kilde: str | None

    @property
    def sted(self) -> str:
        """Return the place it is taken from; empty where the words are our own."""
        return self.kilde or ""


class StandRow(NamedTuple):
    """How fresh the data are: the newest document of the plan and the newest upload."""

    dokument: str | None
    dato: date | None
    indlaest: datetime | None
    kvittering: str | None


def facts(session: Session, valg: Filter) -> list[FaktumRow]:
    """Return every fact taken from the documents of the plan, by document and line."""
    documents = _documents_of(session, valg)
    rows = [
        FaktumRow(sted.dokument, sted.kode, sted.afsnit, sted.linjer, hvad, str(getattr(om, "value", om)))
        for sted, hvad, om in _cited(session)
        if sted.dokument in documents
    ]
    return sorted(rows, key=lambda row: (row.dokument, _first_line(row.linjer), row.hvad, row.om))


def _cited(session: Session) -> Iterator[tuple[Kildested, str, Any]]:
    for model, (hvad, column) in FACTS.items():
        query = sa.select(Kildested, getattr(model, column)).join(
            model, getattr(model, "kilde") == Kildested.kode  # noqa: B009 mypy knows no columns on a class
        )
        for sted, om in session.execute(query):
            yield sted, hvad, om


def _first_line(linjer: str) -> int:
    digits = linjer.split("-")[0].split(",")[0].strip()
    return int(digits) if digits.isdigit() else 0


def _documents_of(session: Session, valg: Filter) -> set[str]:
    """Return the documents that the plan, or anything said of its elements, is taken from."""
    own = select(Element.kode).where(Element.plan == valg.plan)
    tables = [table_of(model) for model in FACTS if "element" in model.model_fields]
    places = sa.union(
        sa.select(col(Plan.kilde)).where(col(Plan.kode) == valg.plan),
        sa.select(col(Element.kilde)).where(col(Element.plan) == valg.plan),
        *(sa.select(table.c.kilde).where(table.c.element.in_(own)) for table in tables),
        select(ElementKobling.kilde).where(col(ElementKobling.fra).in_(own)),
        *(
            sa.select(col(part.kilde)).join(whole, link).where(col(whole.element).in_(own))
            for part, whole, link in (
                (Budgetbeloeb, Budgetlinje, col(Budgetbeloeb.linje) == Budgetlinje.kode),
                (Milepaelsdato, Milepael, col(Milepaelsdato.milepael) == Milepael.kode),
                (Risikovurdering, Risiko, col(Risikovurdering.risiko) == Risiko.kode),
            )
        ),
    )
    query = select(Kildested.dokument).where(col(Kildested.kode).in_(sa.select(places.subquery().c.kilde)))
    return set(session.exec(query.distinct()))


def documents(session: Session, valg: Filter) -> list[DokumentRow]:
    """Return the plan's documents with the number of facts taken from each."""
    counts: dict[str, int] = {}
    for fact in facts(session, valg):
        counts[fact.dokument] = counts.get(fact.dokument, 0) + 1
    query = select(Dokument).where(col(Dokument.kode).in_(_documents_of(session, valg)))
    return [
        DokumentRow(
            d.kode,
            d.titel,
            d.kort_navn,
            d.art,
            d.udgiver,
            d.dato,
            d.sagsnr,
            d.filnavn,
            d.fuldstaendighed,
            counts.get(d.kode, 0),
        )
        for d in session.exec(query.order_by(col(Dokument.kode)))
    ]


def places(session: Session, valg: Filter) -> dict[str, str]:  # noqa: ARG001 every query takes a Filter
    """Return what each place is called for a reader: 'Status april 2020, linje 44-46'."""
    query = select(Kildested, Dokument.kort_navn).join(Dokument, col(Dokument.kode) == Kildested.dokument)
    return {sted.kode: _called(sted, navn) for sted, navn in session.exec(query)}


def _called(sted: Kildested, navn: str) -> str:
    return navn if sted.linjer == "-" else f"{navn}, linje {sted.linjer.replace('-', '–')}"


def indicators(session: Session, valg: Filter) -> list[IndikatorRow]:  # noqa: ARG001 every query takes a Filter
    """Return the definitions in their fixed order."""
    query = select(Indikator).order_by(col(Indikator.orden), col(Indikator.kode))
    return [
        IndikatorRow(
            i.kode,
            i.navn,
            i.beskrivelse,
            i.taeller,
            i.naevner,
            i.opgoerelsesniveau,
            i.art.value,
            i.retning.value,
            i.grundlag,
            i.kildegrad,
            i.kilde,
        )
        for i in session.exec(query)
    ]


def glossary(session: Session, valg: Filter) -> list[BegrebRow]:  # noqa: ARG001 every query takes a Filter
    """Return the glossary."""
    return [BegrebRow(b.term, b.forklaring, b.kildegrad, b.kilde) for b in session.exec(select(Begreb))]


def freshness(session: Session, valg: Filter) -> StandRow:
    """Return how fresh what the reader sees is."""
    codes = _documents_of(session, valg)
    newest = session.exec(
        select(Dokument)
        .where(col(Dokument.kode).in_(codes), col(Dokument.dato).is_not(None))
        .order_by(col(Dokument.dato).desc())
    ).first()
    last = session.exec(select(func.max(Indlaesning.nummer))).one()
    upload = session.get(Indlaesning, last) if last else None
    return StandRow(
        newest.kort_navn if newest else None,
        newest.dato if newest else None,
        upload.tidspunkt if upload else None,
        upload.kvittering if upload else None,
    )


def cited_models() -> set[type[SQLModel]]:
    """Return the models whose facts the source page shows."""
    return set(FACTS)
