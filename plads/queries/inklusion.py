"""The inclusion rate of municipalities, a public statistic, beside the plan's own figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlmodel import Session, col, select

from plads.filters import Filter
from plads.models.indikator import Indikator, Periodeart, Vaerdi
from plads.models.organisation import Enhed, EnhedNavn, Enhedstype, Navneart
from plads.models.plan import Plan
from plads.periods import skoleaar_of
from plads.serier import Periode, Serie, Trin, maaned_nr, periode_om
from plads.tables import Celle
from plads.text import sorteringsnoegle
from plads.tilstand import Tilstand

HELE_LANDET = "dk"
# The two ways of counting differ (for København by half a point), so a value is only ever compared inside one.
INDIKATOR = {"institution": "inklusionsgrad", "bopael": "inklusionsgrad_bopael"}

SeriesQuery = Callable[[Session, Filter], list[Serie]]


class InklusionRow(NamedTuple):
    """A unit's inclusion rate in a school year: a ratio 0..1, or None and the state that says why.

    `taeller` of `naevner` pupils are not in segregated special education; None where the source has no counts.
    """

    enhed: str
    navn: str
    skoleaar: str
    grundlag: str
    andel: float | None
    tilstand: Tilstand
    taeller: int | None
    naevner: int | None
    kilde: str
    opgjort: date
    fra: date

    @property
    def segregeringsgrad(self) -> float | None:
        """Return the share in segregated special education: 1 minus the inclusion rate."""
        return None if self.andel is None else float(1 - Decimal(str(self.andel)))

    @property
    def segregerede(self) -> int | None:
        """Return how many pupils are in segregated special education."""
        return None if self.taeller is None or self.naevner is None else self.naevner - self.taeller

    @property
    def celle(self) -> Celle:
        """Return the ratio, or the state that stands in its place."""
        return self.tilstand if self.andel is None else self.andel


def rates(session: Session, valg: Filter) -> list[InklusionRow]:
    """Return the rates of the plan's municipality, the country and the chosen ones (codes), by basis and year.

    The plan's own comes first. Of a rate that was published more than once only the newest is given.
    """
    own = _own(session, valg)
    rows = _newest(session, {own, HELE_LANDET, *valg.kommune})
    first = {own: 0, HELE_LANDET: 1}
    rows = [row for row in rows if not valg.skoleaar or row.skoleaar in valg.skoleaar]
    bases = list(INDIKATOR)
    return sorted(
        rows, key=lambda r: (bases.index(r.grundlag), first.get(r.enhed, 2), sorteringsnoegle(r.navn), r.enhed, r.fra)
    )


def series(session: Session, valg: Filter, grundlag: str) -> list[Serie]:
    """Return one curve per unit over school years, values as ratios; the plan's own municipality first.

    All curves share their years, from the first that is known of any of them to the last; a year that the source
    does not tell of a unit is ikke_oplyst.
    """
    by_unit: dict[str, list[InklusionRow]] = {}
    for row in rates(session, valg):
        if row.grundlag == grundlag:
            by_unit.setdefault(row.enhed, []).append(row)
    perioder = _years(row.fra for rows in by_unit.values() for row in rows)
    return [_serie(rows, perioder) for rows in by_unit.values()]


def by_school(session: Session, valg: Filter) -> list[Serie]:
    """Return the curves counted by the municipality the school lies in."""
    return series(session, valg, "institution")


def by_residence(session: Session, valg: Filter) -> list[Serie]:
    """Return the curves counted by the municipality the pupil lives in."""
    return series(session, valg, "bopael")


def series_of(grundlag: str) -> SeriesQuery:
    """Return the query of one basis, «institution» or «bopael»; raise KeyError for any other."""
    return {"institution": by_school, "bopael": by_residence}[grundlag]


def municipalities(session: Session, valg: Filter) -> dict[str, str]:
    """Return the short names, by code, of the other municipalities that have a rate, as a Danish reader sorts them."""
    own = _own(session, valg)
    query = (
        select(Vaerdi.enhed)
        .join(Enhed, col(Enhed.kode) == Vaerdi.enhed)
        .where(
            col(Vaerdi.indikator).in_(INDIKATOR.values()), Enhed.type == Enhedstype.KOMMUNE, col(Vaerdi.enhed) != own
        )
        .distinct()
    )
    names = _short_names(session, session.exec(query).all())
    return dict(sorted(names.items(), key=lambda pair: sorteringsnoegle(pair[1])))


def _own(session: Session, valg: Filter) -> str:
    return session.exec(select(Plan.kommune).where(Plan.kode == valg.plan)).first() or ""


def _newest(session: Session, codes: Iterable[str]) -> list[InklusionRow]:
    names = _short_names(session, codes)
    query = (
        select(Vaerdi, Indikator.decimaler)
        .join(Indikator, col(Indikator.kode) == Vaerdi.indikator)
        .where(col(Vaerdi.enhed).in_(names), Vaerdi.periodeart == Periodeart.SKOLEAAR)
        .order_by(col(Vaerdi.opgjort))
    )
    # A later publication of the same year takes the place of an earlier one.
    rows = {
        (value.enhed, value.grundlag, value.fra): _row(value, decimaler, names[value.enhed])
        for value, decimaler in session.exec(query)
        if INDIKATOR.get(value.grundlag) == value.indikator
    }
    return list(rows.values())


def _row(value: Vaerdi, decimaler: int, navn: str) -> InklusionRow:
    return InklusionRow(
        value.enhed,
        navn,
        skoleaar_of(value.fra),
        value.grundlag,
        None if value.antal is None else value.antal / 10**decimaler,
        value.tilstand,
        value.taeller,
        value.naevner,
        value.kilde or "",
        value.opgjort,
        value.fra,
    )


def _short_names(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """Return what each known unit is called in a list or a chart: the short form its official name begins with."""
    query = select(EnhedNavn).where(col(EnhedNavn.enhed).in_(codes)).order_by(col(EnhedNavn.gyldig_fra))
    names = session.exec(query.order_by(col(EnhedNavn.navn))).all()
    official = {name.enhed: name.navn for name in names if name.art is Navneart.OFFICIELT}
    short = {
        name.enhed: name.navn
        for name in names
        if name.art is Navneart.KORTFORM and official.get(name.enhed, "").startswith(name.navn)
    }
    return official | short


def _years(days: Iterable[date]) -> tuple[Periode, ...]:
    months = [maaned_nr(day) for day in days]
    return tuple(periode_om(nr, Trin.SKOLEAAR) for nr in range(min(months), max(months) + 1, 12)) if months else ()


def _serie(rows: list[InklusionRow], perioder: tuple[Periode, ...]) -> Serie:
    cells = {maaned_nr(row.fra): row.celle for row in rows}
    vaerdier = tuple(cells.get(periode.foerste, Tilstand.IKKE_OPLYST) for periode in perioder)
    return Serie(rows[0].navn, perioder, vaerdier, tuple(0 for _ in perioder))
