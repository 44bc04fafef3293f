"""Read a long sheet by reading each different cell once. Runs only in the reading process (see barn).

Half a million rows hold some hundreds of thousands of cells that are written alike, all but their address. They are
found in the sheet's bytes without going through it cell by cell; a short sheet with one of each is then read as any
other sheet is, by the same readers, and what they say is spread to where it stood. What a cell means is therefore
never decided here. A sheet written in any other way than the plainest is left to the usual reader.
"""

from __future__ import annotations

import zipfile
from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO

import numpy as np
from numpy.typing import NDArray

from plads.ingest.regneark.fil.detaljer import RAEKKER
from plads.ingest.regneark.fil.raekkebytes import RAEKKESLUT, OtherwiseWrittenError, Raekkebytes, Tal, insist
from plads.ingest.regneark.grund.ark import Celle
from plads.ingest.regneark.grund.soejler import TOM, Soejle, Soejleraekker

STYKKE = 4 * 1024 * 1024
LAENGSTE_RAEKKE = 16 * STYKKE
FLEST_KOLONNER = 1000
_BEGYND, _SLUT = b"<sheetData>", b"</sheetData>"
_RAEKKE, _CELLE = b'<row r="', b'<c r="'


@dataclass
class Langtark:
    """A long sheet taken apart: its rows' numbers and kinds, its cells by column, and one of each kind of both.

    A cell is (place of its row, kind); `celler` and `raekker` are what follows the address in `<c r="A1"` and
    `<row r="1"`, and `hoved` and `hale` what stands around the rows.
    """

    hoved: bytes = b""
    hale: bytes = b""
    celler: dict[bytes, int] = field(default_factory=dict)
    raekker: dict[bytes, int] = field(default_factory=dict)
    numre: list[Tal] = field(default_factory=list)
    raekkeslags: list[Tal] = field(default_factory=list)
    kolonner: dict[int, list[tuple[Tal, Tal]]] = field(default_factory=dict)
    antal: int = 0

    def sample(self) -> bytes:
        """Return a sheet with one of each kind of cell in the first column, then one of each kind of row."""
        rows = [
            b'<row r="%d"><c r="A%d"%b</row>' % (nr, nr, celle) for nr, celle in enumerate(self.celler, start=1)
        ]
        for nr, raekke in enumerate(self.raekker, start=len(rows) + 1):
            begins = raekke[:-2] + b">" if raekke.endswith(b"/>") else raekke
            rows.append(b'<row r="%d"%b<c r="A%d"><v>1</v></c></row>' % (nr, begins, nr))
        return b"".join((self.hoved, *rows, self.hale))

    @property
    def prover(self) -> int:
        """Return how many cells the sample has."""
        return len(self.celler) + len(self.raekker)

    def column(self, c: int) -> NDArray[np.int32]:
        """Return the kind of cell each row has in a column, -1 for none."""
        found = np.full(self.antal, TOM, np.int32)
        for places, kinds in self.kolonner[c]:
            found[places] = kinds
        return found

    def rows(self, vaerdier: list[Celle | None]) -> Soejleraekker:
        """Return the sheet's rows, given what each kind of cell holds."""
        soejler = {c: soejle for c in sorted(self.kolonner) if (soejle := _spread(self.column(c), vaerdier)).vaerdier}
        filled = np.zeros(self.antal, np.bool_)
        for soejle in soejler.values():
            filled |= np.frombuffer(soejle.koder, np.int32) != TOM
        if not filled.all():
            for soejle in soejler.values():
                soejle.koder = _numbers(np.frombuffer(soejle.koder, np.int32)[filled])
        return Soejleraekker(_numbers(self.rownumbers()[filled]), soejler)

    def rownumbers(self) -> Tal:
        """Return the number of every row."""
        return np.concatenate(self.numre) if self.numre else np.empty(0, np.int64)

    def rows_of(self, kinds: Collection[int]) -> set[int]:
        """Return the numbers of the rows of some kinds."""
        if not kinds:
            return set()
        return set(self.rownumbers()[np.isin(np.concatenate(self.raekkeslags), list(kinds))].tolist())

    def filled(self) -> int:
        """Return how many cells hold anything, judged by whether they have an element for it."""
        return self.count([b"<v" in celle or b"<t" in celle for celle in self.celler])

    def extent(self) -> int:
        """Return how many cells the sheet would have from the first to the last."""
        return int(self.numre[-1][-1]) * max(self.kolonner, default=0)

    def where(self, kinds: Collection[int]) -> list[tuple[int, int, int]]:
        """Return (row, column, kind) of every cell of some kinds, in the order they stand."""
        if not kinds:
            return []
        wanted = np.zeros(len(self.celler) + 1, np.bool_)
        wanted[list(kinds)] = True
        found = []
        for c in self.kolonner:
            column = self.column(c)
            places = np.flatnonzero(wanted[column])
            found.append(np.column_stack((places, np.full(len(places), c), column[places])))
        cells = np.concatenate(found)
        cells = cells[np.lexsort((cells[:, 1], cells[:, 0]))]
        numre = self.rownumbers()[cells[:, 0]]
        return list(zip(numre.tolist(), cells[:, 1].tolist(), cells[:, 2].tolist(), strict=True))

    def count(self, weights: Sequence[int]) -> int:
        """Return the sum over all cells of a number that each kind of cell has."""
        padded = np.array([*weights, 0], np.int64)
        return sum(int(padded[kinds].sum()) for parts in self.kolonner.values() for _, kinds in parts)


def _spread(kinds: NDArray[np.int32], vaerdier: list[Celle | None]) -> Soejle:
    """Return a column by the values of its cells' kinds; kinds that mean the same become one."""
    found: list[Celle] = []
    places: dict[tuple[type, Celle], int] = {}
    code = np.full(len(vaerdier) + 1, TOM, np.int32)
    for kind in np.unique(kinds).tolist():
        value = vaerdier[kind] if kind != TOM else None
        if value is not None:
            code[kind] = places.setdefault((type(value), value), len(places))
            if code[kind] == len(found):
                found.append(value)
    return Soejle(found, _numbers(code[kinds]))


def _numbers(values: NDArray[np.int32] | Tal) -> array[int]:
    return array("i", values.astype(np.int32).tobytes())


def take_apart(archive: zipfile.ZipFile, sti: str, meld: Callable[[int], object]) -> Langtark | None:
    """Return a sheet taken apart, or None when it is not written in the plain way."""
    found = Langtark()
    try:
        with archive.open(sti) as file:
            for rows in _pieces(file, found):
                _add(found, Raekkebytes(rows))
                meld(found.antal)
    except OtherwiseWrittenError:
        return None
    return found if found.antal else None


def _pieces(file: IO[bytes], found: Langtark) -> Iterator[bytes]:
    """Give the sheet's rows, many at a time and each whole; note what stands around them."""
    left = file.read(STYKKE)
    at = left.find(_BEGYND)
    if at < 0:
        raise OtherwiseWrittenError
    found.hoved, left = left[: at + len(_BEGYND)], left[at + len(_BEGYND) :]
    while (end := left.find(_SLUT)) < 0:
        cut = left.rfind(RAEKKESLUT) + len(RAEKKESLUT)
        if cut >= len(RAEKKESLUT):
            yield left[:cut]
            left = left[cut:]
        more = file.read(STYKKE)
        if not more or len(left) > LAENGSTE_RAEKKE:
            raise OtherwiseWrittenError
        left += more
    yield left[:end]
    found.hale = left[end:] + file.read()


def _add(found: Langtark, dele: Raekkebytes) -> None:
    """Add some rows to what has been found."""
    if not len(dele.at):
        return
    dele.check_ends()
    rows, cells = dele.at[dele.row], dele.at[dele.cell]
    numre, rest = dele.digits(dele.after(rows, _RAEKKE))
    before = int(found.numre[-1][-1]) if found.numre else 0
    insist((np.diff(numre, prepend=before) > 0).all() and (not len(numre) or numre[-1] <= RAEKKER))
    slags = dele.kinds(rest, dele.next[dele.row], found.raekker)
    _check_order(found, dele, slags)
    place = np.cumsum(dele.row)[dele.cell] - 1
    letters = dele.after(cells, _CELLE)
    kolonner, digits = dele.letters(letters)
    said, rest = dele.digits(digits)
    insist((place >= 0).all() and (said == numre[place]).all())
    same = np.diff(place, prepend=-1) == 0
    insist((np.diff(kolonner, prepend=0)[same] > 0).all())
    kinds = dele.kinds(rest, dele.next[dele.cell], found.celler)
    for c in np.unique(kolonner).tolist():
        of_column = kolonner == c
        found.kolonner.setdefault(c, []).append((place[of_column] + found.antal, kinds[of_column]))
    insist(len(found.kolonner) <= FLEST_KOLONNER)
    found.numre.append(numre)
    found.raekkeslags.append(slags)
    found.antal += len(numre)


def _check_order(found: Langtark, dele: Raekkebytes, slags: Tal) -> None:
    """Insist that each row is ended before the next, and that a row without an end holds no cell."""
    kinds = list(found.raekker)
    empty = np.fromiter((kind.rstrip().endswith(b"/>") for kind in kinds), np.bool_, len(kinds))[slags]
    opened = np.zeros(len(dele.at), np.int64)
    opened[np.flatnonzero(dele.row)[~empty]] = 1
    opened[dele.end] = -1
    depth = np.cumsum(opened)
    insist(bool(((depth == 0) | (depth == 1)).all() and depth[-1] == 0 and (depth[dele.cell] == 1).all()))
    insist(bool((depth[dele.row] == ~empty).all()))
