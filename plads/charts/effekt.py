"""Effect of a forløb as charts: years around the start with intervals, and what before/after is made of."""

from __future__ import annotations

from collections.abc import Sequence

from plads import text
from plads.charts.chart import Chart, Spec
from plads.charts.interval import error_bar
from plads.charts.template import BLAA, DAEMPET, GITTER, HVID, NEUTRAL, ORANGE, TEKST, etiket, flad, layout
from plads.measures.effekt import Effekt, Forhold, Opdeling
from plads.measures.effektord import change
from plads.tables import Column, Kind, Table

_HOEJDE = 300
_BUND, _TOP = -1.0, 1.5
_BJAELKE = 44
AARENE = (
    Column("aar", "Skoleår efter start", Kind.ANTAL),
    Column("aendring", "Ændring", Kind.PROCENT),
    Column("lav", "Mindst (95 %)", Kind.PROCENT),
    Column("hoej", "Højst (95 %)", Kind.PROCENT),
    Column("skoler", "Skoler", Kind.ANTAL),
)
DELE = (Column("hvad", "Hvad"), Column("aendring", "Ændring", Kind.PROCENT))


def around_start(e: Effekt, maal: str) -> Chart:
    """Return the difference to schools that had not started, year by year around the start; the year before is 0."""
    punkter = dict(sorted({**e.haendelser, -1: Forhold(1, 1, 1, 1, 0)}.items())) if e.haendelser else {}
    top = min(max([f.hoej - 1 for f in punkter.values()] or [0.5]), _TOP)
    bund = max(min([f.lav - 1 for f in punkter.values()] or [-0.5]), _BUND)
    figur = layout(
        height=_HOEJDE,
        margin={"l": 4, "r": 8, "t": 28, "b": 44},
        xaxis=_years(list(punkter)),
        yaxis=_shares(bund, top),
        shapes=[_start_line()] if punkter else [],
        annotations=[_start_word(), _axis_word()] if punkter else [],
    )
    data = [_points(punkter, [a for a in punkter if a < 0], NEUTRAL, maal),
            _points(punkter, [a for a in punkter if a >= 0], BLAA, maal)] if punkter else []  # fmt: skip
    return Chart({"data": data, "layout": figur}, _told(punkter, maal), _table(punkter))


def _points(punkter: dict[int, Forhold], aar: Sequence[int], farve: str, maal: str) -> Spec:
    valgt = [punkter[a] for a in aar]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Før start" if farve == NEUTRAL else "Efter start",
        "x": list(aar),
        "y": [round(f.forhold - 1, 4) for f in valgt],
        "error_y": error_bar([f.forhold for f in valgt], [f.lav for f in valgt], [f.hoej for f in valgt], farve),
        "marker": {"size": 10, "color": farve, "symbol": ["circle-open" if a == -1 else "circle" for a in aar]},
        "customdata": [flad(_said(a, f, maal)) for a, f in zip(aar, valgt, strict=True)],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _said(aar: int, f: Forhold, maal: str) -> str:
    if aar == -1:
        return "Året før start: sat til 0"
    return f"{text.stort(_when(aar))}: {maal} {change(f.forhold)} (fra {change(f.lav)} til {change(f.hoej)})"


def _when(aar: int) -> str:
    if aar == 0:
        return "startåret"
    return f"{text.antal_af(abs(aar), 'år', 'år')} {'efter' if aar > 0 else 'før'}"


def _years(aar: Sequence[int]) -> Spec:
    navne = [f"{a:+d}".replace("-", "−").replace("+0", "Startår") for a in aar]
    akse: Spec = {"tickmode": "array", "tickvals": list(aar), "ticktext": navne, "automargin": False}
    return akse | ({"range": [min(aar) - 0.5, max(aar) + 0.5]} if aar else {"visible": False})


def _shares(bund: float, top: float) -> Spec:
    spring = 0.25 if top - bund <= 1.5 else 0.5
    nr = range(int(_BUND / spring), int(_TOP / spring) + 1)
    ticks = [spring * n for n in nr if bund - spring <= spring * n <= top + spring]
    return {
        "range": [max(bund - 0.1, _BUND - 0.03), top + 0.1],
        "tickvals": ticks,
        "ticktext": [_pct(tick) for tick in ticks],
        "gridcolor": GITTER,
    }


def _pct(andel: float) -> str:
    return f"{round(100 * andel):+d} %".replace("+0", "0").replace("-", "−").replace(" ", text.HARDT_MELLEMRUM)


def _start_line() -> Spec:
    ender = {"x0": -0.5, "x1": -0.5, "yref": "paper", "y0": 0, "y1": 1}
    return {"type": "line", **ender, "line": {"color": TEKST, "width": 1.5, "dash": "dot"}, "layer": "below"}


def _start_word() -> Spec:
    return etiket("Start", -0.5, 1, yref="paper", yanchor="bottom", xanchor="center", font={"color": TEKST})


def _axis_word() -> Spec:
    font = {"color": DAEMPET}
    return etiket(
        "Skoleår i forhold til start", 0.5, 0, xref="paper", yref="paper", xanchor="center", yshift=-24, font=font
    )


def _told(punkter: dict[int, Forhold], maal: str) -> str:
    if not punkter:
        return f"{maal}: 0 skoleår at vise omkring start."
    said = [
        f"{_when(a)} {change(f.forhold)} (fra {change(f.lav)} til {change(f.hoej)})"
        for a, f in punkter.items()
        if a != -1
    ]
    return f"{maal} i forhold til skoler, der ikke var begyndt, og året før start: {'; '.join(said)}."


def _table(punkter: dict[int, Forhold]) -> Table:
    rows = tuple((a, f.forhold - 1, f.lav - 1, f.hoej - 1, f.skoler) for a, f in punkter.items() if a != -1)
    return Table(AARENE, rows)


def split(o: Opdeling | None, maal: str) -> Chart:
    """Return what the change from before to after is made of; the first bar is the misleading one, and looks it."""
    dele = _parts(o) if o else []
    figur = layout(
        height=max(len(dele) * (_BJAELKE + 26) + 12, 60),
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        bargap=0.2,
        xaxis={"visible": False, "range": _reach([f - 1 for _, f, _, _ in dele])},
        yaxis={"visible": False, "range": [len(dele) - 0.4, -0.75]},
        shapes=[_nothing_line()] if dele else [],
        annotations=[_bar_word(nr, del_) for nr, del_ in enumerate(dele)],
    )
    data = [_bar(nr, del_) for nr, del_ in enumerate(dele)]
    said = "; ".join(f"{navn.lower()} {change(f)}" for navn, f, _, _ in dele)
    alt = f"{maal} fra før til efter start: {said}." if dele else f"{maal}: 0 tal at dele op."
    return Chart({"data": data, "layout": figur}, alt, Table(DELE, tuple((navn, f - 1) for navn, f, _, _ in dele)))


def _parts(o: Opdeling) -> list[tuple[str, float, str, bool]]:
    return [
        ("Før/efter alene (misvisende)", o.naiv, NEUTRAL, True),
        ("Ventes af sig selv", o.selv, ORANGE, False),
        ("Ses også på andre skoler", o.byen, ORANGE, False),
        ("Tilbage: mulig virkning", o.effekt, BLAA, False),
    ]


def _reach(tal: Sequence[float]) -> list[float]:
    ud = max([abs(t) for t in tal] or [0.1]) * 1.6
    return [min([0.0, *[1.6 * t for t in tal]]) - 0.02, max(ud * 0.2, *[1.6 * t for t in tal], 0.02)]


def _bar(nr: int, del_: tuple[str, float, str, bool]) -> Spec:
    navn, forhold, farve, skraveret = del_
    return {
        "type": "bar",
        "orientation": "h",
        "name": flad(navn),
        "base": [0],
        "x": [round(forhold - 1, 4)],
        "y": [nr],
        "width": 0.45,
        "marker": {
            "color": farve,
            "line": {"color": farve, "width": 1.5},
            "pattern": {"shape": "/" if skraveret else "", "fillmode": "replace", "fgcolor": farve, "bgcolor": HVID},
        },
        "customdata": [flad(f"{navn}: {change(forhold)}")],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _bar_word(nr: int, del_: tuple[str, float, str, bool]) -> Spec:
    navn, forhold, _, _ = del_
    return etiket(f"{flad(navn)}: <b>{flad(change(forhold))}</b>", 0, nr - 0.28, xref="paper", yanchor="bottom")


def _nothing_line() -> Spec:
    return {"type": "line", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1, "line": {"color": DAEMPET, "width": 1}}
