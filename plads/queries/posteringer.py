"""What has been booked: postings added up per PSP element and year."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from plads.filters import Filter
from plads.models.oekonomi import Postering
from plads.models.plan import Plan
from plads.models.proveniens import Indlaesning


class BogfoertRow(NamedTuple):
    """What is booked on one PSP element in one year, in øre: debit less credit."""

    psp: str
    tekst: str
    aar: int
    oere: int
    antal: int
    eksempel: bool


def booked(session: Session, valg: Filter) -> list[BogfoertRow]:
    """Return what the plan's municipality has booked, by year and PSP element; only the chosen years."""
    query = (
        sa.select(
            col(Postering.psp),
            func.max(col(Postering.psp_tekst)),
            col(Postering.aar),
            func.sum(col(Postering.oere)),
            func.count(),
            func.count().filter(col(Indlaesning.eksempel)),
        )
        .join(Indlaesning, col(Indlaesning.nummer) == Postering.indlaesning)
        .where(col(Postering.kommune).in_(select(Plan.kommune).where(Plan.kode == valg.plan)))
        .group_by(col(Postering.psp), col(Postering.aar))
        .order_by(col(Postering.aar), col(Postering.psp))
    )
    return [
        BogfoertRow(psp, tekst or "", aar, int(oere), antal, made_up > 0)
        for psp, tekst, aar, oere, antal, made_up in session.execute(query)
        if not valg.aar or aar in valg.aar
    ]
