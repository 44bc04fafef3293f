"""The meetings of a committee: sets, their slides, what was frozen, and what was decided. Not business rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class Moedesaet(SQLModel, table=True):
    """A set of slides for a meeting. `udkast` is the set as last composed and not frozen (plads.dias as JSON).

    `revision` counts the changes to the set, so that two people who edit it at once do not undo each other.
    """

    nummer: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    titel: str = Field(max_length=160)
    udvalg: str = Field(max_length=80)
    plan: str = Field(max_length=40)
    dato: date | None = None
    punkt: str = Field(default="", max_length=20)
    sagsnummer: str = Field(default="", max_length=40)
    ejer: str
    standard: bool
    skolenavne: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})
    oprettet: datetime
    revision: int = 1
    udkast: str | None = None


class Moededias(SQLModel, table=True):
    """One slide of a set: its place, whether it is shown, and the words written for it; None keeps the suggestion.

    `henvisning` is the card it shows (side, kort, valg); None for a slide of the standard set.
    """

    saet: int = Field(foreign_key="moedesaet.nummer", primary_key=True)
    noegle: str = Field(primary_key=True, max_length=120)
    orden: int
    vist: bool = True
    titel: str | None = Field(default=None, max_length=160)
    pointe: str | None = Field(default=None, max_length=240)
    noter: str | None = Field(default=None, max_length=4000)
    henvisning: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON)


class Frysning(SQLModel, table=True):
    """A set as it was frozen, whole: slides, words and order. Never changed; freezing again makes another."""

    saet: int = Field(foreign_key="moedesaet.nummer", primary_key=True)
    nummer: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    tidspunkt: datetime
    bruger: str
    dataversion: int
    indhold: str
    sha256: str = Field(max_length=64)


class Beslutning(SQLModel, table=True):
    """Something decided at a meeting: what, who does it, and when. It opens the next set of the same committee."""

    nummer: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    saet: int = Field(foreign_key="moedesaet.nummer", index=True)
    dias: str = Field(default="", max_length=120)
    tekst: str = Field(max_length=400)
    ansvarlig: str = Field(default="", max_length=120)
    frist: date | None = None
    udfoert: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})
    tidspunkt: datetime
    bruger: str
