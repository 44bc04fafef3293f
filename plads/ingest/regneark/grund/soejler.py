"""The rows of a long sheet as columns: each value once, and for each row the place of its value.

A sheet of half a million rows says the same schools, months and words again and again. Kept so, it takes four bytes
a cell, and what can be judged by value is judged once. Readers that ask row by row get each row as they always did.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from dataclasses import dataclass, field, replace
from itertools import islice

from plads.ingest.regneark.grund.ark import Ark, Celle, Raekke

# A sheet with fewer cells is kept row by row.
SOEJLER_FRA = 2_000
TOM = -1
STYKKE = 1000


@dataclass
class Soejle:
    """One column: `koder[i]` is the place in `vaerdier` of what the i-th row holds, -1 for nothing."""

    vaerdier: list[Celle] = field(default_factory=list)
    koder: array[int] = field(default_factory=lambda: array("i"))


class Soejleraekker(Mapping[int, Raekke]):
    """Rows by their number, as `Ark.raekker` has them, kept in columns by their number. Every row holds something."""

    def __init__(self, numre: array[int], soejler: Mapping[int, Soejle]) -> None:
        """Keep the rows' numbers, in order, and the columns."""
        self.numre, self.soejler = numre, dict(sorted(soejler.items()))

    def __len__(self) -> int:
        return len(self.numre)

    def __iter__(self) -> Iterator[int]:
        return iter(self.numre)

    def __contains__(self, nr: object) -> bool:
        return isinstance(nr, int) and nr in self.numre[(place := self.place(nr)) : place + 1]

    def __getitem__(self, nr: int) -> Raekke:
        if nr not in self:
            raise KeyError(nr)
        return self.at(self.place(nr))

    def place(self, nr: int) -> int:
        """Return how many rows come before a number."""
        return bisect_left(self.numre, nr)

    def at(self, place: int) -> Raekke:
        """Return the row at a place."""
        return {
            c: soejle.vaerdier[kode] for c, soejle in self.soejler.items() if (kode := soejle.koder[place]) != TOM
        }

    def items(self) -> ItemsView[int, Raekke]:
        """Return the rows with their numbers."""
        return _Items(self)

    def values(self) -> ValuesView[Raekke]:
        """Return the rows."""
        return _Values(self)

    def pieces(self) -> Iterator[tuple[int, Raekke]]:
        """Give the rows with their numbers, made some at a time."""
        for start in range(0, len(self.numre), STYKKE):
            some = slice(start, start + STYKKE)
            numre = self.numre[some]
            rows: list[dict[int, Celle]] = [{} for _ in numre]
            for c, soejle in self.soejler.items():
                vaerdier = soejle.vaerdier
                for row, kode in zip(rows, soejle.koder[some], strict=True):
                    if kode != TOM:
                        row[c] = vaerdier[kode]
            yield from zip(numre, rows, strict=True)


    def with_row(self, nr: int, row: Raekke) -> Soejleraekker:
        """Return the rows with other cells in one of them, which must be there."""
        place, soejler = self.place(nr), {}
        for c in self.soejler.keys() | row.keys():
            soejle = self.soejler.get(c) or Soejle(koder=array("i", [TOM]) * len(self.numre))
            koder = soejle.koder[:]
            koder[place] = len(soejle.vaerdier) if c in row else TOM
            soejler[c] = Soejle([*soejle.vaerdier, *([row[c]] if c in row else [])], koder)
        return Soejleraekker(self.numre, soejler)

    def below(self, nr: int) -> dict[int, dict[int, int]]:
        """Return for each column how often each place in `vaerdier` comes below a row, in the order they first do."""
        start = self.place(nr + 1)
        return {c: _counted(soejle.koder[start:]) for c, soejle in self.soejler.items()}


def _counted(koder: array[int]) -> dict[int, int]:
    # Here, for the reading process needs no numpy to put a csv file in columns.
    import numpy as np

    numbers = np.frombuffer(koder, np.int32) if koder else np.empty(0, np.int32)
    counts = np.bincount(numbers + 1)
    first = np.empty(len(counts), np.int64)
    first[numbers[::-1] + 1] = np.arange(len(numbers) - 1, -1, -1)
    there = np.flatnonzero(counts[1:])
    in_order = there[np.argsort(first[1:][there])]
    return dict(zip(in_order.tolist(), counts[1:][in_order].tolist(), strict=True))


class _Items(ItemsView[int, Raekke]):
    def __init__(self, rows: Soejleraekker) -> None:
        super().__init__(rows)
        self._rows = rows

    def __iter__(self) -> Iterator[tuple[int, Raekke]]:
        return self._rows.pieces()


class _Values(ValuesView[Raekke]):
    def __init__(self, rows: Soejleraekker) -> None:
        super().__init__(rows)
        self._rows = rows

    def __iter__(self) -> Iterator[Raekke]:
        return (row for _, row in self._rows.pieces())


def different(raekker: Mapping[int, Raekke]) -> dict[int, dict[Celle, int]]:
    """Return for each column its different values, in the order they first come, and how many cells hold each."""
    found: dict[int, dict[Celle, int]] = {}
    if isinstance(raekker, Soejleraekker):
        for c, counts in raekker.below(0).items():
            of_column, vaerdier = found.setdefault(c, {}), raekker.soejler[c].vaerdier
            for kode, antal in counts.items():
                # 1 and 1.0 are two values of a sheet, but one key.
                of_column[vaerdier[kode]] = of_column.get(vaerdier[kode], 0) + antal
        return found
    for row in raekker.values():
        for c, value in row.items():
            of_column = found.setdefault(c, {})
            of_column[value] = of_column.get(value, 0) + 1
    return found


def columns_below(raekker: Mapping[int, Raekke], nr: int) -> set[int]:
    """Return the columns in which anything stands below a row."""
    if isinstance(raekker, Soejleraekker):
        return {c for c, counts in raekker.below(nr).items() if counts}
    return {c for r, row in raekker.items() if r > nr for c in row}


def in_columns(raekker: Mapping[int, Raekke]) -> Soejleraekker:
    """Return rows kept in columns."""
    columns = sorted({c for row in raekker.values() for c in row})
    soejler = {c: Soejle() for c in columns}
    # 1, 1.0 and True are one key to a dictionary, but three values in a sheet.
    places: dict[int, dict[tuple[type, Celle], int]] = {c: {} for c in columns}
    for row in raekker.values():
        for c, soejle in soejler.items():
            if c not in row:
                soejle.koder.append(TOM)
                continue
            value = row[c]
            place = places[c].setdefault((type(value), value), len(soejle.vaerdier))
            if place == len(soejle.vaerdier):
                soejle.vaerdier.append(value)
            soejle.koder.append(place)
    return Soejleraekker(array("i", raekker), soejler)


def shortened(raekker: Mapping[int, Raekke]) -> Mapping[int, Raekke]:
    """Return rows in columns when they hold so many cells that it pays."""
    if isinstance(raekker, Soejleraekker) or sum(map(len, raekker.values())) < SOEJLER_FRA:
        return raekker
    return in_columns(raekker)


def in_rows(ark: Ark) -> Ark:
    """Return a sheet whose rows are kept as rows, for readers that go through them more than once."""
    return replace(ark, raekker=dict(ark.raekker.items())) if isinstance(ark.raekker, Soejleraekker) else ark


def top(ark: Ark, most: int) -> Ark:
    """Return the first rows of a sheet kept in columns; another sheet as it is."""
    if not isinstance(ark.raekker, Soejleraekker) or len(ark.raekker) <= most:
        return ark
    return replace(ark, raekker=dict(islice(ark.raekker.items(), most)))
