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
from plads.disclosure.viden import Kommatal, Program, Viden, coarse, exact, monthly

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
        """Push one cell as far as it need go, both ways; return the seen cells that hold it in."""
        een, vaegt, holder = np.array([celle], dtype=np.intp), np.ones(1), np.zeros(0, dtype=np.intp)
        for retning in (1, -1):
            nok = self.mindst if retning > 0 else self.stoerst
            blev, ogsaa = program.push(een, nok[een] + retning * (self.d.k - 1), vaegt, retning)
            self.see(blev)
            holder = np.union1d(holder, ogsaa)
            if not self.narrow(een).size:
                break
        return holder


def safe(menu: Menu, d: Diskretion, skjult: Ja, kendt: Ja) -> Frigjort:
    """Return a pattern that stands the audit: `skjult`, and what more it takes.

    When it is to stand against insiders as well, so it must for the chief of each område, who knows all that the
    område's places reported, each month, and for the head of each place. A head knows no more than his chief, so only
    the cells of his own område are left to ask about.
    """
    viden = Viden(menu, d, skjult, kendt, np.zeros(len(menu.antal), dtype=np.bool_))
    viden, afsloerede = _settled(viden, viden.maal)
    if d.indviede:
        for gruppe in np.unique(menu.gruppe[menu.gruppe >= 0]):
            chef = replace(viden, egne=menu.gruppe == gruppe)
            viden, _ = _settled(chef, chef.maal)
        for hold in _teams(menu):
            viden = _settled_for_heads(viden, hold)
    return Frigjort(viden.skjult, np.array(afsloerede, dtype=np.intp))


def _teams(menu: Menu) -> list[Numre]:
    """Return the places in teams, with at most one of each område in a team."""
    steder, foerst = np.unique(menu.sted, return_index=True)
    omraade = menu.gruppe[foerst]
    nr = np.array([(omraade[:her] == omraade[her]).sum() for her in range(len(steder))], dtype=np.intp)
    return [steder[(nr == hold) & (omraade >= 0)] for hold in range(int(nr.max(initial=-1)) + 1)]


def _settled_for_heads(viden: Viden, hold: Numre) -> Viden:
    """Hide more until the head of none of a team's places can tell a small cell of his own område.

    What they cannot tell together, none of them can alone; only the rest is asked about one by one.
    """
    menu = viden.menu
    sammen = replace(viden, egne=np.isin(menu.sted, hold))
    grupper = np.unique(menu.gruppe, return_inverse=True)[1]
    i_gruppe = menu.atomer @ np.eye(int(grupper.max()) + 1)[grupper]
    lokale = (i_gruppe > 0).sum(axis=1) == 1
    tilbage = _certify(sammen, Bredder(menu, viden.d), sammen.maal[lokale[sammen.maal]])
    for sted in hold if tilbage.size else ():
        leder = replace(viden, egne=menu.sted == sted)
        hjemme = np.isin(menu.gruppe, menu.gruppe[leder.egne]).astype(np.float64)
        viden, _ = _settled(leder, np.intersect1d(tilbage[menu.atomer[tilbage] @ hjemme > 0], leder.maal))
    return viden


def _settled(viden: Viden, celler: Numre) -> tuple[Viden, list[int]]:
    """Hide more until none of some cells is given away; return also those that nothing helps."""
    bredder, afsloerede = Bredder(viden.menu, viden.d), list[int]()
    tilbage = _certify(viden, bredder, celler)
    while tilbage.size:
        celle = int(tilbage[0])
        bedre = _cheapest(viden, bredder, celle)
        if bedre is None:
            afsloerede.append(celle)
        elif bedre is not viden.skjult:
            viden = replace(viden, skjult=bedre)
            tilbage = bredder.widen(_loose(viden), tilbage)
        tilbage = np.setdiff1d(bredder.narrow(tilbage), afsloerede)
    return viden, afsloerede


def _certify(viden: Viden, bredder: Bredder, celler: Numre) -> Numre:
    """Return those of some cells that many pushes could not show to be safe; the small programmes come first."""
    if celler.size:
        celler = bredder.widen(coarse(viden, viden.menu.gruppe, loes=False), celler)
    if celler.size:
        celler = bredder.widen(_loose(viden), celler)
    return bredder.widen(exact(viden), celler) if celler.size else celler


def _loose(viden: Viden) -> Program:
    """Return a small programme in which numbers move between all places of the municipality."""
    return coarse(viden, np.zeros_like(viden.menu.gruppe), loes=True)


def _cheapest(viden: Viden, bredder: Bredder, celle: int) -> Ja | None:
    """Return the least loss that hides a cell which now is given away: one of what gives it away, and what that takes.

    If no single one is enough, the one that helps most. None if only what cannot be hidden gives it away; the
    pattern as it is if the cell turns out to be safe.
    """
    menu, prisen = viden.menu, np.log2(1.0 + viden.menu.vaerdi)
    holder = bredder.ask(exact(viden), celle)
    if not bredder.narrow(np.array([celle])).size:
        return viden.skjult
    holder = holder[~viden.skjult[holder] & ~viden.kendt[holder] & (menu.vaerdi[holder] > 0)]
    forslag = [replace(viden, skjult=_hidden_too(viden, int(anden))) for anden in holder]
    forslag.sort(key=lambda nyt: float(prisen[nyt.skjult].sum()))
    lovende = [nyt for nyt in forslag if _may_help(nyt, celle)] or forslag
    bedst, bredest = None, -1.0
    for nyt in lovende[:_FORSOEG]:
        bredde = _width(nyt, _loose(nyt), celle)
        if bredde > bredest + _NAESTEN:
            bedst, bredest = nyt.skjult, bredde
        if bredde >= viden.d.k - 1 - _NAESTEN:
            break
    return bedst


def _may_help(nyt: Viden, celle: int) -> bool:
    """Return False if even the sums of whole months would still give a cell away."""
    program = monthly(nyt)
    return not program.roert[celle] or _width(nyt, program, celle) >= nyt.d.k - 1 - _NAESTEN


def _width(viden: Viden, program: Program, celle: int) -> float:
    bredder = Bredder(viden.menu, viden.d)
    bredder.ask(program, celle)
    return float(bredder.stoerst[celle] - bredder.mindst[celle])


def _hidden_too(viden: Viden, celle: int) -> Ja:
    skjult = viden.skjult.copy()
    skjult[celle] = True
    return moenster(viden.menu, viden.d, skjult, viden.kendt)
