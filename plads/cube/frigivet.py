"""The cube as one viewer may see it. Slices take nothing else, so what is hidden never leaves plads.disclosure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from plads.cube.terning import KOMMUNER, OMRAADER, Ja, Koder, Smaa, Terning
from plads.serier import Trin


class Satser(NamedTuple):
    """The rates per 1.000 pupils that may be shared: arrays [indikator, enhed, periode].

    taeller ÷ naevner is the rate per pupil, both 0 where it may not be shown; `tilstand` says why.
    """

    taeller: NDArray[np.int64]
    naevner: NDArray[np.int64]
    tilstand: Koder
    mangler: Smaa
    eksempel: Ja

    def at(self, sted: Any) -> Satser:
        """Return what numpy's indexing gives of each array."""
        return Satser(*(felt[sted] for felt in tuple[NDArray[Any], ...](self)))


@dataclass(frozen=True, eq=False)
class Frigivet(Terning):
    """A cube in which every cell the viewer may not see is empty and marked as hidden. Made by plads.disclosure only.

    intern: [enhed, periode], True where the cells are true counts from the viewer's own scope, small ones too;
    everywhere else they are what may be shared with anybody.
    satser: the rates outside the own scope; None where all is in scope.
    """

    intern: Ja
    satser: Satser | None

    def fineste(self, enhed: str) -> Trin:
        """Return the shortest periods in which a unit's figures exist for this viewer."""
        row = self.enhed_nr.get(enhed)
        if row is None or bool(self.intern[row, : self.maaneder].any()):
            return Trin.MAANED
        lag = self.enheder[row].lag
        if lag == KOMMUNER:
            return Trin.MAANED
        return Trin.KVARTAL if lag == OMRAADER else Trin.SKOLEAAR
