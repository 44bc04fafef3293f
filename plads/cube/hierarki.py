"""Who belongs to whom in a month, and how the figures of children become their parents'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from plads.cube.laes import Medlemskab
from plads.cube.terning import ARTER, HOVEDINSTITUTIONER, KLYNGER, OMRAADER, Akseenhed, Ja, Numre, Tal

INGEN = -1
# What is known of a unit in a month: a stack [6, indikator, enhed]. TAL, MELDT and EKSEMPEL are 0 or 1 (a number is
# there; something was reported, hidden or not; it is made up), MANGLER and FORVENTET count units.
ANTAL, TAL, MELDT, EKSEMPEL, MANGLER, FORVENTET = range(6)


class Led(NamedTuple):
    """One level of the hierarchy: the children sorted by parent, where each parent's begin, and the parents."""

    boern: Numre
    begynder: Numre
    foraeldre: Numre


class Maanedsled(NamedTuple):
    """The levels of one month."""

    hoved: Led
    klynge: Led
    omraade: Led
    kommune: Led


class Loeft(NamedTuple):
    """For each indicator and parent of a level: did children report, is its own number used, do children count."""

    meldt: Ja
    eget: Ja
    boern: Ja


def led_af(foraeldre: Tal) -> Led:
    """Return the level that a vector of parents (INGEN for none) describes."""
    boern = np.flatnonzero(foraeldre != INGEN)
    boern = boern[np.argsort(foraeldre[boern], kind="stable")]
    found, begynder = np.unique(foraeldre[boern], return_index=True)
    return Led(boern, begynder, found.astype(np.intp))


def fold(stak: Tal, led: Led) -> Tal:
    """Return the sums over each parent's children, along the last axis."""
    if not led.boern.size:
        return np.zeros((*stak.shape[:-1], 0), dtype=stak.dtype)
    return np.add.reduceat(stak[..., led.boern], led.begynder, axis=-1, dtype=stak.dtype)


def parents(enheder: Sequence[Akseenhed], medlemskaber: Sequence[Medlemskab], maaneder: range) -> Tal:
    """Return the row of each unit's parent: [omraade|klynge|hovedinstitution, enhed, month].

    Only parents of the same municipality count: figures of two municipalities are never mixed. A main institution
    is not itself a department. A department without an område or a klynge of its own is where its main institution is.
    """
    nr = {enhed.kode: row for row, enhed in enumerate(enheder)}
    ret = dict(zip(ARTER, (OMRAADER, KLYNGER, HOVEDINSTITUTIONER), strict=True))
    found = np.full((len(ARTER), len(enheder), len(maaneder)), INGEN, dtype=np.int32)
    for barn, art, foraelder, foerste, sidste in medlemskaber:
        row, parent = nr[barn], nr[foraelder]
        hjemme = enheder[row].kommune == enheder[parent].kommune
        if hjemme and enheder[row].lag >= HOVEDINSTITUTIONER and enheder[parent].lag == ret[art]:
            start, stop = max(foerste - maaneder.start, 0), max(sidste + 1 - maaneder.start, 0)
            found[ARTER.index(art), row, start:stop] = parent
    omraade, klynge, hoved = found
    for maaned in range(len(maaneder)):
        hoved[np.setdiff1d(hoved[:, maaned], INGEN), maaned] = INGEN
        afdelinger = np.flatnonzero(hoved[:, maaned] != INGEN)
        for arv in (omraade[:, maaned], klynge[:, maaned]):
            arver = afdelinger[arv[afdelinger] == INGEN]
            arv[arver] = arv[hoved[arver, maaned]]
    return found


class Organisation:
    """The levels of every month. Months in which nobody moved share theirs."""

    def __init__(self, enheder: Sequence[Akseenhed], foraeldre: Tal) -> None:
        """Keep the parents [omraade|klynge|hovedinstitution, enhed, month]."""
        self._foraeldre = foraeldre
        self._lag = np.array([enhed.lag for enhed in enheder], dtype=np.int32)
        nr = {enhed.kode: row for row, enhed in enumerate(enheder)}
        self.kommune = np.array([nr[enhed.kommune] for enhed in enheder], dtype=np.int32)
        typer = {noegle: nr for nr, noegle in enumerate(dict.fromkeys((e.kommune, e.type) for e in enheder))}
        self.typer = np.array([typer[enhed.kommune, enhed.type] for enhed in enheder], dtype=np.int32)
        self.typeled = led_af(self.typer)
        self._sidst: tuple[int, Maanedsled] | None = None

    def levels(self, maaned: int) -> Maanedsled:
        """Return the levels of a month, by column."""
        if self._sidst is not None and self._same(maaned, self._sidst[0]):
            return self._sidst[1]
        omraade, klynge, hoved = self._foraeldre[:, :, maaned]
        direkte = (self._lag == OMRAADER) | ((self._lag >= HOVEDINSTITUTIONER) & (omraade == INGEN))
        found = Maanedsled(
            led_af(hoved),
            led_af(klynge),
            led_af(omraade),
            led_af(np.where(direkte, self.kommune, INGEN)),
        )
        self._sidst = maaned, found
        return found

    def _same(self, en: int, anden: int) -> bool:
        return bool(np.array_equal(self._foraeldre[:, :, en], self._foraeldre[:, :, anden]))


def total(stak: Tal, led: Maanedsled) -> None:
    """Put the totals of a month into its stack, which holds what each unit reported itself."""
    bidrag = _main_institutions(stak, led.hoved)
    _lift(stak, bidrag, led.klynge)
    _lift(stak, bidrag, led.omraade)
    if bidrag is not stak:
        bidrag[:, :, led.omraade.foraeldre] = stak[:, :, led.omraade.foraeldre]
    _lift(stak, bidrag, led.kommune)


def _main_institutions(stak: Tal, led: Led) -> Tal:
    """Lift departments into main institutions, and return what each adds to the totals above: never both."""
    if not led.boern.size:
        return stak
    loeft = _lift(stak, stak, led)
    bidrag = stak.copy()
    hoved = led.foraeldre
    bidrag[:MANGLER, :, hoved] = np.where(loeft.meldt, 0, stak[:MANGLER, :, hoved])
    bidrag[MANGLER:, :, hoved] = np.where(loeft.boern, 0, stak[MANGLER:, :, hoved])
    sted = np.repeat(np.arange(hoved.size), np.diff(led.begynder, append=led.boern.size))
    bidrag[MANGLER:, :, led.boern] = np.where(loeft.eget[:, sted], 0, stak[MANGLER:, :, led.boern])
    return bidrag


def _lift(stak: Tal, bidrag: Tal, led: Led) -> Loeft:
    """Replace the parents' own figures by the sum of their children's, where any child reported.

    Missing and expected are the children's too, unless the parent's own number stands for them.
    """
    summer, egne = fold(bidrag, led), stak[:, :, led.foraeldre]
    meldt = summer[MELDT] > 0
    eget = ~meldt & (egne[TAL] > 0)
    boern = ~eget & (meldt | (summer[FORVENTET] > 0))
    nye = np.concatenate(
        [np.where(meldt, summer[:MANGLER], egne[:MANGLER]), np.where(boern, summer[MANGLER:], egne[MANGLER:])]
    )
    np.minimum(nye[TAL:MANGLER], 1, out=nye[TAL:MANGLER])
    stak[:, :, led.foraeldre] = nye
    return Loeft(meldt, eget, boern)
