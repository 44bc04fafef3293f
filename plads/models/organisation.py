"""The organisation with its history: units, names, membership over time, successors."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from plads.models.base import Raekke, choice, ordered

ALTID = date(1900, 1, 1)


class Enhedstype(StrEnum):
    """What a unit is."""

    KOMMUNE = "kommune"
    FORVALTNING = "forvaltning"
    OMRAADE = "omraade"
    KLYNGE = "klynge"
    SKOLE = "skole"
    SPECIALSKOLE = "specialskole"
    DAGINSTITUTION = "daginstitution"
    HOVEDINSTITUTION = "hovedinstitution"
    CENTER = "center"
    ORGAN = "organ"


class Enhed(Raekke, table=True):
    """A unit. `kode` is the institution number where there is one; names have their own history."""

    __table_args__ = (
        ordered("gyldig_fra", "gyldig_til"),
        sa.CheckConstraint("(type = 'kommune') = (kommune IS NULL)", name="kommune"),
    )

    kode: str = Field(primary_key=True, max_length=60)
    type: Enhedstype = choice(Enhedstype)
    kommune: str | None = Field(default=None, foreign_key="enhed.kode", index=True)
    institutionsnr: str | None = Field(default=None, max_length=6, unique=True)
    gyldig_fra: date | None = None
    gyldig_til: date | None = None


class Navneart(StrEnum):
    """Which kind of name it is; `officielt` is the one shown."""

    OFFICIELT = "officielt"
    KORTFORM = "kortform"
    ALIAS = "alias"
    STAVEVARIANT = "stavevariant"


class EnhedNavn(Raekke, table=True):
    """A name of a unit and the time it was used."""

    __tablename__ = "enhed_navn"
    __table_args__ = (ordered("gyldig_fra", "gyldig_til"),)

    enhed: str = Field(primary_key=True, foreign_key="enhed.kode")
    navn: str = Field(primary_key=True, max_length=200, index=True)
    art: Navneart = choice(Navneart)
    gyldig_fra: date | None = None
    gyldig_til: date | None = None


class Tilknytningsart(StrEnum):
    """How one unit belongs to another."""

    OMRAADE = "omraade"
    KLYNGE = "klynge"
    HOVEDINSTITUTION = "hovedinstitution"
    FORVALTNING = "forvaltning"


class Tilknytning(Raekke, table=True):
    """A unit's membership of another in a period. Two of one kind never overlap (held by accept)."""

    __table_args__ = (
        ordered("gyldig_fra", "gyldig_til"),
        sa.CheckConstraint("barn <> foraelder", name="ikke_sig_selv"),
    )

    barn: str = Field(primary_key=True, foreign_key="enhed.kode")
    art: Tilknytningsart = choice(Tilknytningsart, primary_key=True)
    gyldig_fra: date = Field(default=ALTID, primary_key=True)
    foraelder: str = Field(foreign_key="enhed.kode", index=True)
    gyldig_til: date | None = None


class Efterfoelgerart(StrEnum):
    """Why a unit was followed by another."""

    SAMMENLAEGNING = "sammenlaegning"
    DELING = "deling"
    NAVNESKIFT = "navneskift"
    NEDLAEGGELSE = "nedlaeggelse"


class Efterfoelger(Raekke, table=True):
    """Which unit took over from which, and when."""

    fra: str = Field(primary_key=True, foreign_key="enhed.kode")
    til: str = Field(primary_key=True, foreign_key="enhed.kode")
    dato: date
    art: Efterfoelgerart = choice(Efterfoelgerart)
