"""Curves as traces: a gap is a gap, a zero is a point, a hidden value a sign at the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from plads import text
from plads.charts.chart import Spec
from plads.charts.serietabel import is_number
from plads.charts.template import DAEMPET, HVID, flad, skabelon
from plads.serier import Periode, Serie
from plads.tables import Kind, celletekst
from plads.tilstand import Tilstand

SKJULT = "skjult: små tal"
FORELOEBIG = "foreløbig"
PUNKT, KANT = 8, 2
_OWN_WORDS = "%{customdata}<extra></extra>"
# An average month. From the middle of one, steps of it stay in the middle of every other, for as long as we draw.
MAANED_MS = 2_629_746_000

Placering = Callable[[Periode], str | int]


@dataclass(frozen=True, slots=True)
class Stil:
    """How a curve is drawn: colour, width in pixels, and whether every point of it is marked."""

    farve: str
    bredde: float = 2
    punkter: bool = False


def curve(serie: Serie, stil: Stil, kind: Kind, place: Placering, *, foreloebig: bool = False) -> list[Spec]:
    """Return the curve with its marked points; where only some are marked, those are traces of their own.

    With `foreloebig` the way to an unfinished last point is dashed. What a point says when it is pointed at is
    made by plotly from the number itself where that can be done; a chart of ten years is then a third as large.
    Where most periods have no number only the points are drawn, for nothing is known between them.
    Every trace costs the browser time, and scatter is what plotly draws when no type is given.
    """
    y = [_drawn(value) for value in serie.vaerdier]
    til = unfinished(serie) if foreloebig else None
    spredt = not stil.punkter and _sparse(y)
    stil = replace(stil, punkter=True) if spredt else stil
    trace = {
        "mode": "markers" if spredt else "lines+markers" if stil.punkter else "lines",
        "name": flad(serie.navn),
        **_x(serie.perioder, place),
        "y": y[:til],
        "line": {"color": stil.farve, "width": stil.bredde},
        **({"marker": _every_mark(serie.mangler[:til], stil)} if stil.punkter else {}),
        "cliponaxis": False,
        **_hover(serie, y, kind, place, til),
    }
    marks = [] if stil.punkter else _marks(serie, y, stil, place)
    if til is None:
        return [trace, *marks]
    return [_dashed_end(serie, y, place, stil), trace, *marks, _unfinished_point(serie, y, kind, place, stil)]


def _sparse(y: Sequence[float | None]) -> bool:
    """Return whether most periods have no number: then numbers are counted at a rhythm of their own, as points."""
    kendte = [nr for nr, tal in enumerate(y) if tal is not None]
    return len(kendte) > 1 and 2 * len(kendte) <= kendte[-1] - kendte[0] + 1


def _drawn(value: Any) -> float | None:
    """Return a number as exact as it can be seen; what it says is made from the number itself."""
    if not is_number(value):
        return None
    return value if isinstance(value, int) else round(value, 6)


def _x(perioder: Sequence[Periode], place: Placering) -> Spec:
    """Return where the points lie: a start and a step when they follow on one another, else each by itself."""
    if not _in_a_row(perioder):
        return {"x": [place(periode) for periode in perioder]}
    start = place(perioder[0])
    return {"x0": start, "dx": _step(perioder) if isinstance(start, str) else 1}


def _step(perioder: Sequence[Periode]) -> int:
    """Return how far periods on a calendar lie from one another, in milliseconds."""
    return MAANED_MS * len(perioder[0].maaneder)


def _in_a_row(perioder: Sequence[Periode]) -> bool:
    """Return whether periods of one length follow on one another without a gap."""
    if not perioder:
        return False
    step = len(perioder[0].maaneder)
    numbers = [periode.foerste for periode in perioder]
    return numbers == list(range(numbers[0], numbers[0] + step * len(numbers), step))


def _hover(serie: Serie, y: Sequence[float | None], kind: Kind, place: Placering, til: int | None) -> Spec:
    """Return what points say: of whole numbers month by month only what plotly cannot know, else the words of each."""
    name = f"{skabelon(serie.navn)}, " if serie.navn else ""
    first = serie.perioder[0] if serie.perioder else None
    dated = first is not None and len(first.maaneder) == 1 and isinstance(place(first), str)
    if not dated or kind is not Kind.ANTAL or any(tal is not None and tal != int(tal) for tal in y):
        said = [_point(serie, nr, kind) if tal is not None else "" for nr, tal in enumerate(y[:til])]
        return {"customdata": said, "hovertemplate": f"{name}{_OWN_WORDS}"}
    lacking = [_lacking(serie.perioder[nr], antal) for nr, antal in enumerate(serie.mangler)]
    words = {"customdata": lacking} if any(lacking) else {}
    return {**words, "hovertemplate": f"{name}%{{x|%B %Y}}: %{{y:,d}}{'%{customdata}' if words else ''}<extra></extra>"}


def _dashed_end(serie: Serie, y: Sequence[float | None], place: Placering, stil: Stil) -> Spec:
    """Return the dashed step to an unfinished last point."""
    return {
        "mode": "lines",
        "name": flad(serie.navn),
        "x": [place(periode) for periode in serie.perioder[-2:]],
        "y": y[-2:],
        "line": {"color": stil.farve, "width": stil.bredde, "dash": "dash"},
        "hoverinfo": "skip",
    }


def _unfinished_point(serie: Serie, y: Sequence[float | None], kind: Kind, place: Placering, stil: Stil) -> Spec:
    """Return the last point, hollow, and what it says."""
    return {
        "mode": "markers",
        "name": flad(serie.navn),
        "x": [place(serie.perioder[-1])],
        "y": y[-1:],
        "marker": _mark(stil, hollow=True),
        "cliponaxis": False,
        "customdata": [f"{hover_text(serie, len(y) - 1, kind)}, {FORELOEBIG}"],
        "hovertemplate": _OWN_WORDS,
    }


def _mark(stil: Stil, *, hollow: bool) -> Spec:
    if not hollow:
        return {"size": PUNKT, "color": stil.farve}
    return {"size": PUNKT, "color": HVID, "line": {"color": stil.farve, "width": KANT}}


def _every_mark(mangler: Sequence[int], stil: Stil) -> Spec:
    """Return the marks of a curve on which every point is marked: hollow where something lacks."""
    if all(mangler) or not any(mangler):
        return _mark(stil, hollow=any(mangler))
    return {
        "size": PUNKT,
        "color": [HVID if lacks else stil.farve for lacks in mangler],
        "line": {"color": stil.farve, "width": [KANT if lacks else 0 for lacks in mangler]},
    }


def _marks(serie: Serie, y: Sequence[float | None], stil: Stil, place: Placering) -> list[Spec]:
    """Return the points that are seen by themselves: hollow where something lacks, filled for the others."""
    shown = _shown([tal is not None for tal in y], serie.mangler)
    x = _places(serie.perioder, place) if shown else []
    looks = {lacks: [nr for nr in shown if bool(serie.mangler[nr]) is lacks] for lacks in (True, False)}
    return [
        {
            "mode": "markers",
            "x": [x[nr] for nr in numre],
            "y": [y[nr] for nr in numre],
            "marker": _mark(stil, hollow=hollow),
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
        for hollow, numre in looks.items()
        if numre
    ]


def _places(perioder: Sequence[Periode], place: Placering) -> list[str | int]:
    """Return where each point lies, exactly as plotly counts from a start by steps."""
    if not _in_a_row(perioder) or not isinstance(place(perioder[0]), str):
        return [place(periode) for periode in perioder]
    start = datetime.fromisoformat(str(place(perioder[0]))).replace(tzinfo=UTC)
    return [int(start.timestamp() * 1000) + nr * _step(perioder) for nr in range(len(perioder))]


def hidden_signs(serier: Sequence[Serie], y: float, place: Placering) -> list[Spec]:
    """Return one sign per period in which a value is hidden, as one trace at the foot; none when none is."""
    skjulte: dict[Periode, list[str]] = {}
    for serie in serier:
        for nr, value in enumerate(serie.vaerdier):
            if value is Tilstand.DISKRETIONERET:
                skjulte.setdefault(serie.perioder[nr], []).append(hover_text(serie, nr, Kind.ANTAL))
    if not skjulte:
        return []
    return [
        {
            "mode": "text",
            "name": "Skjult",
            "x": [place(periode) for periode in sorted(skjulte)],
            "y": [y] * len(skjulte),
            "text": ["•"] * len(skjulte),
            "textposition": "middle center",
            "textfont": {"color": DAEMPET, "size": 18},
            "cliponaxis": False,
            "customdata": ["<br>".join(skjulte[periode]) for periode in sorted(skjulte)],
            "hovertemplate": _OWN_WORDS,
        }
    ]


def hover_text(serie: Serie, nr: int, kind: Kind) -> str:
    """Return what a point says: name, period, number, and how much is missing in it."""
    return ", ".join(part for part in (flad(serie.navn), _point(serie, nr, kind)) if part)


def _point(serie: Serie, nr: int, kind: Kind) -> str:
    value, periode = serie.vaerdier[nr], serie.perioder[nr]
    said = SKJULT if value is Tilstand.DISKRETIONERET else celletekst(value, kind)
    return flad(f"{periode.navn}: {said}{_lacking(periode, serie.mangler[nr])}")


def unfinished(serie: Serie) -> int | None:
    """Return the number of the last period if it has a number that lacks something; it may still rise."""
    last = len(serie.perioder) - 1
    return last if last >= 0 and serie.mangler[last] and is_number(serie.vaerdier[last]) else None


def _lacking(periode: Periode, antal: int) -> str:
    if not antal:
        return ""
    if len(periode.maaneder) == 1:
        return f" – tal fra {text.antal(antal)} mangler"
    return f" – {text.antal_af(antal, 'månedstal', 'månedstal')} mangler"


def _shown(findes: Sequence[bool], mangler: Sequence[int]) -> list[int]:
    """Return which points are marked: those that lack something, stand alone, or are the last."""
    rande = [False, *findes, False]
    sidste = max((nr for nr, er_tal in enumerate(findes) if er_tal), default=-1)
    return [
        nr
        for nr, er_tal in enumerate(findes)
        if er_tal and (mangler[nr] or nr == sidste or not (rande[nr] or rande[nr + 2]))
    ]
