"""Curves: month by month with events and marks, and over school years. A gap is a gap, a zero is a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from plads import text
from plads.charts import noter, udsving
from plads.charts.chart import Chart, Spec, kept
from plads.charts.kalender import AKSEHOEJDE, SMAL, TEGN, Kalender, middle
from plads.charts.linjenavne import Ende, end_labels, right_margin
from plads.charts.linjer import FORELOEBIG, Placering, Stil, curve, hidden_signs, unfinished
from plads.charts.noter import Maerke, Note
from plads.charts.rows import Haendelse
from plads.charts.serietabel import numbers, periods, table_of, told
from plads.charts.talakse import LUFT, Talakse, around, from_zero
from plads.charts.template import (
    DAEMPET,
    HVID,
    INGEN_TAL,
    KATEGORIER,
    LINJE,
    ORANGE,
    etiket,
    flad,
    layout,
)
from plads.measures.vurdering import Vurdering
from plads.serier import Periode, Serie
from plads.tables import Kind, celletekst
from plads.tilstand import Tilstand

__all__ = ["Maallinje", "Maerke", "empty", "has_anything", "maanedskurve", "periodekurve"]

HOEJDE, TOP = 280, 8
_KURVE = HOEJDE - TOP - AKSEHOEJDE - LUFT
_KURVE_UNDER_NOTER = 180
_FOKUS, _OEVRIGE = 2.5, 2


@dataclass(frozen=True, slots=True)
class Maallinje:
    """A level to read a curve against, such as a forventningstal."""

    vaerdi: float
    tekst: str


def maanedskurve(  # noqa: PLR0913 a curve is told all that is drawn on it
    serier: Sequence[Serie],
    *,
    maal: str,
    haendelser: Sequence[Haendelse] = (),
    maerker: Sequence[Maerke] = (),
    maallinje: Maallinje | None = None,
    top: float | None = None,
    kind: Kind = Kind.ANTAL,
    skoleaar: bool = False,
    vurdering: Vurdering | None = None,
) -> Chart:
    """Return curves on a calendar, by month or quarter, the first in focus.

    Raise ValueError for more than can be told apart.

    `top` is the largest value of a scale shared with other charts; `skoleaar` lays pale bands behind the curve. With a
    verdict on the first curve the series it judged stands in its place, on what is normal.
    """
    serier = (vurdering.serie, *serier[1:]) if vurdering else tuple(serier)
    beside = tuple(haendelser), tuple(maerker), maallinje
    return _maanedskurve(serier, maal, *beside, top, kind, skoleaar, vurdering)


@kept
def _maanedskurve(  # noqa: PLR0913 as above
    serier: tuple[Serie, ...],
    maal: str,
    haendelser: tuple[Haendelse, ...],
    maerker: tuple[Maerke, ...],
    maallinje: Maallinje | None,
    top: float | None,
    kind: Kind,
    skoleaar: bool,
    v: Vurdering | None,
) -> Chart:
    if not has_anything(serier):
        return empty(serier, maal, kind)
    ender = _ends(serier, kind, middle)
    margen = right_margin(ender, _KURVE_UNDER_NOTER + LUFT)
    kalender = Kalender.around(periods(serier)).beside(margen)
    haendelsesnoter, maerkenoter = noter.event_notes(haendelser, kalender), noter.mark_notes(maerker, kalender)
    baand, aarsnavne = kalender.school_years(0) if skoleaar else ([], [])
    # The words of a line to read against stand on it, and so below those of events.
    over = noter.lane_tops(haendelsesnoter)[-1] + (LINJE + 4 if aarsnavne else 0) + (LINJE if maallinje else 0)
    fod = _Fod(serier, maerkenoter)
    hoejest = max([*numbers(serier), top or 0, maallinje.vaerdi if maallinje else 0, udsving.top(v) if v else 0])
    akse = from_zero(hoejest, kind, _KURVE_UNDER_NOTER if over else _KURVE).with_room(over + LUFT, fod.hoejde)
    data = udsving.under(v, middle) if v else []
    data += [trace for nr, serie in enumerate(serier) for trace in curve(serie, _style(nr), kind, middle)]
    data += udsving.over(v, middle, kind) if v else []
    data += hidden_signs(serier, akse.value(akse.over + akse.hoejde + fod.skjult), middle)
    data += noter.triangles(maerker, kalender, akse.value(akse.over + akse.hoejde + fod.trekant))
    figur = layout(
        height=TOP + akse.pixels + AKSEHOEJDE,
        hovermode="x",
        xaxis=kalender.spec(),
        yaxis=akse.spec(),
        margin={"l": 4, "r": margen, "t": TOP, "b": AKSEHOEJDE},
        shapes=[*baand, *(udsving.events(v) if v else ()), *noter.event_lines(haendelsesnoter), *_target(maallinje)],
        annotations=[
            *aarsnavne,
            *noter.event_words(haendelsesnoter, LINJE + 4 if aarsnavne else 0),
            *noter.mark_words(maerkenoter, 0, fod.ord_),
            *_target_words(maallinje),
            *end_labels(ender, akse, kalender.til.isoformat(), margen),
        ],
    )
    alt = told(serier, maal, kind) + _told_beside(haendelser, maerker, maallinje, kalender)
    return _finished(data, figur, alt, serier, kind, v)


def periodekurve(
    serier: Sequence[Serie],
    *,
    maal: str,
    kind: Kind = Kind.ANTAL,
    vurdering: Vurdering | None = None,
    maallinje: Maallinje | None = None,
) -> Chart:
    """Return curves over school years or other long periods; raise ValueError for more than can be told apart.

    A last period that lacks something is dashed, hollow and called unfinished. Shares need not begin at 0. A verdict
    is drawn as in `maanedskurve`.
    """
    serier = (vurdering.serie, *serier[1:]) if vurdering else tuple(serier)
    return _periodekurve(serier, maal, kind, vurdering, maallinje)


@kept
def _periodekurve(
    serier: tuple[Serie, ...], maal: str, kind: Kind, v: Vurdering | None, maallinje: Maallinje | None
) -> Chart:
    if not has_anything(serier):
        return empty(serier, maal, kind)
    perioder = periods(serier)
    nummer = {periode: nr for nr, periode in enumerate(perioder)}
    tal = [*(numbers(serier) or [0]), *([udsving.top(v)] if v else []), *([maallinje.vaerdi] if maallinje else [])]
    fod = _Fod(serier, ())
    akse = around(tal, kind, _KURVE) if kind is Kind.PROCENT else from_zero(max(tal), kind, _KURVE)
    # Below an axis that does not begin at 0 the lowest tick stands free of the names of the periods.
    akse = akse.with_room(LINJE + LUFT // 2, fod.hoejde or (LUFT if akse.bund else 0))
    ender = _ends(serier, kind, nummer.__getitem__)
    margen = right_margin(ender, akse.pixels)
    data = udsving.under(v, nummer.__getitem__) if v else []
    data += [
        trace
        for nr, serie in enumerate(serier)
        for trace in curve(serie, _style(nr, punkter=True), kind, nummer.__getitem__, foreloebig=True)
    ]
    data += udsving.over(v, nummer.__getitem__, kind) if v else []
    data += hidden_signs(serier, akse.value(akse.over + akse.hoejde + fod.skjult), nummer.__getitem__)
    figur = layout(
        height=TOP + akse.pixels + AKSEHOEJDE,
        hovermode="x",
        xaxis=_period_axis(perioder, SMAL - margen),
        yaxis=akse.spec(),
        margin={"l": 4, "r": margen, "t": TOP, "b": AKSEHOEJDE},
        shapes=_target(maallinje),
        annotations=[
            *_unfinished_word(serier, len(perioder)),
            *_target_words(maallinje),
            *end_labels(ender, akse, len(perioder) - 0.6, margen),
        ],
    )
    linje = f" Linje: {maallinje.tekst}." if maallinje else ""
    alt = told(serier, maal, kind) + _told_of_axis(akse, kind) + _told_of_end(serier) + linje
    return _finished(data, figur, alt, serier, kind, v)


def _finished(  # noqa: PLR0913 all that a chart is
    data: list[Spec], figur: Spec, alt: str, serier: tuple[Serie, ...], kind: Kind, v: Vurdering | None
) -> Chart:
    """Return the chart; with a verdict it says so, and its table is that of the verdict."""
    tabel = partial(udsving.table, v, kind) if v and len(serier) == 1 else partial(table_of, serier, kind)
    return Chart({"data": data, "layout": figur}, alt + (udsving.told(v) if v else ""), tabel)


def empty(serier: Sequence[Serie], maal: str, kind: Kind) -> Chart:
    """Return the chart of curves without a number: a word, and the table that says why."""
    ord_ = etiket(INGEN_TAL, 0, 1, xref="paper", yref="paper", font={"color": DAEMPET})
    skjult: Spec = {"visible": False}
    spec = {"data": [], "layout": layout(height=60, xaxis=skjult, yaxis=skjult, annotations=[ord_])}
    return Chart(spec, f"{maal}: 0 tal at vise.", partial(table_of, tuple(serier), kind))


def has_anything(serier: Sequence[Serie]) -> bool:
    """Return whether any curve has a number, or a hidden one, to draw."""
    return bool(numbers(serier)) or any(Tilstand.DISKRETIONERET in serie.vaerdier for serie in serier)


class _Fod:
    """The rows below the lowest value, in pixels: signs of hidden values, triangles, and their words."""

    def __init__(self, serier: Sequence[Serie], maerkenoter: Sequence[Note]) -> None:
        skjulte = any(Tilstand.DISKRETIONERET in serie.vaerdier for serie in serier)
        self.skjult = noter.TEGNHOEJDE // 2
        bund = noter.TEGNHOEJDE if skjulte else 0
        self.trekant = bund + noter.TEGNHOEJDE // 2
        self.ord_ = bund + noter.TEGNHOEJDE
        self.hoejde = self.ord_ + noter.lane_tops(maerkenoter)[-1] if maerkenoter else bund


def _style(nr: int, *, punkter: bool = False) -> Stil:
    if nr >= len(KATEGORIER):
        raise ValueError(f"højst {len(KATEGORIER)} kurver i én figur")
    return Stil(KATEGORIER[nr], _OEVRIGE if nr else _FOKUS, punkter)


def _ends(serier: Sequence[Serie], kind: Kind, placering: Placering) -> list[Ende]:
    """Return where each curve has its last number; a curve alone is known from its title and shows the number only."""
    ender = []
    for nr, serie in enumerate(serier):
        if serie.seneste is not None:
            periode, value = serie.seneste
            navn = serie.navn if len(serier) > 1 else ""
            y = float(value) if isinstance(value, int | float) else 0.0
            ender.append(Ende(placering(periode), y, navn, celletekst(value, kind), _style(nr).farve))
    return ender


def _period_axis(perioder: Sequence[Periode], plads: int) -> Spec:
    """Return an axis with the periods in order; their names stand in two lines or are thinned to fit a phone."""
    navne = [periode.navn for periode in perioder]
    if len(navne) * max(map(len, navne)) * TEGN > plads:
        navne = [navn.replace("/", "/<br>").replace(" ", "<br>") for navn in navne]
    bredde = max(len(linje) for navn in navne for linje in navn.split("<br>")) * TEGN + 6
    hver = max(1, -(-len(navne) * bredde // plads))
    vist = [nr for nr in range(len(navne)) if (len(navne) - 1 - nr) % hver == 0]
    return {
        "range": [-0.4, len(navne) - 0.6],
        "tickmode": "array",
        "tickvals": vist,
        "ticktext": [navne[nr] for nr in vist],
        # What stands under the axis when a period between two names is pointed at.
        "labelalias": {str(nr): periode.navn for nr, periode in enumerate(perioder) if nr not in vist},
        "tickangle": 0,
        "automargin": False,
    }


def _unfinished_word(serier: Sequence[Serie], antal: int) -> list[Spec]:
    if not any(unfinished(serie) is not None for serie in serier):
        return []
    font = {"color": DAEMPET}
    return [etiket(f"○ {FORELOEBIG}", antal - 0.6, 1, yref="paper", xanchor="right", align="right", font=font)]


def _target(maallinje: Maallinje | None) -> list[Spec]:
    if maallinje is None:
        return []
    ender = {"xref": "paper", "x0": 0, "x1": 1, "y0": maallinje.vaerdi, "y1": maallinje.vaerdi}
    return [{"type": "line", **ender, "line": {"color": ORANGE, "width": 2, "dash": "dash"}}]


def _target_words(maallinje: Maallinje | None) -> list[Spec]:
    if maallinje is None:
        return []
    font = {"color": ORANGE}
    return [etiket(flad(maallinje.tekst), 0, maallinje.vaerdi, xref="paper", yanchor="bottom", bgcolor=HVID, font=font)]


def _told_beside(
    haendelser: Sequence[Haendelse], maerker: Sequence[Maerke], maallinje: Maallinje | None, kalender: Kalender
) -> str:
    """Return what is drawn beside the curves, as sentences."""
    begyndt = [f"{m.tekst} {text.dato(m.dato)}" for m in maerker if m.dato in kalender]
    sket = [f"{h.navn} {text.dato(h.dato)}" for h in haendelser if h.dato in kalender]
    dele = [
        f"Begyndt: {text.opremsning(begyndt)}." if begyndt else "",
        f"Hændelser: {text.opremsning(sket)}." if sket else "",
        f"Linje: {maallinje.tekst}." if maallinje else "",
    ]
    return "".join(f" {del_}" for del_ in dele if del_)


def _told_of_axis(akse: Talakse, kind: Kind) -> str:
    return f" Aksen begynder ved {celletekst(akse.bund, kind)}." if akse.bund else ""


def _told_of_end(serier: Sequence[Serie]) -> str:
    sidste = {serie.perioder[nr].navn for serie in serier if (nr := unfinished(serie)) is not None}
    return f" {text.stort(text.opremsning(sorted(sidste)))} er {FORELOEBIG}." if sidste else ""
