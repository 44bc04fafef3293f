"""Forventningstal as a table: one row per område and year, one column per report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from plads.charts.serietabel import EKSEMPEL
from plads.measures.trappe import Forventet
from plads.tables import Celle, Column, Kind, Table
from plads.tilstand import Tilstand


class Forventning(Forventet, Protocol):
    """What an område is expected to reach in a year, as one report said, and whether it is a share."""

    @property
    def er_andel(self) -> bool: ...


def forventningstabel(rows: Sequence[Forventning]) -> Table:
    """Return one indicator's expectations: year and område down, reports across in the order they came."""
    if not rows:
        return Table((), ())
    reports = _reports(rows)
    cells = {(row.aar, row.omraade, report_of(row)): _scaled(row) for row in rows}
    places = {(row.aar, row.omraade) for row in rows}
    made_up = any(row.eksempel for row in rows)
    columns = [Column("aar", "År", Kind.AAR), Column("omraade", "Område")]
    columns += [Column(f"rapport_{nr}", report, _kind(rows[0])) for nr, report in enumerate(reports)]
    columns += [Column("datagrundlag", "Datagrundlag")] if made_up else []
    return Table(
        tuple(columns),
        tuple(
            (aar, omraade, *(cells.get((aar, omraade, report), Tilstand.IKKE_RAPPORTERET) for report in reports),
             *((EKSEMPEL,) if made_up else ()))
            for aar, omraade in sorted(places, key=lambda place: (-place[0], place[1]))
        ),
    )  # fmt: skip


def report_of(row: Forventning) -> str:
    """Return what a report is called in any year: 'pr. august', '1. prognose'."""
    return row.version.removesuffix(f" {row.aar}")


def _reports(rows: Sequence[Forventning]) -> list[str]:
    """Return the reports in the order of their day in the year."""
    first: dict[str, tuple[int, int, int]] = {}
    for row in rows:
        day = row.gaelder_fra
        first.setdefault(report_of(row), (day.year - row.aar, day.month, day.day))
    return sorted(first, key=lambda report: (first[report], report))


def _kind(row: Forventning) -> Kind:
    if row.er_andel:
        return Kind.PROCENT
    return Kind.DECIMAL if row.decimaler else Kind.ANTAL


def _scaled(row: Forventning) -> Celle:
    if row.antal is None:
        return Tilstand.IKKE_OPLYST
    return row.antal / 10**row.decimaler if row.decimaler else row.antal
