"""Regression to the mean: places chosen because their figures were high fall by themselves.

Counts are Poisson around a rate of each place; the rates of all places are gamma. Then a place with x of n is expected
to go on at (a + x) ÷ (b + n), and not at x ÷ n.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from plads.measures.tal import Ja, Tal


class Forskel(NamedTuple):
    """How the rates of places differ [tildeling]: gamma with mean a ÷ b. `a` is ∞ where they do not differ at all."""

    a: Tal
    b: Tal
    middel: Tal


def spread(x: Tal, n: Tal, rows: Ja) -> Forskel:
    """Return the gamma by moments over some places; `rows` is [tildeling, enhed], x and n are [enhed].

    The variance between rates is what is left of the variance, each place by its size, when chance has its part.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        kvadrat = np.where(n > 0, x**2 / n, 0.0)
        antal, sx, sn, skv = (rows @ felt for felt in (np.ones_like(x), x, n, kvadrat))
        middel = sx / sn
        varians = (skv - 2 * middel * sx + middel**2 * sn) / sn - middel * (antal - 1) / sn
        varians = np.where(varians > 0, varians, 0.0)
        return Forskel(middel**2 / varians, middel / varians, middel)


def expected(x: Tal, n: Tal, forskel: Forskel) -> Tal:
    """Return the rate each place is expected to go on at [tildeling, enhed]: (a + x) ÷ (b + n)."""
    a, b, middel = (felt[:, None] for felt in forskel)
    with np.errstate(invalid="ignore"):
        found: Tal = np.where(np.isfinite(a), (a + x) / (b + n), middel)
    return found


def expected_change(x: Tal, n: Tal, valgt: Ja, forskel: Forskel) -> Tal:
    """Return the change that chosen places [tildeling, enhed] are expected to show by themselves: −0,32 is a fall."""
    ventet = np.where(valgt, expected(x, n, forskel) * n, 0.0).sum(axis=-1)
    found: Tal = ventet / np.where(valgt, x, 0.0).sum(axis=-1) - 1
    return found
