"""The headings of L03: which row heads a table of schools by indicator, and which column counts which indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from plads.ingest.regneark.grund.ark import Ark, Celle, celle, kolonne
from plads.ingest.regneark.grund.katalog import Indikatoropslag, Katalog, nearest
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.enheder import NAVN
from plads.ingest.regneark.layouts.faelles.forbehold import other_than_counts
from plads.ingest.regneark.layouts.faelles.kontrolsum import figure
from plads.ingest.regneark.layouts.faelles.skema import SKOLEKOLONNER, countable, names_schools
from plads.ingest.regneark.layouts.matricer.arkdele import Blok, blocks, indicators, school_column
from plads.ingest.regneark.layouts.matricer.maanedskolonner import header as month_header
from plads.ingest.regneark.layouts.pivottabel.pivothoved import is_total, without_total
from plads.ingest.regneark.tabeller.celler import CellError
from plads.ingest.regneark.tabeller.tabel import LAENGST, Tabel, as_headings
from plads.text import opremsning

FLERE = 2
# How many values of a column decide what it holds; a sheet of areas is short, other files are not.
PROEVE = 300
# How many rows with an indicator in them are tried as headings; the next are read as rows, and asked about.
FLEST_HOVEDER = 200


@dataclass(frozen=True)
class Sted:
    """A table found: its part of the sheet, its headings, and its columns of indicators."""

    blok: Blok
    tabel: Tabel
    indikatorer: dict[int, Indikatoropslag]

    @property
    def navn(self) -> str:
        """Return the sheet's name."""
        return self.blok.ark.navn


def columns_of(ark: Ark, nr: int, katalog: Katalog, mindst: int = 1) -> dict[int, Indikatoropslag]:
    """Return which column of a row is headed by which indicator and has more figures than words below it.

    Where fewer than `mindst` are headed so, nothing below is looked at.
    """
    row = ark.raekker[nr]
    named = {c: i for c, value in row.items() if (i := _indicator(value, katalog)) is not None}
    # «Visitationer i alt» is all there is of them, unless a column beside it has them without the total's words.
    plain = {i for c, i in named.items() if not is_total(str(row[c]))}
    named = {c: i for c, i in named.items() if i not in plain or not is_total(str(row[c]))}
    return {c: i for c, i in named.items() if _counts(ark, nr, c)} if len(named) >= mindst else {}


def _counts(ark: Ark, nr: int, c: int) -> bool:
    """Return whether a column counts: «Elev» over names and «Klage» over «J» and «N» do not."""
    below = islice((row[c] for r, row in ark.raekker.items() if r > nr and c in row), PROEVE)
    # A long list says the same few words again and again. By kind as well: 1 and True are one key.
    different = Counter((type(value), value) for value in below)
    figures = sum(antal for (_, value), antal in different.items() if _is_figure(value))
    words = sum(antal for (_, value), antal in different.items() if _is_word(value))
    return figures >= words


def _is_figure(value: Celle) -> bool:
    """Return whether a cell counts something, also one that says so as text."""
    if isinstance(value, str):
        try:
            figure(value)
        except CellError:
            return False
        return True
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_word(value: Celle) -> bool:
    if not isinstance(value, str):
        return isinstance(value, bool)
    return not _is_figure(value) and not any(map(str.isdigit, value))


def _indicator(value: Celle, katalog: Katalog) -> Indikatoropslag | None:
    if not isinstance(value, str) or other_than_counts(value):
        return None
    found, exact = indicators(without_total(value) or value, katalog)
    return next(iter(found)) if exact and len(found) == 1 else None


def header_of(ark: Ark, nr: int, katalog: Katalog) -> Tabel | None:
    """Return the table a row would head: with a column of schools, and indicators that are no words of a title."""
    named, row = names_schools(ark.raekker[nr]), ark.raekker[nr]
    if not named and sum(isinstance(value, str) for value in row.values()) < FLERE:
        return None
    # A row that names no column of schools must name several indicators.
    columns = columns_of(ark, nr, katalog, 1 if named else FLERE)
    if not columns or month_header(ark, nr, katalog)[0]:
        return None
    tabel = as_headings(ark, nr, {c: value for c, value in row.items() if c not in columns}, SKOLEKOLONNER)
    if not named:
        c = school_column(ark, nr, (*columns, *tabel.kolonner.values()), katalog) if len(columns) >= FLERE else None
        if c is None:
            return None
        tabel.kolonner[NAVN] = c
    return tabel


def find_tables(ark: Ark, katalog: Katalog) -> list[Sted]:
    """Return the tables of a visible sheet, each with its own rows only."""
    if ark.skjult:
        return []
    likely = (nr for nr, row in ark.raekker.items() if any(_indicator(value, katalog) for value in row.values()))
    rows = islice(likely, FLEST_HOVEDER)
    known = {nr: tabel for nr in rows if (tabel := header_of(ark, nr, katalog)) is not None}
    return [
        Sted(blok, replace(known[blok.raekke], ark=blok.ark), columns_of(ark, blok.raekke, katalog))
        for blok in (blocks(ark, list(known)) if known else [])
    ]


def _names_indicator(tekst: str, katalog: Katalog) -> bool:
    return bool(indicators(tekst, katalog)[0]) and not other_than_counts(tekst)


def ask_about_unknown(sted: Sted, katalog: Katalog, udbytte: Udbytte) -> None:
    """Note as problems the headings that look like an indicator written wrong: their figures must not get lost."""
    row, used = sted.blok.ark.raekker[sted.tabel.raekke], {*sted.indikatorer, *sted.tabel.kolonner.values()}
    for c, value in row.items():
        if c in used or not isinstance(value, str) or not _counts(sted.blok.ark, sted.tabel.raekke, c):
            continue
        near = nearest(value, [word for i in countable(katalog) for word in (i.navn, i.ental)])
        if near and abs(len(near) - len(value)) <= FLERE:
            besked = f"Kolonnen i {kolonne(c)} kendes ikke. Mente du «{near}»? Ret overskriften, eller slet kolonnen."
            udbytte.problem(sted.navn, celle(sted.tabel.raekke, c), besked)
        elif _names_indicator(value, katalog) and any(map(_is_figure, sted.tabel.below(c))):
            besked = f"Kolonnen «{value[:LAENGST]}» er ikke læst. Er den et antal for hele skolen, så skriv kun"
            udbytte.warn(sted.navn, celle(sted.tabel.raekke, c), f"{besked} indikatorens navn.")


def warn_of_missing(sted: Sted, found: Sequence[Sted], udbytte: Udbytte) -> None:
    """Warn of indicators that other sheets of the file have and this one has not."""
    alle = {i.navn: i for other in found for i in other.indikatorer.values()}
    if missing := sorted(navn for navn, i in alle.items() if i not in sted.indikatorer.values()):
        besked = f"Arket har ingen kolonne for {opremsning(missing)}, som andre ark har."
        udbytte.warn(sted.navn, celle(sted.tabel.raekke, 1), besked)
