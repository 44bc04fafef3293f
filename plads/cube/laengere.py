"""The longer periods of the cube: flows add up, stocks take the latest month that was reported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from plads.cube.maaneder import ALDRIG, MEST, Blok, Rapportering, state
from plads.cube.terning import DISKRETIONERET, NUL, OPLYST, Numre, Smaa, Tal
from plads.models.indikator import Indikatorart
from plads.serier import Periode


class Kanter(NamedTuple):
    """Where the data begin and end in a row's municipality: four arrays [indikator, enhed], or [enhed] for one.

    `foerste` and `sidste` are months as columns; the rest is how many units of the row were expected in them.
    """

    foerste: Tal
    sidste: Tal
    ventet_foerst: Tal
    ventet_sidst: Tal

    def at(self, sted: Any) -> Kanter:
        """Return what numpy's indexing gives of each array."""
        return Kanter(self.foerste[sted], self.sidste[sted], self.ventet_foerst[sted], self.ventet_sidst[sted])


def edges(rapportering: Rapportering, forventet: Smaa, kommune: Tal) -> Kanter:
    """Return the edges of the data of each indicator in each row's municipality, whose row is `kommune`."""
    foerste = np.full_like(rapportering.foerste, ALDRIG)
    sidste = np.full_like(rapportering.sidste, -1)
    for indikator in range(len(foerste)):
        np.minimum.at(foerste[indikator], kommune, rapportering.foerste[indikator])
        np.maximum.at(sidste[indikator], kommune, rapportering.sidste[indikator])
    foerste, sidste = foerste[:, kommune], sidste[:, kommune]
    return Kanter(foerste, sidste, _at(forventet, foerste), _at(forventet, sidste))


def _at(forventet: Smaa, maaned: Tal) -> Tal:
    paa_aksen = np.clip(maaned, 0, forventet.shape[2] - 1).astype(np.intp)
    return np.take_along_axis(forventet, paa_aksen[:, :, None], axis=2)[:, :, 0].astype(np.int32)


def fill_longer(
    blok: Blok, art: Indikatorart, kanter: Kanter, perioder: Sequence[tuple[int, Periode]], maaneder: range
) -> None:
    """Compute longer periods (column, period) of one indicator in place: [enhed, periode], `maaneder` by number."""
    soejler = np.array([soejle for soejle, _ in perioder], dtype=np.intp)
    start = np.array([periode.foerste for _, periode in perioder], dtype=np.intp) - maaneder.start
    stop = start + np.array([len(periode.maaneder) for _, periode in perioder], dtype=np.intp)
    if art is Indikatorart.STROEM:
        blok.put(np.s_[:, soejler], _sums(blok, _outside(kanter, start, stop), start, stop, len(maaneder)))
        return
    for soejle, fra, til in zip(soejler, np.maximum(start, 0), np.minimum(stop, len(maaneder)), strict=True):
        blok.put(np.s_[:, soejle], _latest(blok.at(np.s_[:, fra:til])))


def _sums(blok: Blok, udenfor: Tal, start: Numre, stop: Numre, maaneder: int) -> Blok:
    """Return the sums over runs of months, [enhed, run], as differences of running totals."""

    def between(felt: NDArray[Any]) -> Tal:
        total = np.zeros((len(felt), maaneder + 1), dtype=np.int32)
        np.cumsum(felt[:, :maaneder], axis=1, dtype=np.int32, out=total[:, 1:])
        found: Tal = total[:, np.minimum(stop, maaneder)] - total[:, np.maximum(start, 0)]
        return found

    antal = between(blok.antal)
    tal = between((blok.tilstand == NUL) | (blok.tilstand == OPLYST)) > 0
    tilstand = state(antal, tal, between(blok.tilstand == DISKRETIONERET) > 0)
    mangler = np.minimum(between(blok.mangler) + udenfor, MEST).astype(np.uint16)
    return Blok(antal, tilstand, mangler, between(blok.eksempel) > 0)


def _outside(kanter: Kanter, start: Numre, stop: Numre) -> Tal:
    """Return the unit-months of each period before the data begin and after they end, if it holds any of the data.

    Those expected at the edge of the data are missing in the months beyond it: an unfinished year shows as one.
    """
    foerste, sidste = kanter.foerste[:, None], kanter.sidste[:, None]
    foer, efter = np.clip(foerste - start, 0, stop - start), np.clip(stop - 1 - sidste, 0, stop - start)
    roert = (foerste < stop) & (sidste >= start)
    udenfor = foer * kanter.ventet_foerst[:, None] + efter * kanter.ventet_sidst[:, None]
    return np.where(roert, udenfor, 0).astype(np.int32)


def _latest(valgt: Blok) -> Blok:
    """Return the latest month that was reported, else the last one."""
    bagfra = (valgt.tilstand[:, ::-1] > 0).argmax(axis=-1)
    return valgt.at((np.arange(len(bagfra)), valgt.tilstand.shape[-1] - 1 - bagfra))
