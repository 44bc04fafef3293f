"""Curves as traces: a gap is a gap, a zero is a point, a hidden value a sign at the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plads import text
from plads.charts.chart import Spec
from plads.charts.serietabel import is_number
from plads.charts.template import DAEMPET, HVID, flad
from plads.serier import Periode, Serie
from plads.tables import Kind, celletekst
from plads.tilstand import Tilstand

SKJULT = "skjult: små tal"
FORELOEBIG = "foreløbig"
_HUL, _ENE, _PUNKT = 8, 7, 6

Placering = Callable[[Periode], str | int]


@dataclass(frozen=True, slots=True)
class Stil:
    """How a curve is drawn: colour, width in pixels, and whether every point of it is marked."""

    farve: str
    bredde: float = 2
    punkter: bool = False


def curve(serie: Serie, stil: Stil, kind: Kind, place: Placering, *, foreloebig: bool = False) -> list[Spec]:
    """Return the curve as one trace; with `foreloebig` the way to an unfinished last point is a dashed trace."""
    x = [place(periode) for periode in serie.perioder]
    y = [value if is_number(value) else None for value in serie.vaerdier]
    mangler = [bool(antal) and tal is not None for antal, tal in zip(serie.mangler, y, strict=True)]
    stoerrelser = _sizes([tal is not None for tal in y], mangler, stil)
    trace = {
        "type": "scatter",
        "mode": "lines+markers" if any(stoerrelser) else "lines",
        "name": flad(serie.navn),
        "x": x,
        "y": y,
        "connectgaps": False,
        "line": {"color": stil.farve, "width": stil.bredde},
        "marker": {
            "size": stoerrelser,
            "color": [HVID if hul else stil.farve for hul in mangler],
            "line": {"color": stil.farve, "width": [2 if stoerrelse else 0 for stoerrelse in stoerrelser]},
            "opacity": 1,
        },
        "customdata": [hover_text(serie, nr, kind, foreloebig=foreloebig) for nr in range(len(y))],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }
    return _with_dashed_end(trace, stil) if foreloebig and unfinished(serie) else [trace]


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
            "hovertemplate": "%{customdata}<extra></extra>",
        }
    ]


def hover_text(serie: Serie, nr: int, kind: Kind, *, foreloebig: bool = False) -> str:
    """Return what a point says: name, period, number, and how much is missing in it."""
    value, antal = serie.vaerdier[nr], serie.mangler[nr]
    if value is Tilstand.DISKRETIONERET:
        said = SKJULT
    elif not is_number(value):
        said = "ikke indberettet"
    else:
        said = celletekst(value, kind) + _lacking(serie.perioder[nr], antal)
        said += f", {FORELOEBIG}" if foreloebig and nr == unfinished(serie) else ""
    return flad(", ".join(part for part in (serie.navn, f"{serie.perioder[nr].navn}: {said}") if part))


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


def _sizes(findes: Sequence[bool], mangler: Sequence[bool], stil: Stil) -> list[int]:
    """Return the size of each marker: seen where a number lacks something, stands alone, or is the last."""
    sidste = max((nr for nr, er_tal in enumerate(findes) if er_tal), default=-1)
    rande = [False, *findes, False]
    stoerrelser = []
    for nr, er_tal in enumerate(findes):
        ene = not rande[nr] and not rande[nr + 2]
        stoerrelser.append(
            0 if not er_tal else _HUL if mangler[nr] else _ENE if ene or nr == sidste else _PUNKT * stil.punkter
        )
    return stoerrelser


def _with_dashed_end(trace: Spec, stil: Stil) -> list[Spec]:
    """Return the last step dashed, the curve up to it, and the last point on top."""
    sidste = len(trace["y"]) - 1
    stiplet = {
        "type": "scatter",
        "mode": "lines",
        "name": trace["name"],
        "x": trace["x"][-2:],
        "y": trace["y"][-2:],
        "connectgaps": False,
        "line": {"color": stil.farve, "width": stil.bredde, "dash": "dash"},
        "hoverinfo": "skip",
    }
    return [stiplet, _part(trace, 0, sidste), _part(trace, sidste, sidste + 1)]


def _part(trace: Spec, fra: int, til: int) -> Spec:
    """Return the curve with only some of its points."""
    marker = trace["marker"]
    del_af = {key: trace[key][fra:til] for key in ("x", "y", "customdata")}
    maerker = {key: marker[key][fra:til] for key in ("size", "color")}
    kant = marker["line"] | {"width": marker["line"]["width"][fra:til]}
    return trace | del_af | {"marker": marker | maerker | {"line": kant}}
