"""Columns per year: bars from 0, an empty frame where there is no number, words above and inside."""

from __future__ import annotations

from collections.abc import Sequence

from plads import text
from plads.charts.chart import Spec
from plads.charts.template import DAEMPET, HVID, NEUTRAL, STOERRELSE, etiket, heltalsakse, layout

MIO_OERE = 100_000_000
_BREDDE = 0.7
_TOM_HOEJDE = 60


def soejle(
    navn: str, vaerdier: Sequence[tuple[int, int | None]], farve: str, *, vis_tal: bool = False
) -> Spec:
    """Return one trace of columns; a year without a number has no column."""
    return {
        "type": "bar",
        "name": navn,
        "x": [aar for aar, _ in vaerdier],
        "y": [None if oere is None else oere / MIO_OERE for _, oere in vaerdier],
        "width": _BREDDE,
        "marker": {"color": farve},
        "text": ["" if oere is None or not vis_tal else text.mio(oere) for _, oere in vaerdier],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": HVID, "size": STOERRELSE},
        "customdata": ["" if oere is None else f"{navn} {aar}: {text.kr(oere)}" for aar, oere in vaerdier],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def aarslayout(
    aarene: Sequence[int], hoejest: float, hoejde: int, noter: Sequence[Spec], rammer: Sequence[Spec]
) -> Spec:
    """Return the layout of columns up to `hoejest` mio. kr., with the words and frames given."""
    xaxis: Spec = {
        "tickvals": list(aarene),
        "ticktext": [str(aar) for aar in aarene],
        "visible": bool(aarene),
    }
    if aarene:
        xaxis["range"] = [min(aarene) - 0.5, max(aarene) + 0.5]
    yaxis = heltalsakse(hoejest) | {
        "showticklabels": bool(hoejest),
        "showgrid": bool(hoejest),
        "visible": bool(aarene),
    }
    return layout(
        height=hoejde if aarene else _TOM_HOEJDE,
        barmode="stack",
        xaxis=xaxis,
        yaxis=yaxis,
        margin={"l": 4, "r": 4, "t": 32, "b": 4},
        annotations=list(noter),
        shapes=list(rammer),
    )


def tom_ramme(aar: int, hoejest: float) -> Spec:
    """Return the dashed frame that stands for a year without a number."""
    ender = {"x0": aar - _BREDDE / 2, "x1": aar + _BREDDE / 2, "y0": 0, "y1": rammehoejde(hoejest)}
    return {"type": "rect", **ender, "line": {"color": NEUTRAL, "width": 1.5, "dash": "dash"}}


def rammehoejde(hoejest: float) -> float:
    """Return the height of an empty frame, the same for every year."""
    return 0.6 * max(hoejest, 1)


def i_rammen(aar: int, hoejest: float, tekst: str) -> Spec:
    """Return the words inside an empty frame."""
    stil = {"xanchor": "center", "yanchor": "middle", "align": "center", "bgcolor": HVID}
    font = {"size": STOERRELSE, "color": DAEMPET}
    return etiket("<br>".join(tekst.split()), aar, rammehoejde(hoejest) / 2, font=font, **stil)


def hoved(tekst: str) -> Spec:
    """Return the line above the columns that says what they are and in which unit."""
    return etiket(tekst, 0, 1, xref="paper", yref="paper", yshift=26)


def over(aar: int, y: float, tekst: str) -> Spec:
    """Return the number above a column."""
    return etiket(tekst, aar, y, xanchor="center", yanchor="bottom", align="center", yshift=2, bgcolor=HVID)
