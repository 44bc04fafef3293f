"""The uploads: who brought what and when, what it changed, what was noticed, and whether it still counts."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from plads.filters import Filter
from plads.models.proveniens import Fund, Grad, Indlaesning, Indlaesningsart

# Fact files belong to the product: their newest edition is loaded at every start.
ARBEJDSMAPPER = frozenset(Indlaesningsart) - {
    Indlaesningsart.FAELLES,
    Indlaesningsart.PLAN,
    Indlaesningsart.FORTRYD,
}
_LAYOUT = re.compile(r"(L\d+) ?(.*)", re.DOTALL)


class Status(StrEnum):
    """Whether what an upload wrote still counts."""

    GAELDENDE = "gaeldende"
    FORTRUDT = "fortrudt"
    FORTRYDELSE = "fortrydelse"


class IndlaesningRow(NamedTuple):
    """An upload, or the undoing of one. `fortrudt_af` and `fortryder` are receipts."""

    nummer: int
    kvittering: str
    art: Indlaesningsart
    omfang: str
    filnavn: str
    sha256: str
    tidspunkt: datetime
    bruger: str
    rolle: str
    nye: int
    aendrede: int
    uaendrede: int
    fjernede: int
    eksempel: bool
    fejl: int
    advarsler: int
    oplysninger: int
    fortrudt_af: str | None
    fortryder: str | None

    @property
    def status(self) -> Status:
        """Return whether it still counts."""
        if self.fortryder:
            return Status.FORTRYDELSE
        return Status.FORTRUDT if self.fortrudt_af else Status.GAELDENDE

    @property
    def er_arbejdsmappe(self) -> bool:
        """Return whether somebody uploaded it; only that can be undone here."""
        return self.art in ARBEJDSMAPPER

    @property
    def layout(self) -> str:
        """Return the layout it was read as, such as 'L01'; empty for what is no workbook."""
        found = _LAYOUT.fullmatch(self.omfang)
        return found[1] if found else ""

    @property
    def periode(self) -> str:
        """Return the period it is about, in the reader's words; empty where it has none."""
        found = _LAYOUT.fullmatch(self.omfang)
        return found[2] if found else ""

    @property
    def tilbage(self) -> Tilbage:
        """Return what undoing it would do."""
        return Tilbage(self.aendrede, self.nye, self.fjernede)


class Tilbage(NamedTuple):
    """What an undo does: values that become what they were, new ones that go, removed ones that come back."""

    aendres: int
    forsvinder: int
    kommer_igen: int


class FundRow(NamedTuple):
    """Something noticed in an uploaded file."""

    nr: int
    grad: Grad
    ark: str
    celle: str
    besked: str


class Samme(NamedTuple):
    """The upload that already holds a file."""

    kvittering: str
    tidspunkt: datetime
    bruger: str
    filnavn: str


def uploads(session: Session, valg: Filter) -> list[IndlaesningRow]:  # noqa: ARG001 every query takes a Filter
    """Return every upload, newest first."""
    undoing, undone, fund = aliased(Indlaesning), aliased(Indlaesning), _findings_per_upload()
    query = (
        sa.select(
            Indlaesning,
            *(func.coalesce(fund.c[grad.value], 0) for grad in Grad),
            col(undoing.kvittering),
            col(undone.kvittering),
        )
        .outerjoin(fund, fund.c.indlaesning == col(Indlaesning.nummer))
        .outerjoin(undoing, col(undoing.fortryder) == col(Indlaesning.nummer))
        .outerjoin(undone, col(undone.nummer) == col(Indlaesning.fortryder))
        .order_by(col(Indlaesning.nummer).desc())
    )
    return [_row(*found) for found in session.execute(query)]


def _findings_per_upload() -> sa.Subquery:
    counts = (func.count().filter(col(Fund.grad) == grad).label(grad.value) for grad in Grad)
    return sa.select(col(Fund.indlaesning), *counts).group_by(col(Fund.indlaesning)).subquery()


def _row(  # noqa: PLR0913 one row of a join
    entry: Indlaesning, fejl: int, advarsler: int, oplysninger: int, fortrudt_af: str | None, fortryder: str | None
) -> IndlaesningRow:
    return IndlaesningRow(
        entry.nummer,
        entry.kvittering,
        entry.art,
        entry.omfang,
        entry.filnavn,
        entry.sha256,
        entry.tidspunkt,
        entry.bruger,
        entry.rolle,
        entry.nye,
        entry.aendrede,
        entry.uaendrede,
        entry.fjernede,
        entry.eksempel,
        fejl,
        advarsler,
        oplysninger,
        fortrudt_af,
        fortryder,
    )


def findings(session: Session, kvittering: str) -> list[FundRow]:
    """Return what was noticed in the file of one receipt, in the order it was noticed."""
    query = (
        select(Fund)
        .join(Indlaesning, col(Indlaesning.nummer) == Fund.indlaesning)
        .where(Indlaesning.kvittering == kvittering)
        .order_by(col(Fund.nr))
    )
    return [FundRow(fund.nr, fund.grad, fund.ark, fund.celle, fund.besked) for fund in session.exec(query)]


def same_file(session: Session, sha256: str) -> Samme | None:
    """Return the newest upload of exactly this file that still counts."""
    undone = select(Indlaesning.fortryder).where(col(Indlaesning.fortryder).is_not(None))
    query = (
        select(Indlaesning)
        .where(
            Indlaesning.sha256 == sha256,
            Indlaesning.art != Indlaesningsart.FORTRYD,
            col(Indlaesning.nummer).not_in(undone),
        )
        .order_by(col(Indlaesning.nummer).desc())
    )
    found = session.exec(query).first()
    return Samme(found.kvittering, found.tidspunkt, found.bruger, found.filnavn) if found else None
