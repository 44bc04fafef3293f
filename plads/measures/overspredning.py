"""Spiegelhalter's overdispersion: how much more places differ than chance alone would make them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from plads.measures.tal import Tal

_ANDEL = 0.1


class Skala(NamedTuple):
    """Values and standard errors on the scale on which limits are drawn."""

    y: Tal
    s: Tal


class Overspredning(NamedTuple):
    """The winsorised ratio to chance, and the variance between places on the transformed scale (0 for none)."""

    phi: float
    tau2: float


def root_ratio(antal: Tal, ventet: Tal) -> Skala:
    """Return √(O/E) less 1 with s = 1/(2√E).

    Not ln(O/E), which is usual for large counts: below about 20 a place its lower tail makes τ² much too large.
    """
    return Skala(np.sqrt(antal / ventet) - 1, 1 / (2 * np.sqrt(ventet)))


def arcsine(antal: Tal, af: Tal, snit: float) -> Skala:
    """Return arcsin√p less that of the average, with s = 1/(2√n)."""
    return Skala(np.arcsin(np.sqrt(antal / af)) - np.arcsin(np.sqrt(snit)), 1 / (2 * np.sqrt(af)))


def overdispersion(skala: Skala) -> Overspredning:
    """Return how much places vary beyond chance; the tenth at either end is drawn in to its neighbours first.

    What that takes from a normal spread is given back: without it chance and ordinary differences together put five
    times as many places beyond the limits as those promise.
    """
    n = len(skala.y)
    if n < 2:
        return Overspredning(1.0, 0.0)
    z = skala.y / skala.s
    k = int(_ANDEL * n)
    ordnet = np.sort(z)
    phi = float((np.clip(z, ordnet[k], ordnet[n - 1 - k]) ** 2).mean()) / _kept(k / n)
    if n * phi < n - 1:
        return Overspredning(phi, 0.0)
    w = 1 / skala.s**2
    return Overspredning(phi, float((n * phi - (n - 1)) / (w.sum() - (w**2).sum() / w.sum())))


def _kept(andel: float) -> float:
    """Return the variance of a standard normal with so large a part of either end drawn in."""
    if not andel:
        return 1.0
    kant = float(ndtri(1 - andel))
    taethed = float(np.exp(-(kant**2) / 2) / np.sqrt(2 * np.pi))
    return (1 - 2 * andel) - 2 * kant * taethed + 2 * andel * kant**2
