"""How the cases of a school spread over class levels in a school year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from plads.filters import Filter
from plads.models.indikator import Indikator, Indikatorart, Trintal
from plads.models.organisation import Enhed
from plads.models.plan import Plan
from plads.models.proveniens import Indlaesning
from plads.periods import skoleaar_interval
from plads.serier import Periode, Trin


class TrintalRow(NamedTuple):
    """How many cases of an indicator there were on a class level, from the first to the last month that has any.

    Of a stock it is the number in the last month, which then is both.
    """

    indikator: str
    navn: str
    orden: int
    art: Indikatorart
    trin: str
    antal: int
    foerste: Periode
    sidste: Periode
    eksempel: bool

    @property
    def er_beholdning(self) -> bool:
        """Return whether it is what there was at one time, not what happened in the months."""
        return self.art is Indikatorart.BEHOLDNING


class _Tal(NamedTuple):
    maaned: int
    indikator: Indikator
    enhed: str
    trin: str
    antal: int
    eksempel: bool


def levels(session: Session, valg: Filter) -> list[TrintalRow]:
    """Return the cases of the chosen schools in the chosen school years, by indicator and level.

    Nothing without a school year: the table is looked up by month.
    """
    grouped: dict[str, list[_Tal]] = {}
    for tal in _counted(session, valg):
        grouped.setdefault(tal.indikator.kode, []).append(tal)
    rows = [row for tals in grouped.values() for row in _rows(tals)]
    return sorted(rows, key=lambda row: (row.orden, row.indikator, row.trin))


def _counted(session: Session, valg: Filter) -> Iterable[_Tal]:
    query = (
        sa.select(
            col(Trintal.maaned), Indikator, col(Trintal.enhed), col(Trintal.trin), col(Trintal.antal),
            col(Indlaesning.eksempel),
        )
        .join(Indikator, col(Indikator.kode) == col(Trintal.indikator))
        .join(Enhed, col(Enhed.kode) == col(Trintal.enhed))
        .join(Indlaesning, col(Indlaesning.nummer) == col(Trintal.indlaesning))
        .where(
            col(Trintal.maaned).in_(_months(valg)),
            # All of them by name, so that the primary key is looked up and not read through.
            col(Trintal.indikator).in_(sa.select(col(Indikator.kode))),
            col(Enhed.kommune).in_(sa.select(col(Plan.kommune)).where(col(Plan.kode) == valg.plan)),
        )
    )  # fmt: skip
    if valg.skoler:
        query = query.where(col(Trintal.enhed).in_(valg.skoler))
    if valg.indikatorer:
        query = query.where(col(Trintal.indikator).in_(valg.indikatorer))
    return (_Tal(*row) for row in session.execute(query))


def _months(valg: Filter) -> list[int]:
    starts = [skoleaar_interval(skoleaar)[0].year for skoleaar in valg.skoleaar]
    return [(year + nr // 12) * 100 + nr % 12 + 1 for year in starts for nr in range(7, 19)]


def _rows(tals: Iterable[_Tal]) -> Iterable[TrintalRow]:
    """Give one indicator's levels: flows added up, a stock as it last was on each school."""
    used = list(tals)
    indikator = used[0].indikator
    if indikator.art is Indikatorart.BEHOLDNING:
        last: dict[str, int] = {}
        for tal in used:
            last[tal.enhed] = max(tal.maaned, last.get(tal.enhed, 0))
        used = [tal for tal in used if tal.maaned == last[tal.enhed]]
    ends = [_month(pick(tal.maaned for tal in used)) for pick in (min, max)]
    for trin in {tal.trin for tal in used}:
        of_level = [tal for tal in used if tal.trin == trin]
        antal, eksempel = sum(tal.antal for tal in of_level), any(tal.eksempel for tal in of_level)
        yield TrintalRow(
            indikator.kode, indikator.navn, indikator.orden, indikator.art, trin, antal, ends[0], ends[1], eksempel
        )


def _month(maaned: int) -> Periode:
    return Periode(maaned // 100 * 12 + maaned % 100 - 1, Trin.MAANED)
