"""The y axis of curves: where a value lies in pixels, Danish ticks, and room above and below the curve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from math import ceil, floor

from plads import text
from plads.charts.chart import Spec
from plads.tables import Kind

LUFT = 12
_FLEST = 5
_MINDSTE_SPRING = {Kind.DECIMAL: 0.1, Kind.PROCENT: 0.001}


@dataclass(frozen=True, slots=True)
class Talakse:
    """An axis from `bund` to `top`, `hoejde` pixels high, with pixels free `over` it and `under` it."""

    bund: float
    top: float
    spring: float
    kind: Kind
    hoejde: int
    over: int = LUFT
    under: int = 0

    @property
    def pixels(self) -> int:
        """Return the height of the whole plot."""
        return self.over + self.hoejde + self.under

    @property
    def enhed(self) -> float:
        """Return how much one pixel is worth."""
        return (self.top - self.bund) / self.hoejde

    def with_room(self, over: int, under: int) -> Talakse:
        """Return the axis with other room above and below."""
        return replace(self, over=over, under=under)

    def pixel(self, vaerdi: float) -> float:
        """Return how many pixels below the plot's upper edge a value lies."""
        return self.over + (self.top - vaerdi) / self.enhed

    def value(self, pixel: float) -> float:
        """Return the value that lies so many pixels below the plot's upper edge."""
        return self.top - (pixel - self.over) * self.enhed

    def spec(self) -> Spec:
        """Return the axis for plotly; no tick stands in the room above or below."""
        ticks = [self.bund + nr * self.spring for nr in range(floor((self.top - self.bund) / self.spring + 1e-9) + 1)]
        return {
            # A hair below the foot: by rounding plotly may else find a point at 0 outside, and not draw it.
            "range": [_short(self.value(self.pixels) - self.value(0) * 1e-9), _short(self.value(0))],
            "tickmode": "array",
            "tickvals": [round(tick, 6) for tick in ticks],
            "ticktext": [self._ticktext(tick) for tick in ticks],
            "zeroline": self.bund == 0,
        }

    def _ticktext(self, tick: float) -> str:
        if self.kind is Kind.PROCENT:
            tal = text.decimaltal(round(tick * 100, 6), 0 if self.spring >= 0.01 else 1)
            return f"{tal}{text.HARDT_MELLEMRUM}%"
        return text.decimaltal(round(tick, 6), 0 if self.spring >= 1 else 1)


def _short(value: float) -> float:
    """Return a number with the digits that a drawing can show."""
    return float(f"{value:.7g}")


def from_zero(stoerste: float, kind: Kind, hoejde: int) -> Talakse:
    """Return an axis from 0: whole numbers for counts, decimals only where rates need them."""
    mindst = _MINDSTE_SPRING.get(kind, 1.0)
    top = max(stoerste, mindst)
    return Talakse(0, top, _step(top, mindst), kind, hoejde)


def around(vaerdier: Sequence[float], kind: Kind, hoejde: int) -> Talakse:
    """Return an axis for shares: close around the values, or from 0 where 0 is near; never above 100 %."""
    lav, hoej = min(vaerdier), max(vaerdier)
    if lav <= 1.5 * (hoej - lav):
        return from_zero(hoej, kind, hoejde)
    spring = _step(max(hoej - lav, 0.01), _MINDSTE_SPRING.get(kind, 1.0))
    bund = max(floor(lav / spring - 0.25) * spring, 0.0)
    return Talakse(round(bund, 6), round(ceil(hoej / spring - 1e-9) * spring, 6), spring, kind, hoejde)


def _step(spand: float, mindst: float) -> float:
    """Return the smallest round step that needs no more than a few ticks."""
    return next(trin for trin in _steps(mindst) if spand <= _FLEST * trin * (1 + 1e-9))


def _steps(mindst: float) -> Iterator[float]:
    for tier in count():
        yield from (round(mindst * factor * 10**tier, 6) for factor in (1, 2, 5))
