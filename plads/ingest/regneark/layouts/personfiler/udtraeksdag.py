"""The day a list of pupils is from: said in the file, given by the user, or the newest date in it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plads.ingest.regneark.grund.ark import Celle
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.personfiler.dage import day
from plads.ingest.regneark.layouts.personfiler.personfil import Fundet
from plads.ingest.regneark.tabeller.celler import CellError
from plads.ingest.regneark.tabeller.perioder import hele_maaned, is_opgjort, opgjort, periode
from plads.text import dato

SKRIV = "Skriv fx «pr. 1. maj 2020» over tabellen, eller angiv måneden, når filen indlæses"


@dataclass(frozen=True)
class Udtraeksdag:
    """The day a stock is counted on, and how its month is written."""

    dag: date

    @property
    def periode(self) -> str:
        """Return the month: 'maj 2020'."""
        return hele_maaned(self.dag.year * 100 + self.dag.month).tekst


def find_day(
    fundet: Fundet, kolonne: str, anmodning: Anmodning, udbytte: Udbytte, nyeste: date | None
) -> Udtraeksdag | None:
    """Return the day a list is from, or None with the problem noted. `nyeste` is the newest date that is past in it."""
    ark, i_dag = fundet.tabel.ark.navn, anmodning.katalog.i_dag
    said = {dag for dag in _stated(fundet, kolonne) if dag.year >= 2000}
    months = {(dag.year, dag.month) for dag in said}
    given = anmodning.periode
    if len(months) > 1:
        udbytte.problem(ark, "", f"Filen nævner flere måneder, den kan være fra. {SKRIV}.")
        return None
    if said:
        dag = max(said)
        if given and given not in months:
            udbytte.warn(ark, "", f"Filen siger selv, at den er fra {_month(dag)}. Den angivne måned er ikke brugt.")
    elif given:
        dag = date(*given, monthrange(*given)[1])
    elif nyeste and nyeste <= i_dag:
        return _assumed(nyeste, ark, udbytte)
    else:
        udbytte.problem(ark, "", f"Vi kan ikke se, hvilken måned filen er fra. {SKRIV}.")
        return None
    if (dag.year, dag.month) > (i_dag.year, i_dag.month):
        udbytte.problem(ark, "", "Filens dato ligger i fremtiden. Ret den, og indlæs filen igen.")
        return None
    if nyeste and nyeste > dag:
        besked = f"Filen er fra {_month(dag)}, men har datoer efter {dato(dag)}. Er det den rigtige måned?"
        udbytte.warn(ark, "", besked)
    return Udtraeksdag(dag)


def _assumed(nyeste: date, ark: str, udbytte: Udbytte) -> Udtraeksdag:
    besked = f"Filen siger ikke, hvilken måned den er fra. Vi har brugt {_month(nyeste)}, hvor den nyeste dato ligger"
    udbytte.warn(ark, "", f"{besked}. Er det forkert? {SKRIV}.")
    return Udtraeksdag(nyeste)


def _month(dag: date) -> str:
    return Udtraeksdag(dag).periode


def _stated(fundet: Fundet, kolonne: str) -> Iterator[date]:
    """Give every day, or last day of a month, that the sheet's name, the lines above, or a column say it is from."""
    for tekst in (fundet.arknavn, *fundet.tabel.above()):
        found = periode(tekst)
        if (dag := opgjort(tekst)) is not None:
            yield dag
        elif found and found.maaned:
            yield found.til
    for nr, row in fundet.tabel.ark.raekker.items():
        if nr < fundet.tabel.raekke and any(isinstance(value, str) and is_opgjort(value) for value in row.values()):
            yield from (dag for value in row.values() if isinstance(value, date) and (dag := _day(value)))
        if nr > fundet.tabel.raekke and kolonne in fundet.tabel.kolonner:
            yield from filter(None, [_day(row.get(fundet.tabel.kolonner[kolonne]))])


def _day(value: Celle | None) -> date | None:
    try:
        found = day(value)
    except CellError:
        return None
    return found.dato if found else None
