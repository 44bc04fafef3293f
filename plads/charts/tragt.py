"""The funnel: places by size, with the limits that chance gives each size. Only those far outside are named."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial

from plads import text
from plads.charts.chart import KEPT, Chart, Spec
from plads.charts.kalender import AKSEHOEJDE, SMAL, TEGN
from plads.charts.kurver import TOP, empty
from plads.charts.linjenavne import MARGEN_UDEN_ORD, spread
from plads.charts.talakse import LUFT, Talakse, from_zero
from plads.charts.template import BLAA, DAEMPET, HVID, LINJE, NEUTRAL, TEKST, etiket, flad, layout, ombryd
from plads.charts.udsving import FARVER
from plads.measures import tragtord
from plads.measures.tragt import Punkt, Tragt, Zone
from plads.measures.vurdering import Signal, Signalregel, udvikling_af
from plads.retning import Retning
from plads.tables import Celle, Column, Kind, Table, celletekst

HOEJDE = 300
_NAVNE = 8
_TEGN = 18
_LINJER = (("lav998", "dash"), ("hoej998", "dash"), ("lav95", "dot"), ("hoej95", "dot"))


def tragt(t: Tragt | None, *, maal: str, egen: str | None = None, retning: Retning = Retning.NEUTRAL) -> Chart:
    """Return the funnel of a measure, the reader's own place (by its code) marked; an empty chart without a funnel."""
    return empty((), maal, Kind.DECIMAL) if t is None else _tragt(t, maal, egen, retning)


@lru_cache(maxsize=KEPT)
def _tragt(t: Tragt, maal: str, egen: str | None, retning: Retning) -> Chart:
    akse = from_zero(_highest(t), tragtord.kind(t), HOEJDE).with_room(LUFT, LUFT)
    navngivne = _named(t, egen)
    figur = layout(
        height=TOP + akse.pixels + AKSEHOEJDE,
        xaxis=_sizes(t),
        yaxis=akse.spec(),
        margin={"l": 4, "r": MARGEN_UDEN_ORD, "t": TOP, "b": AKSEHOEJDE},
        annotations=[_size_word(), *_names(navngivne, t, akse)],
    )
    data = [*_limits(t), *_points(t, egen, retning)]
    return Chart({"data": data, "layout": figur}, told(t, maal, egen), partial(table, t, maal))


def told(t: Tragt, maal: str, egen: str | None = None) -> str:
    """Return the funnel as sentences with numbers."""
    kind = tragtord.kind(t)
    naevnt = [f"{p.navn} ({celletekst(p.vaerdi, kind)})" for p in t.naevnt]
    ude = f"Uden for 99,8 %-grænsen: {text.opremsning(naevnt)}." if naevnt else "Ingen ligger uden for 99,8 %-grænsen."
    said = [
        f"{maal}, {len(t.punkter)} steder efter størrelse. Gennemsnit {celletekst(t.snit, kind)}.",
        ude,
        *(tragtord.place(t, p) for p in t.punkter if p.kode == egen),
        tragtord.left_out(t),
    ]
    return " ".join(part for part in said if part)


def table(t: Tragt, maal: str) -> Table:
    """Return the places by name with the limits of their size; no order by value, and no rank."""
    kind = tragtord.kind(t)
    columns = (
        Column("navn", "Sted"),
        Column("antal", "Antal", Kind.ANTAL),
        Column("af", "Elever", Kind.ANTAL),
        Column("vaerdi", maal, kind),
        Column("spand95", "95 %-grænser"),
        Column("spand998", "99,8 %-grænser"),
        Column("zone", "Ligger"),
    )
    return Table(columns, tuple(_row(p, kind) for p in t.punkter))


def _row(p: Punkt, kind: Kind) -> tuple[Celle, ...]:
    spand = [f"{celletekst(a, kind)}–{celletekst(b, kind)}" for a, b in ((p.lav95, p.hoej95), (p.lav998, p.hoej998))]
    return (p.navn, p.antal, p.af, p.vaerdi, *spand, tragtord.ZONER[p.zone])


def _highest(t: Tragt) -> float:
    """Return the top of the axis: every place is seen, the limits of the very smallest are not all of the picture."""
    mindste = min(t.punkter, key=lambda p: p.af)
    return max(*(p.vaerdi for p in t.punkter), mindste.hoej95, t.snit * 2)


def _limits(t: Tragt) -> list[Spec]:
    common = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "x": [round(n, 1) for n in t.kurve.af]}
    traces = [
        {
            **common,
            "name": "95 %" if dash == "dot" else "99,8 %",
            "y": [round(tal, 4) for tal in getattr(t.kurve, felt)],
            "line": {"color": DAEMPET if dash == "dash" else NEUTRAL, "width": 1.5, "dash": dash},
        }
        for felt, dash in _LINJER
    ]
    snit = {"name": "Gennemsnit", "x": [t.kurve.af[0], t.kurve.af[-1]], "y": [round(t.snit, 4)] * 2}
    return [*traces, {**common, **snit, "line": {"color": NEUTRAL, "width": 1}}]


def _points(t: Tragt, egen: str | None, retning: Retning) -> list[Spec]:
    """Return the places: circles, diamonds far outside, and the reader's own one in blue and larger."""
    grupper: dict[tuple[str, str, int], list[Punkt]] = {}
    for p in t.punkter:
        udenfor = Signal(Signalregel.UDENFOR, p.zone is Zone.OVER_998) if p.zone.yderst else None
        farve = FARVER[udvikling_af(udenfor, retning)]
        mit = p.kode == egen
        look = ("diamond" if udenfor else "circle", BLAA if mit and not udenfor else farve, 13 if mit else 9)
        grupper.setdefault(look, []).append(p)
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "Steder",
            "x": [p.af for p in punkter],
            "y": [round(p.vaerdi, 4) for p in punkter],
            "marker": {"symbol": symbol, "color": farve, "size": size, "line": {"color": HVID, "width": 1}},
            "cliponaxis": False,
            "customdata": ["<br>".join(ombryd(tragtord.place(t, p))) for p in punkter],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
        for (symbol, farve, size), punkter in grupper.items()
    ]


def _named(t: Tragt, egen: str | None) -> list[Punkt]:
    """Return the places whose names are drawn: the reader's own and those far outside, if they are few."""
    naevnt = t.naevnt if len(t.naevnt) <= _NAVNE else ()
    return [*(p for p in t.punkter if p.kode == egen and p not in naevnt), *naevnt]


def _names(punkter: Sequence[Punkt], t: Tragt, akse: Talakse) -> list[Spec]:
    """Return the names beside their points, on the side with more room, moved apart where they would overlap."""
    fra, til = t.kurve.af[0], t.kurve.af[-1]
    noter: list[Spec] = []
    for til_hoejre in (True, False):
        side = [p for p in punkter if ((p.af - fra) / (til - fra) <= 0.5) is til_hoejre]
        linjer = [ombryd(p.navn, min(_TEGN, int(SMAL / 2 / TEGN))) for p in side]
        hoejder = [len(ord_) * LINJE for ord_ in linjer]
        steder = spread([akse.pixel(p.vaerdi) for p in side], hoejder, 0, akse.pixels)
        placed = zip(side, linjer, map(akse.value, steder), strict=True)
        noter += [_name(p, ord_, y, til_hoejre) for p, ord_, y in placed]
    return noter


def _name(p: Punkt, linjer: Sequence[str], y: float, til_hoejre: bool) -> Spec:
    side = "left" if til_hoejre else "right"
    return etiket(
        "<br>".join(linjer),
        p.af,
        y,
        xanchor=side,
        align=side,
        yanchor="middle",
        xshift=10 if til_hoejre else -10,
        bgcolor=HVID,
        opacity=0.9,
        font={"color": TEKST},
    )


def _sizes(t: Tragt) -> Spec:
    """Return the axis of pupils, with few and round ticks."""
    fra, til = t.kurve.af[0], t.kurve.af[-1]
    spring = next(trin for trin in (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10**6) if (til - fra) / trin <= 5)
    ticks = list(range(int(-(-fra // spring)) * spring, int(til) + 1, spring))
    return {
        "range": [round(fra, 1), round(til, 1)],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": [text.antal(tick) for tick in ticks],
        "automargin": False,
    }


def _size_word() -> Spec:
    font = {"color": DAEMPET}
    return etiket(flad("Elever"), 1, 0, xref="paper", yref="paper", xanchor="right", yshift=-24, font=font)
