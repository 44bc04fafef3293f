"""Words on a time axis that never overlap, on a phone either: events above a curve, what began below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from plads import text
from plads.charts.chart import Spec
from plads.charts.kalender import TEGN, Kalender
from plads.charts.rows import Haendelse
from plads.charts.template import DAEMPET, HVID, LINJE, ORANGE, TEKST, etiket, flad, ombryd
from plads.serier import maaned_nr

_AFSTAND = 5
_SMALLEST, _BREDEST, _MAERKEBREDDE = 15, 20, 26
TEGNHOEJDE = 16


@dataclass(frozen=True, slots=True)
class Maerke:
    """Something that began on a day, drawn at the foot of a curve."""

    dato: date
    tekst: str


@dataclass(frozen=True, slots=True)
class Note:
    """Some lines of words beside a day, and the lane they stand in."""

    dag: date
    linjer: tuple[str, ...]
    bane: int
    til_hoejre: bool


def event_notes(haendelser: Iterable[Haendelse], kalender: Kalender) -> list[Note]:
    """Return the words of the events that the axis shows, oldest first."""
    synlige = sorted((h.dato, h.navn) for h in haendelser if h.dato in kalender)
    said = [(dag, _lines(f"{text.dato(dag)}: {navn}", _width(kalender, dag))) for dag, navn in synlige]
    return _laned(said, kalender)


def _lines(tekst: str, bredde: int) -> tuple[str, ...]:
    """Return the words as lines; a word that is too long gets the room it needs rather than be cut."""
    return tuple(ombryd(tekst, max(bredde, *map(len, tekst.split()))))


def mark_notes(maerker: Iterable[Maerke], kalender: Kalender) -> list[Note]:
    """Return one line of words per month in which something began."""
    return _laned([(gruppe[0].dato, (_together(gruppe),)) for gruppe in _by_month(maerker, kalender)], kalender)


def lane_tops(noter: Sequence[Note]) -> list[int]:
    """Return where each lane begins, in pixels, and last where all of them end."""
    toppe = [0]
    for bane in range(max((note.bane for note in noter), default=-1) + 1):
        toppe.append(toppe[-1] + max(len(note.linjer) for note in noter if note.bane == bane) * LINJE + 2)
    return toppe


def event_lines(noter: Sequence[Note]) -> list[Spec]:
    """Return a dotted line through the whole plot for each event."""
    return [
        {
            "type": "line",
            "x0": note.dag.isoformat(),
            "x1": note.dag.isoformat(),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": TEKST, "width": 1.5, "dash": "dot"},
            "layer": "below",
        }
        for note in noter
    ]


def event_words(noter: Sequence[Note], top: int = 0) -> list[Spec]:
    """Return the words beside their lines, so many pixels below the plot's upper edge."""
    toppe = lane_tops(noter)
    return [_words(note, 1, "paper", -(top + toppe[note.bane])) for note in noter]


def mark_words(noter: Sequence[Note], y: float, under: int) -> list[Spec]:
    """Return the words of what began, so many pixels under a value of the y axis."""
    toppe = lane_tops(noter)
    return [_words(note, y, "y", -(under + toppe[note.bane])) for note in noter]


def triangles(maerker: Iterable[Maerke], kalender: Kalender, y: float) -> list[Spec]:
    """Return one triangle per day on which something began, as one trace; none when nothing did."""
    synlige = sorted((m.dato, m.tekst) for m in maerker if m.dato in kalender)
    dage = [(dag, [tekst for _, tekst in gruppe]) for dag, gruppe in groupby(synlige, key=lambda m: m[0])]
    if not dage:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "Begyndt",
            "x": [dag.isoformat() for dag, _ in dage],
            "y": [y] * len(dage),
            "marker": {"symbol": "triangle-up", "size": 11, "color": ORANGE},
            "cliponaxis": False,
            "customdata": [
                "<br>".join(flad(f"{tekst}, begyndt {text.dato(dag)}") for tekst in tekster) for dag, tekster in dage
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
    ]


def _by_month(maerker: Iterable[Maerke], kalender: Kalender) -> list[list[Maerke]]:
    synlige = sorted((m for m in maerker if m.dato in kalender), key=lambda m: (m.dato, m.tekst))
    return [list(gruppe) for _, gruppe in groupby(synlige, key=lambda m: maaned_nr(m.dato))]


def _together(gruppe: Sequence[Maerke]) -> str:
    tekster = list(dict.fromkeys(maerke.tekst for maerke in gruppe))
    flere = f" og {len(tekster) - 1} til" if len(tekster) > 1 else ""
    mest = _MAERKEBREDDE - len(flere)
    foerste = tekster[0] if len(tekster[0]) <= mest else f"{tekster[0][: mest - 1].rstrip(' ,-')}…"
    return flad(foerste + flere)


def _laned(ord_: Sequence[tuple[date, tuple[str, ...]]], kalender: Kalender) -> list[Note]:
    """Return each text in the first lane where it is free of the others, also on the narrowest screen."""
    optaget: list[list[tuple[float, float]]] = []
    noter = []
    for dag, linjer in ord_:
        til_hoejre = kalender.share(dag) <= 0.5
        fra, til = _extent(kalender.share(dag) * kalender.bredde, linjer, til_hoejre=til_hoejre)
        frie = (nr for nr, bane in enumerate(optaget) if all(til <= a or b <= fra for a, b in bane))
        bane = next(frie, len(optaget))
        if bane == len(optaget):
            optaget.append([])
        optaget[bane].append((fra, til))
        noter.append(Note(dag, linjer, bane, til_hoejre))
    return noter


def _width(kalender: Kalender, dag: date) -> int:
    """Return how many characters have room on the wider side of a day."""
    andel = kalender.share(dag)
    return min(max(int(max(andel, 1 - andel) * kalender.bredde / TEGN), _SMALLEST), _BREDEST)


def _extent(x: float, linjer: Sequence[str], *, til_hoejre: bool) -> tuple[float, float]:
    bredde = max(map(len, linjer)) * TEGN + 2 * _AFSTAND
    return (x, x + bredde) if til_hoejre else (x - bredde, x)


def _words(note: Note, y: float, yref: str, yshift: int) -> Spec:
    side = "left" if note.til_hoejre else "right"
    return etiket(
        "<br>".join(note.linjer),
        note.dag.isoformat(),
        y,
        yref=yref,
        xanchor=side,
        align=side,
        xshift=_AFSTAND if note.til_hoejre else -_AFSTAND,
        yshift=yshift,
        bgcolor=HVID,
        font={"color": TEKST if yref == "paper" else DAEMPET},
    )
