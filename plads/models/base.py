"""What every table shares: natural keys, provenance, Danish choices held by the database."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from plads.tilstand import Tilstand

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def choice(options: type[StrEnum], **kwargs: Any) -> Any:
    """Return a field whose column holds an option's text, with a CHECK in the database."""
    column_type = sa.Enum(
        options,
        native_enum=False,
        create_constraint=True,
        values_callable=lambda cls: [member.value for member in cls],
        name=options.__name__.lower(),
        length=40,
    )
    return Field(sa_type=column_type, **kwargs)


class Raekke(SQLModel):
    """A business row: it knows which upload last wrote it."""

    model_config = {"extra": "forbid"}

    indlaesning: int | None = Field(
        default=None, foreign_key="indlaesning.nummer", index=True, nullable=False
    )


class Fakta(Raekke):
    """A business row taken from a document: it also knows the exact place."""

    kilde: str | None = Field(default=None, foreign_key="kildested.kode", index=True)


def state_matches(*columns: str) -> sa.CheckConstraint:
    """Return the CHECK that a number is there exactly when its state says so."""
    present = " OR ".join(f"{column} IS NOT NULL" for column in columns)
    with_number = ", ".join(f"'{t.value}'" for t in Tilstand if t.har_tal)
    return sa.CheckConstraint(f"(tilstand IN ({with_number})) = ({present})", name="tal_og_tilstand")


def ordered(start: str, end: str) -> sa.CheckConstraint:
    """Return the CHECK that an interval does not end before it begins."""
    return sa.CheckConstraint(f"{start} IS NULL OR {end} IS NULL OR {start} <= {end}", name=f"{start}_orden")


def either(column: str, state: str) -> sa.CheckConstraint:
    """Return the CHECK that a reference is set exactly when the state is oplyst."""
    return sa.CheckConstraint(f"({column} IS NOT NULL) = ({state} = 'oplyst')", name=f"{column}_oplyst")


def table_of(model: type[SQLModel]) -> sa.Table:
    """Return the table of a model."""
    table: sa.Table = model.__table__  # type: ignore[attr-defined]
    return table
