"""The parts of a sheet around its table: titles above, the column of schools, and what sheets without tables say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plads.ingest.regneark.grund.ark import Ark, Celle, Projektmappe, Raekke
from plads.ingest.regneark.grund.katalog import Indikatoropslag, Katalog
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.layouts.faelles.enheder import OMRAADER, SKOLER
from plads.ingest.regneark.layouts.faelles.skema import countable
from plads.ingest.regneark.tabeller.fratil import spans
from plads.ingest.regneark.tabeller.maanedsord import LAENGST
from plads.ingest.regneark.tabeller.perioder import Periodetid, of_figures, opgjort, periode
from plads.models.indikator import Periodeart
from plads.periods import parse_skoleaar, skoleaar_interval

SKEL = " | "
# A pivot table names its rows so; it has a reader of its own.
PIVOTORD = frozenset(("rækkenavne", "rækkeetiketter", "row labels"))
FLEST_ORD = 6
FLEST_LINJER = 200
_DELE = re.compile(r"\s+-\s+|[|:,;()/]")
_AARSTAL = re.compile(r"\b20\d\d(?:/(?:20)?\d\d)?\b")
_SKOLEAAR = re.compile(r"(?<![\w./-])(?:20)?\d\d ?[/-] ?(?:20)?\d\d(?![\w./-]| ?20\d\d)")
_DAG = re.compile(r"\d\d ?[/-] ?(?:0\d|1[0-2])")
_OPGJORT_FOERST = re.compile(r"opgjort|opgørelse|\bpr\b")


@dataclass(frozen=True)
class Linjetekst:
    """The texts of one row, and its number."""

    nr: int
    tekst: str


@dataclass(frozen=True)
class Blok:
    """One of the tables of a sheet: only its own rows, the row of headings, and the lines above."""

    ark: Ark
    raekke: int
    titel: tuple[Linjetekst, ...]
    alene: bool = True


def blocks(ark: Ark, headings: Sequence[int]) -> list[Blok]:
    """Return the sheet cut into tables, each with the lines of text that lead up to its headings."""
    starts = [min(ark.raekker, default=1), *(_title_start(ark, nr) for nr in headings[1:])]
    ends = [*starts[1:], max(ark.raekker, default=1) + 1]
    found = []
    for nr, start, end in zip(headings, starts, ends, strict=True):
        part = replace(ark, raekker={r: row for r, row in ark.raekker.items() if start <= r < end})
        above = Ark(ark.navn, {r: row for r, row in part.raekker.items() if r < nr})
        found.append(Blok(part, nr, tuple(texts(above)), alene=len(headings) == 1))
    return found


def _title_start(ark: Ark, heading_row: int) -> int:
    start = heading_row
    for nr in sorted((nr for nr in ark.raekker if nr < heading_row), reverse=True):
        row = ark.raekker[nr]
        if len(row) > 2 or any(isinstance(value, int | float) for value in row.values()):
            break
        start = nr
    return start


def texts(ark: Ark) -> list[Linjetekst]:
    """Return the rows of a sheet as lines of text; those too long to be titles are left out."""
    lines = [Linjetekst(nr, SKEL.join(filter(None, map(_as_text, row.values())))) for nr, row in ark.raekker.items()]
    return [line for line in lines if 0 < len(line.tekst) <= LAENGST]


def with_spans(lines: Sequence[Linjetekst]) -> list[Linjetekst]:
    """Return lines with those they say in two cells or on two lines: «Periode fra 01-01-2020», «Periode til …»."""
    said = spans((line.nr, line.tekst.split(SKEL)) for line in lines)
    return [*lines, *(Linjetekst(nr, tekst) for nr, tekst in said)]


def _as_text(value: Celle) -> str:
    if isinstance(value, date):
        return f"{value.day:02}-{value.month:02}-{value.year}"
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def others(
    bog: Projektmappe, with_tables: Iterable[str], read: Callable[[Ark], list[Linjetekst]] = texts
) -> list[tuple[Ark, Linjetekst]]:
    """Return the lines of the visible sheets that have no table, such as a front page."""
    taken = set(with_tables)
    return [(ark, line) for ark in bog.ark if not ark.skjult and ark.navn not in taken for line in read(ark)]


def periods(lines: Iterable[str]) -> set[Periodetid]:
    """Return the periods that lines name; a period within another leaves only the narrower one."""
    lines = _ends(lines)
    found = {tid for line in lines if (tid := periode(line)) is not None}
    years = {tid.fra.year for tid in found if tid.fra.month == 1 and tid.til.month == 12}
    if len(years) == 1 and (aar := years.pop()):
        # «1. halvår» on one line and «2020» on another.
        found |= {tid for line in lines if (tid := periode(line, aar)) is not None and tid.fra.year == aar}
    wide = {a for a in found for b in found if a != b and a.fra <= b.fra and b.til <= a.til}
    return found - wide


def school_years(lines: Iterable[str], *, alone: bool = False) -> set[Periodetid]:
    """Return the school years that lines name in any spelling, or that are a line `alone`; '11/12' may be a day."""
    plain = map(of_figures, _ends(lines))
    said = (word for line in plain for word in ([line] if alone else _SKOLEAAR.findall(line)))
    found = {named for word in said if not _DAG.fullmatch(word) and (named := parse_skoleaar(word))}
    return {Periodetid(Periodeart.SKOLEAAR, *skoleaar_interval(named)) for named in found}


def _ends(lines: Iterable[str]) -> list[str]:
    """Return the different lines at the top and at the bottom, where titles and notes stand."""
    different = list(dict.fromkeys(lines))
    return different if len(different) <= 2 * FLEST_LINJER else different[:FLEST_LINJER] + different[-FLEST_LINJER:]


def counted_days(lines: Iterable[str]) -> set[date]:
    """Return the days that lines say figures were counted; when the file was drawn only counts without one."""
    days = {line: dag for line in _ends(lines) if (dag := opgjort(line)) is not None}
    said = {dag for line, dag in days.items() if _OPGJORT_FOERST.search(noegle(line))}
    return said or set(days.values())


def indicators(tekst: str, katalog: Katalog) -> tuple[set[Indikatoropslag], bool]:
    """Return the indicators a text names, and whether a part of it is exactly a name."""
    plain = _AARSTAL.sub(" ", noegle(tekst))
    exact = {named for part in _DELE.split(plain) if (named := _named(part, katalog)) is not None}
    if exact:
        return exact, True
    words = re.findall(r"[^\s|:,;()/]+", plain)
    found: set[Indikatoropslag] = set()
    start = 0
    while start < len(words):
        ends = range(min(len(words), start + FLEST_ORD), start, -1)
        hit = next(((end, i) for end in ends if (i := _named(" ".join(words[start:end]), katalog))), None)
        if hit:
            found.add(hit[1])
        start = hit[0] if hit else start + 1
    return found, False


def _named(ord_: str, katalog: Katalog) -> Indikatoropslag | None:
    bare = ord_.strip(" .*-_")
    found = katalog.indikator(bare) or katalog.indikator(bare.removeprefix("antal ").strip())
    return found if found in countable(katalog) else None


def school_column(ark: Ark, nr: int, taken: Iterable[int], katalog: Katalog) -> int | None:
    """Return the column under a row of headings in which at least half of the texts are schools."""
    row, used = ark.raekker[nr], set(taken)
    # A row that names a unit itself is no row of headings, whatever dates it holds.
    said = [value for value in row.values() if isinstance(value, str)]
    if any(heading(value) in PIVOTORD or katalog.by_name(value, (*SKOLER, *OMRAADER)) for value in said):
        return None
    below = [cells for r, cells in ark.raekker.items() if r > nr]
    for c in sorted({c for cells in below for c in cells} - used):
        said = [value for cells in below if isinstance(value := cells.get(c), str)]
        schools = sum(bool(katalog.by_name(value, SKOLER)) for value in said)
        if schools and 2 * schools >= len(said) and _opens_with_unit(below, c, katalog):
            return c
    return None


def has_schools(ark: Ark, nr: int, columns: Iterable[int], katalog: Katalog) -> bool:
    """Return whether any of the columns holds a known school under a row."""
    wanted = list(columns)
    cells = (row.get(c) for r, row in ark.raekker.items() if r > nr for c in wanted)
    said = (" ".join(str(cell).split()) for cell in cells if isinstance(cell, str | int))
    return any(katalog.by_name(tekst, SKOLER) or katalog.by_number(tekst) for tekst in said)


def _opens_with_unit(below: Sequence[Raekke], c: int, katalog: Katalog) -> bool:
    first = below[0].get(c)
    return isinstance(first, str) and bool(katalog.by_name(first, (*SKOLER, *OMRAADER)))
