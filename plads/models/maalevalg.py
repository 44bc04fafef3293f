"""How an indicator is judged at a place: target, new beginnings, the months behind its limits. Not business rows."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class Maalevalg(SQLModel, table=True):
    """One decision on an indicator at a unit (the municipality's own code for all of it), by whom and why.

    The highest number of a unit and an indicator holds, as a whole; none is ever changed. `maal` is a count a month,
    `nyt_grundlag` the months (ÅÅÅÅ-MM) limits begin anew from, `fast_grundlag` how many months they are made from.
    """

    nummer: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kommune: str = Field(max_length=60, index=True)
    enhed: str = Field(max_length=60)
    indikator: str = Field(max_length=40)
    maal: int | None = None
    nyt_grundlag: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    fast_grundlag: int | None = None
    grund: str = Field(max_length=400)
    bruger: str
    rolle: str
    tidspunkt: datetime
