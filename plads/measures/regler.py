"""Signs that a curve has changed: the four rules of NHS Making Data Count, and Anhøj's rules for runs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import bdtr

from plads.measures.tal import Ja, Koder, Tal, full, members

I_TRAEK = 7
# Below this two numbers are one: the mean of equal values is not always that value.
_INTET = 1e-9
UDENFOR, TENDENS, TO_AF_TRE, SKIFT = 1, 2, 3, 4


class Omkring(NamedTuple):
    """How points lie around their centre: arrays [serie, periode]. `z` may have any scale; NaN is no point."""

    z: Tal
    graense: Tal
    """The distance to the limit on the point's own side, in the scale of z."""
    naer: Tal
    """The distance to the near limit, two thirds of the way."""


def four_rules(o: Omkring) -> Koder:
    """Return the first rule that marks each point, in order of priority; negative below the centre, 0 for none."""
    away = np.abs(np.nan_to_num(o.z))
    side = np.where(away > _INTET, np.sign(np.nan_to_num(o.z)), 0).astype(np.int8)
    outside = away > o.graense + _INTET
    near = (away > o.naer) & ~outside
    rising = trend(o.z)
    found = np.where(shift(side), SKIFT * side, 0)
    found = np.where(two_of_three(near, side) & near, TO_AF_TRE * side, found)
    found = np.where(rising != 0, TENDENS * rising, found)
    return np.where(outside, UDENFOR * side, found).astype(np.int8)


def shift(side: Koder) -> Ja:
    """Return which points belong to seven in a row on one side; a point on the centre, or none, breaks the row."""
    found = [members(full(side == way, I_TRAEK), I_TRAEK) for way in (1, -1)]
    return found[0] | found[1]


def trend(z: Tal) -> Koder:
    """Return 1 and −1 for points among seven that each rise, or fall; equal neighbours break the row."""
    step = np.zeros(z.shape)
    step[..., 1:] = np.nan_to_num(np.sign(np.diff(z, axis=-1)))
    up, down = (members(full(step == way, I_TRAEK - 1), I_TRAEK) for way in (1, -1))
    return (up.astype(np.int8) - (down & ~up)).astype(np.int8)


def two_of_three(near: Ja, side: Koder) -> Ja:
    """Return the members of three in a row, all on one side, of which two or more lie near the limit."""
    found = [members(full(side == way, 3) & (_of_three(near) >= 2), 3) for way in (1, -1)]
    return found[0] | found[1]


def _of_three(near: Ja) -> Tal:
    counted = near.astype(np.float64)
    found = counted.copy()
    for back in (1, 2):
        found[..., back:] += counted[..., :-back]
    return found


class Loeb(NamedTuple):
    """A run chart after Anhøj: what was seen, and what pure chance would hardly pass."""

    laengste: int
    hoejst: int
    krydsninger: int
    mindst: int

    @property
    def signal(self) -> bool:
        """Return whether the longest run is too long, or the median is crossed too seldom."""
        return self.laengste > self.hoejst or self.krydsninger < self.mindst


def run_limits(n: int) -> tuple[int, int]:
    """Return the longest run and the fewest crossings to expect of n points that are not on the median.

    Anhøj & Olesen 2014: round(log2 n) + 3, and the 5 % quantile of the binomial(n − 1, ½).
    """
    fewest = next(x for x in range(n) if bdtr(x, n - 1, 0.5) >= 0.05)
    return round(float(np.log2(n))) + 3, fewest


def runs(y: Tal) -> Loeb:
    """Return the runs of one series around its median; points on the median are left out."""
    known = y[~np.isnan(y)]
    side = np.sign(known - np.median(known))
    side = side[side != 0]
    if side.size < 2:
        return Loeb(int(side.size), int(side.size), 0, 0)
    breaks = np.flatnonzero(np.diff(side))
    longest = np.diff(np.concatenate([[-1], breaks, [side.size - 1]])).max()
    most, fewest = run_limits(int(side.size))
    return Loeb(int(longest), most, int(breaks.size), fewest)
