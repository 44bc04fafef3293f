"""Sheets that are left out though they look like those that are read: their figures may be missing."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import islice

from plads.ingest.regneark.grund.ark import OVERSKRIFT_BLANDT, Ark, Celle, celle
from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.layouts.faelles.delark import part_of
from plads.ingest.regneark.layouts.faelles.enheder import SKOLER
from plads.ingest.regneark.layouts.faelles.forbehold import other_in_name
from plads.ingest.regneark.tabeller.maanedsord import NAVNE, maanedsord
from plads.ingest.regneark.tabeller.perioder import AAR_FRA, AAR_TIL

# What tells that a sheet has figures is among its first rows.
RAEKKER = 1000
# Of a school, more than this is its number, its postal code or its money.
FLEST = 1000
KORTEST = 3
# Guides, lists of schools and pivot tables beside what is read.
_ANDET = re.compile(
    r"\b(?:forside|indhold|vejledning|hjælp|læs ?mig|read ?me|noter?\b|om\b|opslag|lookup|lister?\b|skoleliste|"
    r"stamdata|koder?\b|adresse|kilde|pivot|gra(?:f|fer)\b|diagram|figur|bemærkning|kommentar|log\b|ændring|rettelse|"
    r"spørgsmål|kontrol|beregning|rangliste|top \d|nøgletal|udvikling|frist|kontakt|enheder|institution|definition|"
    r"kriteri|register|skoletype|dagsorden)|register\b|log\b"
)
_PIVOTORD = frozenset(("rækkenavne", "rækkeetiketter", "row labels"))
_TID = re.compile(rf"(?:[\s\d./_-]|\b(?:{NAVNE}|kvartal|kvt|kv|halvår|år|skoleår|skoleåret|uge|til)\b|\b[kqh](?=\d))+")
_NUMMER = re.compile(r"^\d{1,2}[.)]?\s+|\s*\b(?:20)?\d\d$")
_AAR = re.compile(r"20\d\d")
_TAL = re.compile(r"\s*\d{1,9}\s*")
_INTETSIGENDE = frozenset(("ark", "sheet", "tabel", "table", "data", "side"))


def first_missed(ark: Ark, laeste: Collection[str], katalog: Katalog) -> str:
    """Return the cell of the first figure that may be missing in a visible sheet without a table; '' where none is."""
    said = noegle(ark.navn)
    if other_in_name(ark.navn):
        return ""
    if _ANDET.search(said):
        return ""
    if _first_word(said) in {_first_word(noegle(navn)) for navn in laeste} - {""}:
        return _first_figure(ark)
    if _kind(ark.navn, katalog):
        return _first_figure(ark)
    return _first_of_a_school(ark, katalog)


def first_hidden(ark: Ark, laeste: Collection[str], katalog: Katalog) -> str:
    """Return the cell of the first figure in a hidden sheet, where it is named as those that are read; else ''."""
    years = set(_AAR.findall(ark.navn))
    if years and not years & set(_AAR.findall(" ".join(laeste))):
        # Last year's.
        return ""
    kind = _kind(ark.navn, katalog)
    as_others = kind not in ("", "tid") and kind in {_kind(navn, katalog) for navn in laeste}
    return _first_figure(ark) if as_others and not other_in_name(ark.navn) else ""


def _kind(navn: str, katalog: Katalog) -> str:
    """Return what kind of thing a sheet is named after: a unit, an indicator, a time; '' for anything else."""
    bare = _NUMMER.sub("", navn).strip()
    if bare and katalog.indikator(bare):
        return "indikator"
    if (part := part_of(navn, katalog)) and part.enhed:
        return "enhed"
    return "tid" if _names_time(noegle(navn)) else ""


def _names_time(said: str) -> bool:
    """Return whether a name is nothing but a month, a quarter or a year."""
    worded = any(word.isalpha() and len(word) >= KORTEST for word in re.findall(r"[^\W\d_]+", said))
    return _TID.fullmatch(said) is not None and (worded or re.search(r"\b20\d\d\b", said) is not None)


def _first_word(said: str) -> str:
    found = re.match(r"[^\W\d_]+", said)
    return found[0] if found and len(found[0]) >= KORTEST and found[0] not in _INTETSIGENDE else ""


def _first_figure(ark: Ark) -> str:
    cells = ((nr, c, v) for nr, row in islice(ark.raekker.items(), RAEKKER) for c, v in row.items())
    return next((celle(nr, c) for nr, c, v in cells if _is_figure(v)), "")


def _first_of_a_school(ark: Ark, katalog: Katalog) -> str:
    """Return the first small number beside a known school; '' in a pivot table, which says the others again."""
    rows = list(islice(ark.raekker.items(), RAEKKER))
    if any(heading(value) in _PIVOTORD for _, row in rows for value in row.values()):
        return ""
    words = [value for _, row in rows[:OVERSKRIFT_BLANDT] for value in row.values() if isinstance(value, str)]
    if not any(katalog.indikator(word) or maanedsord(word) for word in words):
        # A register of schools has numbers, too.
        return ""
    of_schools = (
        (nr, row) for nr, row in rows
        if any(isinstance(value, str) and katalog.by_name(value, SKOLER) for value in row.values())
    )  # fmt: skip
    cells = ((nr, c, value) for nr, row in of_schools for c, value in row.items())
    return next((celle(nr, c) for nr, c, v in cells if _is_figure(v) and float(str(v)) < FLEST), "")


def _is_figure(value: Celle) -> bool:
    """Return whether a cell has a number, also as text, that is no year."""
    if isinstance(value, str):
        return _TAL.fullmatch(value) is not None and not AAR_FRA <= int(value) <= AAR_TIL
    return isinstance(value, int | float) and not isinstance(value, bool) and not AAR_FRA <= value <= AAR_TIL
