"""What charts of estimates share: bars of an interval around a point, and the drawing of nothing."""

from __future__ import annotations

from collections.abc import Sequence

from plads.charts.chart import Spec
from plads.charts.template import DAEMPET, INGEN_TAL, LINJE, etiket, layout


def error_bar(  # noqa: PLR0913 points, their ends, and how they look
    midt: Sequence[float], lav: Sequence[float], hoej: Sequence[float], farve: str, tykkelse: int = 2, bredde: int = 5
) -> Spec:
    """Return the bars from the lower to the upper end around each point."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [round(h - m, 4) for m, h in zip(midt, hoej, strict=True)],
        "arrayminus": [round(m - lille, 4) for m, lille in zip(midt, lav, strict=True)],
        "color": farve,
        "thickness": tykkelse,
        "width": bredde,
    }


def nothing() -> Spec:
    """Return the drawing that says that there are no figures."""
    skjult: Spec = {"visible": False}
    ord_ = etiket(INGEN_TAL, 0, 1, xref="paper", yref="paper", font={"color": DAEMPET})
    return {"data": [], "layout": layout(height=3 * LINJE, xaxis=skjult, yaxis=skjult, annotations=[ord_])}
