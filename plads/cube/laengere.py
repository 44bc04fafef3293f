"""The longer periods of the cube: flows add up, stocks take the latest month that was reported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from plads.cube.maaneder import ALDRIG, MEST, Blok, Rapportering, state
from plads.cube.terning import DISKRETIONERET, NUL, OPLYST, Smaa, Tal
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
    blok: Blok, art: Indikatorart, kanter: Kanter, perioder: Iterable[tuple[int, Periode]], maaneder: range
) -> None:
    """Compute longer periods (column, period) of one indicator in place: [enhed, periode], `maaneder` by number."""
    for soejle, periode in perioder:
        indhold = range(periode.foerste - maaneder.start, periode.maaneder.stop - maaneder.start)
        valgt = blok.at(np.s_[:, max(indhold.start, 0) : min(indhold.stop, len(maaneder))])
        celler = _sum(valgt, _outside(kanter, indhold)) if art is Indikatorart.STROEM else _latest(valgt)
        blok.put(np.s_[:, soejle], celler)


def _sum(valgt: Blok, udenfor: Tal) -> Blok:
    antal = valgt.antal.sum(axis=-1, dtype=np.int32)
    tal = ((valgt.tilstand == NUL) | (valgt.tilstand == OPLYST)).any(axis=-1)
    tilstand = state(antal, tal, (valgt.tilstand == DISKRETIONERET).any(axis=-1))
    mangler = np.minimum(valgt.mangler.sum(axis=-1, dtype=np.int32) + udenfor, MEST).astype(np.uint16)
    return Blok(antal, tilstand, mangler, np.any(valgt.eksempel, axis=-1))


def _outside(kanter: Kanter, periode: range) -> Tal:
    """Return the unit-months of a period before the data begin and after they end, if it holds any of the data.

    Those expected at the edge of the data are missing in the months beyond it: an unfinished year shows as one.
    """
    foer = np.clip(kanter.foerste - periode.start, 0, len(periode))
    efter = np.clip(periode.stop - 1 - kanter.sidste, 0, len(periode))
    roert = (kanter.foerste < periode.stop) & (kanter.sidste >= periode.start)
    udenfor: Tal = np.where(roert, foer * kanter.ventet_foerst + efter * kanter.ventet_sidst, 0).astype(np.int32)
    return udenfor


def _latest(valgt: Blok) -> Blok:
    """Return the latest month that was reported, else the last one."""
    bagfra = (valgt.tilstand[:, ::-1] > 0).argmax(axis=-1)
    sted = np.arange(len(bagfra)), valgt.tilstand.shape[-1] - 1 - bagfra
    return valgt.at(sted)
