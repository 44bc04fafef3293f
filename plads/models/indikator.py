"""Indicators defined the FLIS way, their values per unit and period, expectations, and the glossary."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from plads.models.base import Fakta, Raekke, choice, ordered, state_matches
from plads.retning import Retning
from plads.tilstand import Tilstand


class Indikatorart(StrEnum):
    """How values add up: flows over time and units, stocks over units, shares never."""

    STROEM = "stroem"
    BEHOLDNING = "beholdning"
    ANDEL = "andel"


class Indikator(Fakta, table=True):
    """What is counted. A value is stored as an integer times 10 to the minus `decimaler`."""

    kode: str = Field(primary_key=True, max_length=40)
    navn: str
    ental: str
    beskrivelse: str
    taeller: str
    naevner: str | None = None
    opgoerelsesniveau: str
    art: Indikatorart = choice(Indikatorart)
    retning: Retning = choice(Retning)
    grundlag: str | None = None
    kildegrad: str
    decimaler: int = Field(default=0, ge=0, le=6)
    vedroerer_boern: bool = True
    orden: int = 0


class Periodeart(StrEnum):
    """What a value's period is."""

    DAG = "dag"
    UGE = "uge"
    MAANED = "maaned"
    KVARTAL = "kvartal"
    HALVAAR = "halvaar"
    AAR = "aar"
    SKOLEAAR = "skoleaar"


class Vaerdi(Fakta, table=True):
    """The value of an indicator for a unit in a period, as known at `opgjort`."""

    __table_args__ = (state_matches("antal"), ordered("fra", "til"))

    indikator: str = Field(primary_key=True, foreign_key="indikator.kode")
    enhed: str = Field(primary_key=True, foreign_key="enhed.kode")
    periodeart: Periodeart = choice(Periodeart, primary_key=True)
    fra: date = Field(primary_key=True)
    grundlag: str = Field(default="", primary_key=True, max_length=40)
    opgjort: date = Field(primary_key=True)
    til: date
    antal: int | None = Field(default=None, sa_type=sa.BigInteger)
    taeller: int | None = Field(default=None, sa_type=sa.BigInteger)
    naevner: int | None = Field(default=None, sa_type=sa.BigInteger)
    tilstand: Tilstand = choice(Tilstand, default=Tilstand.OPLYST)


class Aktivitet(Raekke, table=True):
    """What a unit reported of an indicator for one month; a stock is its value at the end of the month.

    Kept apart from `Vaerdi` because it is dense: the cube is built from it (ADR 0015). `maaned` is ÅÅÅÅMM.
    """

    __table_args__ = (
        state_matches("antal"),
        sa.CheckConstraint("antal IS NULL OR antal >= 0", name="antal_ikke_negativt"),
        {"sqlite_with_rowid": False},
    )

    # Without the index the other tables have: at ten million rows it would be half the table again.
    indlaesning: int | None = Field(default=None, foreign_key="indlaesning.nummer", nullable=False)
    maaned: int = Field(primary_key=True, ge=190001, le=210012)
    indikator: str = Field(primary_key=True, foreign_key="indikator.kode", max_length=40)
    enhed: str = Field(primary_key=True, foreign_key="enhed.kode", max_length=60)
    antal: int | None = Field(default=None, ge=0)
    tilstand: Tilstand = choice(Tilstand, default=Tilstand.OPLYST)


class Trintal(Raekke, table=True):
    """How many cases of an indicator a unit had in a month on one class level.

    Counted from case rows, of which nothing else is kept. `maaned` is ÅÅÅÅMM; `trin` is "0" to "10", or a word
    such as "dagtilbud" and "ukendt". The sum over levels is the unit's `Aktivitet` when all of it came from cases.
    """

    maaned: int = Field(primary_key=True, ge=190001, le=210012)
    indikator: str = Field(primary_key=True, foreign_key="indikator.kode", max_length=40)
    enhed: str = Field(primary_key=True, foreign_key="enhed.kode", max_length=60)
    trin: str = Field(primary_key=True, max_length=20)
    antal: int = Field(ge=1)


class Forventningsart(StrEnum):
    """Whether the figure is expected or a guiding target."""

    FORVENTET = "forventet"
    RAMMEMAAL = "rammemaal"


class Forventningstal(Fakta, table=True):
    """What an område is expected to reach in a year; every version is kept."""

    __table_args__ = (state_matches("antal"),)

    indikator: str = Field(primary_key=True, foreign_key="indikator.kode")
    enhed: str = Field(primary_key=True, foreign_key="enhed.kode")
    aar: int = Field(primary_key=True, ge=2000, le=2100)
    art: Forventningsart = choice(Forventningsart, primary_key=True)
    version: str = Field(primary_key=True, max_length=40)
    gaelder_fra: date
    antal: int | None = Field(default=None, sa_type=sa.BigInteger)
    tilstand: Tilstand = choice(Tilstand, default=Tilstand.OPLYST)


class Begreb(Fakta, table=True):
    """A word of the field and what it means here."""

    term: str = Field(primary_key=True, max_length=80)
    forklaring: str
    kildegrad: str
