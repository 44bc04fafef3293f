"""Columns mapped by hand: what a user says the headings of an unknown file mean, and how a file is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rapidfuzz import fuzz, process

from plads.ingest.regneark.grund.ark import Ark, Celle, Fejlvaerdi, Projektmappe
from plads.ingest.regneark.grund.katalog import noegle
from plads.ingest.regneark.grund.soejler import Soejleraekker
from plads.ingest.regneark.tabeller.tabel import LAENGST, OVERSKRIFT_BLANDT, Kolonne, heading

BRUGES_IKKE = ""
LIGNER = 75
MINDST_OVERSKRIFTER = 2


@dataclass(frozen=True)
class Kort:
    """What the headings of one row mean: for each column's number the layout's name for it, or "" for not used."""

    layout: str
    ark: str
    raekke: int
    kolonner: tuple[tuple[int, str], ...]


class Forslag(NamedTuple):
    """A column of the file and what it may be: `sikkerhed` is 1 for a known name, 0 for no idea."""

    nr: int
    overskrift: str
    eksempel: str
    navn: str
    sikkerhed: float


def applied(bog: Projektmappe, kort: Kort) -> Projektmappe:
    """Return the workbook with only the chosen sheet, its headings in the layout's own words; cells stay in place."""
    return replace(bog, ark=tuple(_renamed(ark, kort) for ark in bog.ark if ark.navn == kort.ark))


def _renamed(ark: Ark, kort: Kort) -> Ark:
    known = dict(kort.kolonner)
    row = {
        nr: known[nr] or f"({shown(value)}) bruges ikke" if nr in known else value
        for nr, value in ark.raekker.get(kort.raekke, {}).items()
    }
    named = {nr: navn for nr, navn in known.items() if navn}
    if isinstance(ark.raekker, Soejleraekker) and kort.raekke in ark.raekker:
        return replace(ark, raekker=ark.raekker.with_row(kort.raekke, row | named), skjult=False)
    above = {nr: cells for nr, cells in ark.raekker.items() if nr < kort.raekke}
    below = {nr: cells for nr, cells in ark.raekker.items() if nr > kort.raekke}
    return replace(ark, raekker={**above, kort.raekke: row | named, **below}, skjult=False)


def shown(value: Celle | None) -> str:
    """Return a cell as a short text for a choice."""
    if value is None or isinstance(value, Fejlvaerdi):
        return ""
    said = " ".join(str(value).split())
    return said if len(said) <= LAENGST else f"{said[: LAENGST - 1]}…"


def signature(ark: Ark, raekke: int) -> str:
    """Return what a row of headings is known again by: the words in any order, not where they stand."""
    words = sorted(word for value in ark.raekker.get(raekke, {}).values() if (word := heading(value)))
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def remembered(bog: Projektmappe, kendte: Mapping[str, tuple[str, Mapping[str, str]]]) -> Kort | None:
    """Return the mapping of the first row whose signature is known; `kendte` holds layout and names by heading."""
    for ark, raekke in heading_rows(bog):
        known = kendte.get(signature(ark, raekke))
        if known is not None:
            layout, names = known
            row = ark.raekker[raekke].items()
            return Kort(layout, ark.navn, raekke, tuple((nr, names.get(heading(value), "")) for nr, value in row))
    return None


def names_by_heading(bog: Projektmappe, kort: Kort) -> dict[str, str]:
    """Return a mapping as it is remembered: the layout's name by the heading as it is compared.

    Headings that are not used are not kept: a row chosen by mistake may hold names.
    """
    row = next(ark for ark in bog.ark if ark.navn == kort.ark).raekker.get(kort.raekke, {})
    return {said: navn for nr, navn in kort.kolonner if navn and (said := heading(row.get(nr)))}


def heading_rows(bog: Projektmappe) -> Iterator[tuple[Ark, int]]:
    """Give every row that may hold headings, sheet by sheet: at least two words, no numbers."""
    for ark in bog.ark:
        for raekke in list(ark.raekker)[:OVERSKRIFT_BLANDT]:
            if sum(isinstance(value, str) for value in ark.raekker[raekke].values()) >= MINDST_OVERSKRIFTER:
                yield ark, raekke


def likely_row(ark: Ark, kolonner: Sequence[Kolonne] = ()) -> int | None:
    """Return the row most likely to hold the headings: the one most like the layout's, else the fullest of words."""
    rows = [raekke for found, raekke in heading_rows(Projektmappe((ark,))) if found is ark]

    def rank(raekke: int) -> tuple[float, int, int]:
        words = [value for value in ark.raekker[raekke].values() if isinstance(value, str)]
        alike = sum(max((likeness(word, kolonne) for kolonne in kolonner), default=0) >= LIGNER / 100 for word in words)
        return alike, len(words), -raekke

    return max(rows, key=rank, default=None)


def suggestions(ark: Ark, raekke: int, kolonner: Sequence[Kolonne]) -> list[Forslag]:
    """Return for each column what it may be; no name is suggested for two columns, the likeliest has it."""
    row = ark.raekker.get(raekke, {})
    columns = sorted({nr for nr, cells in ark.raekker.items() if nr >= raekke for nr in cells})
    scored = sorted(
        ((likeness(heading(row.get(nr)), kolonne), nr, kolonne.navn) for nr in columns for kolonne in kolonner),
        key=lambda entry: (-entry[0], entry[1]),
    )
    taken: dict[int, tuple[str, float]] = {}
    used: set[str] = set()
    for score, nr, navn in scored:
        if score >= LIGNER / 100 and nr not in taken and navn not in used:
            taken[nr] = navn, score
            used.add(navn)
    return [
        Forslag(nr, shown(row.get(nr)), _example(ark, raekke, nr), *taken.get(nr, (BRUGES_IKKE, 0.0))) for nr in columns
    ]


def likeness(overskrift: str, kolonne: Kolonne) -> float:
    """Return how much a heading is like a column's names: 1 is one of them, letter by letter."""
    if not overskrift:
        return 0.0
    if overskrift in kolonne:
        return 1.0
    names = [heading(word) for word in (kolonne.navn, *kolonne.ord)]
    found = process.extractOne(overskrift, names, scorer=fuzz.WRatio, processor=noegle)
    return min(found[1] / 100, 0.99) if found else 0.0


def _example(ark: Ark, raekke: int, kolonne: int) -> str:
    values = (cells[kolonne] for nr, cells in ark.raekker.items() if nr > raekke and kolonne in cells)
    return shown(next(values, None))
