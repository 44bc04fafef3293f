"""The headings of L02: which column is which month, which adds up others, and which is not counted yet."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from plads.ingest.regneark.grund.ark import Ark, Raekke, kolonne
from plads.ingest.regneark.grund.katalog import Indikatoropslag, Katalog
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.ord import TOTALORD
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.enheder import NAVN
from plads.ingest.regneark.layouts.faelles.forbehold import other_than_counts
from plads.ingest.regneark.layouts.faelles.skema import (
    INDIKATOR,
    SKOLEKOLONNER,
    SKOLEORD,
    Felt,
    Skema,
    Sumfelt,
    names_schools,
)
from plads.ingest.regneark.layouts.matricer.arkdele import (
    Blok,
    counted_days,
    has_schools,
    school_column,
    texts,
)
from plads.ingest.regneark.layouts.matricer.maanedsaar import Sted, dated, digits_of, months_of, words_of
from plads.ingest.regneark.layouts.matricer.skemasummer import content
from plads.ingest.regneark.tabeller.celler import month_number
from plads.ingest.regneark.tabeller.datoer import TO_DAGE, serial_day
from plads.ingest.regneark.tabeller.maanedsord import FORELOEBIG
from plads.ingest.regneark.tabeller.perioder import hele_maaned, periode
from plads.ingest.regneark.tabeller.tabel import LAENGST, Kolonne, Tabel, as_headings, is_whole
from plads.models.indikator import Periodeart
from plads.text import MAANEDER, antal_af, dato, opremsning

KOLONNER = (*SKOLEKOLONNER, Kolonne(INDIKATOR, ("Mål", "Nøgletal", "Aktivitet"), kraevet=False))
FAERREST = 2
SUMORD = frozenset((*TOTALORD, "år til dato", "hele året", "åtd", "ytd", "akkumuleret", "akk"))
_NAVNE = "|".join(navn[:3] for navn in MAANEDER)
_MED_MAANED = re.compile(rf"\b(?:{_NAVNE})(?:uar|ruar|ts|il|i|ust|tember|t|ober|ember|)\b(?!-)")
_FRA_TIL = re.compile(rf"((?:{_NAVNE})[a-z]*)\.? ?(?:-|til) ?((?:{_NAVNE})[a-z]*)\.?(?: (20\d\d))?")
AARSTAL = re.compile(r"\b20\d\d\b")


def header(ark: Ark, nr: int, katalog: Katalog) -> tuple[float, Tabel | None]:
    """Return how surely a row is the headings of schools by month, and the table it would head."""
    row = _with_above(ark, nr)
    words = words_of(row)
    named = names_schools(row)
    # Without a heading over the schools, nothing else may be in doubt.
    distinct = len({said[:2] for said in words.values()}) == len(words) >= FAERREST
    if not words or not (named or (distinct and not digits_of(words) and _are_months(row))):
        return 0, None
    tabel = as_headings(ark, nr, {c: value for c, value in row.items() if c not in words}, KOLONNER)
    if named:
        months = months_of(ark, nr)
        sure = len(months) >= FAERREST or (months and has_schools(ark, nr, tabel.kolonner.values(), katalog))
        return (1.0 if len(months) >= FAERREST else 0.95, tabel) if sure else (0, None)
    c = school_column(ark, nr, (*words, *tabel.kolonner.values()), katalog)
    if c is None:
        return 0, None
    tabel.kolonner[NAVN] = c
    return 0.9, tabel


def _with_above(ark: Ark, nr: int) -> Raekke:
    """Return a row of headings with the words for schools in a row of years above, which reach down into this one."""
    row, above = ark.raekker[nr], ark.raekker.get(nr - 1, {})
    if not any(AARSTAL.fullmatch(str(value)) for value in above.values()):
        return row
    return {c: v for c, v in above.items() if c not in row and heading(v) in SKOLEORD} | dict(row)


def _are_months(row: Raekke) -> bool:
    """Return whether each day in a row, also as Excel's number, opens or closes its month: others are of cases."""
    days = [day for v in row.values() if (day := v if isinstance(v, date) else serial_day(v)) is not None]
    return all(day.day in (1, monthrange(day.year, day.month)[1]) for day in days)


def find(  # noqa: PLR0913 a table is understood from all that stands around it
    blok: Blok,
    tabel: Tabel,
    indikator: Indikatoropslag | None,
    anmodning: Anmodning,
    front: Sequence[str],
    udbytte: Udbytte,
) -> Skema | None:
    """Return the table's columns; note as problems which cannot be understood."""
    sted = Sted(blok, tabel, anmodning, udbytte)
    opgjort = _counted(sted, front)
    months = dated(sted, front, opgjort)
    if months is None:
        return None
    if blok.ark.fra_1904 and any(serial_day(blok.ark.raekker[tabel.raekke].get(c)) for c in months):
        sted.problem(min(months), TO_DAGE)
    first: dict[int, int] = {}
    for c, maaned in months.items():
        if first.setdefault(maaned, c) != c:
            also = kolonne(first[maaned])
            besked = f"Måneden {hele_maaned(maaned).tekst} står to gange (også i kolonne {also})."
            sted.problem(c, f"{besked} Er den ene fra et andet år, så skriv året i overskriften. Ellers slet den ene.")
    _tell_doubtful(sted, months)
    felter = [Felt(c, hele_maaned(maaned).tekst, indikator, hele_maaned(maaned)) for maaned, c in first.items()]
    summer = tuple(_sums(sted, felter))
    columns = {felt.navn: felt.kolonne for felt in felter} | {part.navn: part.kolonne for part in summer}
    whole = replace(tabel, kolonner=tabel.kolonner | columns)
    if not is_whole(whole, KOLONNER, udbytte) or _looks_like_months(whole, sted, months):
        return None
    used = tuple(_counted_columns(replace(sted, tabel=whole), felter, opgjort))
    left = tuple(replace(s, felter=tuple(felt for felt in s.felter if felt in used)) for s in summer)
    return Skema(whole, used, left, opgjort=opgjort)


def _tell_doubtful(sted: Sted, months: Mapping[int, int]) -> None:
    """Warn of months that the file itself calls preliminary."""
    row = sted.blok.ark.raekker[sted.tabel.raekke]
    for c, maaned in months.items():
        if FORELOEBIG.search(noegle(str(row[c]))):
            sted.warn(c, f"{hele_maaned(maaned).tekst.capitalize()} er foreløbig i filen. Tallene er læst.")


def _looks_like_months(tabel: Tabel, sted: Sted, months: Collection[int]) -> bool:
    """Note as problems the columns with figures that name a month and more: «maj est.», «Måltal juni»."""
    found = False
    used = {*months, *tabel.kolonner.values()}
    for c, value in tabel.ark.raekker[tabel.raekke].items():
        if c in used or not isinstance(value, str) or not _MED_MAANED.search(noegle(value)):
            continue
        if not other_than_counts(value) and any(isinstance(cell, int | float) for cell in tabel.below(c)):
            said = " ".join(value.split())[:LAENGST]
            besked = f"Kolonnen «{said}» nævner en måned og mere til. Skriv kun måneden, hvis den er et antal."
            sted.problem(c, f"{besked} Ellers slet kolonnen.")
            found = True
    return found


def _counted(sted: Sted, front: Sequence[str]) -> date | None:
    """Return the day the figures were counted: said above the table, below it, or on another sheet."""
    own = [line.tekst for line in sted.blok.titel]
    below = [line.tekst for line in texts(sted.blok.ark) if line.nr > sted.tabel.raekke]
    days = counted_days(own) or counted_days(below) or counted_days(front)
    if len(days) > 1:
        said = opremsning([dato(dag) for dag in sorted(days)])
        sted.warn(1, f"Der står flere opgørelsesdage: {said}. Den seneste er brugt.")
    opgjort = max(days, default=None)
    if opgjort and opgjort > sted.anmodning.katalog.i_dag:
        sted.problem(1, f"Opgørelsesdagen {dato(opgjort)} ligger i fremtiden. Ret den, og indlæs filen igen.")
        return None
    return opgjort


def _sums(sted: Sted, felter: Sequence[Felt]) -> Iterator[Sumfelt]:
    """Give the columns that add up months: all of them, a year's, or a quarter's."""
    taken = {*sted.tabel.kolonner.values(), *(felt.kolonne for felt in felter)}
    row = sted.blok.ark.raekker[sted.tabel.raekke]
    years = {felt.tid.fra.year for felt in felter}
    aar = next(iter(years)) if len(years) == 1 else None
    for c, value in row.items():
        if c in taken or not isinstance(value, str | int):
            continue
        said = noegle(str(value)).rstrip(": *")
        span = periode(said, aar)
        within = tuple(felt for felt in felter if span and span.fra <= felt.tid.fra and felt.tid.til <= span.til)
        between = _between(said, felter)
        navn = " ".join(str(value).split())
        unique = navn if list(row.values()).count(value) == 1 else f"{navn} ({kolonne(c)})"
        if AARSTAL.sub("", said).strip() in SUMORD:
            # «I alt 2019» over the months of 2020 adds up what is not there.
            if within or not (span and span.is_year):
                yield Sumfelt(c, unique, within or tuple(felter))
        elif within and span and span.periodeart is not Periodeart.MAANED:
            yield Sumfelt(c, unique, within)
        elif between:
            yield Sumfelt(c, unique, between)


def _between(said: str, felter: Sequence[Felt]) -> tuple[Felt, ...]:
    """Return the months of a stretch that is no period, such as «jan-sep»; nothing when they are not all there."""
    if (found := _FRA_TIL.fullmatch(said)) is None:
        return ()
    first, last = (month_number(found[nr][:3]) or 0 for nr in (1, 2))
    years = {int(found[3])} if found[3] else {felt.tid.fra.year for felt in felter}
    inside = tuple(felt for felt in felter if first <= felt.tid.fra.month <= last and felt.tid.fra.year in years)
    return inside if len(years) == 1 and len(inside) == last - first + 1 else ()


def _counted_columns(sted: Sted, felter: Sequence[Felt], opgjort: date | None) -> Iterator[Felt]:
    """Give the months that have been counted; note those that hold figures before their time, and empty ones."""
    i_dag = sted.anmodning.katalog.i_dag
    found = content(sted.tabel, [felt.navn for felt in felter], sted.anmodning.katalog)
    if not any(map(any, found.values())):
        sted.warn(1, "Arket har ingen tal og er ikke læst.")
        return
    for felt in felter:
        numbers, zeros = found[felt.navn]
        future, late = felt.tid.fra > i_dag, opgjort is not None and felt.tid.fra > opgjort
        early = "ligger i fremtiden" if future else "ligger efter opgørelsesdagen"
        if not numbers and not zeros:
            if not future and not late:
                sted.warn(felt.kolonne, f"{felt.navn.capitalize()} er tom og er ikke læst.")
        elif not numbers and (future or late):
            sted.warn(felt.kolonne, f"{felt.navn.capitalize()} {early} og har kun nuller. Måneden er ikke læst.")
        elif future:
            sted.problem(felt.kolonne, f"{felt.navn.capitalize()} {early}, men har tal. Slet dem, eller ret måneden.")
        else:
            if late:
                said = antal_af(numbers + zeros, "tal", "tal")
                sted.warn(felt.kolonne, f"{felt.navn.capitalize()} {early}, men har {said}. De er læst.")
            yield felt
