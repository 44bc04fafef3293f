"""A period said by its first and its last day, each with a word of its own: «Periode fra» and «Periode til»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.tabeller.perioder import whole_day

_FORAN = r"(?:periode(?:n|ns)? |dato )?"
_FRA = rf"{_FORAN}fra(?: og med)?(?:[ -]?dato)?|periode(?:n|ns)? ?start(?:dato)?"
_TIL = rf"{_FORAN}til(?: og med)?(?:[ -]?dato)?|periode(?:n|ns)? ?slut(?:dato)?"
# The word alone, or with its day behind it.
_ENDE = re.compile(rf"(?:(?P<fra>{_FRA})|{_TIL}) ?:?(?: ?(?P<dag>\d.*))?")
_BEGGE = re.compile(rf"(?<=\d)[ ,;]+(?=(?:{_TIL})\b)")


def spans(rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, str]]:
    """Give each «fra» with the «til» that follows it as one text, '01-01-2020 - 30-06-2020', and the row it ends in.

    Rows are texts by number. A word whose day cannot be read ends the search for its other half.
    """
    fra = None
    for nr, cells in rows:
        for opens, dag in _ends(cells):
            if not opens and fra and dag:
                yield nr, f"{fra:%d-%m-%Y} - {dag:%d-%m-%Y}"
            fra = dag if opens else None


def _ends(cells: Sequence[str]) -> Iterator[tuple[bool, date | None]]:
    """Give whether an end is the first, and its day: behind the word, or in the next cell."""
    parts = [part for cell in cells for part in _BEGGE.split(noegle(cell))]
    for part, beside in zip(parts, [*parts[1:], ""], strict=True):
        if found := _ENDE.fullmatch(part):
            yield bool(found["fra"]), whole_day(found["dag"] or beside)
