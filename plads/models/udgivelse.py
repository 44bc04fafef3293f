"""What has been made known to everybody: the releases, and what counts as small. Not business rows (ADR 0027)."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class Udgivelse(SQLModel, table=True):
    """One release of a municipality's figures. `indhold` holds what is shown, and nothing that is not.

    `grundlag` says which months it rests on; another release is due when they change, or the settings do.
    """

    kommune: str = Field(primary_key=True, max_length=60)
    nummer: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    dataversion: int
    tidspunkt: datetime
    k: int
    skjul_nul: bool
    indviede: bool
    grundlag: str
    indhold: bytes


class Diskretionsvalg(SQLModel, table=True):
    """One decision on what counts as small, who made it, and why. The highest number holds."""

    nummer: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    k: int = Field(ge=3, le=10)
    skjul_nul: bool
    indviede: bool
    grund: str = Field(max_length=400)
    bruger: str
    rolle: str
    tidspunkt: datetime
