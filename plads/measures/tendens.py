"""Where a short yearly series is going: the recent trend of the newest five points, each with its interval."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import numpy as np
from scipy.special import chdtri

from plads.measures.rater import Z95
from plads.measures.tal import Tal

PUNKTER = 5
KRITISK = float(chdtri(1, 0.002))


class Vej(StrEnum):
    """What the trend is, in words."""

    STIGER = "Stiger"
    FALDER = "Falder"
    UAENDRET = "Ingen tydelig ændring"
    FOR_FAA = "For få år"


class Tendens(NamedTuple):
    """A weighted slope a year, its χ², and what may be said."""

    haeldning: float
    chi2: float
    vej: Vej


def recent_trend(vaerdier: Tal, lav: Tal, hoej: Tal) -> Tendens:
    """Return the trend of the newest five values with 95 % intervals.

    It must be significant at 99,8 %, and keep its sign whichever single point is left out.
    """
    if len(vaerdier) < PUNKTER:
        return Tendens(float("nan"), float("nan"), Vej.FOR_FAA)
    y, bredde = vaerdier[-PUNKTER:], (hoej - lav)[-PUNKTER:]
    w = 1 / (bredde / (2 * Z95)) ** 2
    t = np.arange(PUNKTER, dtype=np.float64)
    b, info = _slope(t, y, w)
    chi2 = b**2 * info
    uden = [_slope(*(np.delete(a, nr) for a in (t, y, w)))[0] for nr in range(PUNKTER)]
    sikker = chi2 > KRITISK and all(np.sign(anden) == np.sign(b) for anden in uden)
    return Tendens(b, chi2, (Vej.STIGER if b > 0 else Vej.FALDER) if sikker else Vej.UAENDRET)


def _slope(t: Tal, y: Tal, w: Tal) -> tuple[float, float]:
    """Return the weighted slope, and one over its variance."""
    snit_t, snit_y = (float((w * a).sum() / w.sum()) for a in (t, y))
    info = float((w * (t - snit_t) ** 2).sum())
    return float((w * (t - snit_t) * (y - snit_y)).sum()) / info, info
