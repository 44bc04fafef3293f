"""Which period each column of a pivot table is about: its headings, the filters above it, or what the user said."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from plads.ingest.regneark.grund.ark import Celle, celle
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.pivottabel.pivothoved import LAENGST, Blok, Del, noegle_of, part
from plads.ingest.regneark.tabeller.celler import CellError
from plads.ingest.regneark.tabeller.datoer import day
from plads.ingest.regneark.tabeller.perioder import Periodetid, hele_maaned, is_opgjort, opgjort
from plads.models.indikator import Periodeart
from plads.periods import skoleaar_interval
from plads.text import dato

AARORD = frozenset(("år", "årstal", "kalenderår", "year", "years", "aar", "rapportår", "rapporteringsår"))
SKOLEAARORD = frozenset(("skoleår", "school year"))
PERIODEORD = AARORD | {"måned", "kvartal", "halvår", "periode", "skoleår", "month", "quarter"}
KOLONNENAVNE = frozenset(("kolonnenavne", "kolonneetiketter", "kolonnemærkater", "column labels"))
ALLE = frozenset(("(alle)", "(all)", "alle", "all"))
FLERE_VALGT = frozenset(("(flere elementer)", "(multiple items)", "(flere)"))
FLERE = "Skriv fx «2020» i filteret, eller angiv perioden (--periode 2020-12), og indlæs filen igen."
_MAANEDER = {Periodeart.KVARTAL: 3, Periodeart.HALVAAR: 6, Periodeart.AAR: 12}
_FINEST = (None, Periodeart.MAANED, Periodeart.KVARTAL, Periodeart.HALVAAR, Periodeart.SKOLEAAR, Periodeart.AAR)
_ET_AAR = re.compile(r"(?<![\d.-])(20\d\d)(?!\d|[/-]\d)")


def filters(blok: Blok) -> Iterator[tuple[int, int, str, Celle]]:
    """Give the filters above a pivot table as (row, column of what is chosen, name, what is chosen)."""
    for nr, row in blok.ark.raekker.items():
        first = min(row)
        paired = nr < blok.foerste and len(row) == 2 and first + 1 in row and noegle_of(row[first])
        # «Status» alone chooses among cases; with a day it says when they were counted.
        chooses = noegle_of(row[first]) == "status" and not _day(row.get(first + 1))
        if paired and (chooses or not is_opgjort(str(row[first]))):
            yield nr, first + 1, str(row[first]).strip(), row[first + 1]


def resolve(blok: Blok, anmodning: Anmodning, udbytte: Udbytte) -> Mapping[int, Periodetid]:
    """Return the period of each column that names one; note as problems why a year or a number is unclear."""
    slags = _kind_of_numbers(blok, udbytte)
    above = [found for _, _, name, value in filters(blok) if noegle(name) in PERIODEORD and (found := part(value))]
    # Only where no heading names a period at all is it the filters that do.
    above = [] if any(head.dele for head in blok.hoveder) else above
    dele = {
        head.kolonne: [d if d.art else Del(slags, d.nr, d.aar) for d in head.dele or above]
        for head in blok.hoveder
        if head.dele or above
    }
    skoleaar = _school_year(blok)
    dele = {c: said if any(d.aar for d in said) else [*said, *skoleaar] for c, said in dele.items()}
    aar = _year(blok, anmodning, udbytte) if any(not any(d.aar for d in said) for said in dele.values()) else None
    return {c: period for c, said in dele.items() if (period := _period(said, aar))}


def _school_year(blok: Blok) -> list[Del]:
    """Return the school year a filter is set to, which headings that name no year lie in."""
    chosen = (part(value) for _, _, name, value in filters(blok) if noegle(name) in SKOLEAARORD)
    return [found for found in chosen if found and found.art is Periodeart.SKOLEAAR]


def counted_on(blok: Blok, anmodning: Anmodning, udbytte: Udbytte) -> date | None:
    """Return the day the figures are from, where the sheet says so; note one that has not come."""
    days: set[date] = set()
    for nr, row in blok.ark.raekker.items():
        for c, value in row.items() if nr < blok.foerste else ():
            if isinstance(value, str) and is_opgjort(value):
                days |= {dag for dag in (opgjort(value), _day(row.get(c + 1))) if dag}
    if len(days) != 1:
        return None
    dag = days.pop()
    if dag > anmodning.katalog.i_dag:
        udbytte.problem(blok.ark.navn, "", f"Tallene er opgjort {dato(dag)}, som ligger i fremtiden. Ret datoen.")
        return None
    return dag


def _day(value: Celle | None) -> date | None:
    try:
        return day(value) if value is not None else None
    except CellError:
        return None


def _kind_of_numbers(blok: Blok, udbytte: Udbytte) -> Periodeart:
    """Return what bare numbers among the headings are: months or quarters, as the sheet itself says or shows."""
    bare = {d.nr: head.kolonne for head in blok.hoveder for d in head.dele if d.art is None}
    rows = (row for nr, row in blok.ark.raekker.items() if blok.foerste - 2 <= nr <= blok.sidste)
    words = {noegle_of(value) for row in rows for value in row.values()}
    said = [art for word, art in (("måned", Periodeart.MAANED), ("kvartal", Periodeart.KVARTAL)) if word in words]
    if not bare or len(said) == 1:
        return said[0] if said else Periodeart.MAANED
    place = (blok.ark.navn, celle(blok.sidste, min(bare.values())))
    if max(bare) <= 4:
        besked = "Tallene i overskrifterne kan være måneder eller kvartaler. Skriv fx «1. kvt.» eller «jan»."
        udbytte.problem(*place, besked)
    else:
        udbytte.warn(*place, f"Tallene 1–{max(bare)} i overskrifterne er læst som måneder.")
    return Periodeart.MAANED


def _period(dele: Iterable[Del], aar: int | None) -> Periodetid | None:
    """Return the narrowest period that the headings over a column agree on."""
    every = set(dele)
    if not every:
        return None
    finest = min((d.art for d in every), key=_FINEST.index)
    narrow = {(d.nr, d.aar) for d in every if d.art is finest}
    if finest is None or len({nr for nr, _ in narrow}) > 1:
        return None
    nr = min(nr for nr, _ in narrow)
    schoolyears = {d.aar for d in every if d.art is Periodeart.SKOLEAAR and d.aar}
    years = {d.aar for d in every if d.art is not Periodeart.SKOLEAAR and d.aar}
    if schoolyears and finest is not Periodeart.SKOLEAAR:
        years |= {year for start in schoolyears if (year := _within(finest, nr, start))}
    elif schoolyears:
        years = schoolyears
    years = years or ({aar} if aar and not schoolyears else set())
    return _span(finest, nr, years.pop()) if len(years) == 1 else None


def _within(art: Periodeart, nr: int, start: int) -> int | None:
    """Return the calendar year of a period in the school year from `start`; None when it lies in two of them."""
    if art not in (Periodeart.MAANED, Periodeart.KVARTAL):
        return None
    first, last = (nr, nr) if art is Periodeart.MAANED else (3 * nr - 2, 3 * nr)
    return start if first >= 8 else start + 1 if last <= 7 else None


def _span(art: Periodeart, nr: int, aar: int) -> Periodetid:
    if art is Periodeart.SKOLEAAR:
        return Periodetid(art, *skoleaar_interval(f"{aar}/{aar + 1}"))
    if art is Periodeart.MAANED:
        return hele_maaned(aar * 100 + nr)
    last = nr * _MAANEDER[art]
    return Periodetid(art, date(aar, last - _MAANEDER[art] + 1, 1), date(aar, last, monthrange(aar, last)[1]))


def _year(blok: Blok, anmodning: Anmodning, udbytte: Udbytte) -> int | None:
    """Return the year of headings that have none: from the filter, the title, the sheet's name, or the user."""
    chosen = [(nr, c, value) for nr, c, name, value in filters(blok) if noegle(name) in AARORD]
    if chosen:
        return _filtered(blok, chosen[0], anmodning, udbytte)
    titles = [str(value) for nr, row in blok.ark.raekker.items() if nr < blok.foerste for value in row.values()]
    titles = [tekst for tekst in titles if len(tekst) <= 4 * LAENGST and not is_opgjort(tekst)]
    for said in (titles, [blok.ark.navn]):
        years = {int(found) for tekst in said for found in _ET_AAR.findall(tekst)}
        if len(years) == 1:
            aar = years.pop()
            udbytte.inform(blok.ark.navn, "", f"Overskrifterne har ikke noget år. {aar} er taget fra titlen.")
            return aar
    if anmodning.aar is None:
        besked = "Vi kan ikke se, hvilket år tallene er fra. Skriv året i overskrifterne, fx «1. kvt. 2020», eller "
        place = celle(blok.sidste, min((head.kolonne for head in blok.hoveder if head.dele), default=blok.navnekolonne))
        udbytte.problem(blok.ark.navn, place, f"{besked}angiv perioden (--periode 2020-12).")
    return anmodning.aar


def _filtered(blok: Blok, chosen: tuple[int, int, Celle], anmodning: Anmodning, udbytte: Udbytte) -> int | None:
    """Return the one year a filter is set to; with several or all the user has to say which it is."""
    nr, c, value = chosen
    place = (blok.ark.navn, celle(nr, c))
    years = {int(found) for found in re.findall(r"\b(20\d\d)\b", str(value))}
    if len(years) == 1 and len(str(value)) <= 10:
        aar = years.pop()
        if anmodning.aar not in (None, aar):
            besked = f"Filteret siger {aar}, men perioden er angivet til {anmodning.aar}. Filteret er brugt."
            udbytte.warn(*place, besked)
        return aar
    if anmodning.aar is None:
        besked = "Filteret «År» er ikke sat til ét år, så vi kan ikke se, hvilket år tallene er fra."
        udbytte.problem(*place, f"{besked} {FLERE}")
    else:
        besked = f"Filteret «År» er ikke sat til ét år. Tallene er læst som {anmodning.aar}, som du har angivet."
        udbytte.warn(*place, besked)
    return anmodning.aar
