"""Where every figure comes from: documents, exact places, deviations, uploads and their journal."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from plads.models.base import Fakta, Raekke, choice


class Dokument(Raekke, table=True):
    """A source document. `dato_tekst` keeps what the document says when the date is not a day."""

    kode: str = Field(primary_key=True, max_length=20)
    titel: str
    kort_navn: str
    art: str
    udgiver: str | None = None
    dato: date | None = None
    sagsnr: str | None = None
    filnavn: str | None = None
    fuldstaendighed: str | None = None


class Kildested(Raekke, table=True):
    """An exact place in a document: lines and section."""

    kode: str = Field(primary_key=True, max_length=120)
    dokument: str = Field(foreign_key="dokument.kode", index=True)
    linjer: str
    afsnit: str | None = None


class Afvigelsesart(StrEnum):
    """How a contradiction inside or between the sources is judged."""

    AFRUNDING = "afrunding"
    IKKE_FORKLARET = "ikke_forklaret"
    SANDSYNLIG_SLAAFEJL = "sandsynlig_slaafejl"
    SAMME_INDSATS_TO_STEDER = "samme_indsats_to_steder"
    NYT_I_SENERE_KILDE = "nyt_i_senere_kilde"
    MANGLER_I_KILDEN = "mangler_i_kilden"
    NAVNEVARIANT = "navnevariant"
    UDLEDT = "udledt"


class Afvigelse(Fakta, table=True):
    """A place where the sources disagree, and what we make of it. Shown, never mended in silence."""

    kode: str = Field(primary_key=True, max_length=60)
    element: str = Field(foreign_key="element.kode", index=True)
    art: Afvigelsesart = choice(Afvigelsesart)
    emne: str
    tekst: str
    det_viser_vi: str


class Indlaesningsart(StrEnum):
    """What kind of content an upload brings."""

    FAELLES = "faelles"
    PLAN = "plan"
    AKTIVITET = "aktivitet"
    SAGER = "sager"
    POSTERINGER = "posteringer"
    BUDGETOPFOELGNING = "budgetopfoelgning"
    BUDGET = "budget"
    FORVENTNINGSTAL = "forventningstal"
    FORLOEB = "forloeb"
    ELEVTAL = "elevtal"
    TEMPERATUR = "temperatur"
    FORTRYD = "fortryd"


class Indlaesning(SQLModel, table=True):
    """One accepted upload, or the undoing of one. The highest number is the version of the data."""

    nummer: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kvittering: str = Field(unique=True, max_length=20)
    art: Indlaesningsart = choice(Indlaesningsart)
    omfang: str = Field(max_length=80)
    filnavn: str
    sha256: str = Field(max_length=64, index=True)
    tidspunkt: datetime
    bruger: str
    rolle: str
    nye: int = 0
    aendrede: int = 0
    uaendrede: int = 0
    fjernede: int = 0
    fortryder: int | None = Field(default=None, foreign_key="indlaesning.nummer", unique=True)
    # Made-up data for trying the product. Every row such an upload wrote is shown as «Eksempeldata».
    eksempel: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})


class Grad(StrEnum):
    """How serious a finding in an uploaded file is."""

    FEJL = "fejl"
    ADVARSEL = "advarsel"
    INFO = "info"


class Fund(SQLModel, table=True):
    """Something noticed in an uploaded file, by sheet and cell. Holds no cell content."""

    indlaesning: int = Field(foreign_key="indlaesning.nummer", primary_key=True)
    nr: int = Field(primary_key=True)
    grad: Grad = choice(Grad)
    ark: str
    celle: str
    besked: str


class Aendring(SQLModel, table=True):
    """One row that an upload wrote: what stood there before, who had written that, and what stands there now."""

    indlaesning: int = Field(foreign_key="indlaesning.nummer", primary_key=True)
    nr: int = Field(primary_key=True)
    tabel: str = Field(max_length=40)
    noegle: str = Field(max_length=400)
    foer: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON)
    efter: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON)
    foer_ejer: int | None = None

    __table_args__ = (sa.Index("ix_aendring_raekke", "tabel", "noegle"),)


class Aendringsblok(SQLModel, table=True):
    """The rows of one month that a long upload wrote, packed: what `Aendring` holds row by row.

    `indhold` is made and read by plads.store.blokke; `antal` is how many rows it tells of.
    """

    indlaesning: int = Field(foreign_key="indlaesning.nummer", primary_key=True)
    maaned: int = Field(primary_key=True, index=True)
    antal: int
    indhold: bytes


class Kolonnekort(SQLModel, table=True):
    """How the columns of one kind of file were mapped by hand, remembered by the file's signature.

    `kolonner` gives the layout's column for a heading as it stands in the file; "" means it is not used.
    """

    signatur: str = Field(primary_key=True, max_length=64)
    layout: str = Field(max_length=10)
    navn: str = Field(max_length=120)
    kolonner: dict[str, str] = Field(sa_type=sa.JSON)
    bruger: str
    tidspunkt: datetime
