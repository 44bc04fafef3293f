"""Many monthly counts as columns of numbers: what a long file holds, without an object for each of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from plads.models.indikator import Aktivitet
from plads.tilstand import Tilstand

Tal: TypeAlias = NDArray[np.int64]
Ja: TypeAlias = NDArray[np.bool_]
Noegle: TypeAlias = tuple[int, str, str]
TILSTANDE = tuple(Tilstand)
INTET = -1


@dataclass(frozen=True, eq=False)
class Maanedstal:
    """Rows of Aktivitet as five columns of the same length.

    `indikator` and `enhed` are places in `indikatorer` and `enheder`, `tilstand` in TILSTANDE; `maaned` is ÅÅÅÅMM.
    An `antal` that is not there is -1.
    """

    indikatorer: tuple[str, ...]
    enheder: tuple[str, ...]
    maaned: Tal
    indikator: Tal
    enhed: Tal
    antal: Tal
    tilstand: Tal

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.maaned)

    def take(self, which: Tal | Ja | slice) -> Maanedstal:
        """Return some of the rows, by place or by whether they are wanted."""
        columns = (self.maaned, self.indikator, self.enhed, self.antal, self.tilstand)
        return Maanedstal(self.indikatorer, self.enheder, *(column[which] for column in columns))

    def row(self, nr: int) -> Aktivitet:
        """Return one row as an object."""
        antal = int(self.antal[nr])
        return Aktivitet(
            maaned=int(self.maaned[nr]),
            indikator=self.indikatorer[self.indikator[nr]],
            enhed=self.enheder[self.enhed[nr]],
            antal=None if antal == INTET else antal,
            tilstand=TILSTANDE[self.tilstand[nr]],
        )

    def keys(self) -> Iterator[Noegle]:
        """Give the key of every row."""
        return zip(
            self.maaned.tolist(),
            map(self.indikatorer.__getitem__, self.indikator.tolist()),
            map(self.enheder.__getitem__, self.enhed.tolist()),
            strict=True,
        )

    def counts(self) -> Iterator[int | None]:
        """Give the count of every row."""
        return (None if antal == INTET else antal for antal in self.antal.tolist())

    def states(self) -> Iterator[Tilstand]:
        """Give the state of every row."""
        return map(TILSTANDE.__getitem__, self.tilstand.tolist())

    def pairs(self) -> tuple[list[tuple[str, int]], Tal]:
        """Return the different pairs of unit and month, and which of them each row is about."""
        months, nr = np.unique(self.maaned, return_inverse=True)
        found, which = np.unique(self.enhed * len(months) + nr, return_inverse=True)
        unit, month = np.divmod(found, max(len(months), 1))
        return list(zip(map(self.enheder.__getitem__, unit), months[month].tolist(), strict=True)), which

    def units(self) -> list[str]:
        """Return the different units."""
        return [self.enheder[nr] for nr in np.unique(self.enhed)]

    def indicators(self) -> list[str]:
        """Return the different indicators."""
        return [self.indikatorer[nr] for nr in np.unique(self.indikator)]

    def under(self, indikatorer: Sequence[str], enheder: Sequence[str]) -> Maanedstal:
        """Return the same rows with other lists of indicators and units, which hold all of their own."""
        return replace(
            self,
            indikatorer=tuple(indikatorer),
            enheder=tuple(enheder),
            indikator=_places(self.indikatorer, indikatorer)[self.indikator],
            enhed=_places(self.enheder, enheder)[self.enhed],
        )

    def ordered(self) -> Maanedstal:
        """Return the rows in the order of their keys, under sorted lists of indicators and units."""
        found = self.under(sorted(set(self.indikatorer)), sorted(set(self.enheder)))
        return found.take(np.lexsort((found.enhed, found.indikator, found.maaned)))

    def months(self) -> Iterator[tuple[int, Maanedstal]]:
        """Give each month with its rows; the rows must be ordered."""
        starts = np.flatnonzero(np.diff(self.maaned, prepend=INTET))
        for start, end in zip(starts, [*starts[1:], len(self)], strict=True):
            yield int(self.maaned[start]), self.take(slice(start, end))


def _places(own: Sequence[str], others: Sequence[str]) -> Tal:
    there = {label: nr for nr, label in enumerate(others)}
    return np.fromiter((there.get(label, INTET) for label in own), np.int64, len(own))


def columns(rows: Iterable[tuple[int, str, str, int | None, Tilstand | str]]) -> Maanedstal:
    """Return rows given as (month, indicator, unit, count, state) as columns."""
    split: tuple[Sequence[Any], ...] = tuple(zip(*rows, strict=True)) or ((), (), (), (), ())
    maaned, indikator, enhed, antal, tilstand = split
    indikatorer, indikator_nr = _coded(indikator)
    enheder, enhed_nr = _coded(enhed)
    states = {str(state): nr for nr, state in enumerate(TILSTANDE)}
    return Maanedstal(
        indikatorer,
        enheder,
        np.array(maaned, np.int64),
        indikator_nr,
        enhed_nr,
        np.fromiter((INTET if value is None else value for value in antal), np.int64, len(antal)),
        np.fromiter((states[str(state)] for state in tilstand), np.int64, len(tilstand)),
    )


def _coded(labels: Sequence[str]) -> tuple[tuple[str, ...], Tal]:
    """Return the different labels in the order they come, and the place of each label among them."""
    places: dict[str, int] = {}
    nrs = np.fromiter((places.setdefault(label, len(places)) for label in labels), np.int64, len(labels))
    return tuple(places), nrs


def joined(parts: Sequence[Maanedstal]) -> Maanedstal:
    """Return all rows of some columns, one after the other."""
    if len(parts) == 1:
        return parts[0]
    indikatorer = sorted({label for part in parts for label in part.indikatorer})
    enheder = sorted({label for part in parts for label in part.enheder})
    same = [part.under(indikatorer, enheder) for part in parts]
    return Maanedstal(
        tuple(indikatorer),
        tuple(enheder),
        *(
            np.concatenate([getattr(part, name) for part in same]) if same else np.empty(0, np.int64)
            for name in ("maaned", "indikator", "enhed", "antal", "tilstand")
        ),
    )
