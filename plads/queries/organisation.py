"""The register: schools with the area they belong to today."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from plads.models.organisation import (
    Enhed,
    EnhedNavn,
    Enhedstype,
    Navneart,
    Tilknytning,
    Tilknytningsart,
)

SCHOOLS = (Enhedstype.SKOLE, Enhedstype.SPECIALSKOLE, Enhedstype.DAGINSTITUTION)


class SkoleRow(NamedTuple):
    """One unit of the register; `omraade` is empty when no membership holds."""

    institutionsnr: str
    navn: str
    omraade: str
    type: str


def schools(session: Session, dag: date | None = None) -> list[SkoleRow]:
    """Return the schools and institutions with the area of a day (today), by number."""
    dag = dag or date.today()  # noqa: DTZ011 a school belongs to an area on a calendar day
    area = aliased(EnhedNavn)
    member = (
        (col(Tilknytning.barn) == Enhed.kode)
        & (col(Tilknytning.art) == Tilknytningsart.OMRAADE)
        & (col(Tilknytning.gyldig_fra) <= dag)
        & (col(Tilknytning.gyldig_til).is_(None) | (col(Tilknytning.gyldig_til) >= dag))
    )
    query = (
        select(Enhed.institutionsnr, EnhedNavn.navn, area.navn, Enhed.type)
        .join(EnhedNavn, (col(EnhedNavn.enhed) == Enhed.kode) & (col(EnhedNavn.art) == Navneart.OFFICIELT))
        .join(Tilknytning, member, isouter=True)
        .join(area, (col(area.enhed) == Tilknytning.foraelder) & (col(area.art) == Navneart.OFFICIELT), isouter=True)
        .where(col(Enhed.type).in_(SCHOOLS))
        .order_by(col(Enhed.institutionsnr), col(Enhed.kode))
    )
    return [SkoleRow(nr or "", navn, omraade or "", str(kind)) for nr, navn, omraade, kind in session.exec(query)]
