"""What a verdict adds to a curve: the band of the normal, its mean, the points that signal, and the words and table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from plads import text
from plads.charts.chart import Spec
from plads.charts.linjer import Placering
from plads.charts.serietabel import EKSEMPEL
from plads.charts.template import BLAA, LILLA, NEUTRAL, ORANGE, flad
from plads.measures.saetninger import by_rule, normal_range, rule, sentence
from plads.measures.vurdering import Udvikling, Vurdering, udvikling_af
from plads.serier import PERIODEORD, maaned_start
from plads.tables import Celle, Column, Kind, Table, celletekst

BAAND, HAENDELSE = "#E2F2FB", "#EBEBEB"
_FLEST = 4
FARVER = {
    Udvikling.NORMAL: NEUTRAL,
    Udvikling.BEDRE: BLAA,
    Udvikling.VAERRE: ORANGE,
    Udvikling.NEUTRAL: LILLA,
}


def top(v: Vurdering) -> float:
    """Return the largest value that is drawn beside the curve itself."""
    return max((tal for tal in v.oevre if tal is not None), default=0.0)


def under(v: Vurdering, place: Placering) -> list[Spec]:
    """Return what lies below the curve: the band, in one piece for each beginning, and the mean."""
    traces: list[Spec] = []
    for numre in _pieces(v):
        x = [place(v.serie.perioder[nr]) for nr in numre]
        oevre, nedre = ([felt[nr] for nr in numre] for felt in (v.oevre, v.nedre))
        common = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
        traces.append(
            {
                **common,
                "name": "Normalt",
                "x": [*x, *reversed(x)],
                "y": [_short(tal) for tal in (*oevre, *reversed(nedre))],
                "fill": "toself",
                "fillcolor": BAAND,
                "line": {"width": 0, "color": BAAND},
            }
        )
        mean = {"name": "Gennemsnit", "x": x, "y": [_short(v.midte[nr]) for nr in numre]}
        traces.append({**common, **mean, "line": {"color": NEUTRAL, "width": 1}})
    return traces


def over(v: Vurdering, place: Placering, kind: Kind) -> list[Spec]:
    """Return the points that signal as diamonds, one trace for each colour."""
    marked: dict[Udvikling, list[int]] = {}
    for nr, signal in enumerate(v.signaler):
        if signal is not None and isinstance(v.serie.vaerdier[nr], int | float):
            marked.setdefault(udvikling_af(signal, v.indstillinger.retning), []).append(nr)
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "Signal",
            "x": [place(v.serie.perioder[nr]) for nr in numre],
            "y": [v.serie.vaerdier[nr] for nr in numre],
            "marker": {"symbol": "diamond", "size": 10, "color": FARVER[udvikling]},
            "cliponaxis": False,
            "customdata": [_said(v, nr, kind) for nr in numre],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
        for udvikling, numre in marked.items()
    ]


def events(v: Vurdering) -> list[Spec]:
    """Return a grey field behind the periods that an event hit; on a date axis."""
    return [
        {
            "type": "rect",
            "x0": v.serie.perioder[numre[0]].fra.isoformat(),
            "x1": maaned_start(v.serie.perioder[numre[-1]].maaneder.stop).isoformat(),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "fillcolor": HAENDELSE,
            "line": {"width": 0},
            "layer": "below",
        }
        for numre in _runs([bool(navn) for navn in v.haendelser])
    ]


def told(v: Vurdering) -> str:
    """Return the verdict as sentences, to stand after those of the curve."""
    spans = _spans(v)
    flest = spans[-_FLEST:]
    udeladt = f" og {text.antal_af(len(spans) - len(flest), 'gang', 'gange')} tidligere" if len(spans) > _FLEST else ""
    signaler = f" Signaler: {'; '.join(flest)}{udeladt}." if spans else ""
    return f" {sentence(v)}{signaler} {rule(v)}."


def _spans(v: Vurdering) -> list[str]:
    """Return when each rule was broken, oldest first: '7 i træk over gennemsnittet (maj 2021 – marts 2022)'."""
    said = []
    for signal, gruppe in groupby(range(len(v.signaler)), key=lambda nr: v.signaler[nr]):
        if signal is not None:
            numre = list(gruppe)
            ender = dict.fromkeys(v.serie.perioder[nr].navn for nr in (numre[0], numre[-1]))
            said.append(f"{text.lille(by_rule(signal))} ({' – '.join(ender)})")
    return said


def table(v: Vurdering, kind: Kind) -> Table:
    """Return every period with its value, its limits, and the rule it signals by."""
    enhed = text.stort(PERIODEORD[v.serie.perioder[0].trin][0]) if v.serie.perioder else "Periode"
    titel = v.serie.navn or "Antal"
    samlet = f", {v.vindue} {PERIODEORD[v.serie.perioder[0].trin][1]} lagt sammen" if v.vindue > 1 else ""
    columns = (
        Column("periode", f"{enhed}, til og med" if v.vindue > 1 else enhed),
        Column("serie_0", f"{titel}{samlet}", kind),
        Column("normalt", "Normalt"),
        Column("gennemsnit", "Gennemsnit", Kind.DECIMAL),
        Column("signal", "Signal"),
        *([Column("maal", "Mål", Kind.DECIMAL)] if _target(v) is not None else []),
        *([Column("datagrundlag", "Datagrundlag")] if v.serie.eksempel else []),
    )
    return Table(columns, tuple(_row(v, nr) for nr in range(len(v.serie.perioder))))


def _row(v: Vurdering, nr: int) -> tuple[Celle, ...]:
    signal = v.signaler[nr]
    said = v.haendelser[nr] or (by_rule(signal) if signal else None)
    midte = v.midte[nr]
    own = (v.serie.perioder[nr].navn, v.serie.vaerdier[nr], normal_range(v, nr) or None)
    maal = [] if _target(v) is None else [_target(v)]
    return (*own, None if midte is None else round(midte, 1), said, *maal, *([EKSEMPEL] if v.serie.eksempel else []))


def _target(v: Vurdering) -> float | None:
    """Return the target of each period; None where there is none, or several periods are judged as one."""
    return v.indstillinger.maal if v.vindue == 1 else None


def _said(v: Vurdering, nr: int, kind: Kind) -> str:
    signal = v.signaler[nr]
    rule_ = text.lille(by_rule(signal)) if signal else ""
    normalt = normal_range(v, nr)
    value = f"{v.serie.perioder[nr].navn}: {celletekst(v.serie.vaerdier[nr], kind)}"
    return flad(", ".join(part for part in (value, rule_, f"normalt {normalt}" if normalt else "") if part))


def _pieces(v: Vurdering) -> Iterator[list[int]]:
    """Return the spans with limits, cut where the indicator begins anew."""
    begyndt = set(v.begyndelser)
    for span in _runs([tal is not None for tal in v.oevre]):
        piece: list[int] = []
        for nr in span:
            if piece and v.serie.perioder[nr] in begyndt:
                yield piece
                piece = []
            piece.append(nr)
        yield piece


def _runs(holds: Sequence[bool]) -> Iterator[list[int]]:
    """Return the numbers of each unbroken run that holds."""
    for ja, gruppe in groupby(range(len(holds)), key=lambda nr: holds[nr]):
        if ja:
            yield list(gruppe)


def _short(tal: float | None) -> float | None:
    return None if tal is None else round(tal, 2)
