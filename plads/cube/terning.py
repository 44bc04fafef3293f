"""The cube itself: three axes, one cell for every unit and period, totals included."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from plads.models.indikator import Indikatorart
from plads.models.organisation import Enhedstype, Tilknytningsart
from plads.serier import Periode, Trin, maaned_nr, maaned_start, periode_om

Version: TypeAlias = tuple[int, str]
Tal: TypeAlias = NDArray[np.int32]
Koder: TypeAlias = NDArray[np.uint8]
Smaa: TypeAlias = NDArray[np.uint16]
Ja: TypeAlias = NDArray[np.bool_]
Numre: TypeAlias = NDArray[np.intp]

IKKE_RAPPORTERET, NUL, OPLYST, DISKRETIONERET = range(4)
LAENGERE = (Trin.KVARTAL, Trin.HALVAAR, Trin.AAR, Trin.SKOLEAAR)
ARTER = (Tilknytningsart.OMRAADE, Tilknytningsart.KLYNGE, Tilknytningsart.HOVEDINSTITUTION)
OMRAADE, KLYNGE, HOVED = range(3)
KOMMUNER, OMRAADER, KLYNGER, HOVEDINSTITUTIONER, BLADE = range(5)
FELTER = (
    "antal",
    "tilstand",
    "mangler",
    "eksempel",
    "forventet",
    "foraeldre",
    "egne_antal",
    "egne_tilstand",
    "egne_eksempel",
)


class Akseindikator(NamedTuple):
    """A row of the first axis."""

    kode: str
    art: Indikatorart


class Akseenhed(NamedTuple):
    """A row of the second axis. A municipality's `kommune` is itself; `lag` is the block of the axis it stands in."""

    kode: str
    type: Enhedstype
    kommune: str
    lag: int
    gyldig_fra: date | None = None
    gyldig_til: date | None = None


@dataclass(frozen=True, eq=False)
class Terning:
    """All activity of one data version. Never changed once made; `version` is the store's stamp (number, time).

    The axis of units holds municipalities, then områder, klynger, main institutions, and last everything else,
    inside each block sorted by municipality and code. The axis of periods holds all months from the first to the
    last with data, then every kvartal, halvår, år and skoleår that touches them.

    antal, tilstand, mangler, eksempel: [indikator, enhed, periode]; `antal` is 0 wherever there is no number.
    forventet: [indikator, enhed, month], how many units were expected to report, 0 or 1 for a single one.
    foraeldre: [omraade|klynge|hovedinstitution, enhed, month], row of the unit it belonged to, −1 for none.
    egne_*: [indikator, the rows before the single units, month], what those had reported themselves.
    """

    version: Version
    indikatorer: tuple[Akseindikator, ...]
    enheder: tuple[Akseenhed, ...]
    perioder: tuple[Periode, ...]
    antal: Tal
    tilstand: Koder
    mangler: Smaa
    eksempel: Ja
    forventet: Smaa
    foraeldre: Tal
    egne_antal: Tal
    egne_tilstand: Koder
    egne_eksempel: Ja

    @cached_property
    def indikator_nr(self) -> dict[str, int]:
        """Return the row of each indicator."""
        return {indikator.kode: nr for nr, indikator in enumerate(self.indikatorer)}

    @cached_property
    def enhed_nr(self) -> dict[str, int]:
        """Return the row of each unit."""
        return dict(zip(map(itemgetter(0), self.enheder), range(len(self.enheder)), strict=True))

    @cached_property
    def soejler(self) -> dict[Trin, slice]:
        """Return the columns of each length of period."""
        found = {}
        start = 0
        for trin, gruppe in groupby(periode.trin for periode in self.perioder):
            stop = start + len(list(gruppe))
            found[trin] = slice(start, stop)
            start = stop
        return found

    @cached_property
    def grupper(self) -> dict[tuple[int, str], range]:
        """Return the rows of each block of the axis that one municipality has, by (lag, kommune)."""
        found = {}
        start = 0
        for noegle, gruppe in groupby((enhed.lag, enhed.kommune) for enhed in self.enheder):
            stop = start + len(list(gruppe))
            found[noegle] = range(start, stop)
            start = stop
        return found

    @cached_property
    def husket(self) -> dict[Hashable, object]:
        """Return what slices have worked out and may want again; they keep it small."""
        return {}

    @cached_property
    def snit(self) -> dict[Hashable, Any]:
        """Return the slices already cut from this cube, by what was asked."""
        return {}

    @property
    def maaneder(self) -> int:
        """Return how many months the axis has."""
        return int(self.forventet.shape[2])

    @property
    def foerste_maaned(self) -> int:
        """Return the number of the first month; 0 for an empty cube."""
        return self.perioder[0].foerste if self.perioder else 0

    @property
    def knuder(self) -> int:
        """Return how many rows stand before the single units."""
        return int(self.egne_antal.shape[1])

    @cached_property
    def kommuner(self) -> int:
        """Return how many rows are municipalities; they stand first."""
        return sum(enhed.lag == KOMMUNER for enhed in self.enheder[: self.knuder])

    def periode_nr(self, periode: Periode) -> int | None:
        """Return the column of a period; None outside the axis."""
        soejler = self.soejler.get(periode.trin)
        if soejler is None:
            return None
        start = self.perioder[soejler.start].foerste
        nr, rest = divmod(periode.foerste - start, len(periode.maaneder))
        return soejler.start + nr if not rest and 0 <= nr < soejler.stop - soejler.start else None

    def raekker(self, kommune: str, *lag: int) -> Numre:
        """Return the rows a municipality has in some blocks of the axis."""
        return np.array([row for block in lag for row in self.grupper.get((block, kommune), ())], dtype=np.intp)


def perioder_af(maaneder: range) -> tuple[Periode, ...]:
    """Return the axis of periods for a run of months, by number."""
    perioder = [Periode(nr, Trin.MAANED) for nr in maaneder]
    for trin in LAENGERE:
        perioder += sorted({periode_om(nr, trin) for nr in maaneder})
    return tuple(perioder)


def nr_af(aar_maaned: int) -> int:
    """Return the number of a month written ÅÅÅÅMM."""
    return aar_maaned // 100 * 12 + aar_maaned % 100 - 1


def aar_maaned(nr: int) -> int:
    """Return a month's number written ÅÅÅÅMM."""
    return nr // 12 * 100 + nr % 12 + 1


def foerste_dage(fra: date | None, til: date | None) -> tuple[int, int]:
    """Return the first and the last month, by number, whose first day lies in an interval; None is open."""
    start = 0 if fra is None else maaned_nr(fra) + (maaned_start(maaned_nr(fra)) < fra)
    return start, 9999 * 12 if til is None else maaned_nr(til)
