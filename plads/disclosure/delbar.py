"""What everybody may see of a municipality, laid on the axes of any cube. Without a release: nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np

from plads.cube.terning import BLADE, DISKRETIONERET, KOMMUNER, Numre, Terning
from plads.disclosure.menu import Diskretion
from plads.disclosure.satser import rates
from plads.disclosure.udgave import Flade, Udgave, empty


@dataclass(frozen=True, eq=False)
class Delbar:
    """The newest release of a municipality. `udgave` is None, and `nummer` 0, where there is none: all is hidden.

    aabne: indicators that do not concern children; they are shown as they are, from whatever cube is asked.
    """

    kommune: str
    aabne: frozenset[str] = frozenset()
    nummer: int = 0
    tidspunkt: datetime | None = None
    diskretion: Diskretion = field(default_factory=Diskretion)
    udgave: Udgave | None = None

    def rows(self, t: Terning) -> Numre:
        """Return the municipality's rows on a cube's axis: municipality, områder, klynger, main institutions, units."""
        return t.raekker(self.kommune, *range(KOMMUNER, BLADE + 1))

    def flade(self, t: Terning) -> Flade:
        """Return what may be shown: [cube's indikator, `rows`, cube's periode].

        A unit or an indicator that the release does not know is hidden where the cube has a figure; a period it does
        not know has not been reported yet. Indicators that do not concern children are as they are.
        """
        rows = self.rows(t)
        ud = empty(len(t.indikatorer), len(rows), len(t.perioder))
        ud.tilstand[:] = np.where(t.tilstand[:, rows] > 0, DISKRETIONERET, 0)
        ud.mangler[:], ud.eksempel[:] = t.mangler[:, rows], t.eksempel[:, rows]
        if self.udgave is not None:
            _lay(self.udgave, t, rows, ud)
        for i in [nr for kode, nr in t.indikator_nr.items() if kode in self.aabne]:
            ud.antal[i], ud.tilstand[i] = t.antal[i, rows], t.tilstand[i, rows]
            ud.mangler[i], ud.eksempel[i] = t.mangler[i, rows], t.eksempel[i, rows]
            rates(t, i, self.kommune, ud)
        return ud


def _lay(udgave: Udgave, t: Terning, rows: Numre, ud: Flade) -> None:
    """Copy the release's cells to where they stand on the cube's axes."""
    indikator_nr, enhed_nr, periode_nr = udgave.nr
    i = _pairs([indikator_nr.get(indikator.kode) for indikator in t.indikatorer])
    u = _pairs([enhed_nr.get(t.enheder[row].kode) for row in rows])
    p = _pairs([periode_nr.get(periode) for periode in t.perioder])
    ud.tilstand[:, :, np.setdiff1d(np.arange(len(t.perioder)), p[0])] = 0
    til, fra = np.ix_(i[0], u[0], p[0]), np.ix_(i[1], u[1], p[1])
    ud.put(til, udgave.flade.at(fra))


def _pairs(numre: Sequence[Any]) -> tuple[Numre, Numre]:
    """Return where something is found, and what was found there."""
    kendte = [(her, der) for her, der in enumerate(numre) if der is not None]
    return np.array([her for her, _ in kendte], dtype=np.intp), np.array([der for _, der in kendte], dtype=np.intp)
