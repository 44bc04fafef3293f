"""Plans of any municipality as one typed tree, with each plan's own words for its levels."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from plads.models.base import Fakta, Raekke, choice, either, ordered, state_matches
from plads.tilstand import Tilstand


class Planart(StrEnum):
    """What kind of plan it is."""

    INDSATSPLAN = "indsatsplan"
    RAMMEHANDLEPLAN = "rammehandleplan"
    STRATEGI = "strategi"
    CASE = "case"


class Plan(Fakta, table=True):
    """A plan. Its root element carries the same kode and everything that holds for the whole plan."""

    __table_args__ = (ordered("periode_fra", "periode_til"),)

    kode: str = Field(primary_key=True, max_length=40)
    kommune: str = Field(foreign_key="enhed.kode", index=True)
    art: Planart = choice(Planart)
    navn: str
    kort_navn: str
    periode_tekst: str
    periode_fra: date | None = None
    periode_til: date | None = None
    sagsnr: str | None = None
    status: str | None = None
    orden: int = 0


class Niveau(Raekke, table=True):
    """A level of a plan's tree in the plan's own words. Level 0 is the plan itself."""

    plan: str = Field(primary_key=True, foreign_key="plan.kode")
    orden: int = Field(primary_key=True, ge=0)
    ental: str
    flertal: str
    hoved: bool = False


class Element(Fakta, table=True):
    """One node of a plan: the plan itself, an indsats, a delindsats, a fase, a spor …"""

    __table_args__ = (
        sa.ForeignKeyConstraint(["plan", "niveau"], ["niveau.plan", "niveau.orden"]),
        sa.UniqueConstraint("plan", "maerke"),
        sa.CheckConstraint("(niveau = 0) = (foraelder IS NULL)", name="rod"),
        ordered("periode_fra", "periode_til"),
    )

    kode: str = Field(primary_key=True, max_length=60)
    plan: str = Field(index=True)
    niveau: int = Field(ge=0)
    foraelder: str | None = Field(default=None, foreign_key="element.kode", index=True)
    maerke: str = Field(max_length=20)
    orden: int
    titel: str
    status: str | None = None
    periode_tekst: str | None = None
    periode_fra: date | None = None
    periode_til: date | None = None


class Tekstart(StrEnum):
    """What a text about an element says."""

    NAVN = "navn"
    PROGRAM = "program"
    FORMAAL = "formaal"
    PROBLEM = "problem"
    BAGGRUND = "baggrund"
    FORVENTET_EFFEKT = "forventet_effekt"
    LEVERANCE = "leverance"
    BEGRUNDELSE = "begrundelse"
    FINANSIERING = "finansiering"
    BYGGER_PAA = "bygger_paa"
    ERSTATTER = "erstatter"
    NAESTE_SKRIDT = "naeste_skridt"
    OPFOELGNING = "opfoelgning"
    LEDELSESINFORMATION = "ledelsesinformation"
    INDSTILLING = "indstilling"
    STATUSGRUPPE = "statusgruppe"
    OEVRIGT = "oevrigt"


class Tekst(Fakta, table=True):
    """A text about an element, in our own words, with its place in the source."""

    element: str = Field(primary_key=True, foreign_key="element.kode")
    art: Tekstart = choice(Tekstart, primary_key=True)
    nr: int = Field(primary_key=True, ge=1)
    tekst: str


class Koblingsart(StrEnum):
    """How two elements hang together."""

    BIDRAGER_TIL = "bidrager_til"
    AFHAENGER_AF = "afhaenger_af"
    AFLOESER = "afloeser"


class ElementKobling(Fakta, table=True):
    """A link between elements. An unknown link is stored as unknown, not left out."""

    __tablename__ = "element_kobling"
    __table_args__ = (either("til", "tilstand"),)

    fra: str = Field(primary_key=True, foreign_key="element.kode")
    art: Koblingsart = choice(Koblingsart, primary_key=True)
    nr: int = Field(primary_key=True, ge=1)
    til: str | None = Field(default=None, foreign_key="element.kode", index=True)
    tilstand: Tilstand = choice(Tilstand, default=Tilstand.OPLYST)


class Omfang(Fakta, table=True):
    """How much of something an element covers: '3-4 almenskoler', 'op til 15', 'ca. 30 klasser'."""

    __table_args__ = (state_matches("vaerdi", "minimum", "maksimum"), ordered("minimum", "maksimum"))

    element: str = Field(primary_key=True, foreign_key="element.kode")
    nr: int = Field(primary_key=True, ge=1)
    hvad: str
    taelleenhed: str
    vaerdi: int | None = Field(default=None, ge=0)
    minimum: int | None = Field(default=None, ge=0)
    maksimum: int | None = Field(default=None, ge=0)
    ca: bool = False
    periode_tekst: str | None = None
    tilstand: Tilstand = choice(Tilstand, default=Tilstand.OPLYST)


class Aktoer(Fakta, table=True):
    """Who plays which part in an element; the unit is set where it is one we know."""

    element: str = Field(primary_key=True, foreign_key="element.kode")
    navn: str = Field(primary_key=True, max_length=160)
    rolle: str
    enhed: str | None = Field(default=None, foreign_key="enhed.kode", index=True)
