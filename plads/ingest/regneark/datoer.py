"""Dates in workbooks: real ones, those written as people write them, and the day a whole list is from."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from plads.ingest.regneark.ark import Celle
from plads.ingest.regneark.celler import RET, CellError, text, usable
from plads.ingest.regneark.laeser import Anmodning
from plads.ingest.regneark.tabel import Tabel
from plads.ingest.regneark.udbytte import Udbytte
from plads.periods import FleksDato, parse, skoleaar_interval
from plads.text import dato_kort

LAENGST = 80
_PR = re.compile(r"\b(?:pr|per|opgjort|status)\b\.?:?\s+(?:pr\.?\s+|den\s+)?(\d.*)", re.IGNORECASE)
# A csv file may write the midnight that a date cell hides.
_ANNONCE = re.compile(r"\b(?:pr|per|opgjort|status)\b", re.IGNORECASE)
_DAG = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?: 00[.:]00(?:[.:]00)?)?")


def day(cell: Celle | None) -> date:
    """Return an exact day from a date cell or text such as '23.04.2020', '23-04-2020' and '2020-04-23'."""
    value = usable(cell)
    if isinstance(value, date):
        return _plain(value)
    if (found := _DAG.fullmatch(text(cell))) is not None:
        value = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise CellError(f"datoen {'kan ikke læses' if value else 'mangler'}. Skriv fx 23.04.2020. {RET}") from error


def flexible(cell: Celle | None, years: Sequence[int], fits: Callable[[FleksDato], bool]) -> FleksDato | None:
    """Return a date as it was written and the days it can mean; a year it lacks is the first of `years` that fits."""
    value = usable(cell)
    if value is None:
        return None
    if isinstance(value, date):
        value = _plain(value)
        return FleksDato(dato_kort(value), value, value)
    if not isinstance(value, str):
        raise CellError(f"datoen står som et tal. Skriv den som dato, fx 23.04.2020. {RET}")
    said = text(value)
    if _DAG.fullmatch(said):
        value = day(said)
        return FleksDato(dato_kort(value), value, value)
    if len(said) > LAENGST:
        raise CellError(f"teksten er for lang til en dato (højst {LAENGST} tegn). {RET}")
    found = parse(said)
    if found.praecision != "ukendt":
        return found
    return next((guess for year in years if fits(guess := parse(said, year))), found)


def within(found: FleksDato, skoleaar: str | None) -> bool:
    """Return whether a date can lie in a school year."""
    if found.praecision == "ukendt" or skoleaar is None:
        return False
    fra, til = skoleaar_interval(skoleaar)
    return (found.fra or date.min) <= til and (found.til or date.max) >= fra


def later_than(found: FleksDato, dag: date) -> bool:
    """Return whether a date can lie on a day or after it."""
    return found.praecision != "ukendt" and (found.til or date.max) >= dag


def as_of(tabel: Tabel, anmodning: Anmodning, udbytte: Udbytte) -> date | None:
    """Return the day a list is from: said above it, in the sheet's name, or the last day of the period given."""
    said = [found[1] for line in (*tabel.above(), tabel.ark.navn) if (found := _PR.search(line))]
    days = {meant.til for meant in map(parse, said) if meant.til and meant.praecision == "dag"}
    days = days or set(_beside(tabel))
    if not days and anmodning.periode:
        days = {date(*anmodning.periode, monthrange(*anmodning.periode)[1])}
    if len(days) != 1:
        besked = "Vi kan ikke se, hvilken dag listen er fra. Skriv fx «pr. 23. april 2020» over tabellen."
        udbytte.problem(tabel.ark.navn, "", besked)
        return None
    opgjort = days.pop()
    if opgjort > anmodning.katalog.i_dag and anmodning.periode is None:
        udbytte.problem(tabel.ark.navn, "", "Listens dato ligger i fremtiden. Ret den, og indlæs filen igen.")
        return None
    return opgjort


def _beside(tabel: Tabel) -> Iterator[date]:
    """Give the dates above a table that stand in a row with a text such as «Opgjort pr.»."""
    for nr, row in tabel.ark.raekker.items():
        if nr < tabel.raekke and any(isinstance(value, str) and _ANNONCE.search(value) for value in row.values()):
            yield from (_plain(value) for value in row.values() if isinstance(value, date))


def _plain(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
