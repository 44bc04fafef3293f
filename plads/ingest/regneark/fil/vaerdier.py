"""From what the value reader gives to the cells of a sheet. Used only in the reading process (see barn)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from plads.ingest.regneark.fil.detaljer import SheetError
from plads.ingest.regneark.fil.udseende import Udseende
from plads.ingest.regneark.grund.ark import Celle, Fejlvaerdi

RAW = str | int | float | bool | date | datetime | time | timedelta
HELTAL = 2**53


@dataclass
class Tekstmaal:
    """How much text has been read: what a file says once can stand in every cell of every sheet."""

    mest: int
    tegn: int = 0

    def add(self, tegn: int) -> None:
        """Count some more; raise when it is too much for one file."""
        self.tegn += tegn
        if self.tegn > self.mest:
            raise SheetError("Filen indeholder for meget tekst. Del den op.")


def looks(
    seen: Iterable[tuple[tuple[int, int], Udseende]],
) -> tuple[dict[tuple[int, int], str], frozenset[tuple[int, int]], dict[tuple[int, int], int]]:
    """Return fills, bold cells and indents, as a sheet keeps them."""
    found = list(seen)
    return (
        {place: look.fyld for place, look in found if look.fyld},
        frozenset(place for place, look in found if look.fed),
        {place: look.indryk for place, look in found if look.indryk},
    )


def cells(values: list[RAW]) -> Iterator[tuple[int, Celle]]:
    """Give the cells of a row that hold anything, each with its column."""
    for column, value in enumerate(values, start=1):
        if isinstance(value, str):
            if value.strip():
                yield column, value
        else:
            yield column, _typed(value)


def _typed(value: int | float | bool | date | datetime | time | timedelta) -> Celle:
    if isinstance(value, float):
        if not math.isfinite(value):
            return Fejlvaerdi("#NUM!")
        return int(value) if value.is_integer() and abs(value) < HELTAL else value
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value
