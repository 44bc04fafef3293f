"""Activity as tables: places in a school year, forløb on named schools, what is booked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from plads.charts.lister import LABELS
from plads.charts.serietabel import EKSEMPEL
from plads.tables import Celle, Column, Kind, Table


class Stedraekke(NamedTuple):
    """One place in one school year: counts and rates per 1.000 pupils by indicator. `mangler` reports lack.

    `intern` means that the counts are true ones from the reader's own scope.
    """

    navn: str
    omraade: str
    type: str
    elever: Celle
    antal: Mapping[str, Celle]
    pr_1000: Mapping[str, Celle]
    mangler: int
    eksempel: bool
    intern: bool = False


class Forloebsraekke(Protocol):
    """One forløb on one school, with its newest status."""

    @property
    def typenavn(self) -> str: ...
    @property
    def skole(self) -> str: ...
    @property
    def skoleaar(self) -> str: ...
    @property
    def klasser(self) -> int | None: ...
    @property
    def planlagt(self) -> str: ...
    @property
    def start(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def ny_dato(self) -> str: ...
    @property
    def opgjort(self) -> date | None: ...
    @property
    def eksempel(self) -> bool: ...


class Bogfoert(Protocol):
    """What is booked on one PSP element in one year, in øre."""

    @property
    def psp(self) -> str: ...
    @property
    def tekst(self) -> str: ...
    @property
    def aar(self) -> int: ...
    @property
    def oere(self) -> int: ...
    @property
    def antal(self) -> int: ...
    @property
    def eksempel(self) -> bool: ...


def stedtabel(rows: Sequence[Stedraekke], indikatorer: Sequence[tuple[str, str]]) -> Table:
    """Return places as rows, with a count and a rate for each indicator (code and name)."""
    columns: list[tuple[Column, list[Celle]]] = [
        (Column("navn", "Sted"), [row.navn for row in rows]),
        (Column("omraade", "Område"), [row.omraade for row in rows]),
        (Column("type", "Type"), [row.type for row in rows]),
        (Column("elever", "Elever", Kind.ANTAL), [row.elever for row in rows]),
    ]
    for kode, navn in indikatorer:
        columns.append((Column(kode, navn, Kind.ANTAL), [row.antal[kode] for row in rows]))
        columns.append((Column(f"{kode}_rate", f"{navn} pr. 1.000", Kind.DECIMAL), [row.pr_1000[kode] for row in rows]))
    columns.append((Column("mangler", "Mangler", Kind.ANTAL), [row.mangler or None for row in rows]))
    return filled(columns, [row.eksempel for row in rows])


def forloebstabel(rows: Sequence[Forloebsraekke]) -> Table:
    """Return forløb on named schools as rows."""
    columns: list[tuple[Column, list[Celle]]] = [
        (Column("skole", "Skole"), [row.skole for row in rows]),
        (Column("type", "Forløb"), [row.typenavn for row in rows]),
        (Column("skoleaar", "Skoleår"), [row.skoleaar for row in rows]),
        (Column("klasser", "Klasser", Kind.ANTAL), [row.klasser for row in rows]),
        (Column("planlagt", "Planlagt start"), [row.planlagt for row in rows]),
        (Column("start", "Faktisk start"), [row.start for row in rows]),
        (Column("status", "Status"), [LABELS.get(str(row.status), str(row.status)) for row in rows]),
        (Column("ny_dato", "Ny dato"), [row.ny_dato for row in rows]),
        (Column("opgjort", "Opgjort", Kind.DATO), [row.opgjort for row in rows]),
    ]
    return filled(columns, [row.eksempel for row in rows])


def bogfoerttabel(rows: Sequence[Bogfoert]) -> Table:
    """Return what is booked as rows, in kroner."""
    columns: list[tuple[Column, list[Celle]]] = [
        (Column("aar", "År", Kind.AAR), [row.aar for row in rows]),
        (Column("psp", "PSP-element"), [row.psp for row in rows]),
        (Column("tekst", "Tekst"), [row.tekst for row in rows]),
        (Column("oere", "Bogført, kr.", Kind.KR), [row.oere for row in rows]),
        (Column("antal", "Posteringer", Kind.ANTAL), [row.antal for row in rows]),
    ]
    return filled(columns, [row.eksempel for row in rows])


def filled(columns: Sequence[tuple[Column, list[Celle]]], eksempel: Sequence[bool]) -> Table:
    """Return the columns that hold anything as a table, with the mark of what is made up."""
    kept = [(column, cells) for column, cells in columns if any(cell not in (None, "") for cell in cells)]
    if any(eksempel):
        kept.append((Column("datagrundlag", "Datagrundlag"), [EKSEMPEL if made_up else "" for made_up in eksempel]))
    rows = zip(*(cells for _, cells in kept), strict=True)
    return Table(tuple(column for column, _ in kept), tuple(tuple(row) for row in rows))
