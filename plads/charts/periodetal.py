"""What was reported for whole periods as a table, with what the months give where that is something else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from plads import text
from plads.charts.aktivitet import filled
from plads.charts.serietabel import EKSEMPEL
from plads.serier import Periode, Trin
from plads.tables import Celle, Column, Kind, Table
from plads.tilstand import Tilstand

# A year and a school year are no word by themselves.
FORAN = {Trin.AAR: "Året ", Trin.SKOLEAAR: "Skoleåret "}


class Periodetal(Protocol):
    """An indicator in a whole period, added up over `skoler`; `uden` more gave no number.

    `maaneder` is what their months give; on `afviger` it is something else.
    """

    @property
    def indikator(self) -> str: ...
    @property
    def navn(self) -> str: ...
    @property
    def orden(self) -> int: ...
    @property
    def periode(self) -> Periode: ...
    @property
    def celle(self) -> Celle: ...
    @property
    def skoler(self) -> frozenset[str]: ...
    @property
    def uden(self) -> int: ...
    @property
    def maaneder(self) -> int | None: ...
    @property
    def afviger(self) -> frozenset[str]: ...
    @property
    def maaneder_eksempel(self) -> bool: ...
    @property
    def opgjort(self) -> date: ...
    @property
    def eksempel(self) -> bool: ...


def periodetabel(rows: Sequence[Periodetal], *, flere: bool = False) -> Table:
    """Return the periods as rows and the indicators as columns; of `flere` schools also how many there are."""
    perioder: dict[Periode, dict[str, Periodetal]] = {}
    for row in rows:
        perioder.setdefault(row.periode, {})[row.indikator] = row
    lines = [list(found.values()) for found in perioder.values()]
    columns: list[tuple[Column, list[Celle]]] = [
        (Column("periode", "Periode"), [f"{FORAN.get(periode.trin, '')}{periode.navn}" for periode in perioder])
    ]
    for _, kode, navn in sorted({(row.orden, row.indikator, row.navn) for row in rows}):
        cells = [found[kode].celle if kode in found else Tilstand.IKKE_RAPPORTERET for found in perioder.values()]
        columns.append((Column(kode, navn, Kind.ANTAL), cells))
    columns.append((Column("maaneder", "Månederne giver"), [_other(line) for line in lines]))
    if flere:
        columns += _schools(lines)
    opgjort: list[Celle] = [max(row.opgjort for row in line) for line in lines]
    columns.append((Column("opgjort", "Senest opgjort", Kind.DATO), opgjort))
    return filled(columns, [any(row.eksempel for row in line) for line in lines])


def _schools(lines: Sequence[Sequence[Periodetal]]) -> list[tuple[Column, list[Celle]]]:
    """Return how many schools gave a number, how many of those have other months, and how many numbers are missing."""
    there = [len(frozenset[str]().union(*(row.skoler for row in line))) for line in lines]
    other = [len(frozenset[str]().union(*(row.afviger for row in line))) for line in lines]
    uden = [sum(row.uden for row in line) for line in lines]
    return [
        (Column("skoler", "Skoler", Kind.ANTAL), list(there)),
        (Column("afviger", "Skoler, hvor månederne afviger", Kind.ANTAL), [antal or None for antal in other]),
        (Column("mangler", "Mangler", Kind.ANTAL), [antal or None for antal in uden]),
    ]


def _other(line: Sequence[Periodetal]) -> str:
    """Return what the months give where it is not what was reported: 'PPV'er: 14 · Klager: 3'."""
    found = sorted((row for row in line if row.maaneder not in (None, row.celle)), key=lambda row: row.orden)
    said = " · ".join(f"{row.navn}: {text.antal(row.maaneder or 0)}" for row in found)
    return f"{said} ({EKSEMPEL.lower()})" if any(row.maaneder_eksempel for row in found) else said
