"""XmR limits as NHS Making Data Count draws them, also where each point has a size of its own.

With sizes e (season, days, pupils) the centre is μ·e and the spread grows with √e, which is Laney's u′ chart. With
e = 1 it is the XmR chart to the last digit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from plads.measures.tal import Ja, Tal

FAKTOR = 2.66
SKAERM = 3.267
NAER = 2 / 3


class Graenser(NamedTuple):
    """Centre and limits of each point, the near limits two thirds out; arrays [serie, periode]."""

    midte: Tal
    nedre: Tal
    oevre: Tal

    @property
    def afvigelse(self) -> Tal:
        """Return how far the limits lie from the centre."""
        return self.oevre - self.midte


def limits(y: Tal, *, skaerm: bool = True, faktor: float = FAKTOR) -> Graenser:
    """Return the plain XmR limits of series [..., periode] that have every point; nothing is clipped."""
    ens = np.ones(y.shape)
    return sized_limits(y, ens, ens, ~np.isnan(y), skaerm=skaerm, faktor=faktor)


def sized_limits(  # noqa: PLR0913 a size and a width for each point
    y: Tal, e: Tal, v: Tal, grundlag: Ja, *, skaerm: bool = True, faktor: float = FAKTOR
) -> Graenser:
    """Return limits from the points of the baseline; NaN where it has none.

    `e` is each point's size, `v` how much wider than √e its spread is known to be (1 when e is known exactly).
    """
    midte = level(y, e, grundlag) * e
    spread = np.sqrt(e * v)
    out = faktor * mean_range((y - midte) / spread, grundlag, skaerm=skaerm)[..., None] * spread
    return Graenser(midte, midte - out, midte + out)


def level(y: Tal, e: Tal, grundlag: Ja) -> Tal:
    """Return Σy ÷ Σe over the baseline, [serie, 1]; NaN without one."""
    over, under = (np.where(grundlag, a, 0.0).sum(axis=-1, keepdims=True) for a in (y, np.broadcast_to(e, y.shape)))
    found: Tal = np.divide(over, under, out=np.full(over.shape, np.nan), where=under > 0)
    return found


def mean_range(z: Tal, grundlag: Ja, *, skaerm: bool = True) -> Tal:
    """Return the mean moving range of neighbours that both are in the baseline, [serie].

    Screening leaves out ranges of 3,267 times the mean and more, once. Where only equal neighbours would be left the
    unscreened mean stands: limits of no width would call every point a signal.
    """
    step = np.abs(np.diff(z, axis=-1))
    both = grundlag[..., 1:] & grundlag[..., :-1]
    raw = _mean(step, both)
    if not skaerm:
        return raw
    kept = both & (step < SKAERM * raw[..., None])
    screened = _mean(step, kept)
    return np.where(screened > 0, screened, raw)


def _mean(a: Tal, where: Ja) -> Tal:
    n = where.sum(axis=-1)
    total = np.where(where, a, 0.0).sum(axis=-1)
    found: Tal = np.divide(total, n, out=np.zeros(total.shape), where=n > 0)
    return found
