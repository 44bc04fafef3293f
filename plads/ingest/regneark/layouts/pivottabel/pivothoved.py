"""The headings of a pivot table: which indicator and which period each column holds, and which add up others.

Headings stand in two or more rows – indicators over quarters, or the other way round, with years above or
below – and a heading reaches to the right until the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from plads.ingest.regneark.grund.ark import OVERSKRIFT_BLANDT, Ark, Celle, Raekke
from plads.ingest.regneark.grund.katalog import Indikatoropslag, Katalog
from plads.ingest.regneark.grund.ord import TOTALORD
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.layouts.faelles.enheder import OMRAADE, OMRAADER, SKOLER
from plads.ingest.regneark.layouts.faelles.skema import SKOLEORD
from plads.ingest.regneark.tabeller.datoer import serial_day
from plads.ingest.regneark.tabeller.maanedsord import maanedsord
from plads.ingest.regneark.tabeller.perioder import AAR_FRA, is_stretch, periode, whole_day
from plads.models.indikator import Indikatorart, Periodeart
from plads.models.organisation import Enhedstype
from plads.periods import parse_skoleaar

RAEKKENAVNE = frozenset(("rækkenavne", "rækkeetiketter", "rækkemærkater", "row labels"))
LAENGST = 60
FLEST_RAEKKER = 4
KRYDSET = 0.85
# What the columns of names are headed as where each level of rows has its own.
RAEKKEHOVEDER = SKOLEORD | {heading(OMRAADE)}
ENHEDER = (*SKOLER, *OMRAADER, Enhedstype.KOMMUNE)
_AAR, _AAR_EFTER = r"(?:(?P<aar>20\d\d)[ -]*)?", r"(?:[ ,-]*(?P<efter>20\d\d))?"


def _numbered(words: str, numbers: str) -> re.Pattern[str]:
    """Return the pattern of '1. kvt.', 'K1', '2020K1' and '1. kvartal 2020'."""
    return re.compile(
        rf"{_AAR}(?:(?P<nr>[{numbers}])\.? ?(?:{words})|(?:{words})\.? ?(?P<nr2>[{numbers}]))\.?{_AAR_EFTER}"
    )


_DELE = (
    (Periodeart.KVARTAL, _numbered("kvartal|kvart|kvt|kv|k|q|qtr", "1-4")),
    (Periodeart.HALVAAR, _numbered("halvår|h", "12")),
    (Periodeart.AAR, re.compile(r"(?:år |året |hele )?(?P<aar>20\d\d)(?P<nr>)(?P<nr2>)(?P<efter>)")),
)
_LAENGDER = {Periodeart.KVARTAL: 3, Periodeart.HALVAAR: 6}
_FRA_TIL = re.compile(r"^[a-z]{3,9}\.?(?: ?20\d\d)? ?(?:-|til) ?[a-z]{3,9}\b")
_BEREGNING = re.compile(r"^(?:sum|summen|antal|sum of|count of)(?: af| of)? (?=\S)")
_TOTALER = "hovedtotal|grand total|subtotal|i alt|ialt|total"
_TOTAL = re.compile(rf"^(?:{_TOTALER})(?: for| of)?:?(?: |$)| (?:{_TOTALER})$")


class Del(NamedTuple):
    """A part of a period as one heading names it. `art` None is a bare number, a month or a quarter."""

    art: Periodeart | None
    nr: int
    aar: int | None


@dataclass(frozen=True)
class Hoved:
    """What the headings over a column say. `ukendt` holds words that are neither indicator nor period."""

    kolonne: int
    indikator: Indikatoropslag | None
    dele: tuple[Del, ...]
    total: bool
    ukendt: tuple[str, ...]

    @property
    def navn(self) -> str:
        """Return the column's indicator, or what stands in its place."""
        return self.indikator.navn if self.indikator else "I alt" if self.total else "; ".join(self.ukendt)


@dataclass(frozen=True)
class Blok:
    """The rows of headings, where the names of the rows stand, and how sure it is that this is a pivot table."""

    ark: Ark
    foerste: int
    sidste: int
    navnekolonne: int
    hoveder: tuple[Hoved, ...]
    sikkerhed: float


def countable(katalog: Katalog, ord_: str) -> Indikatoropslag | None:
    """Return the indicator that a heading such as 'Sum af Klager' counts."""
    # A mark of a footnote or a colon is no part of the name.
    said = noegle(ord_).strip(":* ")
    found = katalog.indikator(said) or katalog.indikator(_BEREGNING.sub("", said))
    return found if found and found.art is not Indikatorart.ANDEL and not found.decimaler else None


def part(value: Celle | None) -> Del | None:
    """Return what a heading says of a period: the whole heading must be one, not only a word in it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and len(value) > LAENGST:
        return None
    if isinstance(value, str | int) and not isinstance(value, bool):
        said = noegle(str(value)).rstrip(":* ")
        if (found := _written(said)) is not None:
            return found
    month = maanedsord(value)
    if month is None:
        return None
    return Del(None if month.ciffer else Periodeart.MAANED, month.nr, month.aar)


def _written(said: str) -> Del | None:
    for art, pattern in _DELE:
        if found := pattern.fullmatch(said):
            aar = found["aar"] or found["efter"]
            return Del(art, int(found["nr"] or found["nr2"] or 1), int(aar) if aar else None)
    if skoleaar := parse_skoleaar(said):
        return Del(Periodeart.SKOLEAAR, 1, int(skoleaar[:4]))
    return _stretch(said)


def _stretch(said: str) -> Del | None:
    """Return the quarter or half-year that two months are the ends of: «jan-mar»."""
    tid = periode(said, AAR_FRA) if _FRA_TIL.search(said) else None
    length = _LAENGDER.get(tid.periodeart) if tid else None
    if tid is None or length is None:
        return None
    return Del(tid.periodeart, tid.fra.month // length + 1, None if tid.fra.year == AAR_FRA else tid.fra.year)


def blocks(ark: Ark, katalog: Katalog) -> list[Blok]:
    """Return the pivot table of a sheet by its headings: one that names its rows, else the likeliest one."""
    rows = list(ark.raekker.items())[:OVERSKRIFT_BLANDT]
    said = [(nr, c) for nr, row in rows for c, value in row.items() if noegle_of(value) in RAEKKENAVNE]
    likely = [nr for nr, row in rows if not said and _may_be_periods(ark, nr, row, katalog)]
    found = [*(_block(ark, katalog, *place) for place in said[:1]), *(_block(ark, katalog, nr, None) for nr in likely)]
    best = max(found, key=lambda blok: blok.sikkerhed, default=None)
    return [best] if best and best.sikkerhed else []


def is_crossed(ark: Ark, katalog: Katalog) -> bool:
    """Return whether a sheet has periods over indicators or the other way round, as only a pivot table has."""
    return any(blok.sikkerhed >= KRYDSET for blok in blocks(ark, katalog))


def noegle_of(value: Celle | None) -> str:
    """Return a text cell in the spelling in which it is compared; '' for anything else."""
    return noegle(value).rstrip(": ") if isinstance(value, str) and len(value) <= LAENGST else ""


def is_total(tekst: str) -> bool:
    """Return whether a heading or a name says that it adds up others."""
    said = noegle_of(tekst)
    return bool(said) and (said in TOTALORD or _TOTAL.search(said) is not None)


def without_total(tekst: str) -> str:
    """Return what a text says besides that it is a total: 'amager' of 'Amager Total'."""
    return _TOTAL.sub("", noegle_of(tekst)).strip()


def _may_be_periods(ark: Ark, nr: int, row: Raekke, katalog: Katalog) -> bool:
    """Return whether a row names periods, with a row of indicators just above or below it."""
    named_parts = [found for value in row.values() if (found := part(value)) is not None]
    if len(named_parts) < 2 or _are_ends(row) or _names_row(row, katalog):
        return False
    near = [[v for v in ark.raekker.get(nr + step, {}).values() if isinstance(v, str)] for step in (-2, -1, 1)]
    return any(len({i.kode for tekst in texts if (i := named(katalog, tekst))}) > 1 for texts in near)


def _are_ends(row: Raekke) -> bool:
    """Return whether the days in a row are the first of one month and the last of another: the ends of a period."""
    days = (value if isinstance(value, date) else serial_day(value) or whole_day(str(value)) for value in row.values())
    return len({dag.day == 1 for dag in days if dag}) > 1


def _names_row(row: Raekke, katalog: Katalog) -> bool:
    """Return whether a row has figures of something: small figures look like the numbers of months."""
    first = row[min(row)]
    said = [value for value in row.values() if isinstance(value, str)]
    if any(katalog.by_name(value, ENHEDER) for value in said) or (isinstance(first, str) and is_total(first)):
        return True
    numbers = [value for value in row.values() if isinstance(value, int)]
    return sorted(set(numbers)) != numbers


def _block(ark: Ark, katalog: Katalog, nr: int, name: int | None) -> Blok:
    """Return the headings around a row of them; `name` is the column that says what the rows are, where one does."""
    names = name or _first_name(ark, nr)
    last = max([nr, *(end for r, c, end, _ in ark.flettede if (r, c) == (nr, names))])
    while _only_headings(ark.raekker.get(last + 1, {}), names, katalog):
        last += 1
    first = nr
    while first > max(nr - FLEST_RAEKKER, 1) and _is_heading_row(ark.raekker.get(first - 1, {}), names, katalog):
        first -= 1
    heads = tuple(_heads(ark, katalog, (first, last), names))
    whole = {head.indikator for head in heads if head.indikator and head.dele and not head.total}
    if name is None:
        return Blok(ark, first, last, names, heads, KRYDSET if len(whole) > 1 else 0.0)
    likely = any(head.indikator for head in heads) or sum(bool(head.dele) for head in heads) > 1
    return Blok(ark, first, last, names, heads, 1.0 if whole else 0.8 if likely else 0.0)


def _first_name(ark: Ark, nr: int) -> int:
    """Return the column in which the rows below a row of headings have their names."""
    below = [row for r, row in ark.raekker.items() if nr < r <= nr + OVERSKRIFT_BLANDT]
    return min((min(row) for row in below if isinstance(row[min(row)], str)), default=1)


def named(katalog: Katalog, tekst: str) -> Indikatoropslag | None:
    """Return the indicator that a heading counts, also that of a total such as 'I alt Klager'."""
    if len(tekst) > LAENGST:
        return None
    return countable(katalog, tekst) or (countable(katalog, without_total(tekst)) if is_total(tekst) else None)


def _means(value: Celle, katalog: Katalog) -> bool:
    if part(value) is not None:
        return True
    return isinstance(value, str) and (is_total(value) or named(katalog, value) is not None)


def _only_headings(row: Raekke, names: int, katalog: Katalog) -> bool:
    """Return whether a row under headings is one of them: it names no row of its own."""
    said = {c: value for c, value in row.items() if heading(value) not in RAEKKEHOVEDER}
    if min(said, default=0) <= names or not any(isinstance(value, str | date) for value in said.values()):
        return False
    return all(_means(value, katalog) or (isinstance(value, str) and is_stretch(value)) for value in said.values())


def _is_heading_row(row: Raekke, names: int, katalog: Katalog) -> bool:
    """Return whether a row above headings is one of them, and no filter such as «År | 2020»."""
    right = [value for c, value in row.items() if c > names]
    if (len(row) == 2 and len(right) == 1 and noegle_of(row[min(row)])) or _are_ends(row):
        return False
    return any(_means(value, katalog) for value in right)


def _heads(ark: Ark, katalog: Katalog, rows: tuple[int, int], names: int) -> Iterator[Hoved]:
    """Give what the headings say of every column that has any, or has something below them."""
    for c, path in sorted(_paths(ark, rows, names).items()):
        texts = [value for value in path if isinstance(value, str)]
        totals = [tekst for tekst in texts if is_total(tekst)]
        known = {i for tekst in texts if (i := named(katalog, tekst))}
        parts = [found for value in (*path, *map(without_total, totals)) if (found := part(value))]
        left = [tekst for tekst in texts if not _means(tekst, katalog)]
        yield Hoved(c, known.pop() if len(known) == 1 else None, tuple(parts), bool(totals), tuple(left))


def _paths(ark: Ark, rows: tuple[int, int], names: int) -> Mapping[int, list[Celle]]:
    """Return the headings over each column, the uppermost first. One ends where another above it begins."""
    first, last = rows
    columns = sorted({c for nr, row in ark.raekker.items() if nr >= first for c in row if c > names})
    merged = {(r, c): end for r, c, _, end in ark.flettede if end > c}
    paths: dict[int, list[Celle]] = {c: [] for c in columns}
    begun: set[int] = set()
    for nr in range(first, last + 1):
        row = ark.raekker.get(nr, {})
        is_merged = nr == last or any((nr, c) in merged for c in row)
        said: Celle | None = None
        reach = 0
        for c in columns:
            if c in row:
                said, reach = row[c], merged.get((nr, c), c if is_merged else columns[-1])
            elif c in begun or c > reach:
                said = None
            if said is not None:
                paths[c].append(said)
        begun |= {c for c in row if c > names}
    return paths
