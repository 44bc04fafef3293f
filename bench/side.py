"""The page that is measured: six questions about an indicator and an område, and six charts of the answers."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from plads.charts import kurver
from plads.charts.chart import Chart
from plads.cube import udsnit
from plads.cube.frigivet import Frigivet
from plads.serier import Serie, Trin
from plads.tables import Kind

BY = "k101"
LAENGE = date(2020, 8, 1)
FLEST = 5


class Figurdata(NamedTuple):
    """What one chart shows; `kind` says how numbers are written."""

    titel: str
    serier: list[Serie]
    kind: Kind = Kind.ANTAL


def answers(t: Frigivet, indikator: str, omraade: str) -> list[Figurdata]:
    """Return the six answers: city, område, all områder, its schools, per 1.000 pupils, and some of its schools."""
    omraader = [enhed.kode for enhed in t.enheder if enhed.kommune == BY and enhed.type == "omraade"]
    skoler = udsnit.medlemmer(t, omraade, t.perioder[t.maaneder - 1])[:FLEST]
    aar = Trin.SKOLEAAR
    return [
        Figurdata("Hele byen", [udsnit.serie(t, indikator, BY, navn="Hele byen")]),
        Figurdata("Området", [udsnit.serie(t, indikator, omraade, navn=omraade, fra=LAENGE)]),
        Figurdata("Områderne", [udsnit.serie(t, indikator, kode, aar, navn=kode) for kode in omraader]),
        Figurdata("Skolerne", [udsnit.serie(t, indikator, kode, aar, navn=kode) for kode in skoler]),
        Figurdata("Pr. 1.000 elever",
                  [udsnit.pr_1000(t, indikator, kode, aar, navn=kode) for kode in (omraade, BY)], Kind.DECIMAL),
        Figurdata("Tre skoler", [udsnit.sum_af(t, indikator, skoler[:3], navn="Tre skoler", fra=LAENGE)]),
    ]  # fmt: skip


def charts(t: Frigivet, indikator: str, omraade: str) -> list[Chart]:
    """Return the six answers as our own charts: months as monthly curves, school years as curves over periods."""
    return [_chart(data) for data in answers(t, indikator, omraade)]


def _chart(data: Figurdata) -> Chart:
    if data.serier[0].perioder[0].trin is Trin.MAANED:
        return kurver.maanedskurve(data.serier, maal=data.titel, kind=data.kind)
    return kurver.periodekurve(data.serier, maal=data.titel, kind=data.kind)
