"""Columns mapped by hand: what a user says the headings of an unknown file mean, and how a file is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rapidfuzz import fuzz, process

from plads.ingest.regneark.grund.ark import OVERSKRIFT_BLANDT, Ark, Celle, Fejlvaerdi, Projektmappe
from plads.ingest.regneark.grund.arknavne import spoken
from plads.ingest.regneark.grund.soejler import Soejleraekker
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.tabeller.tabel import LAENGST, Kolonne

BRUGES_IKKE, UBRUGT = "", "bruges ikke"
LIGNER = 75
MAASKE = 0.8
MINDST_OVERSKRIFTER = 2


@dataclass(frozen=True)
class Kort:
    """What the headings of one row mean: for each column's number the layout's name for it, or "" for not used."""

    layout: str
    ark: str
    raekke: int
    kolonner: tuple[tuple[int, str], ...]


class Spalte(NamedTuple):
    """A column of the file as a choice shows it: its number, its heading, and an example of what stands in it."""

    nr: int
    overskrift: str
    eksempel: str


class Forslag(NamedTuple):
    """A column of the file and what it may be: `sikkerhed` is 1 for a known name, 0 for no idea."""

    nr: int
    overskrift: str
    eksempel: str
    navn: str
    sikkerhed: float


def applied(bog: Projektmappe, kort: Kort, kolonner: Sequence[Kolonne]) -> Projektmappe:
    """Return the workbook with only the chosen sheet, its headings in the layout's own words.

    Cells and sheets stay in place; the other sheets hold nothing.
    """
    return _in_own_words(bog, _meant(bog, kort), kort, kolonner)


def applied_alike(bog: Projektmappe, kort: Kort, kolonner: Sequence[Kolonne]) -> Projektmappe:
    """Return the workbook with the chosen sheet and those in sight with the very headings of it, all renamed."""
    said = [_headings(ark, kort.raekke) for ark in _meant(bog, kort)]
    alike = (ark for ark in bog.ark if not ark.skjult and _headings(ark, kort.raekke) in said)
    return _in_own_words(bog, (*_meant(bog, kort), *alike), kort, kolonner)


def _in_own_words(
    bog: Projektmappe, arke: Iterable[Ark], kort: Kort, kolonner: Sequence[Kolonne]
) -> Projektmappe:
    known, names = {kolonne.navn: kolonne for kolonne in kolonner}, {ark.navn for ark in arke}
    return replace(bog, ark=tuple(
        _renamed(ark, kort, known) if ark.navn in names else Ark(ark.navn, {}, skjult=ark.skjult) for ark in bog.ark
    ))  # fmt: skip


def _headings(ark: Ark, raekke: int) -> dict[int, str]:
    return {c: heading(value) for c, value in ark.raekker.get(raekke, {}).items()}


def says_nothing_new(bog: Projektmappe, kort: Kort, kolonner: Sequence[Kolonne]) -> bool:
    """Return whether a mapping only says of each heading what the layout's own words say."""
    row = next((_headings(ark, kort.raekke) for ark in _meant(bog, kort)), {})
    own = {nr: next((k.navn for k in kolonner if k.bruges and said in k), "") for nr, said in row.items()}
    return {nr: navn for nr, navn in kort.kolonner if navn} == {nr: navn for nr, navn in own.items() if navn}


def _meant(bog: Projektmappe, kort: Kort) -> Iterator[Ark]:
    """Give the sheet of a mapping; one that may be named after a child goes by its number there."""
    return (ark for nr, ark in enumerate(bog.ark, start=1) if kort.ark in (ark.navn, spoken(ark.navn, nr)))


def _renamed(ark: Ark, kort: Kort, known: Mapping[str, Kolonne]) -> Ark:
    before = ark.raekker.get(kort.raekke, {})
    named = {nr: known[navn].renamed(before.get(nr)) if navn else _unused(before.get(nr))
             for nr, navn in kort.kolonner if navn in known or (not navn and nr in before)}
    said = tuple(str(before[nr]) for nr, value in named.items() if nr in before and before[nr] != value)
    if isinstance(ark.raekker, Soejleraekker) and kort.raekke in ark.raekker:
        return replace(ark, raekker=ark.raekker.with_row(kort.raekke, {**before, **named}), skjult=False, sagt=said)
    above = {nr: cells for nr, cells in ark.raekker.items() if nr < kort.raekke}
    below = {nr: cells for nr, cells in ark.raekker.items() if nr > kort.raekke}
    return replace(ark, raekker={**above, kort.raekke: {**before, **named}, **below}, skjult=False, sagt=said)


def _unused(value: Celle | None) -> str:
    return f"({shown(value)}) {UBRUGT}"


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


def remembered(bog: Projektmappe, kendte: Mapping[str, tuple[str, Mapping[str, str]]]) -> list[Kort]:
    """Return the mapping of each sheet in sight that has a row whose signature is known, its first.

    `kendte` holds layout and names by heading.
    """
    found: dict[str, Kort] = {}
    for ark, raekke in heading_rows(bog):
        if ark.skjult or ark.navn in found or (known := kendte.get(signature(ark, raekke))) is None:
            continue
        layout, names = known
        columns = tuple((nr, names.get(heading(value), "")) for nr, value in ark.raekker[raekke].items())
        found[ark.navn] = Kort(layout, ark.navn, raekke, columns)
    return list(found.values())


def left_out(bog: Projektmappe, read: Projektmappe) -> Iterator[tuple[int, Ark]]:
    """Give the sheets in sight, with their place, that hold rows and are not among those that were read."""
    meant = [ark.navn for ark in read.ark if ark.raekker]
    return ((nr, ark) for nr, ark in enumerate(bog.ark, start=1)
            if not ark.skjult and ark.raekker and ark.navn not in meant)  # fmt: skip


def names_by_heading(bog: Projektmappe, kort: Kort) -> dict[str, str]:
    """Return a mapping as it is remembered: the layout's name by the heading as it is compared.

    Headings that are not used are not kept: a row chosen by mistake may hold names.
    """
    row = next((ark.raekker.get(kort.raekke, {}) for ark in _meant(bog, kort)), {})
    return {said: navn for nr, navn in kort.kolonner if navn and (said := heading(row.get(nr)))}


def signature_of(bog: Projektmappe, kort: Kort) -> str:
    """Return the signature of the headings that a mapping is about."""
    return next((signature(ark, kort.raekke) for ark in _meant(bog, kort)), "")


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


def columns(ark: Ark, raekke: int) -> list[Spalte]:
    """Return the columns of a sheet under a row of headings, each with the first value in it."""
    row = ark.raekker.get(raekke, {})
    numbers = sorted({nr for at, cells in ark.raekker.items() if at >= raekke for nr in cells})
    return [Spalte(nr, shown(row.get(nr)), _example(ark, raekke, nr)) for nr in numbers]


def suggestions(spalter: Sequence[Spalte], kolonner: Sequence[Kolonne]) -> list[Forslag]:
    """Return for each column what it may be; no name is suggested for two columns, the likeliest has it.

    A column that is most like one the layout knows and leaves alone, such as a child's name, is not used.
    """
    scored = sorted(
        ((likeness(heading(spalte.overskrift), kolonne), spalte.nr, kolonne) for spalte in spalter
         for kolonne in kolonner),
        key=lambda entry: (-entry[0], entry[1]),
    )  # fmt: skip
    taken: dict[int, tuple[str, float]] = {}
    used: set[str] = set()
    for score, nr, kolonne in scored:
        if score >= LIGNER / 100 and nr not in taken and kolonne.navn not in used:
            taken[nr] = (kolonne.navn, score) if kolonne.bruges else (BRUGES_IKKE, score)
            used |= {kolonne.navn} if kolonne.bruges else set()
    return [Forslag(*spalte, *taken.get(spalte.nr, (BRUGES_IKKE, 0.0))) for spalte in spalter]


def likeness(overskrift: str, kolonne: Kolonne) -> float:
    """Return how much a heading is like a column's names: 1 is one of them, letter by letter."""
    if not overskrift:
        return 0.0
    if overskrift in kolonne:
        return 1.0
    if overskrift in map(heading, kolonne.maaske):
        return MAASKE
    names = [heading(word) for word in (kolonne.navn, *kolonne.ord)]
    found = process.extractOne(overskrift, names, scorer=fuzz.WRatio, processor=noegle)
    return min(found[1] / 100, 0.99) if found else 0.0


def _example(ark: Ark, raekke: int, kolonne: int) -> str:
    values = (cells[kolonne] for nr, cells in ark.raekker.items() if nr > raekke and kolonne in cells)
    coloured = any(nr > raekke and c == kolonne for nr, c in ark.fyld)
    return shown(next(values, None)) or ("farvede celler" if coloured else "")
