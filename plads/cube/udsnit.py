"""Slices of a released cube: series, sums of free sets, members, rows of a table, how far the data go.

What a viewer may not see is hidden before it comes here; sums and rates with a hidden part are hidden. A unit or an
indicator that the cube does not know has reported nothing: its cells say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from plads.cube.frigivet import Frigivet
from plads.cube.indberetning import indberettet
from plads.cube.laengere import Kanter, fill_longer
from plads.cube.maaneder import ALDRIG, Blok, state
from plads.cube.rater import pr_1000, pr_1000_af
from plads.cube.snit import INGEN, celle, columns, kept, own, series, single_rows
from plads.cube.terning import (
    ARTER,
    BLADE,
    DISKRETIONERET,
    HOVED,
    HOVEDINSTITUTIONER,
    KLYNGER,
    KOMMUNER,
    NUL,
    OPLYST,
    Ja,
    Numre,
    Tal,
)
from plads.models.organisation import Enhedstype, Tilknytningsart
from plads.serier import Periode, Serie, Trin, maaned_start
from plads.tables import Celle
from plads.tilstand import Tilstand

__all__ = [
    "Raekke",
    "foraelder",
    "indberettet",
    "medlemmer",
    "pr_1000",
    "pr_1000_af",
    "raekker",
    "seneste_maaned",
    "serie",
    "sum_af",
]

_UDEN_BOERN = (Enhedstype.FORVALTNING, Enhedstype.ORGAN)


class Raekke(NamedTuple):
    """One unit's cells of some indicators in a period, by indicator."""

    enhed: str
    vaerdier: dict[str, Celle]
    mangler: dict[str, int]
    eksempel: bool
    intern: bool


@kept
def serie(  # noqa: PLR0913 which cells, and how far
    t: Frigivet,
    indikator: str,
    enhed: str,
    trin: Trin = Trin.MAANED,
    *,
    navn: str = "",
    fra: date | None = None,
    til: date | None = None,
) -> Serie:
    """Return one indicator of one unit over time; `fra` and `til` keep the periods that lie wholly between them."""
    soejler = columns(t, trin, fra, til)
    i, u = t.indikator_nr.get(indikator), t.enhed_nr.get(enhed)
    if i is None or u is None:
        return series(t, navn, soejler, None, INGEN)
    blok = Blok(t.antal[i, u], t.tilstand[i, u], t.mangler[i, u], t.eksempel[i, u])
    return series(t, navn, soejler, blok, np.array([u], dtype=np.intp))


@kept
def sum_af(  # noqa: PLR0913 which cells, and how far
    t: Frigivet,
    indikator: str,
    enheder: Sequence[str],
    trin: Trin = Trin.MAANED,
    *,
    navn: str = "",
    fra: date | None = None,
    til: date | None = None,
) -> Serie:
    """Return an indicator of a free set of single units of one municipality, added as a total is.

    A department whose main institution is in the set is not counted beside it. Outside the viewer's own scope the
    sum is hidden where any part is. Raise ValueError for units of two municipalities, or for a unit that is itself
    a total.
    """
    soejler = columns(t, trin, fra, til)
    i, rows = t.indikator_nr.get(indikator), single_rows(t, enheder)
    if i is None or not rows.size:
        return series(t, navn, soejler, None, INGEN)
    if own(t, rows, soejler, alle=True):
        return series(t, navn, soejler, _summed(t, i, rows, soejler), rows)
    return series(t, navn, soejler, _shown(t, i, rows), rows)


def _shown(t: Frigivet, i: int, rows: Numre) -> Blok:
    """Return the sums over a set that is not all in scope: each period for itself, from shown cells only."""
    over = t.foraeldre[HOVED, rows].max(axis=1)
    med = rows[~np.isin(over, rows)]
    tilstand = t.tilstand[i, med]
    skjult = (tilstand == DISKRETIONERET).any(axis=0)
    antal: Tal = np.where(skjult, 0, t.antal[i, med].sum(axis=0, dtype=np.int32))
    har = ((tilstand == NUL) | (tilstand == OPLYST)).any(axis=0) & ~skjult
    return Blok(antal, state(antal, har, skjult), t.mangler[i, med].sum(axis=0), t.eksempel[i, med].any(axis=0))


def _summed(t: Frigivet, i: int, rows: Numre, soejler: range) -> Blok:
    """Return the row of cells a set of units would have, the months and the wanted columns filled in."""
    med = ~np.isin(t.foraeldre[HOVED, rows], rows)
    tilstand = np.where(med, t.tilstand[i, rows, : t.maaneder], 0)
    antal: Tal = np.where(med, t.antal[i, rows, : t.maaneder], 0).sum(axis=0, dtype=np.int32)
    har: Ja = ((tilstand == NUL) | (tilstand == OPLYST)).any(axis=0)
    bredde = len(t.perioder)
    blok = Blok(*(np.zeros((1, bredde), felt.dtype) for felt in (t.antal, t.tilstand, t.mangler, t.eksempel)))
    blok.antal[0, : t.maaneder] = antal
    blok.tilstand[0, : t.maaneder] = state(antal, har, np.any(tilstand > 0, axis=0))
    blok.mangler[0, : t.maaneder] = np.where(med, t.mangler[i, rows, : t.maaneder], 0).sum(axis=0)
    blok.eksempel[0, : t.maaneder] = (med & t.eksempel[i, rows, : t.maaneder]).any(axis=0)
    maaneder = range(t.foerste_maaned, t.foerste_maaned + t.maaneder)
    laengere = [(nr, t.perioder[nr]) for nr in soejler if nr >= t.maaneder]
    kanter = _edges(t, i, int(rows[0]), np.where(med, t.forventet[i, rows], 0).sum(axis=0, dtype=np.int32))
    fill_longer(blok, t.indikatorer[i].art, kanter, laengere, maaneder)
    return blok.at(0)


def _edges(t: Frigivet, i: int, row: int, ventet: Tal) -> Kanter:
    """Return where the data of an indicator begin and end in a unit's municipality, with how many were expected."""
    kommune = t.enheder[row].kommune
    meldt = np.flatnonzero((t.tilstand[i, t.raekker(kommune, KOMMUNER, KLYNGER), : t.maaneder] > 0).any(axis=0))
    foerste, sidste = (meldt[0], meldt[-1]) if meldt.size else (ALDRIG, -1)
    ender = (foerste, sidste, ventet[foerste % t.maaneder], ventet[sidste])
    return Kanter(*(np.array([ende], dtype=np.int32) for ende in ender))


@kept
def medlemmer(t: Frigivet, enhed: str, periode: Periode) -> tuple[str, ...]:
    """Return the single units under a total in the last month of a period; a main institution's are its departments.

    Above it, its departments stand in its place. Units that did not exist in that month are left out.
    """
    u = t.enhed_nr.get(enhed)
    if u is None or not t.maaneder:
        return ()
    maaned = _last_month(t, periode)
    rows = t.raekker(t.enheder[u].kommune, HOVEDINSTITUTIONER, BLADE)
    over = t.foraeldre[:, rows, maaned]
    under = np.setdiff1d(rows, over[HOVED]) if t.enheder[u].lag < HOVEDINSTITUTIONER else rows
    return tuple(t.enheder[row].kode for row in under if _is_under(t, row, u, maaned) and _is_there(t, row, maaned))


def _is_under(t: Frigivet, row: int, node: int, maaned: int) -> bool:
    lag = t.enheder[node].lag
    return lag == KOMMUNER or (lag <= HOVEDINSTITUTIONER and bool(t.foraeldre[lag - 1, row, maaned] == node))


def _is_there(t: Frigivet, row: int, maaned: int) -> bool:
    enhed, dag = t.enheder[row], maaned_start(t.foerste_maaned + maaned)
    gyldig = (enhed.gyldig_fra or dag) <= dag <= (enhed.gyldig_til or dag)
    return gyldig and (enhed.type not in _UDEN_BOERN or bool(t.tilstand[:, row].any()))


def _last_month(t: Frigivet, periode: Periode) -> int:
    return min(max(periode.maaneder[-1] - t.foerste_maaned, 0), t.maaneder - 1)


def foraelder(t: Frigivet, enhed: str, art: Tilknytningsart, periode: Periode) -> str | None:
    """Return the område, klynge or main institution a single unit was in, in the last month of a period."""
    u = t.enhed_nr.get(enhed)
    if u is None or not t.maaneder or art not in ARTER:
        return None
    row = int(t.foraeldre[ARTER.index(art), u, _last_month(t, periode)])
    return None if row < 0 else t.enheder[row].kode


def raekker(t: Frigivet, enheder: Sequence[str], indikatorer: Sequence[str], periode: Periode) -> list[Raekke]:
    """Return the cells of some units and indicators in one period, in the order given."""
    p = t.periode_nr(periode)
    return [_raekke(t, enhed, indikatorer, p) for enhed in enheder]


def _raekke(t: Frigivet, enhed: str, indikatorer: Sequence[str], p: int | None) -> Raekke:
    vaerdier: dict[str, Celle] = dict.fromkeys(indikatorer, Tilstand.IKKE_RAPPORTERET)
    mangler = dict.fromkeys(indikatorer, 0)
    eksempel = False
    u = t.enhed_nr.get(enhed)
    intern = u is not None and p is not None and bool(t.intern[u, p])
    for kode in indikatorer:
        i = t.indikator_nr.get(kode)
        if i is None or u is None or p is None:
            continue
        vaerdier[kode] = celle(int(t.antal[i, u, p]), int(t.tilstand[i, u, p]))
        mangler[kode] = int(t.mangler[i, u, p])
        eksempel |= bool(t.eksempel[i, u, p])
    return Raekke(enhed, vaerdier, mangler, eksempel, intern)


def seneste_maaned(t: Frigivet, indikator: str | None = None, kommune: str | None = None) -> Periode | None:
    """Return the last month anybody reported: an indicator, or any; in a municipality, or in any."""
    koder = [kommune] if kommune is not None else [enhed.kommune for enhed in t.enheder if enhed.lag == KOMMUNER]
    rows = [row for kode in koder for row in t.raekker(kode, KOMMUNER)]
    nrs = [t.indikator_nr.get(indikator)] if indikator is not None else list(t.indikator_nr.values())
    found = -1
    for i in nrs:
        if i is not None and rows:
            meldt = np.flatnonzero((t.tilstand[i, rows, : t.maaneder] > 0).any(axis=0))
            found = max(found, *meldt[-1:].tolist(), -1)
    return t.perioder[found] if found >= 0 else None
