"""Steering: temperature, risks, milestones with changes of date, follow-up goals, hearings, events."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from plads.models.base import Fakta, Raekke, choice, either, ordered
from plads.tilstand import Tilstand


class Temperaturtrin(Raekke, table=True):
    """One step of a temperature scale. Scales are data: municipalities use different ones."""

    skala: str = Field(primary_key=True, max_length=40)
    trin: str = Field(primary_key=True, max_length=40)
    navn: str
    orden: int
    symbol: str
    farve: str


class Dimension(StrEnum):
    """What a temperature is taken of."""

    SAMLET = "samlet"
    HOVEDLEVERANCER = "hovedleverancer"
    OEKONOMI = "oekonomi"
    RESSOURCER = "ressourcer"
    TID = "tid"


class Temperatur(Fakta, table=True):
    """The temperature of an element at a date; the history is the rows."""

    __table_args__ = (
        sa.ForeignKeyConstraint(["skala", "trin"], ["temperaturtrin.skala", "temperaturtrin.trin"]),
        either("trin", "tilstand"),
    )

    element: str = Field(primary_key=True, foreign_key="element.kode")
    dimension: Dimension = choice(Dimension, primary_key=True)
    opgjort: date = Field(primary_key=True)
    skala: str | None = None
    trin: str | None = None
    tilstand: Tilstand = choice(Tilstand, default=Tilstand.OPLYST)
    kommentar: str | None = None


class Risiko(Fakta, table=True):
    """Something that may go wrong, and how it is handled. Owner None means: not stated."""

    kode: str = Field(primary_key=True, max_length=60)
    element: str = Field(foreign_key="element.kode", index=True)
    tekst: str
    haandtering: str | None = None
    ejer: str | None = None


class Risikovurdering(Fakta, table=True):
    """A risk as judged at a date. The sources give no figures, so they may be missing."""

    risiko: str = Field(primary_key=True, foreign_key="risiko.kode")
    opgjort: date = Field(primary_key=True)
    sandsynlighed: int | None = Field(default=None, ge=1, le=5)
    konsekvens: int | None = Field(default=None, ge=1, le=5)
    status: str


class Milepaelsart(StrEnum):
    """What happens at a milestone."""

    LEVERANCE = "leverance"
    MOEDE = "moede"
    POLITISK = "politisk"
    BESLUTNING = "beslutning"
    RAPPORT = "rapport"
    EVALUERING = "evaluering"


class Milepaelstatus(StrEnum):
    """Where a milestone stands."""

    PLANLAGT = "planlagt"
    I_GANG = "i_gang"
    GENNEMFOERT = "gennemfoert"
    FORSINKET = "forsinket"
    UDSKUDT = "udskudt"


class Milepael(Fakta, table=True):
    """A dated thing of a plan: deliverable, decision step, report. Its dates are rows of their own."""

    kode: str = Field(primary_key=True, max_length=60)
    element: str = Field(foreign_key="element.kode", index=True)
    art: Milepaelsart = choice(Milepaelsart)
    orden: int
    titel: str
    status: Milepaelstatus = choice(Milepaelstatus)
    statusgruppe: str | None = None
    ansvarlig: str | None = None
    organ: str | None = None
    gentagelse: str | None = None
    resultat: str | None = None


class Milepaelsdato(Fakta, table=True):
    """A date given to a milestone. Number 1 is the original; the highest number holds now."""

    __table_args__ = (ordered("dato_fra", "dato_til"),)

    milepael: str = Field(primary_key=True, foreign_key="milepael.kode")
    nr: int = Field(primary_key=True, ge=1)
    dato_tekst: str
    dato_fra: date | None = None
    dato_til: date | None = None
    opgjort: date | None = None
    aarsag: str | None = None


class Maalemaade(StrEnum):
    """How a goal is measured."""

    KVANTITATIV = "kvantitativ"
    KVALITATIV = "kvalitativ"
    BEGGE = "begge"


class Opfoelgningsmaal(Fakta, table=True):
    """A goal that will be followed up: what, how, by whom and when."""

    kode: str = Field(primary_key=True, max_length=60)
    element: str = Field(foreign_key="element.kode", index=True)
    nr: int = Field(ge=1)
    hvad: str
    maalemetode: str
    maalemaade: Maalemaade = choice(Maalemaade)
    ansvarlig: str | None = None
    hvornaar_tekst: str
    hvornaar_fra: date | None = None
    hvornaar_til: date | None = None


class Maalmaaling(Fakta, table=True):
    """A measurement of a goal."""

    maal: str = Field(primary_key=True, foreign_key="opfoelgningsmaal.kode")
    dato: date = Field(primary_key=True)
    foer: str | None = None
    efter: str | None = None
    tekst: str | None = None


class Hoeringssvar(StrEnum):
    """What the plan says about hearing a body."""

    JA = "ja"
    NEJ = "nej"
    INDDRAGET = "inddraget"


class Hoering(Fakta, table=True):
    """Whether a body has been heard."""

    element: str = Field(primary_key=True, foreign_key="element.kode")
    instans: str = Field(primary_key=True, max_length=120)
    orden: int
    svar: Hoeringssvar = choice(Hoeringssvar)
    dato_tekst: str | None = None
    bemaerkning: str | None = None


class Haendelse(Fakta, table=True):
    """An event that curves are read against, for one municipality or (None) for all.

    `til` is its last day, where that is known. From one with `nyt_grundlag` on, what is normal is found anew.
    """

    kode: str = Field(primary_key=True, max_length=60)
    dato: date
    til: date | None = None
    nyt_grundlag: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})
    navn: str
    kommune: str | None = Field(default=None, foreign_key="enhed.kode", index=True)
