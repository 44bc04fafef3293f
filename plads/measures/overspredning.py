"""Spiegelhalter's overdispersion: how much more places differ than chance alone would make them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

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


def log_ratio(antal: Tal, ventet: Tal) -> Skala:
    """Return ln(O/E) with s = 1/√E; an O of 0 counts as a half."""
    return Skala(np.log(np.maximum(antal, 0.5) / ventet), 1 / np.sqrt(ventet))


def arcsine(antal: Tal, af: Tal, snit: float) -> Skala:
    """Return arcsin√p less that of the average, with s = 1/(2√n)."""
    return Skala(np.arcsin(np.sqrt(antal / af)) - np.arcsin(np.sqrt(snit)), 1 / (2 * np.sqrt(af)))


def overdispersion(skala: Skala) -> Overspredning:
    """Return how much places vary beyond chance; the tenth at either end is drawn in to its neighbours first."""
    n = len(skala.y)
    if n < 2:
        return Overspredning(1.0, 0.0)
    z = skala.y / skala.s
    k = int(_ANDEL * n)
    ordnet = np.sort(z)
    phi = float((np.clip(z, ordnet[k], ordnet[n - 1 - k]) ** 2).mean())
    if n * phi < n - 1:
        return Overspredning(phi, 0.0)
    w = 1 / skala.s**2
    return Overspredning(phi, float((n * phi - (n - 1)) / (w.sum() - (w**2).sum() / w.sum())))
