"""The headings of L02: which column is which month, which adds up others, and which is not counted yet."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from plads.ingest.regneark.grund.ark import Ark, Raekke, celle, kolonne
from plads.ingest.regneark.grund.katalog import Indikatoropslag, Katalog
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.ord import TOTALORD
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.enheder import NAVN
from plads.ingest.regneark.layouts.faelles.skema import INDIKATOR, SKOLEKOLONNER, Felt, Skema, Sumfelt, names_schools
from plads.ingest.regneark.layouts.matricer.arkdele import (
    Blok,
    counted_days,
    has_schools,
    periods,
    school_column,
    school_years,
    texts,
)
from plads.ingest.regneark.layouts.matricer.skemasummer import content
from plads.ingest.regneark.tabeller.datoer import TO_DAGE, serial_day
from plads.ingest.regneark.tabeller.perioder import Maanedsord, Periodetid, hele_maaned, maanedsord, periode
from plads.ingest.regneark.tabeller.tabel import Kolonne, Tabel, as_headings, is_whole
from plads.models.indikator import Periodeart
from plads.text import antal_af, dato, opremsning

KOLONNER = (*SKOLEKOLONNER, Kolonne(INDIKATOR, ("Mål", "Nøgletal", "Aktivitet"), kraevet=False))
FAERREST = 2
SUMORD = frozenset((*TOTALORD, "år til dato", "hele året", "åtd", "ytd", "akkumuleret", "akk"))
AARSTAL = re.compile(r"\b20\d\d\b")
_AAR_ALENE = re.compile(r"(?<![\d./-])20\d\d(?![\d./-])")
_MAANEDSORD = re.compile(r"\bmåned|\bmdr?\b")
_TRINORD = re.compile(r"klasse|\btrin\b|årgang")


@dataclass(frozen=True)
class _Sted:
    """Where a table's headings are looked at, and what is asked for."""

    blok: Blok
    tabel: Tabel
    anmodning: Anmodning
    udbytte: Udbytte

    def problem(self, c: int, besked: str) -> None:
        """Note what is wrong with a heading."""
        self.udbytte.problem(self.tabel.ark.navn, celle(self.tabel.raekke, c), besked)

    def warn(self, c: int, besked: str) -> None:
        """Note what is assumed about a heading."""
        self.udbytte.warn(self.tabel.ark.navn, celle(self.tabel.raekke, c), besked)


def header(ark: Ark, nr: int, katalog: Katalog) -> tuple[float, Tabel | None]:
    """Return how surely a row is the headings of schools by month, and the table it would head."""
    row = ark.raekker[nr]
    words = {c: said for c, value in row.items() if (said := maanedsord(value)) is not None}
    named = names_schools(row)
    # Without a heading over the schools, nothing else may be in doubt.
    distinct = len({said[:2] for said in words.values()}) == len(words) >= FAERREST
    if not words or not (named or (distinct and not _digits(words) and _are_months(row))):
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


def _are_months(row: Raekke) -> bool:
    """Return whether each day in a row, also as Excel's number, opens or closes its month: others are of cases."""
    days = [day for v in row.values() if (day := v if isinstance(v, date) else serial_day(v)) is not None]
    return all(day.day in (1, monthrange(day.year, day.month)[1]) for day in days)


def months_of(ark: Ark, nr: int) -> dict[int, Maanedsord]:
    """Return the columns of a row that are headed by a month. Bare digits are months only where it is said."""
    found = {c: said for c, value in ark.raekker[nr].items() if (said := maanedsord(value)) is not None}
    digits = _digits(found)
    if not digits or len(digits) < len(found) or {found[c].nr for c in digits} == set(range(1, 13)):
        return found
    near = [noegle(line.tekst) for line in texts(ark) if line.nr <= nr]
    said_so = any(map(_MAANEDSORD.search, near))
    return found if said_so and not any(map(_TRINORD.search, near)) else {}


def _digits(words: Mapping[int, Maanedsord]) -> set[int]:
    return {c for c, said in words.items() if said.ciffer}


def find(  # noqa: PLR0913 a table is understood from all that stands around it
    blok: Blok,
    tabel: Tabel,
    indikator: Indikatoropslag | None,
    anmodning: Anmodning,
    front: Sequence[str],
    udbytte: Udbytte,
) -> Skema | None:
    """Return the table's columns; note as problems which cannot be understood."""
    sted = _Sted(blok, tabel, anmodning, udbytte)
    opgjort = _counted(sted, front)
    months = _dated(sted, front, opgjort)
    if months is None:
        return None
    if blok.ark.fra_1904 and any(serial_day(blok.ark.raekker[tabel.raekke].get(c)) for c in months):
        sted.problem(min(months), TO_DAGE)
    first: dict[int, int] = {}
    for c, maaned in months.items():
        if first.setdefault(maaned, c) != c:
            also = kolonne(first[maaned])
            sted.problem(c, f"Måneden {_tid(maaned).tekst} står to gange (også i kolonne {also}). Slet den ene.")
    felter = [Felt(c, _tid(maaned).tekst, indikator, _tid(maaned)) for maaned, c in first.items()]
    summer = tuple(_sums(sted, felter))
    columns = {felt.navn: felt.kolonne for felt in felter} | {part.navn: part.kolonne for part in summer}
    whole = replace(tabel, kolonner=tabel.kolonner | columns)
    if not is_whole(whole, KOLONNER, udbytte):
        return None
    used = tuple(_counted_columns(replace(sted, tabel=whole), felter, opgjort))
    left = tuple(replace(s, felter=tuple(felt for felt in s.felter if felt in used)) for s in summer)
    return Skema(whole, used, left, opgjort=opgjort)


def _tid(maaned: int) -> Periodetid:
    return hele_maaned(maaned)


def _counted(sted: _Sted, front: Sequence[str]) -> date | None:
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


def _dated(sted: _Sted, front: Sequence[str], opgjort: date | None) -> dict[int, int] | None:
    """Return the month (ÅÅÅÅMM) of each column; None with the problem noted when the year cannot be known."""
    words = months_of(sted.blok.ark, sted.tabel.raekke)
    above = _years_above(sted.blok.ark, sted.tabel.raekke, words)
    lines = [*(line.tekst for line in sted.blok.titel), sted.blok.ark.navn]
    frames = _frames(lines) or _frames(front)
    given = sted.anmodning.periode
    own = {c: said.aar for c, said in words.items() if said.aar is not None}
    if len(own) == len(words):
        dated = {c: said.aar * 100 + said.nr for c, said in words.items() if said.aar is not None}
        asked = {_year_frame(given[0])} if given else set()
        for wanted in (frames, asked):
            if wanted and not any(_within(maaned, frame) for maaned in dated.values() for frame in wanted):
                said = opremsning(sorted(frame.tekst for frame in wanted))
                sted.problem(min(words), f"Månederne ligger i et andet år end {said}. Ret det ene.")
                return None
        return dated
    if above is not None:
        return {c: _in(above[c], said) for c, said in words.items()}
    if _over_new_year(words):
        # «19/20» is a school year where the months are those of one.
        frames = school_years(lines) or school_years(front) or frames
    elif not frames:
        frames = school_years(lines, alone=True) or school_years(front, alone=True)
    frame = _frame(sted, frames, opgjort)
    return _placed(sted, words, frame) if frame else None


def _years_above(ark: Ark, nr: int, words: Mapping[int, Maanedsord]) -> dict[int, Periodetid] | None:
    """Return the year over each month from the row above, where a year stands over the first of its months."""
    row: Raekke = ark.raekker.get(nr - 1, {})
    years = {c: tid for c, value in row.items() if (tid := periode(str(value))) and _whole_year(tid)}
    over: dict[int, Periodetid] = {}
    for c in sorted(words):
        if starts := [start for start in years if start <= c]:
            over[c] = years[max(starts)]
    complete = len(over) == len(words) and min(words) in years
    return over if complete and all(_in(over[c], words[c]) for c in words) else None


def _whole_year(tid: Periodetid) -> bool:
    return tid.periodeart in (Periodeart.AAR, Periodeart.SKOLEAAR)


def _frames(lines: Sequence[str]) -> set[Periodetid]:
    """Return the years that lines name: calendar years and school years."""
    named = periods(lines)
    if not named:
        named = {_year_frame(int(year)) for line in lines for year in _AAR_ALENE.findall(line)}
    return {tid if _whole_year(tid) else _year_frame(tid.fra.year) for tid in named}


def _year_frame(aar: int) -> Periodetid:
    return Periodetid(Periodeart.AAR, date(aar, 1, 1), date(aar, 12, 31))


def _frame(sted: _Sted, frames: set[Periodetid], opgjort: date | None) -> Periodetid | None:
    """Return the one year the months lie in; note why it cannot be known, or from what it is assumed."""
    given, c = sted.anmodning.periode, min(months_of(sted.blok.ark, sted.tabel.raekke))
    if given and frames and not any(_within(given[0] * 100 + given[1], frame) for frame in frames):
        said = opremsning(sorted(frame.tekst for frame in frames))
        sted.problem(c, f"Filen er fra {said}, men den angivne periode er {_tid(given[0] * 100 + given[1]).tekst}.")
        return None
    if len(frames) > 1:
        said = opremsning(sorted(frame.tekst for frame in frames))
        sted.problem(c, f"Filen nævner flere år ({said}). Skriv året i månedernes overskrifter, fx «jan. 2020».")
        return None
    if frames:
        return frames.pop()
    if given or opgjort:
        aar = given[0] if given else opgjort.year if opgjort else 0
        if not given:
            sted.warn(c, f"Månederne har intet år. Vi har brugt opgørelsesdagens år, {aar}.")
        return _year_frame(aar)
    sted.problem(c, "Vi kan ikke se, hvilket år månederne er fra. Skriv fx «2020» over tabellen, eller angiv perioden.")
    return None


def _placed(sted: _Sted, words: Mapping[int, Maanedsord], frame: Periodetid) -> dict[int, int] | None:
    if frame.periodeart is Periodeart.AAR and _over_new_year(words):
        besked = f"Månederne går over et årsskifte, men filen siger kun {frame.tekst}. Skriv skoleåret, fx «2019/20»."
        sted.problem(min(words), besked)
        return None
    return {c: said.aar * 100 + said.nr if said.aar else _in(frame, said) for c, said in words.items()}


def _over_new_year(words: Mapping[int, Maanedsord]) -> bool:
    """Return whether months follow each other from one year into the next."""
    order = [words[c].nr for c in sorted(words)]
    return order != sorted(order) and all(nr % 12 + 1 == after for nr, after in pairwise(order))


def _in(frame: Periodetid, said: Maanedsord) -> int:
    """Return the month (ÅÅÅÅMM) of a year or a school year."""
    year = frame.fra.year if said.nr >= frame.fra.month else frame.til.year
    return (said.aar or year) * 100 + said.nr


def _within(maaned: int, frame: Periodetid) -> bool:
    return frame.fra <= date(maaned // 100, maaned % 100, 1) <= frame.til


def _sums(sted: _Sted, felter: Sequence[Felt]) -> Iterator[Sumfelt]:
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
        navn = " ".join(str(value).split())
        unique = navn if list(row.values()).count(value) == 1 else f"{navn} ({kolonne(c)})"
        if AARSTAL.sub("", said).strip() in SUMORD:
            yield Sumfelt(c, unique, within if span and _whole_year(span) else tuple(felter))
        elif within and span and span.periodeart is not Periodeart.MAANED:
            yield Sumfelt(c, unique, within)


def _counted_columns(sted: _Sted, felter: Sequence[Felt], opgjort: date | None) -> Iterator[Felt]:
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
