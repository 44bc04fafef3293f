"""Control charts for counts, rates, shares and rare events, as Montgomery gives them: centre and both limits.

The engine draws XmR, since it makes no claim about the distribution; these are for series whose distribution is known.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from plads.measures import xmr
from plads.measures.tal import Tal
from plads.measures.xmr import Graenser

_D2 = 1.128
_T_POTENS = 3.6


def c_chart(y: Tal, grundlag: ArrayLike = True) -> Graenser:
    """Return limits of counts: c̄ ± 3√c̄, from the points of the baseline."""
    midte = np.full(y.shape, y[np.broadcast_to(grundlag, y.shape)].mean())
    return _from_zero(midte, 3 * np.sqrt(midte))


def u_chart(y: Tal, n: ArrayLike, pr: float = 1) -> Graenser:
    """Return limits of counts per so many of n: ū ± 3√(ū/n)."""
    n = np.broadcast_to(np.asarray(n, dtype=np.float64), y.shape) / pr
    midte = np.full(y.shape, y.sum() / n.sum())
    return _from_zero(midte, 3 * np.sqrt(midte / n))


def p_chart(y: Tal, n: ArrayLike) -> Graenser:
    """Return limits of the share y/n: p̄ ± 3√(p̄(1 − p̄)/n), within 0 and 1."""
    n = np.broadcast_to(np.asarray(n, dtype=np.float64), y.shape)
    midte = np.full(y.shape, y.sum() / n.sum())
    g = _from_zero(midte, 3 * np.sqrt(midte * (1 - midte) / n))
    return g._replace(oevre=np.minimum(g.oevre, 1.0))


def t_chart(y: Tal) -> Graenser:
    """Return limits of times between rare events: XmR on y to the power 1/3,6, taken back."""
    g = xmr.limits(y ** (1 / _T_POTENS), skaerm=False, faktor=3 / _D2)
    return Graenser(*(np.maximum(a, 0.0) ** _T_POTENS for a in g))


def g_chart(y: Tal) -> Graenser:
    """Return limits of counts between rare events: x̄ ± 3√(x̄(x̄ + 1)) around the median."""
    snit = y.mean()
    out = 3 * np.sqrt(snit * (snit + 1))
    return Graenser(*(np.full(y.shape, a) for a in (np.median(y), max(snit - out, 0.0), snit + out)))


def _from_zero(midte: Tal, out: Tal) -> Graenser:
    return Graenser(midte, np.maximum(midte - out, 0.0), midte + out)
