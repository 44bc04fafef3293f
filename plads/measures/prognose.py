"""How good old forecasts were, and what they say of this year's end.

An error is forecast ÷ outcome − 1: minus is too low, plus is too high. A band for this year's end comes from the misses
of the same forecast (May's by May's) in earlier years, and says how often such a band holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, sqrt
from statistics import median

MAAL = 0.8
# Fewer misses than this give no band at all.
FAERREST = 3
# What is unusual among deviations: so many robust standard deviations out, and never closer than one per cent.
_UDE, _MAD_TIL_SD, _MINDST = 3.5, 1.4826, 0.01


@dataclass(frozen=True, slots=True)
class Fejl:
    """One forecast and how it went. `fejl` is a share: −0,03 is three per cent too low."""

    aar: int
    sted: str
    udgave: str
    forventet: float
    udfald: float

    @property
    def fejl(self) -> float:
        """Return the signed error."""
        return self.forventet / self.udfald - 1


@dataclass(frozen=True, slots=True)
class Traefsikkerhed:
    """How a forecast has done: mean error (its bias), mean size of the errors, by how many of how many years.

    `skaev` says that every year went the same way and chance would not do that (p < 0,05 for the mean error).
    """

    udgave: str
    skaevhed: float
    stoerrelse: float
    antal: int
    aar: int
    for_lave: int
    skaev: bool


@dataclass(frozen=True, slots=True)
class Baand:
    """Where the outcome is expected. `daekning` is how often such a band holds, from `antal` misses."""

    lav: float
    midt: float
    hoej: float
    daekning: float
    antal: int


def accuracy(fejl: Sequence[Fejl]) -> Traefsikkerhed | None:
    """Return how one kind of forecast has done; None without any."""
    if not fejl:
        return None
    tal = [f.fejl for f in fejl]
    aar = {f.aar for f in fejl}
    return Traefsikkerhed(
        fejl[0].udgave,
        sum(tal) / len(tal),
        sum(map(abs, tal)) / len(tal),
        len(tal),
        len(aar),
        sum(t < 0 for t in tal),
        _is_biased(fejl),
    )


def _is_biased(fejl: Sequence[Fejl]) -> bool:
    """Return whether the years' mean errors lie to one side of 0 beyond chance: places in a year err together."""
    from scipy.special import stdtrit

    aar = {f.aar for f in fejl}
    midler = [sum(f.fejl for f in fejl if f.aar == a) / sum(f.aar == a for f in fejl) for a in sorted(aar)]
    if len(midler) < FAERREST:
        return False
    midt = sum(midler) / len(midler)
    sd = sqrt(sum((m - midt) ** 2 for m in midler) / (len(midler) - 1))
    return bool(abs(midt) > float(stdtrit(len(midler) - 1, 0.975)) * sd / sqrt(len(midler)))


def band(forventet: float, tidligere: Sequence[float], maal: float = MAAL) -> Baand | None:
    """Return where the outcome is expected to land, from the signed errors of the same forecast in earlier years.

    Its ends are errors that have happened: the r-th from each side, so that a new one lies between them with
    probability (n + 1 − 2r) ÷ (n + 1) whatever their distribution. With few errors that is less than was wanted.
    """
    n = len(tidligere)
    if n < FAERREST:
        return None
    r = max(floor((n + 1) * (1 - maal) / 2 + 1e-9), 1)
    udfald = sorted(forventet / (1 + fejl) for fejl in tidligere)
    return Baand(udfald[r - 1], median(udfald), udfald[n - r], (n + 1 - 2 * r) / (n + 1), n)


def unusual(afvigelser: Sequence[float]) -> list[bool]:
    """Return which deviations stand far above what the others usually are: the median and 3,5 robust deviations."""
    if len(afvigelser) < FAERREST:
        return [False] * len(afvigelser)
    midt = median(afvigelser)
    mad = median(abs(tal - midt) for tal in afvigelser)
    graense = midt + max(_UDE * _MAD_TIL_SD * mad, _MINDST)
    return [tal > max(graense, 0.0) for tal in afvigelser]


def price_of(antal: int, oere_pr_enhed: int) -> int:
    """Return what so many more cost in øre, in the price level of the price."""
    return antal * oere_pr_enhed
