"""Funnels: places of different size against what chance allows each. No order but name and size, and no rank."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr, pdtr, pdtrc

from plads.measures.overspredning import Overspredning, arcsine, overdispersion, root_ratio
from plads.measures.rater import PR, Z95, Z998, count_interval
from plads.measures.tal import Tal
from plads.tables import Celle
from plads.text import sorteringsnoegle
from plads.tilstand import Tilstand

_PUNKTER = 60
_MINDST = 3


class Slags(StrEnum):
    """Counts per 1.000 (they may pass the number of people), or shares of people."""

    RATE = "rate"
    ANDEL = "andel"


class Zone(StrEnum):
    """Where a place lies against the limits for its size."""

    INDEN = "inden"
    OVER_95 = "over_95"
    UNDER_95 = "under_95"
    OVER_998 = "over_998"
    UNDER_998 = "under_998"

    @property
    def yderst(self) -> bool:
        """Return whether it lies beyond the outer limits; only such places are named."""
        return self in (Zone.OVER_998, Zone.UNDER_998)


class Sted(NamedTuple):
    """A place as it comes: a count and what it is a count of, each a number or the reason for none."""

    kode: str
    navn: str
    antal: Celle
    af: Celle


class Graensesaet(NamedTuple):
    """The limits at some sizes, in the unit of the chart."""

    af: tuple[float, ...]
    lav998: tuple[float, ...]
    lav95: tuple[float, ...]
    hoej95: tuple[float, ...]
    hoej998: tuple[float, ...]


class Punkt(NamedTuple):
    """A place in the funnel: its value per 1.000 or as a ratio, the limits of its own size, and where it lies."""

    kode: str
    navn: str
    antal: int
    af: int
    vaerdi: float
    lav998: float
    lav95: float
    hoej95: float
    hoej998: float
    zone: Zone


@dataclass(frozen=True, slots=True)
class Tragt:
    """Places by name, the average they are held against, and the curves of the limits.

    `skjulte` are left out because a figure is hidden, `uden_tal` because there is none. `falske95` and `falske998`
    are how many would lie outside by chance alone.
    """

    slags: Slags
    punkter: tuple[Punkt, ...]
    snit: float
    overspredning: Overspredning
    kurve: Graensesaet
    skjulte: int
    uden_tal: int
    falske95: float
    falske998: float

    @property
    def naevnt(self) -> tuple[Punkt, ...]:
        """Return the places beyond the outer limits, by name."""
        return tuple(punkt for punkt in self.punkter if punkt.zone.yderst)


def funnel(steder: Iterable[Sted], slags: Slags = Slags.RATE, *, overspredning: bool = True) -> Tragt | None:
    """Return the funnel of the places that have both figures; None for fewer than three, or when nothing happened."""
    alle = sorted(steder, key=lambda sted: (sorteringsnoegle(sted.navn), sted.kode))
    vist = [(sted, sted.antal, sted.af) for sted in alle if _number(sted.antal) and _number(sted.af) and sted.af]
    x, n = (np.array([float(v[nr]) for v in vist]) for nr in (1, 2))  # type: ignore[arg-type]
    if len(vist) < _MINDST or not x.sum():
        return None
    snit = float(x.sum() / n.sum())
    od = _dispersion(x, n, snit, slags) if overspredning else Overspredning(1.0, 0.0)
    limits = _Graenser(slags, snit, od.tau2)
    skjulte = sum(Tilstand.DISKRETIONERET in (sted.antal, sted.af) for sted in alle)
    return Tragt(
        slags,
        _points([v[0] for v in vist], x, n, limits),
        limits.shown(snit),
        od,
        limits.curve(np.linspace(max(float(n.min()) * 0.6, 1.0), float(n.max()) * 1.05, _PUNKTER)),
        skjulte,
        len(alle) - len(vist) - skjulte,
        *(limits.by_chance(n, z) for z in (Z95, Z998)),
    )


def _number(celle: Celle) -> bool:
    return isinstance(celle, int | float) and not isinstance(celle, Tilstand)


def _dispersion(x: Tal, n: Tal, snit: float, slags: Slags) -> Overspredning:
    return overdispersion(root_ratio(x, n * snit) if slags is Slags.RATE else arcsine(x, n, snit))


class _Graenser(NamedTuple):
    """The limits of counts around an average, for any size."""

    slags: Slags
    snit: float
    tau2: float

    def shown(self, vaerdi: float) -> float:
        """Return a ratio in the unit of the chart."""
        return vaerdi * PR if self.slags is Slags.RATE else vaerdi

    def of(self, n: Tal, z: float) -> tuple[Tal, Tal]:
        """Return the smallest and largest count that is inside, as real numbers.

        Overdispersion only ever widens them: without it a place is outside exactly when its own interval says so.
        """
        if self.slags is Slags.ANDEL:
            return share_limits(n, self.snit, z, self.tau2)
        low, high = count_limits(n * self.snit, z)
        if not self.tau2:
            return low, high
        ventet = n * self.snit
        out = z * np.sqrt(1 / (4 * ventet) + self.tau2)
        return np.minimum(low, ventet * np.maximum(1 - out, 0) ** 2), np.maximum(high, ventet * (1 + out) ** 2)

    def curve(self, n: Tal) -> Graensesaet:
        """Return the limits at some sizes, to be drawn."""
        (lav95, hoej95), (lav998, hoej998) = (self.of(n, z) for z in (Z95, Z998))
        return Graensesaet(
            tuple(n.tolist()), *(tuple(self._unit(a, n).tolist()) for a in (lav998, lav95, hoej95, hoej998))
        )

    def _unit(self, antal: Tal, n: Tal) -> Tal:
        return antal / n * (PR if self.slags is Slags.RATE else 1)

    def by_chance(self, n: Tal, z: float) -> float:
        """Return how many places would lie outside if all were alike, or alike but for the overdispersion."""
        if self.slags is Slags.ANDEL or self.tau2:
            return float(2 * len(n) * ndtr(-z))
        low, high = self.of(n, z)
        ventet = n * self.snit
        under = np.ceil(low - 1e-9) - 1
        return float((pdtrc(np.floor(high + 1e-9), ventet) + np.where(under >= 0, pdtr(under, ventet), 0.0)).sum())


def _points(steder: list[Sted], x: Tal, n: Tal, limits: _Graenser) -> tuple[Punkt, ...]:
    kurve = limits.curve(n)
    zoner = _zones(x, n, limits)
    graenser = list(zip(kurve.lav998, kurve.lav95, kurve.hoej95, kurve.hoej998, strict=True))
    return tuple(
        Punkt(sted.kode, sted.navn, int(a), int(b), limits.shown(float(a / b)), *fire, zone)
        for sted, a, b, fire, zone in zip(steder, x, n, graenser, zoner, strict=True)
    )


def _zones(x: Tal, n: Tal, limits: _Graenser) -> list[Zone]:
    (lav95, hoej95), (lav998, hoej998) = (limits.of(n, z) for z in (Z95, Z998))
    tests = [x > hoej998 + 1e-9, x < lav998 - 1e-9, x > hoej95 + 1e-9, x < lav95 - 1e-9]
    zoner = (Zone.OVER_998, Zone.UNDER_998, Zone.OVER_95, Zone.UNDER_95)
    return [next((z for z, ja in zip(zoner, fald, strict=True) if ja), Zone.INDEN) for fald in zip(*tests, strict=True)]


def count_limits(ventet: Tal, z: float) -> tuple[Tal, Tal]:
    """Return the limits of counts around expected ones: outside is exactly where the count's interval leaves it out.

    Between whole counts, which no place can have, they are straight lines.
    """
    antal = np.arange(int(np.max(ventet) + z * np.sqrt(np.max(ventet) + 1) * 2) + 20)
    low, high = count_interval(antal, z)
    return np.interp(ventet, high, antal), np.interp(ventet, low, antal)


def share_limits(n: Tal, snit: float, z: float, tau2: float = 0.0) -> tuple[Tal, Tal]:
    """Return the limits of counts of n around an average share, within 0 and n; with τ² on the arcsine scale."""
    if not tau2:
        out = z * np.sqrt(snit * (1 - snit) / n)
        low, high = snit - out, snit + out
    else:
        midte, out = np.arcsin(np.sqrt(snit)), z * np.sqrt(1 / (4 * n) + tau2)
        low, high = (np.sin(np.clip(ende, 0, np.pi / 2)) ** 2 for ende in (midte - out, midte + out))
    return np.clip(low, 0, 1) * n, np.clip(high, 0, 1) * n
