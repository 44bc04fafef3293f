"""Words at the ends of curves instead of a legend, moved apart where ends lie close."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plads.charts.chart import Spec
from plads.charts.kalender import TEGN
from plads.charts.talakse import Talakse
from plads.charts.template import DAEMPET, HVID, LILLA, LINJE, TURKIS, etiket, flad
from plads.text import HARDT_MELLEMRUM

# Beside the plot words may take about a third of a phone; what does not fit there stands above the curve.
_TEGN_I_MARGEN, _TEGN_I_PLOT = 16, 34
_AFSTAND = 8
MARGEN_UDEN_ORD = 8
# The two lightest colours have too little contrast for words.
_TIL_ORD = {TURKIS: "#0A6B5E", LILLA: "#6B48A8"}


@dataclass(frozen=True, slots=True)
class Ende:
    """Where a curve ends, and what it is called there. `x` is a place on the x axis."""

    x: str | float
    vaerdi: float
    navn: str
    tal: str
    farve: str


def right_margin(ender: Sequence[Ende], hoejde: int) -> int:
    """Return the room right of a plot so many pixels high; where the words do not fit they need none."""
    linjer = [linje for ende in ender for linje in _in_margin(ende)]
    bredest = max(map(len, linjer), default=0)
    if not linjer or bredest > _TEGN_I_MARGEN or len(linjer) * LINJE > hoejde:
        return MARGEN_UDEN_ORD
    return round(bredest * TEGN) + _AFSTAND + 4


def end_labels(ender: Sequence[Ende], akse: Talakse, kant: str | float, margen: int) -> list[Spec]:
    """Return the words of the curves: beside the plot, if its right margin has room for them, else inside.

    `kant` is the right end of the x axis.
    """
    if margen == MARGEN_UDEN_ORD:
        return _above(ender, akse)
    linjer = [_in_margin(ende) for ende in ender]
    hoejder = [len(ord_) * LINJE for ord_ in linjer]
    steder = spread([akse.pixel(ende.vaerdi) for ende in ender], hoejder, 0, akse.pixels)
    return [_beside(ende, ord_, akse, sted, kant) for ende, ord_, sted in zip(ender, linjer, steder, strict=True)]


def spread(maal: Sequence[float], hoejder: Sequence[float], fra: float, til: float) -> list[float]:
    """Return the middles nearest to those wanted at which boxes of these heights do not overlap.

    They keep their order and stay between `fra` and `til` when there is room for all.
    """
    orden = sorted(range(len(maal)), key=lambda nr: maal[nr])
    offset, samlet = [0.0] * len(maal), 0.0
    for nr in orden:
        offset[nr] = samlet + hoejder[nr] / 2
        samlet += hoejder[nr]
    # Without their own heights the middles need only not decrease: neighbours that would are averaged.
    blokke: list[tuple[float, int]] = []
    for nr in orden:
        blok = (maal[nr] - offset[nr], 1)
        while blokke and blokke[-1][0] >= blok[0]:
            forrige = blokke.pop()
            antal = forrige[1] + blok[1]
            blok = ((forrige[0] * forrige[1] + blok[0] * blok[1]) / antal, antal)
        blokke.append(blok)
    jaevne = [max(min(sted, til - samlet), fra) for sted, antal in blokke for _ in range(antal)]
    fundet = dict(zip(orden, jaevne, strict=True))
    return [fundet[nr] + offset[nr] for nr in range(len(maal))]


def wrapped(navn: str, tal: str, bredde: int) -> list[str]:
    """Return name and number as lines; a name also breaks after a hyphen or a stroke, never inside a word."""
    linjer = [""]
    for stykke in re.findall(r"[^ /-]*[/-]+|[^ /-]+ *", f"{navn} {tal.replace(' ', HARDT_MELLEMRUM)}"):
        if linjer[-1] and len(linjer[-1]) + len(stykke.rstrip(" ")) > bredde:
            linjer.append("")
        linjer[-1] += stykke
    return [linje.strip(" ") for linje in linjer]


def word_colour(farve: str) -> str:
    """Return the colour in which words belong to a curve and can still be read."""
    return _TIL_ORD.get(farve, farve)


def _in_margin(ende: Ende) -> list[str]:
    return wrapped(ende.navn, ende.tal, _TEGN_I_MARGEN)


def _font(ende: Ende) -> Spec:
    return {"color": word_colour(ende.farve)}


def _beside(ende: Ende, linjer: Sequence[str], akse: Talakse, sted: float, kant: str | float) -> Spec:
    """Return the words right of the plot, with a thin line from the curve's end."""
    return etiket(
        "<br>".join(map(flad, linjer)),
        ende.x,
        ende.vaerdi,
        xanchor="left",
        yanchor="middle",
        showarrow=True,
        arrowhead=0,
        arrowwidth=1,
        arrowcolor=DAEMPET,
        axref="x",
        ax=kant,
        ayref="y",
        ay=akse.value(sted),
        xshift=_AFSTAND,
        font=_font(ende),
    )


def _above(ender: Sequence[Ende], akse: Talakse) -> list[Spec]:
    """Return the words inside the plot, each above its curve's end, the right edges in line."""
    linjer = [wrapped(ende.navn, ende.tal, _TEGN_I_PLOT) for ende in ender]
    hoejder = [len(ord_) * LINJE for ord_ in linjer]
    maal = [akse.pixel(ende.vaerdi) - hoejde / 2 - 6 for ende, hoejde in zip(ender, hoejder, strict=True)]
    steder = spread(maal, hoejder, 0, akse.pixels)
    return [
        etiket(
            "<br>".join(map(flad, ord_)),
            1,
            akse.value(sted),
            xref="paper",
            xanchor="right",
            yanchor="middle",
            align="right",
            bgcolor=HVID,
            opacity=0.9,
            font=_font(ende),
        )
        for ende, ord_, sted in zip(ender, linjer, steder, strict=True)
    ]
