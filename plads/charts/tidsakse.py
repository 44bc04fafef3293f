"""Intervals on a date axis: the window they need, bars, today, and events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plads.charts.chart import Spec
from plads.charts.opstilling import Opstilling
from plads.charts.template import GITTER, HVID, LINJE, STOERRELSE, TEKST, etiket, maanedsakse, ombryd
from plads.text import dato

DAG = timedelta(days=1)
AKSEHOEJDE = 46
_MS_PER_DAG = 86_400_000
_NOTEBREDDE = 20


@dataclass(frozen=True, slots=True)
class Vindue:
    """The days an axis shows. An open end of an interval runs to the edge."""

    fra: date
    til: date

    @classmethod
    def om(cls, ender: Iterable[date | None]) -> Vindue:
        """Return whole months around the days, with a little air; the year 2020 when there are none."""
        dage = [dag for dag in ender if dag] or [date(2020, 1, 1), date(2020, 12, 31)]
        luft = max((max(dage) - min(dage)) // 20, 3 * DAG)
        sidste = (max(dage).replace(day=1) + 31 * DAG).replace(day=1)
        return cls(min(dage).replace(day=1) - luft, sidste + luft)

    def __contains__(self, dag: date) -> bool:
        """Return whether the axis shows the day."""
        return self.fra <= dag <= self.til

    def andel(self, dag: date) -> float:
        """Return how far along the axis the day lies, from 0 to 1."""
        return (dag - self.fra) / (self.til - self.fra)

    def udfyld(self, fra: date | None, til: date | None) -> tuple[date, date]:
        """Return both ends as days of the axis."""
        return fra or self.fra, til or self.til

    def akse(self) -> Spec:
        """Return the axis, with its months on top where a long chart begins."""
        return maanedsakse(self.fra, self.til, oeverst=True) | {
            "showgrid": True,
            "gridcolor": GITTER,
            "automargin": False,
        }


@dataclass(frozen=True, slots=True)
class Stykke:
    """One interval to draw: its days, its lane, its colour, what it says when
    pointed at, and whether an end is open."""

    fra: date
    til: date
    midte: float
    farve: str
    tekst: str
    aaben: bool = False


def bjaelker(navn: str, stykker: Sequence[Stykke], bredde: int, *, hul: bool = False) -> Spec:
    """Return the intervals as one trace of bars: outlines if hollow, hatched where an end is open."""
    farver = [stykke.farve for stykke in stykker]
    return {
        "type": "bar",
        "orientation": "h",
        "name": navn,
        "base": [stykke.fra.isoformat() for stykke in stykker],
        "x": [((stykke.til - stykke.fra).days + 1) * _MS_PER_DAG for stykke in stykker],
        "y": [stykke.midte for stykke in stykker],
        "width": bredde,
        "marker": {
            "color": HVID if hul else farver,
            "line": {"color": farver, "width": 2},
            "pattern": {
                "shape": ["/" if stykke.aaben else "" for stykke in stykker],
                "fillmode": "replace",
                "fgcolor": farver,
                "bgcolor": HVID,
                "size": 6,
            },
        },
        "customdata": [stykke.tekst for stykke in stykker],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def dagslinjer(plan: Opstilling, vindue: Vindue, dage: Sequence[tuple[date, str]]) -> list[Spec]:
    """Write each day's words at the top, one below the other, and return the dotted lines."""
    synlige = [(dag, tekst) for dag, tekst in sorted(dage) if dag in vindue]
    for dag, tekst in synlige:
        linjer = ombryd(tekst, _NOTEBREDDE)
        til_hoejre = vindue.andel(dag) < 0.5
        plan.etiketter.append(
            etiket(
                "<br>".join(linjer),
                dag.isoformat(),
                plan.bund,
                xanchor="left" if til_hoejre else "right",
                align="left" if til_hoejre else "right",
                xshift=5 if til_hoejre else -5,
                bgcolor=HVID,
                font={"size": STOERRELSE, "color": TEKST},
            )
        )
        plan.bund += len(linjer) * LINJE + 6
    return [_prikket(dag) for dag, _ in synlige]


def med_dato(dag: date, titel: str) -> tuple[date, str]:
    """Return the day with its words: '12. marts 2020: COVID-19-nedlukning'."""
    return dag, f"{dato(dag)}: {titel}"


def _prikket(dag: date) -> Spec:
    linje = {"color": TEKST, "width": 1.5, "dash": "dot"}
    x = dag.isoformat()
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": linje,
        "layer": "below",
    }


def forbindelse(fra: date, til: date, midte: float, farve: str) -> Spec:
    """Return the thin line that leads from one interval to another in the same lane."""
    ender = {"x0": fra.isoformat(), "x1": til.isoformat(), "y0": midte, "y1": midte}
    return {"type": "line", **ender, "line": {"color": farve, "width": 1.5}, "layer": "below"}
