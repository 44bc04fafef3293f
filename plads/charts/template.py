"""The look of every chart: colours, type, axes, Danish ticks, and lines for today and for events."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from typing import Any

from plads.charts.chart import Spec

# The colours are part of the template for those who draw with it.
from plads.farver import (
    BLAA as BLAA,
)
from plads.farver import (
    DAEMPET as DAEMPET,
)
from plads.farver import (
    GITTER as GITTER,
)
from plads.farver import (
    HVID as HVID,
)
from plads.farver import (
    KATEGORIER as KATEGORIER,
)
from plads.farver import (
    LILLA as LILLA,
)
from plads.farver import (
    NEUTRAL as NEUTRAL,
)
from plads.farver import (
    ORANGE as ORANGE,
)
from plads.farver import (
    SORT as SORT,
)
from plads.farver import (
    TEKST as TEKST,
)
from plads.farver import (
    TURKIS as TURKIS,
)
from plads.text import MAANEDER_KORT

INGEN_TAL = "Ingen tal at vise"

SKRIFT = "IBM Plex Sans, Arial, sans-serif"
STOERRELSE = 14
LINJE = 19
BREDDE = 44

# What plotly does anyway is left out: the layout travels with every chart.
_AKSE: Spec = {
    "showgrid": False,
    "zeroline": False,
    "tickfont": {"color": DAEMPET},
    "fixedrange": True,
    "automargin": True,
}


def layout(**overrides: Any) -> Spec:
    """Return the layout "plads"; a dict given for a key such as yaxis is merged into its defaults."""
    standard: Spec = {
        "font": {"family": SKRIFT, "size": STOERRELSE, "color": TEKST},
        "separators": ",.",
        "margin": {"l": 4, "r": 4, "t": 4, "b": 4},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": HVID,
            "bordercolor": DAEMPET,
            "font": {"family": SKRIFT, "size": STOERRELSE, "color": TEKST},
        },
        "dragmode": False,
        "xaxis": dict(_AKSE),
        "yaxis": {**_AKSE, "showgrid": True, "gridcolor": GITTER, "zeroline": True, "zerolinecolor": DAEMPET},
    }
    for navn, vaerdi in overrides.items():
        fast = standard.get(navn)
        standard[navn] = {**fast, **vaerdi} if isinstance(fast, dict) and isinstance(vaerdi, dict) else vaerdi
    return standard


def flad(tekst: str) -> str:
    """Return the text without a meaning to plotly, which reads <b>, <br> and <a> in every label."""
    return escape(tekst, quote=False)


def skabelon(tekst: str) -> str:
    """Return the text for use inside plotly's templates, where %{...} would stand for a number."""
    return flad(tekst).replace("%{", "% {")


def ombryd(tekst: str, bredde: int = BREDDE) -> list[str]:
    """Return the text as lines that fit a narrow screen, ready for plotly."""
    return [flad(linje) for linje in textwrap.wrap(tekst, bredde)] or [""]


def etiket(tekst: str, x: Any, y: Any, **overrides: Any) -> Spec:
    """Return a text in the plot, without arrow, its upper left corner at the point."""
    standard = {
        "text": tekst,
        "x": x,
        "y": y,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
    }
    return {**standard, **overrides}


def heltalsakse(stoerste: float) -> Spec:
    """Return an axis from 0 with whole-number ticks and room for a label above the largest value."""
    spring = next(trin for trin in _trin() if stoerste <= 5 * trin)
    return {"range": [0, max(stoerste, 1) * 1.15], "tickmode": "linear", "tick0": 0, "dtick": spring}


def _trin() -> Iterable[int]:
    tier = 1
    while True:
        yield from (tier, 2 * tier, 5 * tier)
        tier *= 10


def maanedsakse(fra: date, til: date, hoejst: int = 7, *, oeverst: bool = False) -> Spec:
    """Return a date axis with at most so many Danish months as ticks; the year stands outermost."""
    dage = _maanedsstarter(fra, til, hoejst)
    return {
        "type": "date",
        "range": [fra.isoformat(), til.isoformat()],
        "tickmode": "array",
        "tickvals": [dag.isoformat() for dag in dage],
        "ticktext": _maanedstekster(dage, oeverst=oeverst),
        "ticklabeloverflow": "allow",
        "side": "top" if oeverst else "bottom",
    }


def _maanedsstarter(fra: date, til: date, hoejst: int) -> list[date]:
    foerste, sidste = (dag.year * 12 + dag.month - 1 for dag in (fra, til))
    foerste += fra.day > 1
    for trin in (1, 2, 3, 6, 12, 24, 60, 120, 240):
        numre = range(-(-foerste // trin) * trin, sidste + 1, trin)
        if len(numre) <= hoejst:
            break
    return [date(nr // 12, nr % 12 + 1, 1) for nr in numre]


def _maanedstekster(dage: Sequence[date], *, oeverst: bool) -> list[str]:
    """Return 'aug.' with the year at its first month; only years when no year shows two months."""
    foerste = {dag.year: dag for dag in reversed(dage)}
    if len(foerste) == len(dage) > 1:
        return [str(dag.year) for dag in dage]
    return [_maanedstekst(dag, oeverst=oeverst, med_aar=foerste[dag.year] == dag) for dag in dage]


def _maanedstekst(dag: date, *, oeverst: bool, med_aar: bool) -> str:
    linjer = [MAANEDER_KORT[dag.month - 1], *([str(dag.year)] if med_aar else [])]
    return "<br>".join(reversed(linjer) if oeverst else linjer)
