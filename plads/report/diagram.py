"""What a chart says, apart from how it is drawn: categories and series with the very numbers of its table.

PowerPoint and Excel draw it natively, the pdf and Word as a picture. Charts whose table says what the picture shows
in another way (time lines, staircases of forecasts) have none: their table stands in their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from plads.dias import Figur
from plads.farver import BLAA, KATEGORIER, NEUTRAL
from plads.report.celler import enheder
from plads.tables import Celle, Column, Kind, Table
from plads.tilstand import Tilstand

PERIODE = "periode"
SERIE = "serie_"
GENNEMSNIT = "gennemsnit"
_KORTE = {
    "januar": "jan.", "februar": "feb.", "marts": "mar.", "april": "apr.", "juni": "jun.", "juli": "jul.",
    "august": "aug.", "september": "sep.", "oktober": "okt.", "november": "nov.", "december": "dec.", "kvartal": "kv.",
}  # fmt: skip


class Slags(StrEnum):
    """How a diagram is drawn."""

    LINJE = "linje"
    SOEJLE = "soejle"
    LIGGENDE = "liggende"
    PUNKTER = "punkter"


@dataclass(frozen=True, slots=True)
class Raekke:
    """One series: a value or None (a gap) for each category; of points the x of each too."""

    navn: str
    vaerdier: tuple[float | None, ...]
    farve: str = BLAA
    svag: bool = False
    x: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagram:
    """A chart as numbers. `kind` says how they are written; `mangler` says in words what has no number."""

    slags: Slags
    kategorier: tuple[str, ...]
    raekker: tuple[Raekke, ...]
    kind: Kind
    stablet: bool = False
    mangler: str = ""
    akse: str = ""


def diagram(figur: Figur) -> Diagram | None:
    """Return what a chart says; None for one whose table must stand in its place."""
    tabel, traces = figur.tabel, figur.spec["data"]
    if not tabel.rows or not traces:
        return None
    navne = [column.navn for column in tabel.columns]
    if navne[0] == PERIODE:
        return _curve(tabel)
    if {"af", "vaerdi", "spand95"} <= set(navne):
        return _funnel(tabel, traces)
    if all(trace.get("type") == "bar" or not trace.get("name") or trace.get("mode") == "markers" for trace in traces):
        return _bars(tabel, traces, stablet=figur.spec["layout"].get("barmode") == "stack")
    return None


def _curve(tabel: Table) -> Diagram:
    """Return curves over periods, with their mean where the table has one."""
    egne = [column for column in tabel.columns if column.navn.startswith(SERIE)]
    raekker = [
        Raekke(column.titel, _values(tabel, column), KATEGORIER[nr % len(KATEGORIER)] if nr < 5 else NEUTRAL, nr >= 5)
        for nr, column in enumerate(egne)
    ]
    raekker += [
        Raekke(column.titel, _values(tabel, column), NEUTRAL, svag=True)
        for column in tabel.columns
        if column.navn == GENNEMSNIT and any(value is not None for value in _values(tabel, column))
    ]
    kategorier = tuple(short(str(celle)) for celle in tabel.column(PERIODE))
    return Diagram(Slags.LINJE, kategorier, tuple(raekker), egne[0].kind, mangler=_missing(tabel, egne))


def _bars(tabel: Table, traces: Sequence[dict[str, Any]], *, stablet: bool) -> Diagram | None:
    """Return bars: one series for each trace that a column of numbers is named by."""
    navne = [str(trace["name"]) for trace in traces if trace.get("type") == "bar" and trace.get("name")]
    egne = [c for c in tabel.columns if c.kind.er_tal and c.kind is not Kind.AAR and c.titel.partition(",")[0] in navne]
    if not egne:
        return None
    liggende = any(trace.get("orientation") == "h" for trace in traces)
    med = [row for row in tabel.rows if any(_number(cell, Kind.ANTAL) is not None for cell in _of(tabel, row, egne))]
    vist = Table(tabel.columns, tuple(med))
    raekker = tuple(
        Raekke(column.titel.partition(",")[0], _values(vist, column), KATEGORIER[nr % len(KATEGORIER)])
        for nr, column in enumerate(egne)
    )
    slags = Slags.LIGGENDE if liggende else Slags.SOEJLE
    mangler = _missing(tabel, egne)
    return Diagram(slags, _categories(vist, egne), raekker, egne[0].kind, stablet, mangler) if med else None


def _of(tabel: Table, row: tuple[Celle, ...], columns: Sequence[Column]) -> list[Celle]:
    navne = {column.navn for column in columns}
    return [celle for celle, column in zip(row, tabel.columns, strict=True) if column.navn in navne]


def _categories(tabel: Table, egne: Sequence[Column]) -> tuple[str, ...]:
    """Return what names each bar: the texts before the first number; a letter stands before what it marks."""
    foerste = min(tabel.columns.index(column) for column in egne)
    steder = [nr for nr, column in enumerate(tabel.columns[:foerste]) if column.kind in (Kind.TEKST, Kind.AAR)]
    rows = [[str(row[nr]) for nr in steder if row[nr] not in (None, "")] for row in tabel.rows]
    return tuple(map(_called, rows))


def _called(dele: Sequence[str]) -> str:
    return f"{dele[0]}) {dele[1]}" if len(dele) == 2 and len(dele[0]) < 3 else ", ".join(dele)


def _funnel(tabel: Table, traces: Sequence[dict[str, Any]]) -> Diagram:
    """Return schools by size and rate with the limits between which chance puts them."""
    kind = next(column.kind for column in tabel.columns if column.navn == "vaerdi")
    punkter = [
        (x, y)
        for x, y in zip(tabel.column("af"), tabel.column("vaerdi"), strict=True)
        if _number(x, Kind.ANTAL) is not None and _number(y, kind) is not None
    ]
    skoler = Raekke(
        "Skoler", tuple(_number(y, kind) for _, y in punkter), BLAA, x=tuple(float(str(x)) for x, _ in punkter)
    )
    graenser = [
        Raekke(str(trace["name"]), tuple(trace["y"]), NEUTRAL, svag=True, x=tuple(float(x) for x in trace["x"]))
        for trace in traces
        if trace.get("mode") == "lines" and trace.get("name")
    ]
    egne = [column for column in tabel.columns if column.navn == "vaerdi"]
    return Diagram(Slags.PUNKTER, (), (skoler, *graenser), kind, mangler=_missing(tabel, egne), akse="Elever")


def _values(tabel: Table, column: Column) -> tuple[float | None, ...]:
    return tuple(_number(celle, column.kind) for celle in tabel.column(column.navn))


def _number(celle: Celle, kind: Kind) -> float | None:
    """Return a number in the unit people read it in; None for everything else, never 0."""
    if isinstance(celle, bool | str | Tilstand) or not isinstance(celle, int | float):
        return None
    return float(enheder(celle, kind))


def _missing(tabel: Table, columns: Sequence[Column]) -> str:
    """Return in words what has no number, so that a gap in a picture is never taken for a zero."""
    celler = [celle for column in columns for celle in tabel.column(column.navn)]
    sagt = [
        f"{antal} tal {ord_}"
        for tilstand, ord_ in (
            (Tilstand.DISKRETIONERET, "er skjult, fordi de er små"),
            (Tilstand.IKKE_RAPPORTERET, "er ikke indberettet"),
            (Tilstand.IKKE_OPLYST, "er ikke oplyst"),
        )
        if (antal := sum(celle is tilstand for celle in celler))
    ]
    return f"{'; '.join(sagt)}." if sagt else ""


def short(periode: str) -> str:
    """Return a period as it fits under an axis: 'aug. 2019', '3. kv. 2019'."""
    return " ".join(_KORTE.get(ord_, ord_) for ord_ in periode.split())
