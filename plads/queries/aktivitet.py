"""What surrounds activity: the counted indicators, named forløb, forventningstal, postings."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from plads.filters import Filter
from plads.models.forloeb import Forloeb, ForloebHistorik, Forloebstatus, Forloebstype
from plads.models.indikator import Aktivitet, Forventningsart, Forventningstal, Indikator, Indikatorart
from plads.models.organisation import Enhed, EnhedNavn, Enhedstype, Navneart
from plads.models.plan import Plan
from plads.models.proveniens import Indlaesning
from plads.queries.forloeb import carriers
from plads.retning import Retning


class TaltRow(NamedTuple):
    """An indicator that is counted month by month."""

    kode: str
    navn: str
    ental: str
    beskrivelse: str
    taeller: str
    art: Indikatorart
    opgoerelsesniveau: str
    kildegrad: str
    kilde: str | None
    retning: Retning


class NavngivetRow(NamedTuple):
    """A forløb on a named school, with its newest reported status. `hoved` are the main elements that carry it."""

    type: str
    typenavn: str
    hoved: tuple[str, ...]
    enhed: str
    skole: str
    skoleaar: str
    klasser: int | None
    planlagt: str
    start: str
    start_fra: date | None
    status: Forloebstatus
    ny_dato: str
    ny_fra: date | None
    opgjort: date | None
    eksempel: bool

    @property
    def begyndt(self) -> date | None:
        """Return the day it began; None for what has not begun or whose beginning is not known."""
        return self.start_fra


class ForventningRow(NamedTuple):
    """What an område is expected to reach in a year, as one report said. `antal` is scaled by `decimaler`."""

    indikator: str
    navn: str
    taeller: str
    er_andel: bool
    enhed: str
    omraade: str
    aar: int
    art: Forventningsart
    version: str
    gaelder_fra: date
    antal: int | None
    decimaler: int
    eksempel: bool


def counted(session: Session, valg: Filter) -> list[TaltRow]:  # noqa: ARG001 every query takes a Filter
    """Return the indicators for which any month has been reported, in their fixed order."""
    codes = select(Aktivitet.indikator).distinct()
    query = select(Indikator).where(col(Indikator.kode).in_(codes), col(Indikator.art) != Indikatorart.ANDEL)
    return [
        TaltRow(
            i.kode,
            i.navn,
            i.ental,
            i.beskrivelse,
            i.taeller,
            i.art,
            i.opgoerelsesniveau,
            i.kildegrad,
            i.kilde,
            i.retning,
        )
        for i in session.exec(query.order_by(col(Indikator.orden), col(Indikator.kode)))
    ]


def named(session: Session, valg: Filter) -> list[NavngivetRow]:
    """Return the forløb on named schools of the plan's municipality, narrowed to the chosen elements and years."""
    shares = carriers(session, valg)
    newest = _newest(session)
    query = (
        select(Forloeb, Forloebstype.navn, EnhedNavn.navn, Indlaesning.eksempel)
        .join(Forloebstype, col(Forloebstype.kode) == Forloeb.type)
        .join(Enhed, col(Enhed.kode) == Forloeb.enhed)
        .join(EnhedNavn, (col(EnhedNavn.enhed) == Enhed.kode) & (col(EnhedNavn.art) == Navneart.OFFICIELT))
        .join(Indlaesning, col(Indlaesning.nummer) == Forloeb.indlaesning)
        .where(col(Enhed.kommune).in_(select(Plan.kommune).where(Plan.kode == valg.plan)))
        .order_by(col(Forloeb.skoleaar), col(Forloebstype.navn), col(EnhedNavn.navn), col(Forloeb.loebenr))
    )
    rows = []
    for row, typenavn, skole, eksempel in session.exec(query):
        hoved = shares.get(row.type, ())
        if valg.indsatser and not set(hoved) & set(valg.indsatser):
            continue
        if valg.skoleaar and row.skoleaar not in valg.skoleaar:
            continue
        rows.append(_named(row, typenavn, hoved, skole, newest.get(_key(row)), eksempel))
    return rows


def _named(  # noqa: PLR0913 one row of a join
    row: Forloeb, typenavn: str, hoved: tuple[str, ...], skole: str, last: ForloebHistorik | None, eksempel: bool
) -> NavngivetRow:
    return NavngivetRow(
        row.type,
        typenavn,
        hoved,
        row.enhed,
        skole,
        row.skoleaar,
        row.klasser,
        row.planlagt_tekst or "",
        row.start_tekst or "",
        row.start_fra,
        last.status if last else Forloebstatus.PLANLAGT,
        (last.ny_dato_tekst or "") if last else "",
        last.ny_dato_fra if last else None,
        last.opgjort if last else None,
        eksempel,
    )


def _key(row: Forloeb | ForloebHistorik) -> tuple[str, str, str, int]:
    return row.type, row.enhed, row.skoleaar, row.loebenr


def _newest(session: Session) -> dict[tuple[str, str, str, int], ForloebHistorik]:
    """Return the newest report of each forløb."""
    rows = session.exec(select(ForloebHistorik).order_by(col(ForloebHistorik.opgjort)))
    return {_key(row): row for row in rows}


def expected(session: Session, valg: Filter) -> list[ForventningRow]:
    """Return every forventningstal of the områder of the plan's municipality, all versions, oldest first."""
    query = (
        select(Forventningstal, Indikator, EnhedNavn.navn, Indlaesning.eksempel)
        .join(Indikator, col(Indikator.kode) == Forventningstal.indikator)
        .join(Enhed, col(Enhed.kode) == Forventningstal.enhed)
        .join(EnhedNavn, (col(EnhedNavn.enhed) == Enhed.kode) & (col(EnhedNavn.art) == Navneart.OFFICIELT))
        .join(Indlaesning, col(Indlaesning.nummer) == Forventningstal.indlaesning)
        .where(
            Enhed.type == Enhedstype.OMRAADE,
            col(Enhed.kommune).in_(select(Plan.kommune).where(Plan.kode == valg.plan)),
        )
        .order_by(col(Forventningstal.aar), col(Forventningstal.gaelder_fra), col(EnhedNavn.navn))
    )
    return [
        ForventningRow(
            f.indikator,
            i.navn,
            i.taeller,
            i.art is Indikatorart.ANDEL,
            f.enhed,
            navn,
            f.aar,
            f.art,
            f.version,
            f.gaelder_fra,
            f.antal,
            i.decimaler,
            eksempel,
        )
        for f, i, navn, eksempel in session.exec(query)
        if not valg.aar or f.aar in valg.aar
    ]
