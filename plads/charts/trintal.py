"""Cases per class level as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from plads.charts.aktivitet import filled
from plads.serier import Periode
from plads.tables import Celle, Column, Kind, Table

FOERST, SIDST = "dagtilbud", "ukendt"


class Trintal(Protocol):
    """How many cases of an indicator there were on a level; a stock is from `sidste`, not added up."""

    @property
    def indikator(self) -> str: ...
    @property
    def navn(self) -> str: ...
    @property
    def orden(self) -> int: ...
    @property
    def er_beholdning(self) -> bool: ...
    @property
    def trin(self) -> str: ...
    @property
    def antal(self) -> int: ...
    @property
    def sidste(self) -> Periode: ...
    @property
    def eksempel(self) -> bool: ...


def trintabel(rows: Sequence[Trintal]) -> Table:
    """Return the levels as rows, the youngest first, and the indicators as columns; a level without cases is empty."""
    levels = sorted({row.trin for row in rows}, key=_place)
    antal = {(row.indikator, row.trin): row.antal for row in rows}
    columns: list[tuple[Column, list[Celle]]] = [(Column("trin", "Klassetrin"), [_name(trin) for trin in levels])]
    for _, kode, titel in sorted({(row.orden, row.indikator, _title(row)) for row in rows}):
        columns.append((Column(kode, titel, Kind.ANTAL), [antal.get((kode, trin)) for trin in levels]))
    return filled(columns, [any(row.eksempel for row in rows if row.trin == trin) for trin in levels])


def _title(row: Trintal) -> str:
    return f"{row.navn}, {row.sidste.navn}" if row.er_beholdning else row.navn


def _place(trin: str) -> tuple[int, int, str]:
    if trin.isdigit():
        return 1, int(trin), ""
    return {FOERST: 0, SIDST: 3}.get(trin, 2), 0, trin


def _name(trin: str) -> str:
    return f"{trin}. klasse" if trin.isdigit() else trin.capitalize()
