"""Unit prices: what one more of what an indicator counts costs in a year."""

from __future__ import annotations

from typing import NamedTuple

from sqlmodel import Session, col, select

from plads.filters import Filter
from plads.models.oekonomi import Enhedspris
from plads.models.plan import Plan
from plads.models.proveniens import Indlaesning


class PrisRow(NamedTuple):
    """A unit price in øre, in the prices of `prisniveau`; `grundlag` says how it was found."""

    indikator: str
    aar: int
    prisniveau: int
    oere: int
    grundlag: str
    kilde: str | None
    eksempel: bool


def prices(session: Session, valg: Filter) -> list[PrisRow]:
    """Return the unit prices of the plan's municipality, the newest year first."""
    query = (
        select(Enhedspris, Indlaesning.eksempel)
        .join(Indlaesning, col(Indlaesning.nummer) == Enhedspris.indlaesning)
        .where(col(Enhedspris.kommune).in_(select(Plan.kommune).where(Plan.kode == valg.plan)))
        .order_by(col(Enhedspris.aar).desc(), col(Enhedspris.indikator))
    )
    return [
        PrisRow(p.indikator, p.aar, p.prisniveau, p.oere, p.grundlag, p.kilde, eksempel)
        for p, eksempel in session.exec(query)
    ]
