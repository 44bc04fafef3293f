"""Which day the temperatures of an annex are from. A date that may be another day's is asked about."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from plads.ingest.regneark.grund.ark import Celle, Raekke
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.tabeller.celler import CellError
from plads.ingest.regneark.tabeller.datoer import day
from plads.ingest.regneark.tabeller.perioder import is_opgjort, named_days, opgjort, periode
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.text import dato, opremsning


def counted_on(tabel: Tabel, kolonne: int, anmodning: Anmodning, udbytte: Udbytte) -> date | None:
    """Return the day of the temperatures: said over them or in the sheet's name, else given, else today."""
    i_dag, name = anmodning.katalog.i_dag, tabel.ark.navn
    cells = list(_cells(tabel, kolonne))
    days = set(_days(cells, i_dag, announced=True)) or set(_days(cells, i_dag, announced=False))
    if not days and anmodning.periode:
        days = {_last_day(date(*anmodning.periode, 1), i_dag)}
    if len(days) > 1:
        besked = f"Arket nævner flere dage ({_listed(days)}). Lad kun én stå."
        udbytte.problem(name, "", besked)
        return None
    if days:
        dag = days.pop()
        if dag <= i_dag:
            return dag
        udbytte.problem(name, "", f"Temperaturen er fra {dato(dag)}, som ligger i fremtiden. Ret datoen.")
        return None
    return _today(cells, name, i_dag, udbytte)


def _today(cells: list[tuple[Raekke, int, Celle]], name: str, i_dag: date, udbytte: Udbytte) -> date | None:
    """Return today with a warning, unless the sheet names another day."""
    named = {found for _, _, value in cells for found in _named(value)}
    if None in named:
        udbytte.problem(name, "", "Datoen over tabellen kan ikke læses. Skriv fx «pr. 23. april 2020».")
        return None
    if known := {dag for dag in named if dag}:
        besked = f"Arket nævner {_listed(known)}, men siger ikke, om temperaturen er fra den dag."
        udbytte.problem(name, "", f"{besked} Skriv fx «pr. {dato(max(known))}» over tabellen.")
        return None
    besked = f"Arket siger ikke, hvilken dag temperaturen er fra. Vi har brugt i dag, {dato(i_dag)}. "
    udbytte.warn(name, "", f"{besked}Skriv fx «pr. 23. april 2020» over tabellen, hvis det er en anden dag.")
    return i_dag


def _listed(days: set[date]) -> str:
    return opremsning([dato(dag) for dag in sorted(days)])


def _last_day(maaned: date, i_dag: date) -> date:
    """Return the last day of a month; of the month that is not over yet, today."""
    last = maaned.replace(day=monthrange(maaned.year, maaned.month)[1])
    return i_dag if maaned.replace(day=1) <= i_dag < last else last


def _cells(tabel: Tabel, kolonne: int) -> Iterator[tuple[Raekke, int, Celle]]:
    """Give what stands over the temperatures, each with its row and column, and the sheet's name."""
    for nr, row in tabel.ark.raekker.items():
        if nr < tabel.raekke:
            yield from ((row, c, value) for c, value in row.items())
        elif nr == tabel.raekke and kolonne in row:
            yield row, kolonne, row[kolonne]
    yield from (({}, 0, said) for said in (tabel.ark.navn, *(tabel.ark.sagt or ())))


def _days(cells: list[tuple[Raekke, int, Celle]], i_dag: date, *, announced: bool) -> Iterator[date]:
    """Give the days that texts say their table is from; of a month the last day.

    `announced` ones stand after a word such as «pr.» or «status».
    """
    for row, c, value in cells:
        if not isinstance(value, str) or is_opgjort(value) != announced:
            continue
        if found := opgjort(value) or (is_opgjort(value) and _day(row.get(c + 1))):
            yield found
        elif None not in named_days(value) and (month := periode(value)) and month.maaned:
            yield _last_day(month.til, i_dag)


def _named(value: Celle) -> set[date | None]:
    """Return the days a cell names; None for one that does not exist."""
    if isinstance(value, str):
        return named_days(value)
    return {_day(value)} if isinstance(value, date) else set()


def _day(value: Celle | None) -> date | None:
    try:
        return day(value) if value is not None else None
    except CellError:
        return None
