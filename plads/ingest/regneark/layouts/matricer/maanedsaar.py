"""Which year the months of L02 lie in: their own, the one over them, the one the file is about, or the user's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from plads.ingest.regneark.grund.ark import Ark, Raekke, celle
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.matricer.arkdele import Blok, periods, school_years, texts
from plads.ingest.regneark.tabeller.maanedsord import Maanedsord, maanedsord, ordinal
from plads.ingest.regneark.tabeller.perioder import Periodetid, hele_maaned, of_figures, periode
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.models.indikator import Periodeart
from plads.text import MAANEDER, dato, opremsning

_AAR_ALENE = re.compile(r"(?<![\d./-])20\d\d(?![\d./-])")
_MAANEDSORD = re.compile(r"\bmåned|\bmdr?\b")
_TRINORD = re.compile(r"klasse|\btrin\b|årgang")


@dataclass(frozen=True)
class Sted:
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


def words_of(row: Raekke) -> dict[int, Maanedsord]:
    """Return the columns of a row that name a month. Numbers with full stops do where all twelve are there.

    Fewer may be class levels or quarters.
    """
    found = {c: said for c, value in row.items() if (said := maanedsord(value)) is not None}
    ordinals = {c: nr for c, value in row.items() if (nr := ordinal(value)) is not None}
    if sorted(ordinals.values()) == list(range(1, 13)):
        found |= {c: Maanedsord(nr, None, ciffer=True) for c, nr in ordinals.items()}
    return found


def months_of(ark: Ark, nr: int) -> dict[int, Maanedsord]:
    """Return the columns of a row that are headed by a month. Bare digits are months only where it is said."""
    found = words_of(ark.raekker[nr])
    digits = digits_of(found)
    if not digits or len(digits) < len(found) or {found[c].nr for c in digits} == set(range(1, 13)):
        return found
    near = [noegle(line.tekst) for line in texts(ark) if line.nr <= nr]
    said_so = any(map(_MAANEDSORD.search, near))
    return found if said_so and not any(map(_TRINORD.search, near)) else {}


def digits_of(words: Mapping[int, Maanedsord]) -> set[int]:
    """Return the columns whose headings are only digits."""
    return {c for c, said in words.items() if said.ciffer}


def dated(sted: Sted, front: Sequence[str], opgjort: date | None) -> dict[int, int] | None:
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
    frame = _frame(sted, words, frames, opgjort)
    return _placed(sted, words, frame) if frame else None


def _years_above(ark: Ark, nr: int, words: Mapping[int, Maanedsord]) -> dict[int, Periodetid] | None:
    """Return the year over each month from the row above, where a year stands over the first of its months."""
    row: Raekke = ark.raekker.get(nr - 1, {})
    years = {c: tid for c, value in row.items() if (tid := periode(str(value))) and tid.is_year}
    over: dict[int, Periodetid] = {}
    for c in sorted(words):
        if starts := [start for start in years if start <= c]:
            over[c] = years[max(starts)]
    complete = len(over) == len(words) and min(words) in years
    return over if complete and all(_in(over[c], words[c]) for c in words) else None


def _frames(lines: Sequence[str]) -> set[Periodetid]:
    """Return the years that lines name: calendar years and school years."""
    named = periods(lines)
    if not named:
        named = {_year_frame(int(year)) for line in lines for year in _AAR_ALENE.findall(of_figures(line))}
    return {tid if tid.is_year else _year_frame(tid.fra.year) for tid in named}


def _year_frame(aar: int) -> Periodetid:
    return Periodetid(Periodeart.AAR, date(aar, 1, 1), date(aar, 12, 31))


def _frame(
    sted: Sted, words: Mapping[int, Maanedsord], frames: set[Periodetid], opgjort: date | None
) -> Periodetid | None:
    """Return the one year the months lie in; note why it cannot be known, or from what it is assumed."""
    given, c = sted.anmodning.periode, min(words)
    if given and frames and not any(_within(given[0] * 100 + given[1], frame) for frame in frames):
        said = opremsning(sorted(frame.tekst for frame in frames))
        asked = hele_maaned(given[0] * 100 + given[1]).tekst
        sted.problem(c, f"Filen er fra {said}, men den angivne periode er {asked}.")
        return None
    if len(frames) > 1:
        said = opremsning(sorted(frame.tekst for frame in frames))
        sted.problem(c, f"Filen nævner flere år ({said}). Skriv året i månedernes overskrifter, fx «jan. 2020».")
        return None
    if frames:
        return frames.pop()
    if not given and opgjort and (late := _first_late(sted, words, opgjort)):
        besked = f"Månederne har intet år, og {late} har tal efter opgørelsesdagen {dato(opgjort)}. Skriv året"
        sted.problem(c, f"{besked} over tabellen, fx «{opgjort.year - 1}».")
        return None
    if given or opgjort:
        aar = given[0] if given else opgjort.year if opgjort else 0
        if not given:
            sted.warn(c, f"Månederne har intet år. Vi har brugt opgørelsesdagens år, {aar}.")
        return _year_frame(aar)
    sted.problem(c, "Vi kan ikke se, hvilket år månederne er fra. Skriv fx «2020» over tabellen, eller angiv perioden.")
    return None


def _first_late(sted: Sted, words: Mapping[int, Maanedsord], opgjort: date) -> str | None:
    """Return the first month with figures that would come after the day they were counted, in that day's year."""
    for c, said in sorted(words.items()):
        late = date(opgjort.year, said.nr, 1) > opgjort
        if late and any(isinstance(value, int | float) and value for value in sted.tabel.below(c)):
            return MAANEDER[said.nr - 1]
    return None


def _placed(sted: Sted, words: Mapping[int, Maanedsord], frame: Periodetid) -> dict[int, int] | None:
    if frame.periodeart is Periodeart.AAR and _over_new_year(words):
        besked = f"Månederne går over et årsskifte, men filen siger kun {frame.tekst}. Skriv skoleåret, fx «2019/20»."
        sted.problem(min(words), besked)
        return None
    placed = {c: said.aar * 100 + said.nr if said.aar else _in(frame, said) for c, said in words.items()}
    in_order = [placed[c] for c in sorted(placed)]
    if frame.periodeart is Periodeart.SKOLEAAR and in_order != sorted(in_order) and not _over_new_year(words):
        besked = f"Månederne står ikke, som de kommer i {frame.tekst}. Skriv året i deres overskrifter, fx «jan. 2020»."
        sted.problem(min(words), besked)
        return None
    return placed


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
