"""Who has reported, and who was expected to: by month, by indicator, and by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from plads.cube.terning import BLADE, HOVED, HOVEDINSTITUTIONER, KOMMUNER, OMRAADER, Ja, Numre, Terning
from plads.serier import Periode


class Indberetning(NamedTuple):
    """The units that were expected to report in a period, and those of them that lack something, by code."""

    ventet: tuple[str, ...]
    mangler: tuple[str, ...]


class _Svar(NamedTuple):
    """Some rows of units, and for each of them and each month whether it was expected, and whether it is missing."""

    rows: Numre
    ventet: Ja
    mangler: Ja


def meldte_maaneder(t: Terning, kommune: str) -> dict[str, frozenset[int]]:
    """Return the months, by number, in which anybody in a municipality reported each indicator."""
    rows = [row for lag in range(KOMMUNER, BLADE + 1) for row in t.grupper.get((lag, kommune), ())]
    meldt: Ja = np.any(t.tilstand[:, rows, : t.maaneder] > 0, axis=1)
    return {
        indikator.kode: frozenset((np.flatnonzero(meldt[nr]) + t.foerste_maaned).tolist())
        for nr, indikator in enumerate(t.indikatorer)
    }


def indberettet(t: Terning, indikator: str, kommune: str, periode: Periode) -> tuple[int, int]:
    """Return (how many units of a municipality have reported, of how many that were expected) in a period.

    In a longer period a unit has reported when it did so in every month it was expected. A hidden figure was
    reported. A main institution and its departments are not both counted. What comes per område is counted there.
    """
    svar = _answers(t, indikator, kommune, _months(t, periode))
    if svar is None:
        return 0, 0
    forventet, mangler = svar.ventet.any(axis=1), svar.mangler.any(axis=1)
    return int((forventet & ~mangler).sum()), int(forventet.sum())


def daekning(t: Terning, indikator: str, kommune: str) -> tuple[Numre, Numre]:
    """Return how many units of a municipality have reported, and how many were expected to, in each month."""
    svar = _answers(t, indikator, kommune, slice(0, t.maaneder))
    if svar is None:
        return np.zeros(t.maaneder, dtype=np.intp), np.zeros(t.maaneder, dtype=np.intp)
    ventet = svar.ventet.sum(axis=0)
    return ventet - svar.mangler.sum(axis=0), ventet


def udeblevne(t: Terning, indikatorer: Sequence[str], kommune: str, periode: Periode) -> Indberetning:
    """Return who was expected to report some of the indicators in a period, and who did not report all of those."""
    ventet: set[int] = set()
    mangler: set[int] = set()
    for kode in indikatorer:
        svar = _answers(t, kode, kommune, _months(t, periode))
        if svar is not None:
            ventet.update(svar.rows[svar.ventet.any(axis=1)].tolist())
            mangler.update(svar.rows[svar.mangler.any(axis=1)].tolist())
    return Indberetning(_codes(t, ventet), _codes(t, mangler))


def _codes(t: Terning, rows: set[int]) -> tuple[str, ...]:
    return tuple(t.enheder[row].kode for row in sorted(rows))


def _months(t: Terning, periode: Periode) -> slice:
    return slice(max(periode.foerste - t.foerste_maaned, 0), max(periode.maaneder.stop - t.foerste_maaned, 0))


def _answers(t: Terning, indikator: str, kommune: str, maaneder: slice) -> _Svar | None:
    """Return who was expected and who is missing: single units, else områder, else the municipality."""
    i = t.indikator_nr.get(indikator)
    if i is None:
        return None
    for lag in ((HOVEDINSTITUTIONER, BLADE), (OMRAADER,), (KOMMUNER,)):
        rows = t.raekker(kommune, *lag)
        ventet = (t.forventet[i, rows, maaneder] > 0) & _counts_itself(t, i, rows, maaneder)
        if ventet.any():
            break
    return _Svar(rows, ventet, ventet & (t.tilstand[i, rows, : t.maaneder][:, maaneder] == 0))


def _counts_itself(t: Terning, i: int, rows: Numre, maaneder: slice) -> Ja:
    """Return whether a unit is counted in each month: a main institution or its departments, never both."""
    over = t.foraeldre[HOVED, rows, maaneder]
    ventet, meldt = t.forventet[i, rows, maaneder] > 0, t.tilstand[i, rows, : t.maaneder][:, maaneder] > 0
    found = np.ones(over.shape, dtype=np.bool_)
    for hoved in np.setdiff1d(over, -1):
        afdelinger = over == hoved
        selv = (t.egne_tilstand[i, hoved, maaneder] > 0) & ~(afdelinger & meldt).any(axis=0)
        found[rows == hoved] = selv | ~(afdelinger & ventet).any(axis=0)
        found &= ~(afdelinger & selv)
    return found
