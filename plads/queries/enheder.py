"""The units of a plan's municipality: områder, schools and institutions, by the names people know."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from plads.filters import Filter
from plads.models.organisation import Enhed, EnhedNavn, Enhedstype, Navneart, Tilknytning, Tilknytningsart
from plads.models.plan import Plan
from plads.models.proveniens import Indlaesning
from plads.text import sorteringsnoegle

SKOLER = (Enhedstype.SKOLE, Enhedstype.SPECIALSKOLE, Enhedstype.DAGINSTITUTION)
TYPENAVNE = {
    Enhedstype.SKOLE: "Almenskole",
    Enhedstype.SPECIALSKOLE: "Specialskole",
    Enhedstype.DAGINSTITUTION: "Daginstitution",
    Enhedstype.HOVEDINSTITUTION: "Hovedinstitution",
}


class EnhedRow(NamedTuple):
    """A unit. `omraade`, `klynge` and `hovedinstitution` are what it belongs to last; `eksempel` means made up."""

    kode: str
    type: Enhedstype
    navn: str
    institutionsnr: str | None
    omraade: str | None
    klynge: str | None
    hovedinstitution: str | None
    gyldig_fra: date | None
    gyldig_til: date | None
    eksempel: bool

    @property
    def er_skole(self) -> bool:
        """Return whether activity is counted on it: a school, a special school, an institution."""
        return self.type in SKOLER

    @property
    def noegle(self) -> str:
        """Return what links call it: an område its name, everything else its number or code."""
        return self.navn if self.type is Enhedstype.OMRAADE else self.institutionsnr or self.kode

    @property
    def typenavn(self) -> str:
        """Return its kind in words."""
        return TYPENAVNE.get(self.type, self.type.value)


def municipality(session: Session, valg: Filter) -> EnhedRow | None:
    """Return the municipality of the plan; None when the plan is unknown."""
    found = _rows(session, col(Enhed.kode).in_(_own(valg)))
    return found[0] if found else None


def units(session: Session, valg: Filter) -> list[EnhedRow]:
    """Return the units of the plan's municipality as a Danish reader sorts them; itself not included."""
    kinds = (Enhedstype.OMRAADE, Enhedstype.KLYNGE, Enhedstype.HOVEDINSTITUTION, *SKOLER)
    rows = _rows(session, col(Enhed.kommune).in_(_own(valg)) & col(Enhed.type).in_(kinds))
    return sorted(rows, key=lambda row: sorteringsnoegle(row.navn))


def _own(valg: Filter) -> SelectOfScalar[str]:
    return select(Plan.kommune).where(Plan.kode == valg.plan)


def _rows(session: Session, which: sa.ColumnElement[bool]) -> list[EnhedRow]:
    above = _memberships(session, which)
    query = (
        select(Enhed, EnhedNavn.navn, Indlaesning.eksempel)
        .join(EnhedNavn, col(EnhedNavn.enhed) == Enhed.kode)
        .join(Indlaesning, col(Indlaesning.nummer) == Enhed.indlaesning)
        .where(EnhedNavn.art == Navneart.OFFICIELT, which)
        .order_by(col(EnhedNavn.gyldig_fra))
    )
    # The newest official name is the one shown, whatever the unit was called before.
    rows = {unit.kode: (unit, navn, eksempel) for unit, navn, eksempel in session.exec(query)}
    return [
        EnhedRow(
            unit.kode,
            unit.type,
            navn,
            unit.institutionsnr,
            above.get((unit.kode, Tilknytningsart.OMRAADE)),
            above.get((unit.kode, Tilknytningsart.KLYNGE)),
            above.get((unit.kode, Tilknytningsart.HOVEDINSTITUTION)),
            unit.gyldig_fra,
            unit.gyldig_til,
            eksempel,
        )
        for unit, navn, eksempel in rows.values()
    ]


def _memberships(session: Session, which: sa.ColumnElement[bool]) -> dict[tuple[str, Tilknytningsart], str]:
    """Return what each unit belongs to last, by kind of membership."""
    query = select(Tilknytning).join(Enhed, col(Enhed.kode) == Tilknytning.barn).where(which)
    return {(row.barn, row.art): row.foraelder for row in session.exec(query.order_by(col(Tilknytning.gyldig_fra)))}
