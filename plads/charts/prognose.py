"""Forecasts as charts: the staircase of vintages against how it went, and the signed errors of old forecasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from plads import text
from plads.charts.chart import Chart, Spec
from plads.charts.interval import error_bar, nothing
from plads.charts.serietabel import EKSEMPEL
from plads.charts.talakse import around
from plads.charts.template import BLAA, DAEMPET, GITTER, HVID, NEUTRAL, ORANGE, TEKST, etiket, flad, layout
from plads.measures.prognose import Baand, Fejl
from plads.measures.trappe import Afvigelse, Trappe
from plads.tables import Celle, Column, Kind, Table, celletekst

_HOEJDE, _TOP, _BUND = 300, 26, 28
_RAEKKE = 74
UDGAVER = (
    Column("aar", "År", Kind.AAR),
    Column("udgave", "Hvad"),
    Column("dato", "Dato", Kind.DATO),
    Column("vaerdi", "Tal", Kind.DECIMAL),
    Column("fejl", "Fejl mod resultatet", Kind.PROCENT),
)
FEJL = (
    Column("aar", "År", Kind.AAR),
    Column("sted", "Sted"),
    Column("udgave", "Prognose"),
    Column("forventet", "Forventet", Kind.DECIMAL),
    Column("udfald", "Resultat", Kind.DECIMAL),
    Column("fejl", "Fejl", Kind.PROCENT),
)
AFVIGELSER = (
    Column("sted", "Område"),
    Column("aar", "År", Kind.AAR),
    Column("grundlag", "Målt på"),
    Column("maal", "Forventningstal", Kind.DECIMAL),
    Column("nu", "Nyeste tal", Kind.DECIMAL),
    Column("afvigelse", "Afvigelse", Kind.PROCENT),
    Column("vurdering", "Vurdering"),
    Column("lav", "Året ender fra", Kind.DECIMAL),
    Column("hoej", "til", Kind.DECIMAL),
)


def staircase(trapper: Sequence[Trappe], maal: str, baand: Baand | None = None, kind: Kind = Kind.DECIMAL) -> Chart:
    """Return the years of one place: forecasts as steps, what they were held to dashed, and the outcome as a diamond.

    `baand` is where the last year is expected to end.
    """
    vist = [t for t in trapper if t.udgaver]
    if not vist:
        return Chart(nothing(), f"{maal}: 0 prognoser.", Table(_in(UDGAVER, kind), ()))
    tal = [v for t in vist for v in (t.ramme, t.udfald, *(u.vaerdi for u in t.udgaver)) if v is not None]
    akse = around([*tal, *((baand.lav, baand.hoej) if baand else ())], kind, _HOEJDE - _TOP - _BUND)
    figur = layout(
        height=_TOP + akse.pixels + _BUND,
        margin={"l": 4, "r": 12, "t": _TOP, "b": _BUND},
        xaxis=_years(vist),
        yaxis=akse.spec(),
        annotations=_key(vist, baand),
    )
    data = [trace for t in vist for trace in _year(t, kind)]
    data += [_band(vist[-1], baand, kind)] if baand else []
    return Chart({"data": data, "layout": figur}, _told(vist, maal, baand, kind), _stairs_table(vist, baand, kind))


def _year(t: Trappe, kind: Kind) -> list[Spec]:
    slut = date(t.aar, 12, 31).isoformat()
    common: Spec = {"type": "scatter", "hovertemplate": "%{customdata}<extra></extra>"}
    traces: list[Spec] = []
    if t.ramme is not None:
        ramme = {"x": [date(t.aar, 1, 1).isoformat(), slut], "y": [t.ramme] * 2}
        said = flad(f"Forventningstal {t.aar}: {_shown(t.ramme, kind)}")
        line = {"color": ORANGE, "width": 2, "dash": "dash"}
        traces.append(
            {**common, **ramme, "mode": "lines", "name": "Forventningstal", "line": line, "customdata": [said] * 2}
        )
    traces.append(
        {
            **common,
            "mode": "lines+markers",
            "name": "Prognoser",
            "x": [u.dato.isoformat() for u in t.udgaver],
            "y": [round(u.vaerdi, 3) for u in t.udgaver],
            "line": {"color": BLAA, "width": 2, "shape": "hv"},
            "marker": {"size": 8, "color": BLAA},
            "customdata": [flad(f"{t.aar}, {u.navn}: {_shown(u.vaerdi, kind)}") for u in t.udgaver],
        }
    )
    if t.udfald is not None and not t.foreloebigt:
        said = flad(f"{t.aar}, resultat: {_shown(t.udfald, kind)}")
        mark = {"symbol": "diamond", "size": 11, "color": TEKST}
        traces.append({**common, "mode": "markers", "name": "Resultat", "x": [slut], "y": [round(t.udfald, 3)],
                       "marker": mark, "customdata": [said]})  # fmt: skip
    return traces


def _band(t: Trappe, baand: Baand, kind: Kind) -> Spec:
    fra, midt, til = (_shown(v, kind) for v in (baand.lav, baand.midt, baand.hoej))
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Skøn",
        "x": [date(t.aar, 12, 31).isoformat()],
        "y": [round(baand.midt, 3)],
        "error_y": error_bar([baand.midt], [baand.lav], [baand.hoej], BLAA, tykkelse=3, bredde=8),
        "marker": {"symbol": "circle-open", "size": 11, "color": BLAA, "line": {"width": 2, "color": BLAA}},
        "cliponaxis": False,
        "customdata": [flad(f"Skøn for {t.aar}: {midt} ({fra}–{til})")],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _shown(v: float, kind: Kind) -> str:
    return celletekst(round(v) if kind is Kind.ANTAL else v, kind)


def _years(vist: Sequence[Trappe]) -> Spec:
    aar = sorted({t.aar for t in vist})
    return {
        "type": "date",
        "range": [date(aar[0], 1, 1).isoformat(), date(aar[-1] + 1, 1, 20).isoformat()],
        "tickmode": "array",
        "tickvals": [date(a, 7, 1).isoformat() for a in aar],
        "ticktext": [str(a) for a in aar],
        "automargin": False,
    }


def _key(vist: Sequence[Trappe], baand: Baand | None) -> list[Spec]:
    """Return what the signs are, as words above the plot."""
    dele = [f'<span style="color:{BLAA}">● Prognoser</span>']
    if any(t.ramme is not None for t in vist):
        dele.append(f'<span style="color:{ORANGE}">- - Forventningstal</span>')
    if any(t.udfald is not None and not t.foreloebigt for t in vist):
        dele.append("◆ Resultat")
    if baand:
        dele.append(f'<span style="color:{BLAA}">○ Skøn</span>')
    return [etiket("  ".join(dele), 0, 1, xref="paper", yref="paper", yanchor="bottom", yshift=4)]


def _told(vist: Sequence[Trappe], maal: str, baand: Baand | None, kind: Kind) -> str:
    t = vist[-1]
    mark = f"{EKSEMPEL}. " if any(x.eksempel for x in vist) else ""
    nyeste = _shown(t.udgaver[-1].vaerdi, kind)
    said = f"{mark}{maal}, {t.sted}, {vist[0].aar}–{t.aar}. Nyeste prognose for {t.aar}: {nyeste}"
    said += f", forventningstal {_shown(t.ramme, kind)}" if t.ramme is not None else ""
    if baand:
        said += f". Året ventes at ende mellem {_shown(baand.lav, kind)} og {_shown(baand.hoej, kind)}"
    return f"{said}."


def _stairs_table(vist: Sequence[Trappe], baand: Baand | None, kind: Kind) -> Table:
    rows: list[tuple[Celle, ...]] = []
    for t in vist:
        if t.ramme is not None:
            rows.append((t.aar, "Forventningstal", date(t.aar, 1, 1), t.ramme, None))
        for u in t.udgaver:
            fejl = u.vaerdi / t.udfald - 1 if t.udfald and not (t.foreloebigt and u is t.udgaver[-1]) else None
            rows.append((t.aar, text.stort(u.navn), u.dato, u.vaerdi, fejl))
        if t.udfald is not None and not t.foreloebigt:
            rows.append((t.aar, "Resultat", date(t.aar, 12, 31), t.udfald, None))
    if baand:
        rows += [(vist[-1].aar, navn, date(vist[-1].aar, 12, 31), v, None)
                 for navn, v in (("Skøn, mindst", baand.lav), ("Skøn, højst", baand.hoej))]  # fmt: skip
    return Table(_in(UDGAVER, kind), tuple(rows))


def errors(fejl: Sequence[Fejl], maal: str, kind: Kind = Kind.DECIMAL) -> Chart:
    """Return every signed error as a dot, one row for each kind of forecast, with the mean as a line across."""
    if not fejl:
        return Chart(nothing(), f"{maal}: 0 gamle prognoser at måle.", Table(_in(FEJL, kind), ()))
    udgaver = list(dict.fromkeys(f.udgave for f in fejl))
    ud = max(0.01, *(abs(f.fejl) for f in fejl)) * 1.15
    figur = layout(
        height=len(udgaver) * _RAEKKE + 56,
        margin={"l": 8, "r": 8, "t": 26, "b": 28},
        xaxis=_error_axis(ud),
        yaxis={"visible": False, "range": [len(udgaver) - 0.4, -0.75]},
        shapes=[_zero()],
        annotations=[*_ends(), *(_row_word(nr, u, fejl) for nr, u in enumerate(udgaver))],
    )
    data = [trace for nr, u in enumerate(udgaver) for trace in _row(nr, [f for f in fejl if f.udgave == u])]
    said = "; ".join(f"{u} i gennemsnit {_signed(_mean(fejl, u))}" for u in udgaver)
    alt = f"{maal}, {len(fejl)} fejl i gamle prognoser: {said}."
    rows = tuple((f.aar, f.sted, text.stort(f.udgave), f.forventet, f.udfald, f.fejl) for f in fejl)
    return Chart({"data": data, "layout": figur}, alt, Table(_in(FEJL, kind), rows))


def _row(nr: int, fejl: Sequence[Fejl]) -> list[Spec]:
    midt = sum(f.fejl for f in fejl) / len(fejl)
    prikker = {
        "type": "scatter",
        "mode": "markers",
        "name": flad(fejl[0].udgave),
        "x": [round(f.fejl, 5) for f in fejl],
        "y": [nr] * len(fejl),
        "marker": {"size": 9, "color": BLAA, "opacity": 0.55, "line": {"color": HVID, "width": 1}},
        "customdata": [flad(f"{f.sted} {f.aar}, {f.udgave}: {_signed(f.fejl)}") for f in fejl],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    linje = {"x": [round(midt, 5)] * 2, "y": [nr - 0.18, nr + 0.18], "line": {"color": ORANGE, "width": 3}}
    return [prikker, {"type": "scatter", "mode": "lines", "name": "Gennemsnit", **linje, "hoverinfo": "skip"}]


def _mean(fejl: Sequence[Fejl], udgave: str) -> float:
    egne = [f.fejl for f in fejl if f.udgave == udgave]
    return sum(egne) / len(egne)


def _signed(andel: float) -> str:
    """Return an error in words: '2,5 pct. for lavt'."""
    pct = text.decimaltal(abs(100 * andel), 1)
    return f"{pct} pct. {'for lavt' if andel < 0 else 'for højt'}" if pct != "0,0" else "rigtigt"


def _row_word(nr: int, udgave: str, fejl: Sequence[Fejl]) -> Spec:
    tekst = f"{text.stort(udgave)}: <b>{flad(_signed(_mean(fejl, udgave)))}</b> i gennemsnit"
    return etiket(tekst, 0, nr - 0.24, xref="paper", yanchor="bottom")


def _ends() -> list[Spec]:
    font = {"color": DAEMPET}
    venstre = etiket("For lavt", 0, 1, xref="paper", yref="paper", yanchor="bottom", yshift=4, font=font)
    hoejre = {"xanchor": "right", "align": "right", "yanchor": "bottom", "yshift": 4, "font": font}
    return [venstre, etiket("For højt", 1, 1, xref="paper", yref="paper", **hoejre)]


def _error_axis(ud: float) -> Spec:
    spring = next(trin for trin in (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 10.0) if ud / trin <= 3)
    antal = int(ud / spring)
    ticks = [spring * n for n in range(-antal, antal + 1)]
    return {
        "range": [-ud, ud],
        "tickvals": ticks,
        "ticktext": [f"{text.decimaltal(100 * t, 1 if spring < 0.01 else 0).replace('-', '−')} %" for t in ticks],
        "showgrid": True,
        "gridcolor": GITTER,
        "automargin": False,
    }


def _zero() -> Spec:
    line = {"color": NEUTRAL, "width": 1.5}
    return {"type": "line", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1, "line": line, "layer": "below"}


def deviations(
    afvigelser: Sequence[tuple[Afvigelse, Baand | None]], ord_: Mapping[bool, str], kind: Kind = Kind.DECIMAL
) -> Table:
    """Return each place and year against what it was held to; `ord_` is how unusual and usual ones are called."""
    med = any(baand for _, baand in afvigelser)
    columns = _in(AFVIGELSER if med else AFVIGELSER[:-2], kind)
    return Table(columns, tuple(_deviation(a, baand, ord_)[: len(columns)] for a, baand in afvigelser))


def _deviation(a: Afvigelse, baand: Baand | None, ord_: Mapping[bool, str]) -> tuple[Celle, ...]:
    t = a.trappe
    nu = t.seneste[1] if t.seneste else None
    ender = (baand.lav, baand.hoej) if baand else (None, None)
    return (t.sted, t.aar, text.stort(a.grundlag), t.maal, nu, a.afvigelse, ord_[a.usaedvanlig], *ender)


def _in(columns: Sequence[Column], kind: Kind) -> tuple[Column, ...]:
    """Return columns whose figures are of a kind: amounts with a decimal, or whole pupils."""
    return tuple(replace(c, kind=kind) if c.kind is Kind.DECIMAL else c for c in columns)
