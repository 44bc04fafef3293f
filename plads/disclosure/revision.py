"""The audit (R8): from everything that is shown, no small cell can be told closer than k possible values.

The least and the greatest value of a hidden cell are two linear programmes. Two for each cell would take minutes; one
programme that pushes many cells at once certifies most of them, since numbers that fit are proof for every cell in
them. Only what is left is asked one by one. What fails names the shown cells that give it away, and the least of
these is hidden.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from plads.cube.terning import Ja, Numre
from plads.disclosure.menu import Diskretion, Menu
from plads.disclosure.moenster import moenster
from plads.disclosure.viden import Kommatal, Program, Viden, coarse, exact

_NAESTEN = 1e-6
_FORGAEVES = 3
_FORSOEG = 12


class Frigjort(NamedTuple):
    """The hidden cells that stand the audit: [celle], and the small cells nothing can hide any more."""

    skjult: Ja
    afsloerede: Numre


class Bredder:
    """The widest each cell has been seen to be, by proof."""

    def __init__(self, menu: Menu, d: Diskretion) -> None:
        """Begin with the truth, which always fits."""
        self.d = d
        self.mindst = menu.vaerdi.astype(np.float64)
        self.stoerst = self.mindst.copy()
        self._tilfaeldig = np.random.default_rng(20)

    def see(self, fundet: Kommatal) -> None:
        """Take a set of cells that fits."""
        np.minimum(self.mindst, fundet, out=self.mindst)
        np.maximum(self.stoerst, fundet, out=self.stoerst)

    def narrow(self, celler: Numre) -> Numre:
        """Return the cells that are not yet wide enough."""
        return celler[self.stoerst[celler] - self.mindst[celler] < self.d.k - 1 - _NAESTEN]

    def widen(self, program: Program, celler: Numre) -> Numre:
        """Push the cells up and down together until pushing no longer helps; return those still narrow."""
        forgaeves, retning = 0, 1
        while forgaeves < _FORGAEVES:
            i_gang = celler[program.roert[celler]]
            if not i_gang.size:
                break
            nok = self.mindst[i_gang] + (self.d.k - 1) if retning > 0 else self.stoerst[i_gang] - (self.d.k - 1)
            # Unequal weights, so that one cell is pushed all the way rather than many a little.
            vaegt = self._tilfaeldig.uniform(0.2, 1.0, len(i_gang))
            self.see(program.push(i_gang, nok, vaegt, retning)[0])
            tilbage = self.narrow(celler)
            forgaeves = 0 if len(tilbage) < len(celler) else forgaeves + 1
            celler, retning = tilbage, -retning
        return celler

    def ask(self, program: Program, celle: int) -> Numre:
        """Find the true width of one cell in the exact programme; return the seen cells that hold it in."""
        een, vaegt = np.array([celle], dtype=np.intp), np.ones(1)
        op, holder_nede = program.push(een, np.array([np.inf]), vaegt, 1)
        ned, holder_oppe = program.push(een, np.array([-np.inf]), vaegt, -1)
        self.see(op)
        self.see(ned)
        return np.union1d(holder_nede, holder_oppe)


def safe(menu: Menu, d: Diskretion, skjult: Ja, kendt: Ja) -> Frigjort:
    """Return a pattern that stands the audit: `skjult`, and what more it takes."""
    bredder, egne = Bredder(menu, d), np.zeros(len(menu.antal), dtype=np.bool_)
    afsloerede: list[int] = []
    tilbage = Viden(menu, d, skjult, kendt, egne).maal
    while True:
        viden = Viden(menu, d, skjult, kendt, egne)
        tilbage = np.setdiff1d(_certify(viden, bredder, tilbage), afsloerede)
        if not tilbage.size:
            return Frigjort(skjult, np.array(afsloerede, dtype=np.intp))
        celle = int(tilbage[0])
        bedre = _cheapest(viden, bredder, celle)
        if bedre is None:
            afsloerede.append(celle)
        else:
            skjult = bedre


def _certify(viden: Viden, bredder: Bredder, celler: Numre) -> Numre:
    """Return the cells that many pushes could not show to be safe; the small programmes come first."""
    if celler.size:
        celler = bredder.widen(coarse(viden, viden.menu.gruppe), celler)
    if celler.size:
        celler = bredder.widen(coarse(viden, np.zeros_like(viden.menu.gruppe)), celler)
    return bredder.widen(exact(viden), celler) if celler.size else celler


def _cheapest(viden: Viden, bredder: Bredder, celle: int) -> Ja | None:
    """Return the least loss that hides a cell which now is given away: one of what gives it away, and what that takes.

    If no single one is enough, the least of those that help most. None if only what cannot be hidden gives it away.
    """
    menu, prisen = viden.menu, np.log2(1.0 + viden.menu.vaerdi)
    holder = bredder.ask(exact(viden), celle)
    if not bredder.narrow(np.array([celle])).size:
        return viden.skjult
    holder = holder[~viden.skjult[holder] & ~viden.kendt[holder] & (menu.vaerdi[holder] > 0)]
    forslag = [_hidden_too(viden, int(anden)) for anden in holder]
    forslag.sort(key=lambda skjult: float(prisen[skjult].sum()))
    bedst, bredest = None, -1.0
    for skjult in forslag[:_FORSOEG]:
        proevet = Bredder(menu, viden.d)
        proevet.ask(exact(replace(viden, skjult=skjult)), celle)
        bredde = float(proevet.stoerst[celle] - proevet.mindst[celle])
        if bredde > bredest + _NAESTEN:
            bedst, bredest = skjult, bredde
        if not proevet.narrow(np.array([celle])).size:
            break
    return bedst


def _hidden_too(viden: Viden, celle: int) -> Ja:
    skjult = viden.skjult.copy()
    skjult[celle] = True
    return moenster(viden.menu, viden.d, skjult, viden.kendt)
