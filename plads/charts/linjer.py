"""Curves as traces: a gap is a gap, a zero is a point, a hidden value a sign at the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
    """Return the curve and, as traces of their own, the points that are marked.

    With `foreloebig` the way to an unfinished last point is dashed. What a point says when it is pointed at is
    made by plotly from the number itself where that can be done; a chart of ten years is then a third as large.
    """
    y = [_drawn(value) for value in serie.vaerdier]
    til = unfinished(serie) if foreloebig else None
    trace = {
        "type": "scatter",
        "mode": "lines",
        "name": flad(serie.navn),
        **_x(serie.perioder, place),
        "y": y[:til],
        "line": {"color": stil.farve, "width": stil.bredde},
        "cliponaxis": False,
        **_hover(serie, y, kind, place, til),
    }
    dashed = [] if til is None else _dashed_end(serie, y, kind, place, stil)
    return [*dashed, trace, *_marks(serie, y, stil, place)]


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


def _dashed_end(serie: Serie, y: Sequence[float | None], kind: Kind, place: Placering, stil: Stil) -> list[Spec]:
    """Return the dashed step to an unfinished last point, and what that point says."""
    last = len(y) - 1
    x = [place(periode) for periode in serie.perioder[-2:]]
    line = {"color": stil.farve, "width": stil.bredde, "dash": "dash"}
    common = {"type": "scatter", "name": flad(serie.navn)}
    return [
        {**common, "mode": "lines", "x": x, "y": y[-2:], "line": line, "hoverinfo": "skip"},
        {
            **common,
            "mode": "markers",
            "x": x[-1:],
            "y": y[-1:],
            "marker": {"opacity": 0, "color": stil.farve},
            "customdata": [f"{hover_text(serie, last, kind)}, {FORELOEBIG}"],
            "hovertemplate": _OWN_WORDS,
        },
    ]


def _marks(serie: Serie, y: Sequence[float | None], stil: Stil, place: Placering) -> list[Spec]:
    """Return the points that are seen by themselves: hollow where something lacks, filled for the others."""
    shown = _shown([tal is not None for tal in y], serie.mangler, punkter=stil.punkter)
    hollow, filled = ([nr for nr in shown if bool(serie.mangler[nr]) is lacks] for lacks in (True, False))
    if not shown:
        return []
    x = _places(serie.perioder, place)
    looks: tuple[tuple[list[int], Spec], ...] = (
        (hollow, {"size": 8, "color": HVID, "line": {"color": stil.farve, "width": 2}}),
        (filled, {"size": 8, "color": stil.farve}),
    )
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [x[nr] for nr in numre],
            "y": [y[nr] for nr in numre],
            "marker": marker,
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
        for numre, marker in looks
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
            "type": "scatter",
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


def _shown(findes: Sequence[bool], mangler: Sequence[int], *, punkter: bool) -> list[int]:
    """Return which points are marked: those that lack something, stand alone, or are the last; or all."""
    rande = [False, *findes, False]
    sidste = max((nr for nr, er_tal in enumerate(findes) if er_tal), default=-1)
    return [
        nr
        for nr, er_tal in enumerate(findes)
        if er_tal and (punkter or mangler[nr] or nr == sidste or not (rande[nr] or rande[nr + 2]))
    ]
