"""The one description of a table that screen, xlsx and csv share. Money cells are øre, shares are ratios."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from plads import text
from plads.tilstand import Tilstand

Celle: TypeAlias = str | int | float | date | Tilstand | None


class Kind(StrEnum):
    """How the cells of a column are read: KR, MIO_KR and TKR are øre, PROCENT is a ratio."""

    TEKST = "tekst"
    ANTAL = "antal"
    DECIMAL = "decimal"
    KR = "kr"
    MIO_KR = "mio_kr"
    TKR = "tkr"
    PROCENT = "procent"
    DATO = "dato"
    AAR = "aar"

    @property
    def er_tal(self) -> bool:
        """Return whether the column is right-aligned and sorts by number."""
        return self not in (Kind.TEKST, Kind.DATO)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the name code uses, and the Danish heading with its unit that people read."""

    navn: str
    titel: str
    kind: Kind = Kind.TEKST


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of cells. A Tilstand stands where a number is missing, None where nothing belongs."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Celle, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a ragged table and two columns of one name."""
        if len({column.navn for column in self.columns}) < len(self.columns):
            raise ValueError("to kolonner har samme navn")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("en række har ikke lige så mange celler, som tabellen har kolonner")

    @property
    def titler(self) -> tuple[str, ...]:
        """Return the headings."""
        return tuple(column.titel for column in self.columns)

    def column(self, navn: str) -> tuple[Celle, ...]:
        """Return the cells of one column; raise KeyError for an unknown name."""
        place = self._place(navn)
        return tuple(row[place] for row in self.rows)

    def select(self, columns: Sequence[str]) -> Table:
        """Return the table with only these columns, in this order."""
        places = [self._place(navn) for navn in columns]
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return Table(tuple(self.columns[place] for place in places), rows)

    def display(self, row: int, column: str) -> str:
        """Return the Danish text of a cell, found by row number and column name."""
        place = self._place(column)
        return celletekst(self.rows[row][place], self.columns[place].kind)

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Return every cell as Danish text."""
        kinds = [column.kind for column in self.columns]
        return tuple(tuple(map(celletekst, row, kinds)) for row in self.rows)

    def _place(self, navn: str) -> int:
        for place, column in enumerate(self.columns):
            if column.navn == navn:
                return place
        raise KeyError(navn)


def celletekst(celle: Celle, kind: Kind) -> str:
    """Return the Danish text of a cell; text in a column of numbers is shown as it is."""
    if celle is None:
        return ""
    if isinstance(celle, Tilstand):
        return celle.tekst
    if isinstance(celle, str):
        return celle
    if isinstance(celle, date):
        return text.dato_kort(celle)
    return _TALTEKST[kind](celle)


_TALTEKST: dict[Kind, Callable[[int | float], str]] = {
    Kind.TEKST: str,
    Kind.ANTAL: text.antal,
    Kind.DECIMAL: lambda tal: text.decimaltal(tal, 1),
    Kind.KR: lambda oere: text.kroner(int(oere)),
    Kind.MIO_KR: lambda oere: text.mio(int(oere)),
    Kind.TKR: lambda oere: text.tusind(int(oere)),
    Kind.PROCENT: text.andel_tal,
    Kind.DATO: str,
    Kind.AAR: lambda aar: str(int(aar)),
}
