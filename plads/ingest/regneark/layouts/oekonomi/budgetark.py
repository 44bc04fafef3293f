"""The tables of L08: years as headings, a title above, and beside them the unit and price level of the amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from plads.ingest.regneark.grund.ark import Ark, Celle, Projektmappe, celle
from plads.ingest.regneark.grund.ord import TOTALORD
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.oekonomi.budgethoved import (
    AAR,
    OMRAADE,
    OMRAADER,
    Aarstal,
    is_amount,
    is_title,
    opens,
    start_of,
    years_of,
)
from plads.ingest.regneark.layouts.oekonomi.budgetord import I_ALT, STYRINGSOMRAADE, TEKST
from plads.ingest.regneark.layouts.oekonomi.budgettal import with_amounts
from plads.ingest.regneark.layouts.oekonomi.pengeenhed import Pengeenhed, in_running_prices, price_levels, units
from plads.ingest.regneark.tabeller.tabel import LAENGST, Kolonne, Tabel, is_whole, notice_hidden
from plads.text import opremsning

LAENGSTE_NAVN = 120
_AARSTAL = re.compile(r"(?<!\d)20\d\d(?!\d)")
_PENGE = re.compile(r"budget|økonomi|udgift|omkostning|bevilling|finansiering")


@dataclass(frozen=True)
class Aarskolonne(Kolonne):
    """A year's amounts. A heading that names the year is left as it is: it may name a price level too."""

    def __contains__(self, overskrift: str) -> bool:
        """Return whether a heading names this year."""
        found = AAR.fullmatch(overskrift)
        return found is not None and found[1] == self.navn

    def renamed(self, value: Celle | None) -> Celle:
        """Return the heading itself where it names the year, else the year."""
        return value if value is not None and heading(value) in self else self.navn


# What a user may say that columns are.
KOLONNER = (
    Kolonne(TEKST, ("Post", "Navn", "Betegnelse", "Beskrivelse", "Aktivitet", "Indsats")),
    Kolonne(STYRINGSOMRAADE, ("Udgiftstype", "Bevillingstype"), kraevet=False),
    *(Aarskolonne(str(aar), kraevet=False) for aar in range(2015, 2041)),
    Kolonne(I_ALT, ("Total", "Sum"), kraevet=False),
)


@dataclass(frozen=True)
class Budgettabel:
    """A table found: its name, the year of each column, and what an amount in it means."""

    navn: str
    tabel: Tabel
    aar: Mapping[str, int]
    enhed: Pengeenhed
    prisniveau: Mapping[int, int | None]


@dataclass(frozen=True)
class _Fund:
    """A row of headings: the years of its columns, and those it calls p/l."""

    tabel: Tabel
    aar: dict[str, int]
    med_pl: frozenset[int]

    @property
    def beside(self) -> list[str]:
        """Return the texts above the table and in its headings, and the sheet's name."""
        row = self.tabel.ark.raekker[self.tabel.raekke]
        years = {self.tabel.kolonner[navn] for navn in self.aar}
        headings = [str(value) for c, value in row.items() if c not in years]
        return [*self.tabel.above(), *headings, self.tabel.ark.navn]

    @property
    def below(self) -> list[str]:
        """Return the notes under the table."""
        rows = [(nr, row) for nr, row in self.tabel.ark.raekker.items() if nr > self.tabel.raekke]
        last = max((nr for nr, row in rows if len(row) > 1), default=0)
        return [str(value) for nr, row in rows if nr > last for value in row.values()]

    @property
    def score(self) -> float:
        """Return how sure it is that this is a table of amounts: 0 to 1."""
        if self.tabel.ark.sagt is not None:
            return 1
        has_area, has_unit = self.tabel.has(STYRINGSOMRAADE), bool(units(self.beside))
        if len(self.aar) < 2 and not (has_area and has_unit):
            return 0
        if not has_unit and not has_area and not any(_PENGE.search(noegle(text)) for text in self.beside):
            return 0
        return 0.5 + 0.25 * has_area + 0.25 * has_unit


def certainty(bog: Projektmappe) -> float:
    """Return how sure it is that the workbook has such a table: 0 to 1."""
    return max((fund.score for ark in bog.ark if not ark.skjult for fund in _tables(ark)), default=0)


def table(bog: Projektmappe) -> Tabel | None:
    """Return the first table of a workbook that is known again, with the columns a user may map otherwise."""
    found = (fund for ark in bog.ark if not ark.skjult for fund in _tables(ark) if fund.score)
    return next((fund.tabel for fund in found), None)


def find(bog: Projektmappe, udbytte: Udbytte) -> list[Budgettabel]:
    """Return the tables of the visible sheets, several under each other too; the problems are noted."""
    found: list[Budgettabel | None] = []
    names: set[str] = set()
    for ark in bog.ark:
        seen = [] if ark.skjult else list(_tables(ark))
        tables = [fund for fund in seen if fund.score]
        for fund in seen if tables else ():
            _tell_not_read(fund, udbytte)
        if not tables and ark.raekker:
            why = "er skjult" if ark.skjult else "har ingen budgettabel"
            udbytte.inform(ark.navn, "", f"Arket {why} og er ikke læst.")
        found += [_table(fund, names, udbytte) for fund in tables]
    if not found:
        udbytte.problem("", "", "Vi finder ikke tabellens overskrifter i noget ark.")
    return [] if udbytte.report.problems else [table for table in found if table]


def _tables(ark: Ark) -> Iterator[_Fund]:
    """Give every row of headings with the part of the sheet that belongs to it."""
    years: dict[int, Aarstal] = {}
    for nr, row in ark.raekker.items():
        if (columns := years_of(ark, nr, row)) and (not years or opens(ark, nr, columns, max(years))):
            years[nr] = columns
    if not years:
        return
    starts = [0, *(start_of(ark, nr, before) for before, nr in zip(list(years), list(years)[1:], strict=False))]
    ends = [*starts[1:], max(ark.raekker, default=0) + 1]
    for (nr, columns), start, end in zip(years.items(), starts, ends, strict=True):
        part = replace(ark, raekker={r: row for r, row in ark.raekker.items() if start <= r < end})
        if fund := _fund(part, nr, columns):
            yield fund


def _fund(ark: Ark, nr: int, years: Aarstal) -> _Fund | None:
    row = ark.raekker[nr]
    columns = {str(aar): c for c, (aar, _) in years.items()}
    for c, value in row.items():
        said = heading(value)
        if c not in years and OMRAADE.fullmatch(said):
            columns.setdefault(STYRINGSOMRAADE, c)
        elif c not in years and said in TOTALORD and not _is_beside(ark, nr, c, max(years)):
            columns.setdefault(I_ALT, c)
    if STYRINGSOMRAADE not in columns and ark.sagt is None and (area := _area(ark, nr, years)):
        columns[STYRINGSOMRAADE] = area
    left = [c for c in range(1, min(years)) if c not in columns.values()]
    below = [r for n, r in ark.raekker.items() if n > nr]
    # A note stands alone, a post beside its amounts.
    texts = {c: sum(isinstance(r.get(c), str) * (1 + (len(r) > 1)) for r in below) for c in left}
    # A table without a row yet has its texts where the heading says so.
    named = [c for c in left if heading(row.get(c)) == noegle(TEKST)]
    if not any(texts.values()) and not named:
        return None
    by_heading = bool(named) and (ark.sagt is not None or not any(texts.values()))
    columns[TEKST] = named[0] if by_heading else max(texts, key=lambda c: texts[c])
    pl = frozenset(aar for aar, said in years.values() if said)
    return _Fund(Tabel(ark, nr, columns), {str(aar): aar for aar, _ in years.values()}, pl)


def _is_beside(ark: Ark, nr: int, c: int, last: int) -> bool:
    """Return whether a column is of a table to the right: an empty column and one of words are between it and ours."""
    rows = [row for n, row in ark.raekker.items() if n >= nr]
    gap = next((g for g in range(last + 1, c) if not any(g in row for row in rows)), c)
    words = (row[t] for t in range(gap + 1, c) for row in rows[1:] if t in row)
    return any(isinstance(value, str) and not is_amount(value) for value in words)


def _area(ark: Ark, nr: int, years: Aarstal) -> int | None:
    """Return the column that only names control areas, whatever its heading, beside one that names the posts."""
    said: dict[int, set[str]] = {}
    for row in (row for n, row in ark.raekker.items() if n > nr and len(row) > 1):
        for c in row.keys() - years.keys():
            said.setdefault(c, set()).add(noegle(str(row[c])))
    found = [c for c, words in sorted(said.items()) if words <= set(OMRAADER)]
    posts = [c for c, words in said.items() if c < min(years) and c not in found and not all(map(is_amount, words))]
    return found[0] if found and posts else None


def _table(fund: _Fund, names: set[str], udbytte: Udbytte) -> Budgettabel | None:
    """Return a table with its unit and price level; None with the problem noted when they cannot be told."""
    tabel, place = fund.tabel, celle(fund.tabel.raekke, fund.tabel.kolonner[TEKST])
    is_whole(tabel, (), udbytte)
    notice_hidden(tabel, udbytte)
    _tell_left_out(fund, udbytte)
    named = units(fund.beside)
    if len(named) != 1:
        said = f"nævner flere enheder ({opremsning(sorted(u.navn for u in named))})" if named else "siger ikke enheden"
        besked = f"Tabellen {said}. Skriv fx «1.000 kr.» eller «mio. kr.» i overskriften."
        udbytte.problem(tabel.ark.navn, place, besked)
        return None
    enhed, levels = named.pop(), price_levels(fund.beside)
    if len(levels) > 1:
        years = opremsning([str(aar) for aar in sorted(levels)])
        udbytte.problem(tabel.ark.navn, place, f"Tabellen nævner flere prisniveauer ({years}). Skriv kun ét.")
        return None
    read = with_amounts(tabel, list(fund.aar), enhed, udbytte, fund.beside)
    return Budgettabel(_name(fund, names, udbytte), read, fund.aar, enhed, _price_levels(fund, levels, place, udbytte))


def _tell_not_read(fund: _Fund, udbytte: Udbytte) -> None:
    """Warn of a table beside the others that does not say that its figures are money: it may count pupils."""
    if not fund.score:
        besked = "Tabellen er ikke læst, for den siger ikke, at tallene er beløb. Er de det, så skriv fx «1.000 kr.»."
        udbytte.warn(fund.tabel.ark.navn, celle(fund.tabel.raekke, min(fund.tabel.kolonner.values())), besked)


def _tell_left_out(fund: _Fund, udbytte: Udbytte) -> None:
    """Warn of columns of amounts that name a year and more: «2025 og frem», «R2022»."""
    tabel, used = fund.tabel, set(fund.tabel.kolonner.values())
    row = tabel.ark.raekker[tabel.raekke]
    for c, value in row.items():
        said = " ".join(str(value).split())
        if c not in used and _AARSTAL.search(said) and any(map(is_amount, tabel.below(c))):
            besked = f"Kolonnen «{said[:LAENGST]}» er ikke ét års budget og er ikke læst. Skal den med, så skriv ét år."
            udbytte.warn(tabel.ark.navn, celle(tabel.raekke, c), besked)


def _price_levels(fund: _Fund, levels: set[int], place: str, udbytte: Udbytte) -> dict[int, int | None]:
    """Return the price level of each year's amounts; None where the table does not say."""
    years, ark = fund.aar.values(), fund.tabel.ark.navn
    noted = price_levels(fund.below)
    if levels and noted - levels:
        udbytte.warn(ark, place, "Noten nævner et andet prisniveau end overskriften. Overskriftens er brugt.")
    if found := levels or (noted if len(noted) == 1 else set()):
        return dict.fromkeys(years, next(iter(found)))
    if in_running_prices([*fund.beside, *fund.below]):
        return {aar: aar for aar in years}
    if not fund.med_pl >= set(years):
        udbytte.warn(ark, place, "Tabellen siger ikke, hvilket prisniveau beløbene er i. Det er gemt som ikke oplyst.")
    return {aar: aar if aar in fund.med_pl else None for aar in years}


def _name(fund: _Fund, names: set[str], udbytte: Udbytte) -> str:
    """Return the table's name: its title, else the first text above it, else the sheet's name."""
    above = fund.tabel.above()
    titles = [text for text in above if is_title(text)] or [text for text in above if not units([text])]
    navn = titles[0] if titles else fund.tabel.ark.navn
    if len(navn) > LAENGSTE_NAVN:
        navn = f"{navn[: LAENGSTE_NAVN - 12].rstrip()}…"
        udbytte.inform(fund.tabel.ark.navn, "", f"Tabellens navn er over {LAENGSTE_NAVN} tegn. Det er forkortet.")
    nr = 2
    whole = navn
    while whole in names:
        whole, nr = f"{navn} ({nr})", nr + 1
    names.add(whole)
    return whole
