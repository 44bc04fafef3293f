"""The x axis of monthly curves: whole months, Danish ticks with the year at August and January, school years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import ceil

from plads.charts.chart import Spec
from plads.charts.template import DAEMPET, GITTER, etiket
from plads.serier import Periode, Trin, maaned_nr, maaned_start, periode_om
from plads.text import MAANEDER_KORT

# What a phone has for a plot and the words right of it, and for one character: everything must fit there.
SMAL, TEGN = 285, 7.4
AKSEHOEJDE = 46
_MAANEDSBREDDE, _AARSBREDDE = 35, 44
_BAAND = "#F3F6FA"
_AUGUST, _JANUAR = 8, 1
_MIDTE = 17
# Fewer and fewer of a year's months, until those that are left have room.
_UDVALG = (range(1, 13), (1, 4, 8, 11), (1, 5, 8), (1, 8), (8,))


@dataclass(frozen=True, slots=True)
class Kalender:
    """The months an axis shows, by number, both ends included; `bredde` is what a phone gives it, in pixels."""

    foerste: int
    sidste: int
    bredde: int = SMAL

    @classmethod
    def around(cls, perioder: Iterable[Periode]) -> Kalender:
        """Return the months that hold the periods; raise ValueError when there are none."""
        alle = list(perioder)
        return cls(min(p.foerste for p in alle), max(p.maaneder.stop - 1 for p in alle))

    def beside(self, margen: int) -> Kalender:
        """Return the axis when words take so many pixels right of it."""
        return replace(self, bredde=SMAL - margen)

    def __contains__(self, dag: date) -> bool:
        """Return whether the axis shows the day."""
        return self.foerste <= maaned_nr(dag) <= self.sidste

    @property
    def fra(self) -> date:
        """Return the day at the left edge."""
        return maaned_start(self.foerste)

    @property
    def til(self) -> date:
        """Return the day at the right edge."""
        return maaned_start(self.sidste + 1)

    def share(self, dag: date) -> float:
        """Return how far along the axis the day lies, from 0 to 1."""
        return (dag - self.fra) / (self.til - self.fra)

    def spec(self) -> Spec:
        """Return the axis for plotly."""
        ticks = self._ticks()
        return {
            "type": "date",
            "range": [self.fra.isoformat(), self.til.isoformat()],
            "tickmode": "array",
            "tickvals": [place(nr) for nr in ticks],
            "ticktext": self._ticktexts(ticks),
            "ticklabeloverflow": "allow",
            "automargin": False,
        }

    def school_years(self, top: float) -> tuple[list[Spec], list[Spec]]:
        """Return a pale band for every other school year and their names along the upper edge."""
        aar = sorted({periode_om(nr, Trin.SKOLEAAR) for nr in range(self.foerste, self.sidste + 1)})
        hver = ceil(1.4 * _AARSBREDDE / (12 * self.bredde / (self.sidste - self.foerste + 1)))
        baand = [self._band(skoleaar) for nr, skoleaar in enumerate(aar) if nr % 2 == 0]
        navne = [self._band_name(skoleaar, top, hver) for nr, skoleaar in enumerate(aar) if nr % hver == 0]
        return baand, [navn for navn in navne if navn]

    def _ticks(self) -> list[int]:
        alle = range(self.foerste, self.sidste + 1)
        pr_maaned = self.bredde / len(alle)
        for udvalg in _UDVALG:
            numre = [nr for nr in alle if nr % 12 + 1 in udvalg]
            if all((b - a) * pr_maaned >= _MAANEDSBREDDE for a, b in pairwise(numre)):
                return numre or [self.foerste]
        januar = [nr for nr in alle if nr % 12 + 1 == _JANUAR]
        hver = ceil(_AARSBREDDE / (12 * pr_maaned))
        return [nr for nr in januar if nr // 12 % hver == 0] or januar[:1]

    def _ticktexts(self, ticks: Sequence[int]) -> list[str]:
        if len(ticks) > 1 and all(nr % 12 + 1 == _JANUAR for nr in ticks):
            return [str(nr // 12) for nr in ticks]
        # Where neither August nor January is among the first, the first tick says the year.
        med_aar = {nr for nr in ticks if nr % 12 + 1 in (_AUGUST, _JANUAR)} | set(ticks[:1])
        return [f"{MAANEDER_KORT[nr % 12]}<br>{nr // 12}" if nr in med_aar else MAANEDER_KORT[nr % 12] for nr in ticks]

    def _ends(self, skoleaar: Periode) -> tuple[date, date]:
        return max(skoleaar.fra, self.fra), min(maaned_start(skoleaar.maaneder.stop), self.til)

    def _band(self, skoleaar: Periode) -> Spec:
        fra, til = self._ends(skoleaar)
        ender = {"x0": fra.isoformat(), "x1": til.isoformat(), "yref": "paper", "y0": 0, "y1": 1}
        return {"type": "rect", **ender, "fillcolor": _BAAND, "line": {"width": 0, "color": GITTER}, "layer": "below"}

    def _band_name(self, skoleaar: Periode, top: float, hver: int) -> Spec | None:
        fra, til = self._ends(skoleaar)
        if (self.share(til) - self.share(fra)) * self.bredde * hver < _AARSBREDDE:
            return None
        midt = (fra + (til - fra) / 2).isoformat()
        font = {"color": DAEMPET}
        return etiket(skoleaar.navn, midt, 1, yref="paper", yshift=top, xanchor="center", align="center", font=font)


def place(maaned: int) -> str:
    """Return where a month's value is drawn: in the middle of it, so that an event lies before or after."""
    return maaned_start(maaned).replace(day=_MIDTE).isoformat()


def middle(periode: Periode) -> str:
    """Return where a period's value is drawn: in its middle month."""
    return place(periode.foerste + len(periode.maaneder) // 2)
