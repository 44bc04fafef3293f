"""Rows of a sheet as bytes, taken apart by where their tags begin, all at once. Used only by langeark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from plads.ingest.regneark.fil.detaljer import KOLONNER

LAENGSTE_CELLE = 2048
ORD = 8
RAEKKESLUT = b"</row>"
_BLANDER = np.uint64(0x9E3779B97F4A7C15)
_MASKER = np.array([(1 << 8 * n) - 1 for n in range(ORD)] + [(1 << 64) - 1], np.uint64)

Tal: TypeAlias = NDArray[np.int64]
Bytes: TypeAlias = NDArray[np.uint8]


class OtherwiseWrittenError(Exception):
    """The sheet is not written in the plain way."""


class Raekkebytes:
    """Some whole rows: where each row, cell and end of a row begins, and where the next of them does."""

    def __init__(self, data: bytes) -> None:
        if b"<!" in data or b"<?" in data:
            raise OtherwiseWrittenError
        self.data = data + b"\0" * 2 * ORD
        self.a: Bytes = np.frombuffer(self.data, np.uint8)
        # A word of eight bytes from every byte on.
        self.words: NDArray[np.uint64] = np.ndarray((len(data) + ORD,), "<u8", self.data, strides=(1,))
        tags = np.flatnonzero(self.a == ord("<"))
        row, cell, end = (_begins(self.words[tags], tag) for tag in (b"<row ", b"<c ", RAEKKESLUT))
        marked = row | cell | end
        self.at = tags[marked]
        self.row, self.cell, self.end = row[marked], cell[marked], end[marked]
        self.next = np.append(self.at[1:], len(data))
        if data[: self.at[0] if len(self.at) else len(data)].strip():
            raise OtherwiseWrittenError

    def check_ends(self) -> None:
        """Insist that nothing but space follows the end of a row."""
        ends, following = self.at[self.end] + len(RAEKKESLUT), self.next[self.end]
        for start, stop in zip(ends[ends != following].tolist(), following[ends != following].tolist(), strict=True):
            insist(not self.data[start:stop].strip())

    def after(self, places: Tal, tag: bytes) -> Tal:
        """Return the places after a tag's first attribute has begun, which must be the address."""
        insist(_begins(self.words[places], tag).all())
        return places + len(tag)

    def letters(self, places: Tal) -> tuple[Tal, Tal]:
        """Return the columns that addresses begin with, and where their digits begin."""
        column, length = np.zeros(len(places), np.int64), np.zeros(len(places), np.int64)
        going = np.ones(len(places), np.bool_)
        for offset in range(3):
            letter = self.a[places + offset].astype(np.int64) - ord("A") + 1
            going &= (letter >= 1) & (letter <= 26)
            column = np.where(going, column * 26 + letter, column)
            length += going
        insist((length > 0).all() and (column <= KOLONNER).all())
        return column, places + length

    def digits(self, places: Tal) -> tuple[Tal, Tal]:
        """Return the numbers that end addresses, and where what follows their quotation mark begins."""
        number, length = np.zeros(len(places), np.int64), np.zeros(len(places), np.int64)
        going = np.ones(len(places), np.bool_)
        for offset in range(8):
            digit = self.a[places + offset].astype(np.int64) - ord("0")
            going &= (digit >= 0) & (digit <= 9)
            number = np.where(going, number * 10 + digit, number)
            length += going
        ends = places + length
        insist((self.a[ends] == ord('"')).all() and (self.a[places] != ord("0")).all() and (length > 0).all())
        return number, ends + 1

    def kinds(self, starts: Tal, stops: Tal, known: dict[bytes, int]) -> Tal:
        """Return the place in `known` of the bytes between starts and stops; what is new there is added."""
        length = stops - starts
        if not len(starts):
            return np.empty(0, np.int64)
        insist((length > 0).all() and int(length.max()) <= LAENGSTE_CELLE)
        mixed = length.astype(np.uint64)
        for some, word in self._words(starts, length):
            mixed[some] = (mixed[some] ^ word) * _BLANDER
            mixed[some] ^= mixed[some] >> np.uint64(29)
        _, first, which = np.unique(mixed, return_index=True, return_inverse=True)
        # Two that were mixed into the same number would be taken for one.
        insist((length == length[first][which]).all())
        for (some, word), (_, other) in zip(
            self._words(starts, length), self._words(starts[first][which], length), strict=True
        ):
            insist((word == other).all() and len(some) > 0)
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


def insist(plain: bool | np.bool_) -> None:
    """Raise unless something is as in a sheet written in the plain way."""
    if not plain:
        raise OtherwiseWrittenError
