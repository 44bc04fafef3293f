"""Hold the lines of a csv file against its headings: one with a field too many or too few has moved its figures."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from plads.ingest.regneark.fil.detaljer import SheetError
from plads.ingest.regneark.grund.ark import Korte
from plads.ingest.regneark.grund.stavning import noegle

GEM = "Gem filen som .xlsx i Excel, og prøv igen."
# Excel writes no separators after the last cell that any of 16 rows has.
EXCELBLOK = 16
# What a last column that adds up the others is called; all words for totals stand where this process does not read.
SUMORD = frozenset(("i alt", "ialt", "total", "totalt", "sum", "hovedtotal"))
_HELTAL = re.compile(r"[0-9]{1,15}")
_TAL = re.compile(r"[+-]?\d[\d.,]*")


class Linjer(Protocol):
    """The records of a csv file, by place: the physical line each begins on and how many fields it has."""

    linjer: list[int]
    felter: list[int]

    def used(self) -> int:
        """Return the last column in which any record holds anything."""

    def last(self, place: int) -> int:
        """Return the last column in which a record holds anything, 0 for none."""

    def texts(self, place: int) -> list[str]:
        """Return what a record holds."""

    def codes(self, column: int) -> array[int]:
        """Return for each record which value it has in a column, below 0 for none."""


def check_widths(found: Linjer, filled: list[int]) -> Korte | None:
    """Raise for a line whose fields do not fit the headings; return those that may lack some."""
    felter, linjer = found.felter, found.linjer
    counts = Counter(felter[place] for place in filled if felter[place] > 1)
    if not counts:
        return None
    usual = max(counts, key=lambda antal: (counts[antal], antal))
    start = next(nr for nr, place in enumerate(filled) if felter[place] >= usual)
    first = filled[start]
    width = max(usual, felter[first])
    why = "Står der et skilletegn i en tekst eller et tal uden citationstegn?"
    if start and _is_heading(found.texts(before := filled[start - 1]), usual):
        besked = f"Overskriften i linje {linjer[before]} har {felter[before]} felter, men linje {linjer[first]} har"
        raise SheetError(f"{besked} {felter[first]}. {why} {GEM}")
    long = next((place for place in filled if felter[place] > width and found.last(place) > width), None)
    if long is not None:
        raise SheetError(f"Linje {linjer[long]} har {found.last(long)} felter, men tabellen har {width}. {why} {GEM}")
    return _check_short(found, filled[start:])


def _is_heading(texts: list[str], usual: int) -> bool:
    """Return whether a line shorter than the table below it reads as that table's headings."""
    return len(texts) > usual / 2 and len(texts) > 1 and not any(text.strip()[:1].isdigit() for text in texts)


def _check_short(found: Linjer, table: list[int]) -> Korte | None:
    """Raise for a line that surely lacks a field before its last; return how many others are shorter than headings."""
    width = found.used()
    # A title may be as wide as the table in separators alone.
    table = table[next((nr for nr, place in enumerate(table) if found.last(place) == width), len(table) - 1) :]
    candidates = [place for place in table if 1 < found.felter[place] < width]
    end = next((place for place in reversed(table) if found.felter[place] >= width), 0) if candidates else 0
    short = [place for place in candidates if _is_data(found, place, end, width)]
    if not short:
        return None
    padded = _is_padded(found, table, width)
    totals = noegle(found.texts(table[0])[-1]).rstrip(":") in SUMORD
    # The last lines may have been written by hand, or lost their separators with the spaces at the end of a file.
    lacking = (nr for nr in short if (padded and nr < end) or (totals and _ends_in_sum(found.texts(nr))))
    if (nr := next(lacking, None)) is not None:
        besked = f"Linje {found.linjer[nr]} har {found.felter[nr]} felter, men tabellen har {width}."
        raise SheetError(f"{besked} Mangler der et felt? Ret linjen, og prøv igen.")
    return Korte(len(short), short[0] + 1, found.linjer[short[0]], found.felter[short[0]], width)


def _is_data(found: Linjer, place: int, end: int, width: int) -> bool:
    """Return whether a short line belongs to the table, and Excel would have written it out; `end` is its last."""
    texts = found.texts(place)
    if len(texts) < 2 or _is_excels(found.felter, place):
        return False
    # What stands below the table may be a note.
    return place < end or len(texts) > width / 2 or any(map(_TAL.fullmatch, texts[1:]))


def _is_excels(felter: Sequence[int], place: int) -> bool:
    """Return whether a line is as short as all of its 16."""
    start = place - place % EXCELBLOK
    return start > 0 and len(set(felter[start : start + EXCELBLOK])) == 1


def _is_padded(found: Linjer, table: Sequence[int], width: int) -> bool:
    """Return whether whoever wrote the file writes separators also where the last cells are empty."""
    codes = found.codes(width)
    return any(found.felter[place] >= width and codes[place] < 0 for place in table)


def _ends_in_sum(texts: Sequence[str]) -> bool:
    """Return whether the last number of a line adds up those before it: it stood under a total."""
    numbers: list[int] = []
    for text in reversed(texts):
        if not _HELTAL.fullmatch(text.strip()):
            break
        numbers.append(int(text))
    return len(numbers) > 2 and 0 < numbers[0] == sum(numbers[1:])
