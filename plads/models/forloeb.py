"""Forløb on schools: the named ones, and the ones a source only counts."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from plads.models.base import Fakta, Raekke, choice, ordered, state_matches
from plads.tilstand import Tilstand

SKOLEAAR = r"^\d{4}/\d{2}$"


class Forloebstatus(StrEnum):
    """How far a forløb is."""

    PLANLAGT = "planlagt"
    IGANGSAT = "igangsat"
    FORSINKET = "forsinket"
    UDSKUDT = "udskudt"
    STOPPET = "stoppet"
    AFSLUTTET = "afsluttet"


class Forloebstype(Raekke, table=True):
    """A kind of forløb, e.g. co-teaching."""

    kode: str = Field(primary_key=True, max_length=40)
    navn: str


class ForloebstypeElement(Fakta, table=True):
    """Which elements pay for or carry a kind of forløb; several may share one."""

    __tablename__ = "forloebstype_element"

    type: str = Field(primary_key=True, foreign_key="forloebstype.kode")
    element: str = Field(primary_key=True, foreign_key="element.kode")


class Forloeb(Fakta, table=True):
    """One forløb at one named unit in one school year."""

    type: str = Field(primary_key=True, foreign_key="forloebstype.kode")
    enhed: str = Field(primary_key=True, foreign_key="enhed.kode")
    skoleaar: str = Field(primary_key=True, max_length=7, schema_extra={"pattern": SKOLEAAR})
    loebenr: int = Field(primary_key=True, default=1, ge=1)
    klasser: int | None = Field(default=None, ge=0)
    planlagt_tekst: str | None = None
    planlagt_fra: date | None = None
    planlagt_til: date | None = None
    start_tekst: str | None = None
    start_fra: date | None = None
    start_til: date | None = None
    slut: date | None = None


class ForloebHistorik(Fakta, table=True):
    """The state of a named forløb as reported at a date."""

    __tablename__ = "forloeb_historik"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["type", "enhed", "skoleaar", "loebenr"],
            ["forloeb.type", "forloeb.enhed", "forloeb.skoleaar", "forloeb.loebenr"],
        ),
    )

    type: str = Field(primary_key=True)
    enhed: str = Field(primary_key=True)
    skoleaar: str = Field(primary_key=True, max_length=7)
    loebenr: int = Field(primary_key=True, default=1)
    opgjort: date = Field(primary_key=True)
    status: Forloebstatus = choice(Forloebstatus)
    ny_dato_tekst: str | None = None
    ny_dato_fra: date | None = None
    ny_dato_til: date | None = None
    aarsag: str | None = None


class Forloebstaelling(Fakta, table=True):
    """Forløb that a source counts without naming the schools. `type` None means: of all kinds."""

    __table_args__ = (
        state_matches("antal"),
        ordered("ny_dato_fra", "ny_dato_til"),
        ordered("forsinket_min_mdr", "forsinket_maks_mdr"),
    )

    kode: str = Field(primary_key=True, max_length=60)
    element: str = Field(foreign_key="element.kode", index=True)
    type: str | None = Field(default=None, foreign_key="forloebstype.kode", index=True)
    taelleenhed: str
    skoleaar: str | None = Field(default=None, max_length=7, schema_extra={"pattern": SKOLEAAR})
    status: Forloebstatus = choice(Forloebstatus)
    antal: int | None = Field(default=None, ge=0)
    tilstand: Tilstand = choice(Tilstand, default=Tilstand.OPLYST)
    ny_dato_tekst: str | None = None
    ny_dato_fra: date | None = None
    ny_dato_til: date | None = None
    slut_tekst: str | None = None
    forsinket_min_mdr: int | None = Field(default=None, ge=0)
    forsinket_maks_mdr: int | None = Field(default=None, ge=0)
    opgjort: date
    note: str | None = None
