"""Rates per 1.000 with their intervals: exact below ten, Byar's from ten on, Wilson's for shares."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtri, ndtr, ndtri

from plads.measures.tal import Tal

PR = 1000
Z95, Z998 = float(ndtri(0.975)), float(ndtri(0.999))
"""One in twenty lies outside by chance; one in five hundred."""
_EKSAKT_TIL = 10


class Rate(NamedTuple):
    """So many of so many, per 1.000, with both intervals."""

    antal: int
    af: int
    rate: float
    lav95: float
    hoej95: float
    lav998: float
    hoej998: float


def rate(antal: int, af: int, pr: float = PR) -> Rate:
    """Return a rate with its intervals; raise ValueError when there is nothing to divide by."""
    if af <= 0:
        raise ValueError("en rate skal have en nævner over 0")
    ender = [float(ende) * pr / af for z in (Z95, Z998) for ende in count_interval(antal, z)]
    return Rate(antal, af, antal * pr / af, *ender)


def count_interval(antal: ArrayLike, z: float) -> tuple[Tal, Tal]:
    """Return the interval of Poisson counts: exact below 10, Byar's approximation from there on."""
    x = np.asarray(antal, dtype=np.float64)
    few, stor = x < _EKSAKT_TIL, np.maximum(x, 1.0)
    exact = exact_interval(x, z)
    byar_low = stor * (1 - 1 / (9 * stor) - z / (3 * np.sqrt(stor))) ** 3
    over = stor + 1
    byar_high = over * (1 - 1 / (9 * over) + z / (3 * np.sqrt(over))) ** 3
    return np.where(few, exact[0], byar_low), np.where(few, exact[1], byar_high)


def exact_interval(antal: ArrayLike, z: float) -> tuple[Tal, Tal]:
    """Return the exact interval of Poisson counts, by the χ² distribution; 0 reaches down to 0."""
    x = np.asarray(antal, dtype=np.float64)
    # chdtri takes the probability above.
    low = np.where(x > 0, chdtri(2 * np.maximum(x, 0.5), ndtr(z)) / 2, 0.0)
    return low, np.asarray(chdtri(2 * x + 2, ndtr(-z)) / 2)


def wilson(antal: ArrayLike, af: ArrayLike, z: float) -> tuple[Tal, Tal]:
    """Return Wilson's interval of a share, as two ratios."""
    x, n = np.asarray(antal, dtype=np.float64), np.asarray(af, dtype=np.float64)
    middle, half = 2 * x + z**2, z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    return (middle - half) / (2 * (n + z**2)), (middle + half) / (2 * (n + z**2))
