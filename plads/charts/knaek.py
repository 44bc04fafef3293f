"""The index against the base year as charts: one place over the years, and places side by side."""

from __future__ import annotations

from collections.abc import Sequence

from plads import text
from plads.charts.chart import Chart, Spec
from plads.charts.interval import error_bar, nothing
from plads.charts.kalender import SMAL
from plads.charts.linjenavne import Ende, end_labels, right_margin
from plads.charts.serietabel import EKSEMPEL
from plads.charts.talakse import Talakse, around
from plads.charts.template import BLAA, DAEMPET, GITTER, NEUTRAL, ORANGE, TEKST, etiket, flad, layout, ombryd
from plads.measures.knaek import GRUNDAAR, Knaek, Kurve, Punkt
from plads.tables import Column, Kind, Table

_HOEJDE, _TOP, _BUND = 260, 8, 28
_RAEKKE = 58
_BAAND = "#E2F2FB"
_FARVER = {Knaek.KNAEKKET: BLAA, Knaek.IKKE_KNAEKKET: ORANGE, Knaek.UAFGJORT: DAEMPET}
AARENE = (
    Column("aar", "År"),
    Column("antal", "Antal", Kind.ANTAL),
    Column("elever", "Elever", Kind.ANTAL),
    Column("indeks", f"Indeks pr. elev ({GRUNDAAR} = 100)", Kind.DECIMAL),
    Column("lav", "Mindst (95 %)", Kind.DECIMAL),
    Column("hoej", "Højst (95 %)", Kind.DECIMAL),
    Column("raat", "Indeks for antallet", Kind.DECIMAL),
)
STEDER = (
    Column("sted", "Sted"),
    Column("dom", "Vurdering"),
    Column("aar", "Nyeste år"),
    Column("indeks", "Indeks pr. elev", Kind.DECIMAL),
    Column("lav", "Mindst (95 %)", Kind.DECIMAL),
    Column("hoej", "Højst (95 %)", Kind.DECIMAL),
)


def index(kurve: Kurve, maal: str) -> Chart:
    """Return one place: the index with its interval, and dashed beside it the index of the bare count."""
    punkter = kurve.punkter
    if not punkter:
        return Chart(nothing(), f"{maal}, {kurve.navn}: 0 år med tal.", Table(AARENE, ()))
    akse = around([v for p in punkter for v in (p.lav, p.hoej, p.raat, 100.0)], Kind.DECIMAL, _HOEJDE - _TOP - _BUND)
    sidste, aar = punkter[-1], _all_years(punkter)
    ender = [
        Ende(aar[-1], sidste.indeks, "Pr. elev", text.decimaltal(sidste.indeks, 1), BLAA),
        Ende(aar[-1], sidste.raat, "Antal", text.decimaltal(sidste.raat, 1), DAEMPET),
    ]
    margen = right_margin(ender, akse.pixels)
    figur = layout(
        height=_TOP + akse.pixels + _BUND,
        hovermode="x",
        margin={"l": 4, "r": margen, "t": _TOP, "b": _BUND},
        xaxis=_years(aar, SMAL - margen),
        yaxis=akse.spec(),
        shapes=[_level(aar)],
        annotations=[_level_word(akse, aar), *end_labels(ender, akse, aar[-1] + 0.4, margen)],
    )
    return Chart({"data": _traces(punkter), "layout": figur}, _told(kurve, maal), _table(kurve))


def _all_years(punkter: Sequence[Punkt]) -> list[int]:
    """Return every year from the first to the last: one without figures is a gap."""
    return list(range(punkter[0].periode.fra.year, punkter[-1].periode.fra.year + 1))


def _traces(punkter: Sequence[Punkt]) -> list[Spec]:
    aar = _all_years(punkter)
    pr_aar = {p.periode.fra.year: p for p in punkter}
    indeks, raat = (
        [round(getattr(pr_aar[a], felt), 3) if a in pr_aar else None for a in aar] for felt in ("indeks", "raat")
    )
    common = {"type": "scatter", "mode": "lines", "x": aar}
    said = [flad(_said(pr_aar[a])) if a in pr_aar else "" for a in aar]
    return [
        *_bands(punkter),
        {**common, "name": "Antal", "y": raat, "line": {"color": NEUTRAL, "width": 2, "dash": "dash"},
         "hoverinfo": "skip"},
        {**common, "mode": "lines+markers", "name": "Pr. elev", "y": indeks, "line": {"color": BLAA, "width": 2.5},
         "marker": {"size": 8, "color": BLAA}, "customdata": said, "hovertemplate": "%{customdata}<extra></extra>"},
    ]  # fmt: skip


def _bands(punkter: Sequence[Punkt]) -> list[Spec]:
    """Return the intervals as pale fields, one for each unbroken run of years."""
    stykker: list[list[Punkt]] = []
    for p in punkter:
        if stykker and p.periode.fra.year == stykker[-1][-1].periode.fra.year + 1:
            stykker[-1].append(p)
        else:
            stykker.append([p])
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "95 %",
            "x": [*(p.periode.fra.year for p in stykke), *(p.periode.fra.year for p in reversed(stykke))],
            "y": [*(round(p.hoej, 3) for p in stykke), *(round(p.lav, 3) for p in reversed(stykke))],
            "fill": "toself",
            "fillcolor": _BAAND,
            "hoverinfo": "skip",
            "line": {"width": 6 if len(stykke) == 1 else 0, "color": _BAAND},
        }
        for stykke in stykker
    ]


def _said(p: Punkt) -> str:
    tal = text.decimaltal
    return (
        f"{p.periode.navn}: {tal(p.indeks, 1)} pr. elev ({tal(p.lav, 1)}–{tal(p.hoej, 1)}), {text.antal(p.antal)} i alt"
    )


def _years(aar: Sequence[int], plads: int) -> Spec:
    hver = max(1, -(-len(aar) * 48 // max(plads, 1)))
    vist = [a for a in aar if (aar[-1] - a) % hver == 0]
    return {
        "range": [aar[0] - 0.4, aar[-1] + 0.4],
        "tickmode": "array",
        "tickvals": vist,
        "ticktext": [str(a) for a in vist],
        "automargin": False,
    }


def _level(aar: Sequence[int]) -> Spec:
    ender = {"x0": aar[0] - 0.4, "x1": aar[-1] + 0.4, "y0": 100, "y1": 100}
    return {"type": "line", **ender, "line": {"color": TEKST, "width": 1.5, "dash": "dot"}}


def _level_word(akse: Talakse, aar: Sequence[int]) -> Spec:
    """Return what the dotted line is, at the foot of the plot, out of the way of the curves."""
    return etiket(f"Prikket: {GRUNDAAR} = 100", aar[0] - 0.38, akse.bund, yanchor="bottom", font={"color": TEKST})


def _told(kurve: Kurve, maal: str) -> str:
    p = kurve.punkter[-1]
    mark = f"{EKSEMPEL}. " if kurve.eksempel else ""
    return (
        f"{mark}{maal}, {kurve.navn}, {kurve.punkter[0].periode.navn} – {p.periode.navn}: {kurve.dom.value}. "
        f"{text.stort(_said(p))}; antallet alene {text.decimaltal(p.raat, 1)}. {GRUNDAAR} er 100."
    )


def _table(kurve: Kurve) -> Table:
    rows = tuple((p.periode.navn, p.antal, round(p.elever), p.indeks, p.lav, p.hoej, p.raat) for p in kurve.punkter)
    return Table(AARENE, rows)


def places(kurver: Sequence[Kurve], maal: str) -> Chart:
    """Return the newest index of several places with intervals, in the order given; places without one as words."""
    vist = [k for k in kurver if k.nyeste]
    if not vist:
        return Chart(nothing(), f"{maal}: 0 steder med tal.", _places_table(kurver))
    ender = [v for k in vist if (p := k.nyeste) for v in (p.lav, p.hoej)] + [100.0]
    luft = 0.06 * (max(ender) - min(ender))
    figur = layout(
        height=len(kurver) * _RAEKKE + 30,
        margin={"l": 8, "r": 8, "t": 4, "b": 26},
        xaxis={
            "range": [min(ender) - luft, max(ender) + luft],
            "showgrid": True,
            "gridcolor": GITTER,
            "automargin": False,
        },
        yaxis={"visible": False, "range": [len(kurver) - 0.4, -0.75]},
        shapes=[{"type": "line", "x0": 100, "x1": 100, "yref": "paper", "y0": 0, "y1": 1,
                 "line": {"color": TEKST, "width": 1.5, "dash": "dot"}, "layer": "below"}],
        annotations=[_place_words(nr, k) for nr, k in enumerate(kurver)],
    )  # fmt: skip
    data = [_interval(nr, k, p) for nr, k in enumerate(kurver) if (p := k.nyeste)]
    said = "; ".join(f"{k.navn} {text.decimaltal(p.indeks, 1)}, {k.dom.value.lower()}" for k in vist if (p := k.nyeste))
    return Chart(
        {"data": data, "layout": figur}, f"{maal}, indeks mod {GRUNDAAR} = 100: {said}.", _places_table(kurver)
    )


def _interval(nr: int, kurve: Kurve, p: Punkt) -> Spec:
    farve = _FARVER[kurve.dom]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": flad(kurve.navn),
        "x": [round(p.indeks, 3)],
        "y": [nr],
        "error_x": error_bar([p.indeks], [p.lav], [p.hoej], farve),
        "marker": {"size": 10, "color": farve},
        "customdata": [flad(f"{kurve.navn}, {_said(p)}")],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _place_words(nr: int, kurve: Kurve) -> Spec:
    p = kurve.nyeste
    tal = text.decimaltal(p.indeks, 1) if p else (kurve.mangler or "ingen år efter grundåret")
    linje = ombryd(f"{kurve.navn}: {tal}", 44)[0]
    return etiket(linje, 0, nr - 0.2, xref="paper", yanchor="bottom", bgcolor="rgba(255,255,255,0.7)")


def _places_table(kurver: Sequence[Kurve]) -> Table:
    return Table(
        STEDER,
        tuple(
            (k.navn, k.dom.value, p.periode.navn, p.indeks, p.lav, p.hoej)
            if (p := k.nyeste)
            else (k.navn, k.dom.value, k.mangler or "", None, None, None)
            for k in kurver
        ),
    )
