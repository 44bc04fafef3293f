"""Money: budget lines with amounts per year, and positions at a reporting date. All in øre."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from plads.models.base import Fakta, Raekke, choice, ordered, state_matches
from plads.tilstand import Tilstand


class Linjeart(StrEnum):
    """What a budget line is. Only ramme and tillaeg add up to the plan's budget."""

    RAMME = "ramme"
    TILLAEG = "tillaeg"
    DELPOST = "delpost"
    OPLYST_SUM = "oplyst_sum"
    PROSA = "prosa"


class Budgetlinje(Fakta, table=True):
    """A line of a budget. A sum or a rounded prose figure is kept for checking and never added."""

    kode: str = Field(primary_key=True, max_length=60)
    element: str = Field(foreign_key="element.kode", index=True)
    art: Linjeart = choice(Linjeart)
    tekst: str
    orden: int
    styringsomraade: str | None = None
    bevillingskilde: str | None = None


class Budgetversion(StrEnum):
    """Which version of the budget an amount belongs to."""

    VEDTAGET = "vedtaget"
    KORRIGERET = "korrigeret"
    FORSLAG = "forslag"


class Budgetbeloeb(Fakta, table=True):
    """The amount of a line in one year. `prisniveau` None means: the source does not say."""

    __table_args__ = (state_matches("oere"),)

    linje: str = Field(primary_key=True, foreign_key="budgetlinje.kode")
    aar: int = Field(primary_key=True, ge=2000, le=2100)
    version: Budgetversion = choice(Budgetversion, default=Budgetversion.VEDTAGET, primary_key=True)
    oere: int | None = Field(default=None, sa_type=sa.BigInteger)
    praecision_oere: int | None = Field(default=None, sa_type=sa.BigInteger, ge=1)
    prisniveau: int | None = Field(default=None, ge=2000, le=2100)
    tilstand: Tilstand = choice(Tilstand, default=Tilstand.OPLYST)
    literal: str | None = None


class Maal(StrEnum):
    """What a position measures."""

    DISPONERET = "disponeret"
    FORBRUG = "forbrug"
    FORVENTET_REGNSKAB = "forventet_regnskab"
    KORRIGERET_BUDGET = "korrigeret_budget"
    OVERFOERSEL = "overfoersel"
    KOMMENDE_UDGIFT = "kommende_udgift"
    VARIG_EFFEKTIVISERING = "varig_effektivisering"


class Position(Fakta, table=True):
    """Money at a reporting date, at the level the source gives it; never split further down."""

    __table_args__ = (state_matches("oere", "oere_min", "oere_maks"), ordered("oere_min", "oere_maks"))

    kode: str = Field(primary_key=True, max_length=60)
    element: str = Field(foreign_key="element.kode", index=True)
    enhed: str | None = Field(default=None, foreign_key="enhed.kode", index=True)
    maal: Maal = choice(Maal)
    aar: int | None = Field(default=None, ge=2000, le=2100)
    opgjort_tekst: str
    opgjort_fra: date | None = None
    opgjort_til: date | None = None
    oere: int | None = Field(default=None, sa_type=sa.BigInteger)
    oere_min: int | None = Field(default=None, sa_type=sa.BigInteger)
    oere_maks: int | None = Field(default=None, sa_type=sa.BigInteger)
    praecision_oere: int | None = Field(default=None, sa_type=sa.BigInteger, ge=1)
    prisniveau: int | None = Field(default=None, ge=2000, le=2100)
    styringsomraade: str | None = None
    tilstand: Tilstand = choice(Tilstand, default=Tilstand.OPLYST)
    literal: str | None = None


class Postering(Raekke, table=True):
    """One posting of a ledger: debit is plus, credit minus. Its free text is never kept."""

    kommune: str = Field(primary_key=True, foreign_key="enhed.kode")
    aar: int = Field(primary_key=True, ge=2000, le=2100)
    bilagsnr: str = Field(primary_key=True, max_length=20)
    linjenr: int = Field(primary_key=True, default=1, ge=1)
    bogfoert: date
    periode: int = Field(ge=1, le=13)
    artskonto: str = Field(max_length=20)
    psp: str = Field(max_length=40, index=True)
    psp_tekst: str | None = None
    profitcenter: str | None = Field(default=None, max_length=20)
    oere: int = Field(sa_type=sa.BigInteger)


class Opfoelgningskolonne(StrEnum):
    """Which figure of a budget follow-up it is."""

    OPRINDELIGT = "oprindeligt"
    KORRIGERET_EKSKL = "korrigeret_ekskl"
    BEVILLING = "bevilling"
    KORRIGERET_INKL = "korrigeret_inkl"
    FORVENTET_31_03 = "forventet_31_03"
    FORVENTET_31_05 = "forventet_31_05"
    FORVENTET_30_09 = "forventet_30_09"
    OVERFOERSEL = "overfoersel"


class Opfoelgningstal(Raekke, table=True):
    """One figure of the municipality's own budget follow-up, in the year's prices.

    The result of a forecast is what is expected minus `korrigeret_inkl`: plus is overspending.
    """

    kommune: str = Field(primary_key=True, foreign_key="enhed.kode")
    aar: int = Field(primary_key=True, ge=2000, le=2100)
    kode: str = Field(primary_key=True, max_length=60)
    kolonne: Opfoelgningskolonne = choice(Opfoelgningskolonne, primary_key=True)
    tekst: str
    oere: int = Field(sa_type=sa.BigInteger)


class Budgetpost(Raekke, table=True):
    """One post and year of a budget table from a proposal; sums and years without an amount are not kept."""

    kommune: str = Field(primary_key=True, foreign_key="enhed.kode")
    tabel: str = Field(primary_key=True, max_length=120)
    tekst: str = Field(primary_key=True, max_length=200)
    styringsomraade: str = Field(default="", primary_key=True, max_length=60)
    aar: int = Field(primary_key=True, ge=2000, le=2100)
    afsnit: str | None = None
    oere: int = Field(sa_type=sa.BigInteger)
    prisniveau: int | None = Field(default=None, ge=2000, le=2100)


class Enhedspris(Fakta, table=True):
    """What one more of what an indicator counts costs in a year, in the prices of `prisniveau`; `grundlag` says how."""

    kommune: str = Field(primary_key=True, foreign_key="enhed.kode")
    indikator: str = Field(primary_key=True, foreign_key="indikator.kode", max_length=40)
    aar: int = Field(primary_key=True, ge=2000, le=2100)
    prisniveau: int = Field(ge=2000, le=2100)
    oere: int = Field(sa_type=sa.BigInteger, ge=0)
    grundlag: str
