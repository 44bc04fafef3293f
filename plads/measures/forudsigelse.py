"""The exact predictive test: does a sum of the newest counts fit what the earlier ones let us expect?

With a total S over sizes E before, and a window of size e, a Poisson count in the window follows the negative
binomial with size S + ½ and probability E ÷ (E + e) (Jeffreys' prior). `spredning` scales counts that vary more than
Poisson's do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.special import betainc

from plads.measures.tal import Ja, Koder, Tal, full, windows

ALFA = 0.00135


class Forudsigelse(NamedTuple):
    """Windows judged against all that came before them; arrays [serie, periode], NaN where nothing can be said."""

    x: Tal
    midte: Tal
    nedre: Tal
    oevre: Tal
    tegn: Koder
    """1 above and −1 below what is normal, else 0."""


class _Ventet(NamedTuple):
    """A negative binomial for each window, in units of the spread; `midte` is NaN where nothing can be said."""

    size: Tal
    prob: Tal
    spredning: Tal
    midte: Tal

    def below(self, x: Tal) -> Tal:
        """Return P(X <= x)."""
        found: Tal = betainc(self.size, x / self.spredning + 1, self.prob)
        return found

    def above(self, x: Tal) -> Tal:
        """Return P(X >= x)."""
        scaled = x / self.spredning
        return np.where(scaled > 0, 1 - betainc(self.size, np.where(scaled > 0, scaled, 1.0), self.prob), 1.0)

    def judged(self, x: Tal, kan: Ja) -> Koder:
        """Return which sums are larger and smaller than chance would have them."""
        kan, kendt = kan & ~np.isnan(self.midte), np.nan_to_num(x)
        high, low = kan & (self.above(kendt) < ALFA), kan & (self.below(kendt) < ALFA)
        return (high.astype(np.int8) - low).astype(np.int8)

    def normal_range(self) -> tuple[Tal, Tal]:
        """Return the smallest and the largest count that is no signal."""
        top = np.ceil(np.nan_to_num(self.midte) * 4 + 40 * self.spredning)
        nedre = _first(lambda x: self.below(x) >= ALFA, top)
        oevre = _first(lambda x: self.above(x + 1) < ALFA, top)
        kendt = ~np.isnan(self.midte)
        return np.where(kendt, nedre, np.nan), np.where(kendt, oevre, np.nan)


class Vindue(NamedTuple):
    """How windows are made and judged."""

    k: int
    """How many neighbours are added."""
    mindst: int
    """How many points a baseline must have."""
    spredning: float = 1.0
    usikkerhed: Tal | None = None
    """The size of what the season was learned from, [periode]; None when it is known exactly."""


def predict(  # noqa: PLR0913 counts, what they are read against, and how
    y: Tal, e: Tal, grundlag: Ja, bedoemmes: Ja, vindue: Vindue, *, graenser: bool = True
) -> Forudsigelse:
    """Return every window of counts [serie, periode] judged against the baseline before it.

    Months of a window that is a signal do not enter the baseline of later ones. With `graenser` off the two limits
    are left out, which is quicker.
    """
    k = vindue.k
    e = np.broadcast_to(e, y.shape).astype(np.float64)
    x, kan = windows(y, k), full(bedoemmes, k)
    usual = grundlag.copy()
    tegn = _expected(y, e, usual, vindue).judged(x, kan)
    for t in range(k, y.shape[1]):
        # A window is judged by months that ended before it, and those are settled when its turn comes.
        marked = np.flatnonzero(tegn[:, t])
        if marked.size:
            usual[marked, t - k + 1 : t + 1] = False
            tegn[marked] = _expected(y[marked], e[marked], usual[marked], vindue).judged(x[marked], kan[marked])
    ventet = _expected(y, e, usual, vindue)
    nedre, oevre = ventet.normal_range() if graenser else (ventet.midte, ventet.midte)
    return Forudsigelse(x, ventet.midte, nedre, oevre, tegn)


def _expected(y: Tal, e: Tal, grundlag: Ja, vindue: Vindue) -> _Ventet:
    """Return what each window is expected to hold, from the baseline that ended before it."""
    sum_y, sum_e, n = (_before(np.where(grundlag, a, 0.0), vindue.k) for a in (y, e, np.ones(y.shape)))
    size = windows(e, vindue.k)
    nok = (n >= vindue.mindst) & (sum_e > 0) & (np.nan_to_num(size) > 0)
    over, under = np.where(nok, sum_e, 1.0), np.where(nok, size, 1.0)
    midte = (sum_y + 0.5) * under / over
    spredning = np.full(y.shape, vindue.spredning)
    if vindue.usikkerhed is not None:
        laert = np.nan_to_num(windows(vindue.usikkerhed, vindue.k), nan=np.inf)
        spredning = spredning * (1 + midte / np.maximum(laert, 0.5))
    return _Ventet((sum_y + 0.5) / spredning, over / (over + under), spredning, np.where(nok, midte, np.nan))


def _before(a: Tal, k: int) -> Tal:
    """Return the sum of all that ended before the window of k at each place began."""
    sums = np.zeros(a.shape)
    sums[:, k:] = np.cumsum(a, axis=1)[:, :-k]
    return sums


def _first(holds: Callable[[Tal], Ja], top: Tal) -> Tal:
    """Return the first whole number from 0 to top at which a condition, once true, stays true."""
    low, high = np.zeros(top.shape), top.copy()
    while (low < high).any():
        middle = np.floor((low + high) / 2)
        found = holds(middle)
        high, low = np.where(found, middle, high), np.where(found, low, np.minimum(middle + 1, high))
    return low
