"""The atoms of one indicator in one municipality: what each place reported, and which totals count it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from plads.cube.terning import (
    BLADE,
    HOVED,
    HOVEDINSTITUTIONER,
    KLYNGE,
    KLYNGER,
    KOMMUNER,
    NUL,
    OMRAADE,
    OMRAADER,
    OPLYST,
    Ja,
    Numre,
    Tal,
    Terning,
)

INGEN = -1


@dataclass(frozen=True, eq=False)
class Atomer:
    """Atoms in the order of (row, month): numbers that count in some total.

    antal, maaned (column of the cube): [atom]. raekker: [place itself|main institution|klynge|område|city, atom],
    rows of the cube's axis, INGEN where the atom is in no such total.
    """

    antal: NDArray[np.int64]
    maaned: Numre
    raekker: NDArray[np.int64]

    @cached_property
    def _af(self) -> dict[int, Numre]:
        """Return the atoms of each row."""
        lag, atom = np.nonzero(self.raekker != INGEN)
        par = np.unique(np.stack([self.raekker[lag, atom], atom]), axis=1)
        rows, begynder = np.unique(par[0], return_index=True)
        dele = np.split(par[1].astype(np.intp), begynder[1:])
        return dict(zip(rows.tolist(), dele, strict=True))

    def of(self, row: int, maaneder: range) -> Numre:
        """Return the atoms of a row in a run of months (columns)."""
        atomer = self._af.get(row)
        if atomer is None:
            return np.zeros(0, dtype=np.intp)
        maaned = self.maaned[atomer]
        return atomer[(maaned >= maaneder.start) & (maaned < maaneder.stop)]


def atoms(t: Terning, i: int, kommune: str) -> Atomer:
    """Return the atoms of an indicator (by its row) in a municipality.

    A main institution's own number counts only in months when none of its departments has reported; an område's or
    the city's own only when nobody under it has. This is how the cube adds up (plads.cube.hierarki).
    """
    rows = t.raekker(kommune, *range(KOMMUNER, BLADE + 1))
    lag = np.array([t.enheder[row].lag for row in rows])
    meldt, tal, antal = _own(t, i, rows)
    over = t.foraeldre[:, rows]
    enkelt = (lag >= HOVEDINSTITUTIONER)[:, None]
    afdelinger_meldt = _any_under(rows, over[HOVED], meldt & enkelt)
    bidrager = meldt & enkelt & ~(afdelinger_meldt & (lag == HOVEDINSTITUTIONER)[:, None])
    meldt_under = _any_under(rows, over[OMRAADE], bidrager) | _any_under(rows, over[KLYNGE], bidrager)
    omraade_meldt = (lag == OMRAADER)[:, None] & (meldt | meldt_under)
    direkte = bidrager & (over[OMRAADE] == INGEN)
    meldt_under |= (lag == KOMMUNER)[:, None] & (omraade_meldt | direkte).any(axis=0)
    taeller = tal & np.where(enkelt, bidrager, ~meldt_under)
    sted, maaned = np.nonzero(taeller)
    return Atomer(antal[sted, maaned].astype(np.int64), maaned, _chains(t, rows, lag, over, sted, maaned))


def _own(t: Terning, i: int, rows: Numre) -> tuple[Ja, Ja, Tal]:
    """Return what rows reported themselves: anything at all, a number, and the number: [row, month]."""
    knude, plads = (rows < t.knuder)[:, None], np.minimum(rows, t.knuder - 1)
    tilstand = np.where(knude, t.egne_tilstand[i, plads], t.tilstand[i, rows, : t.maaneder])
    antal = np.where(knude, t.egne_antal[i, plads], t.antal[i, rows, : t.maaneder])
    return tilstand > 0, (tilstand == NUL) | (tilstand == OPLYST), antal


def _any_under(rows: Numre, over: Tal, hvad: Ja) -> Ja:
    """Return whether anything holds of a unit under each row: [row, month]."""
    found = np.zeros_like(hvad)
    barn, maaned = np.nonzero(hvad & (over != INGEN))
    found[np.searchsorted(rows, over[barn, maaned]), maaned] = True
    return found


def _chains(  # noqa: PLR0913 where each atom stands
    t: Terning, rows: Numre, lag: Numre, over: Tal, sted: Numre, maaned: Numre
) -> NDArray[np.int64]:
    """Return the rows that count each atom. An own number of a klynge counts in nothing but itself."""
    by = np.where(lag[sted] == KLYNGER, INGEN, t.enhed_nr[t.enheder[rows[0]].kommune])
    forfaedre = over[[HOVED, KLYNGE, OMRAADE]][:, sted, maaned]
    return np.concatenate([rows[sted][None], forfaedre, by[None]]).astype(np.int64)
