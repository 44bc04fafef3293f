"""The menu of a municipality: which cells of the cube may be shown at all (R6), and their equations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from plads.cube.terning import (
    BLADE,
    DISKRETIONERET,
    HOVEDINSTITUTIONER,
    IKKE_RAPPORTERET,
    KOMMUNER,
    OMRAADER,
    Ja,
    Numre,
    Terning,
)
from plads.disclosure.atomer import atoms
from plads.disclosure.menu import Menu, Menubygger
from plads.disclosure.satser import LANGE, columns, numerators, pairs
from plads.models.indikator import Indikatorart
from plads.models.organisation import Enhedstype
from plads.serier import Trin

_SELV, _OMRAADE = 0, 3
PAA_MENUEN = {
    KOMMUNER: tuple(Trin),
    OMRAADER: (Trin.KVARTAL, Trin.HALVAAR, *LANGE),
    HOVEDINSTITUTIONER: LANGE,
    BLADE: LANGE,
}
# Institutions have so few that all of theirs would be hidden, and the totals with them: they only count in totals.
UDE = (Enhedstype.DAGINSTITUTION,)
# How a longer period is put together. The last kind of part comes first where it fits, the rest as it can.
_DELT = {
    Trin.KVARTAL: (Trin.MAANED,),
    Trin.HALVAAR: (Trin.KVARTAL, Trin.MAANED),
    Trin.AAR: (Trin.HALVAAR, Trin.KVARTAL, Trin.MAANED),
    Trin.SKOLEAAR: (Trin.HALVAAR, Trin.KVARTAL, Trin.MAANED),
}


class Gitter(NamedTuple):
    """A menu, and where its cells stand: [row of the municipality, period], −1 for none.

    `celle` is of the indicator itself, `taeller` of the numerator of its rate per 1.000 pupils.
    """

    menu: Menu
    celle: Numre
    taeller: Numre


def lattice(t: Terning, i: int, kommune: str, maaneder: Ja, slut: int) -> Gitter:
    """Return the menu of an indicator (by its row).

    `maaneder` are those that are ready to be shown: [month]. Before the month (column) `slut`, what is not reported
    will not come: a stock's period that ends there is over.
    """
    return _Gitterbygger(t, i, kommune, maaneder, slut).lattice()


class _Gitterbygger:
    def __init__(self, t: Terning, i: int, kommune: str, maaneder: Ja, slut: int) -> None:
        self.t, self.i, self.kommune, self.maaneder, self.slut = t, i, kommune, maaneder, slut
        self.rows = t.raekker(kommune, *range(KOMMUNER, BLADE + 1))
        self.lag = np.array([t.enheder[row].lag for row in self.rows])
        self.atomer = atoms(t, i, kommune)
        self.bygger = Menubygger(
            self.atomer.antal, self.atomer.raekker[_SELV], self.atomer.raekker[_OMRAADE], self.atomer.maaned
        )
        self.celle = np.full((len(self.rows), len(t.perioder)), -1, dtype=np.intp)
        self.taeller = self.celle.copy()

    def lattice(self) -> Gitter:
        for row in range(len(self.rows)):
            if self.t.enheder[self.rows[row]].type in UDE:
                continue
            for trin in PAA_MENUEN.get(int(self.lag[row]), ()):
                for p in columns(self.t, trin):
                    self._put(row, p)
        for p in range(len(self.t.perioder)):
            self._places(p)
        for row in range(len(self.rows)):
            self._times(row)
        for trin in LANGE:
            self._rates(trin)
        return Gitter(self.bygger.menu(), self.celle, self.taeller)

    def _months(self, p: int) -> range:
        """Return the columns of a period's months, also outside the axis."""
        alle = self.t.perioder[p].maaneder
        return range(alle.start - self.t.foerste_maaned, alle.stop - self.t.foerste_maaned)

    def _put(self, row: int, p: int) -> None:
        tilstand = self.t.tilstand[self.i, self.rows[row], p]
        maaneder = self._counted(row, p)
        if tilstand in (IKKE_RAPPORTERET, DISKRETIONERET) or maaneder is None:
            return
        atomer = self.atomer.of(int(self.rows[row]), maaneder)
        if atomer.size:
            self.celle[row, p] = self.bygger.cell(atomer)

    def _counted(self, row: int, p: int) -> range | None:
        """Return the months (columns) that a cell counts; None while the period is not finished (R6)."""
        hele = self._months(p)
        if self.t.indikatorer[self.i].art is Indikatorart.STROEM:
            faerdig = hele.start >= 0 and hele.stop <= self.t.maaneder and self.maaneder[hele.start : hele.stop].all()
            return hele if faerdig else None
        paa_aksen = range(max(hele.start, 0), min(hele.stop, self.t.maaneder))
        meldt = np.flatnonzero(self.t.tilstand[self.i, self.rows[row], paa_aksen.start : paa_aksen.stop])
        if not meldt.size or hele.stop > self.slut:
            return None
        seneste = paa_aksen.start + int(meldt[-1])
        return range(seneste, seneste + 1) if self.maaneder[seneste] else None

    def _places(self, p: int) -> None:
        """Add that places add up in one period."""
        lag = self.lag
        enkelte = self._cells(np.flatnonzero(lag >= HOVEDINSTITUTIONER), p)
        omraader = self._cells(np.flatnonzero(lag == OMRAADER), p)
        for total in self._cells(np.flatnonzero(lag == HOVEDINSTITUTIONER), p) + omraader:
            self.bygger.equation(total, enkelte, steder=True)
        for total in self._cells(np.flatnonzero(lag == KOMMUNER), p):
            self.bygger.equation(total, omraader + enkelte, steder=True)
            self.bygger.equation(total, enkelte, steder=True)

    def _cells(self, rows: Numre, p: int) -> list[int]:
        """Return the cells some rows have in a period; main institutions stand before their departments."""
        return [int(celle) for celle in self.celle[rows, p] if celle >= 0]

    def _times(self, row: int) -> None:
        """Add that the periods of one place add up."""
        if self.t.indikatorer[self.i].art is not Indikatorart.STROEM:
            return
        for trin, delinger in _DELT.items():
            for p in columns(self.t, trin):
                if self.celle[row, p] >= 0:
                    for nr in range(len(delinger)):
                        self.bygger.equation(int(self.celle[row, p]), self._within(row, p, delinger[nr:]), steder=False)

    def _within(self, row: int, p: int, trin: tuple[Trin, ...]) -> Iterator[int]:
        """Give a row's cells of some lengths that lie inside a period, the longest first."""
        hele = self._months(p)
        for kort in trin:
            for q in columns(self.t, kort):
                inde = self._months(q)
                if hele.start <= inde.start and inde.stop <= hele.stop and self.celle[row, q] >= 0:
                    yield int(self.celle[row, q])

    def _rates(self, trin: Trin) -> None:
        """Put the numerators of rates on the menu: a second, smaller sum beside each total."""
        soejler = columns(self.t, trin)
        par = pairs(self.t, self.i, self.kommune, soejler)
        if par is None:
            return
        lagt_sammen = numerators(par)
        for nr, p in enumerate(soejler):
            for row in np.flatnonzero(lagt_sammen[:, :, nr].any(axis=1)).tolist():
                rows = np.flatnonzero(lagt_sammen[row, :, nr])
                dele = self._cells(rows, p)
                if len(dele) == len(rows):
                    self._numerator(row, p, dele)
            self._rate_equations(p)

    def _numerator(self, row: int, p: int, dele: list[int]) -> None:
        atomer = np.unique(np.concatenate([self.bygger.atoms_of(del_) for del_ in dele]))
        celle = self.taeller[row, p] = self.bygger.cell(atomer)
        self.bygger.equation(celle, dele, steder=True)

    def _rate_equations(self, p: int) -> None:
        """Add what a city's numerator is made of, and that each total is its numerator and the rest."""
        enkelte = self._cells(np.flatnonzero(self.lag >= HOVEDINSTITUTIONER), p)
        omraader = [int(c) for c in self.taeller[self.lag == OMRAADER, p] if c >= 0]
        for row in np.flatnonzero((self.taeller[:, p] >= 0) & (self.celle[:, p] >= 0)):
            taeller = int(self.taeller[row, p])
            # Nobody knows a numerator, or what is left beside it, as the true number of one own place.
            self.bygger.equation(int(self.celle[row, p]), [taeller, *enkelte], steder=False)
            if self.lag[row] == KOMMUNER:
                self.bygger.equation(taeller, omraader + enkelte, steder=True)
