"""The rows of a long sheet as columns: each value once, and for each row the place of its value.

A sheet of half a million rows says the same schools, months and words again and again. Kept so, it takes four bytes
a cell, and what can be judged by value is judged once. Readers that ask row by row get each row as they always did.
"""

from __future__ import annotations

from array import array
from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from dataclasses import dataclass, field, replace

from plads.ingest.regneark.grund.ark import Ark, Celle, Raekke

# A sheet with fewer cells is kept row by row.
SOEJLER_FRA = 20_000
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
        self._steder: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self.numre)

    def __iter__(self) -> Iterator[int]:
        return iter(self.numre)

    def __contains__(self, nr: object) -> bool:
        return nr in self._places()

    def __getitem__(self, nr: int) -> Raekke:
        place = self._places()[nr]
        return {
            c: soejle.vaerdier[kode] for c, soejle in self.soejler.items() if (kode := soejle.koder[place]) != TOM
        }

    def _places(self) -> dict[int, int]:
        if not self._steder:
            self._steder = {nr: place for place, nr in enumerate(self.numre)}
        return self._steder

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
