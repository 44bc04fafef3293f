"""Dates in workbooks: real ones, those written as people write them, and the day a whole list is from."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from plads.ingest.regneark.grund.ark import Celle, celle
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.soejler import Soejle, Soejleraekker
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.tabeller.celler import RET, CellError, text, usable
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.periods import FleksDato, parse, skoleaar_interval
from plads.text import dato_kort

LAENGST = 80
EXCEL_NUL = date(1899, 12, 30)
# The days from 2000 to 2100.
SERIENUMRE = range(36526, 73051)
# Days as bare numbers in a workbook that counts from 1904: whoever wrote them may have counted from 1900.
TO_DAGE = (
    "Datoerne står som tal, og filen tæller dage fra 1904. Tallene kan betyde to forskellige dage. Giv cellerne "
    "datoformat i Excel, og gem filen igen."
)
_SKRAA = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")
_FEMCIFRET = re.compile(r"[0-9]{5}")
_PR = re.compile(r"\b(?:pr|per|opgjort|status)\b\.?:?\s+(?:pr\.?\s+|den\s+)?(\d.*)", re.IGNORECASE)
# A csv file may write the midnight that a date cell hides.
_ANNONCE = re.compile(r"\b(?:pr|per|opgjort|status)\b", re.IGNORECASE)
_DAG = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?: 00[.:]00(?:[.:]00)?)?")


def day(cell: Celle | None) -> date:
    """Return an exact day from a date cell or text such as '23.04.2020', '23-04-2020' and '2020-04-23'."""
    value = usable(cell)
    if isinstance(value, date):
        return _plain(value)
    if (said := serial_day(value)) is not None:
        return said
    if (found := _DAG.fullmatch(text(cell))) is not None:
        value = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise CellError(f"datoen {'kan ikke læses' if value else 'mangler'}. Skriv fx 23.04.2020. {RET}") from error


def serial_day(value: Celle | None) -> date | None:
    """Return the day of one of Excel's numbers for days, which a date cell becomes when its format is lost."""
    number = int(value) if isinstance(value, str) and _FEMCIFRET.fullmatch(value.strip()) else value
    if isinstance(number, bool) or not isinstance(number, int) or number not in SERIENUMRE:
        return None
    return EXCEL_NUL + timedelta(days=number)


def flexible(cell: Celle | None, years: Sequence[int], fits: Callable[[FleksDato], bool]) -> FleksDato | None:
    """Return a date as it was written and the days it can mean; a year it lacks is the first of `years` that fits."""
    value = usable(cell)
    if value is None:
        return None
    if isinstance(value, date):
        value = _plain(value)
        return FleksDato(dato_kort(value), value, value)
    said = text(value)
    # In a csv file Excel's number of a day is text; a year alone is a year.
    if not isinstance(value, str) or (said.isdigit() and parse(said).praecision == "ukendt"):
        raise CellError(f"datoen står som et tal. Skriv den som dato, fx 23.04.2020. {RET}")
    if _DAG.fullmatch(said):
        value = day(said)
        return FleksDato(dato_kort(value), value, value)
    if len(said) > LAENGST:
        raise CellError(f"teksten er for lang til en dato (højst {LAENGST} tegn). {RET}")
    found = parse(said)
    if found.praecision != "ukendt":
        return found
    return next((guess for year in years if fits(guess := parse(said, year))), found)


def tell_serial_days(tabel: Tabel, navne: Sequence[str], udbytte: Udbytte) -> None:
    """Note how many days in some columns were read from Excel's numbers for days."""
    columns = [tabel.kolonner[navn] for navn in navne if tabel.has(navn)]
    found = sorted(_serial_days(tabel, columns))
    if found:
        besked = f"{len(found)} datoer står som tal (Excels løbenumre for dage). De er læst som datoer."
        udbytte.inform(tabel.ark.navn, celle(*found[0]), besked)
    if found and tabel.ark.fra_1904:
        udbytte.problem(tabel.ark.navn, celle(*found[0]), TO_DAGE)


def _serial_days(tabel: Tabel, columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give (row, column) of the days that stand as numbers."""
    rows = tabel.ark.raekker
    if not isinstance(rows, Soejleraekker):
        below = ((nr, row) for nr, row in rows.items() if nr > tabel.raekke)
        yield from ((nr, c) for nr, row in below for c in columns if serial_day(row.get(c)) is not None)
        return
    for c in columns:
        soejle = rows.soejler.get(c, Soejle())
        days = {kode for kode, value in enumerate(soejle.vaerdier) if serial_day(value) is not None}
        if days:
            pairs = zip(rows.numre, soejle.koder, strict=True)
            yield from ((nr, c) for nr, kode in pairs if kode in days and nr > tabel.raekke)


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
    days = {dag for tekst in said if (dag := _named_day(tekst))}
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


def _named_day(tekst: str) -> date | None:
    meant = parse(_SKRAA.sub(r"\1.\2.\3", tekst))
    return meant.til if meant.praecision == "dag" else None


def _beside(tabel: Tabel) -> Iterator[date]:
    """Give the dates above a table that stand in a row with a text such as «Opgjort pr.»."""
    for nr, row in tabel.ark.raekker.items():
        if nr < tabel.raekke and any(isinstance(value, str) and _ANNONCE.search(value) for value in row.values()):
            yield from (_plain(value) for value in row.values() if isinstance(value, date))
            # In a csv file the day beside it is text as well.
            written = (value for value in row.values() if isinstance(value, str) and _DAG.fullmatch(value.strip()))
            yield from (found for value in written if (found := _written_day(value)))


def _written_day(tekst: str) -> date | None:
    try:
        return day(tekst)
    except CellError:
        return None


def _plain(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
