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
from typing import IO, TypeAlias

import numpy as np
from numpy.typing import NDArray

from plads.ingest.regneark.fil.detaljer import KOLONNER, RAEKKER
from plads.ingest.regneark.grund.ark import Celle
from plads.ingest.regneark.grund.soejler import TOM, Soejle, Soejleraekker

STYKKE = 4 * 1024 * 1024
LAENGSTE_RAEKKE = 16 * STYKKE
LAENGSTE_CELLE = 2048
FLEST_KOLONNER = 1000
ORD = 8
_BEGYND, _SLUT, _RAEKKESLUT = b"<sheetData>", b"</sheetData>", b"</row>"
_RAEKKE, _CELLE = b'<row r="', b'<c r="'
_BLANDER = np.uint64(0x9E3779B97F4A7C15)
_MASKER = np.array([(1 << 8 * n) - 1 for n in range(ORD)] + [(1 << 64) - 1], np.uint64)

Tal: TypeAlias = NDArray[np.int64]
Bytes: TypeAlias = NDArray[np.uint8]


class _OtherwiseWrittenError(Exception):
    """The sheet is not written in the plain way."""


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
                _Piece(rows).add_to(found)
                meld(found.antal)
    except _OtherwiseWrittenError:
        return None
    return found if found.antal else None


def _pieces(file: IO[bytes], found: Langtark) -> Iterator[bytes]:
    """Give the sheet's rows, many at a time and each whole; note what stands around them."""
    left = file.read(STYKKE)
    at = left.find(_BEGYND)
    if at < 0:
        raise _OtherwiseWrittenError
    found.hoved, left = left[: at + len(_BEGYND)], left[at + len(_BEGYND) :]
    while (end := left.find(_SLUT)) < 0:
        cut = left.rfind(_RAEKKESLUT) + len(_RAEKKESLUT)
        if cut >= len(_RAEKKESLUT):
            yield left[:cut]
            left = left[cut:]
        more = file.read(STYKKE)
        if not more or len(left) > LAENGSTE_RAEKKE:
            raise _OtherwiseWrittenError
        left += more
    yield left[:end]
    found.hale = left[end:] + file.read()


class _Piece:
    """Some whole rows of a sheet as bytes, taken apart by where their tags begin."""

    def __init__(self, data: bytes) -> None:
        if b"<!" in data or b"<?" in data:
            raise _OtherwiseWrittenError
        self.data = data + b"\0" * 2 * ORD
        self.a: Bytes = np.frombuffer(self.data, np.uint8)
        # A word of eight bytes from every byte on.
        self.words: NDArray[np.uint64] = np.ndarray((len(data) + ORD,), "<u8", self.data, strides=(1,))
        tags = np.flatnonzero(self.a == ord("<"))
        row, cell, end = (_begins(self.words[tags], tag) for tag in (b"<row ", b"<c ", _RAEKKESLUT))
        marked = row | cell | end
        self.at = tags[marked]
        self.row, self.cell, self.end = row[marked], cell[marked], end[marked]
        self.next = np.append(self.at[1:], len(data))
        if data[: self.at[0] if len(self.at) else len(data)].strip():
            raise _OtherwiseWrittenError

    def add_to(self, found: Langtark) -> None:
        """Add the rows to what has been found."""
        if not len(self.at):
            return
        self._check_ends()
        rows, cells = self.at[self.row], self.at[self.cell]
        numre, rest = self._digits(self._after(rows, _RAEKKE))
        before = int(found.numre[-1][-1]) if found.numre else 0
        _insist((np.diff(numre, prepend=before) > 0).all() and (not len(numre) or numre[-1] <= RAEKKER))
        slags = self._kinds(rest, self.next[self.row], found.raekker)
        self._check_order(found, slags)
        place = np.cumsum(self.row)[self.cell] - 1
        letters = self._after(cells, _CELLE)
        kolonner, digits = self._letters(letters)
        said, rest = self._digits(digits)
        _insist((place >= 0).all() and (said == numre[place]).all())
        same = np.diff(place, prepend=-1) == 0
        _insist((np.diff(kolonner, prepend=0)[same] > 0).all())
        kinds = self._kinds(rest, self.next[self.cell], found.celler)
        for c in np.unique(kolonner).tolist():
            of_column = kolonner == c
            found.kolonner.setdefault(c, []).append((place[of_column] + found.antal, kinds[of_column]))
        _insist(len(found.kolonner) <= FLEST_KOLONNER)
        found.numre.append(numre)
        found.raekkeslags.append(slags)
        found.antal += len(numre)

    def _check_ends(self) -> None:
        """Insist that nothing but space follows the end of a row."""
        ends, following = self.at[self.end] + len(_RAEKKESLUT), self.next[self.end]
        for start, stop in zip(ends[ends != following].tolist(), following[ends != following].tolist(), strict=True):
            _insist(not self.data[start:stop].strip())

    def _check_order(self, found: Langtark, slags: Tal) -> None:
        """Insist that each row is ended before the next, and that a row without an end holds no cell."""
        kinds = list(found.raekker)
        empty = np.fromiter((kind.rstrip().endswith(b"/>") for kind in kinds), np.bool_, len(kinds))[slags]
        opened = np.zeros(len(self.at), np.int64)
        opened[np.flatnonzero(self.row)[~empty]] = 1
        opened[self.end] = -1
        depth = np.cumsum(opened)
        _insist(bool(((depth == 0) | (depth == 1)).all() and depth[-1] == 0 and (depth[self.cell] == 1).all()))
        _insist(bool((depth[self.row] == ~empty).all()))

    def _after(self, places: Tal, tag: bytes) -> Tal:
        """Return the places after a tag's first attribute has begun, which must be the address."""
        _insist(_begins(self.words[places], tag).all())
        return places + len(tag)

    def _letters(self, places: Tal) -> tuple[Tal, Tal]:
        """Return the columns that addresses begin with, and where their digits begin."""
        column, length = np.zeros(len(places), np.int64), np.zeros(len(places), np.int64)
        going = np.ones(len(places), np.bool_)
        for offset in range(3):
            letter = self.a[places + offset].astype(np.int64) - ord("A") + 1
            going &= (letter >= 1) & (letter <= 26)
            column = np.where(going, column * 26 + letter, column)
            length += going
        _insist((length > 0).all() and (column <= KOLONNER).all())
        return column, places + length

    def _digits(self, places: Tal) -> tuple[Tal, Tal]:
        """Return the numbers that end addresses, and where what follows their quotation mark begins."""
        number, length = np.zeros(len(places), np.int64), np.zeros(len(places), np.int64)
        going = np.ones(len(places), np.bool_)
        for offset in range(8):
            digit = self.a[places + offset].astype(np.int64) - ord("0")
            going &= (digit >= 0) & (digit <= 9)
            number = np.where(going, number * 10 + digit, number)
            length += going
        ends = places + length
        _insist((self.a[ends] == ord('"')).all() and (self.a[places] != ord("0")).all() and (length > 0).all())
        return number, ends + 1

    def _kinds(self, starts: Tal, stops: Tal, known: dict[bytes, int]) -> Tal:
        """Return the place in `known` of the bytes between starts and stops; what is new there is added."""
        length = stops - starts
        if not len(starts):
            return np.empty(0, np.int64)
        _insist((length > 0).all() and int(length.max()) <= LAENGSTE_CELLE)
        mixed = length.astype(np.uint64)
        for some, word in self._words(starts, length):
            mixed[some] = (mixed[some] ^ word) * _BLANDER
            mixed[some] ^= mixed[some] >> np.uint64(29)
        _, first, which = np.unique(mixed, return_index=True, return_inverse=True)
        # Two that were mixed into the same number would be taken for one.
        _insist((length == length[first][which]).all())
        for (some, word), (_, other) in zip(
            self._words(starts, length), self._words(starts[first][which], length), strict=True
        ):
            _insist((word == other).all() and len(some) > 0)
        pairs = zip(starts[first].tolist(), stops[first].tolist(), strict=True)
        places = [known.setdefault(self.data[start:stop], len(known)) for start, stop in pairs]
        return np.array(places, np.int64)[which]

    def _words(self, starts: Tal, length: Tal) -> Iterator[tuple[Tal, NDArray[np.uint64]]]:
        """Give the bytes as words of eight: which of them are so long, and their word; what is beyond the end is 0."""
        for offset in range(0, int(length.max()), ORD):
            some = np.flatnonzero(length > offset)
            left = np.minimum(length[some] - offset, ORD)
            yield some, self.words[starts[some] + offset] & _MASKER[left]


def _begins(words: NDArray[np.uint64], tag: bytes) -> NDArray[np.bool_]:
    """Return which words begin with a tag of at most eight letters."""
    found: NDArray[np.bool_] = (words & _MASKER[len(tag)]) == np.uint64(int.from_bytes(tag, "little"))
    return found


def _insist(plain: bool | np.bool_) -> None:
    if not plain:
        raise _OtherwiseWrittenError
