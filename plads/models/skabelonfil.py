"""The municipality's own looks for what goes out of the house. Not business rows."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class Skabelonfil(SQLModel, table=True):
    """The PowerPoint template presentations follow: emptied of slides and of names before it is stored."""

    slags: str = Field(primary_key=True, max_length=20)
    filnavn: str = Field(max_length=120)
    indhold: bytes
    sha256: str = Field(max_length=64)
    bruger: str
    tidspunkt: datetime
