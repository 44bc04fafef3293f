"""Charts of forløb: how many per school year and status, and when they start."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from plads import text
from plads.charts.chart import Chart, Spec
from plads.charts.opstilling import Opstilling
from plads.charts.rows import ForloebAntal, Tidsrum
from plads.charts.template import BLAA, DAEMPET, HVID, NEUTRAL, ORANGE, SORT, TURKIS, flad, ombryd
from plads.charts.tidsakse import AKSEHOEJDE, Stykke, Vindue, bjaelker
from plads.tables import Column, Kind, Table
from plads.tilstand import Tilstand

_ANTAL_IKKE_OPLYST = "antal ikke oplyst"
_PLADS_TIL_TAL = 1.2


class Stil(NamedTuple):
    """How a status looks: a colour, and a pattern for those who do not see colours."""

    farve: str
    moenster: str


_STILE = {
    "planlagt": Stil(BLAA, "/"),
    "igangsat": Stil(BLAA, ""),
    "forsinket": Stil(ORANGE, ""),
    "udskudt": Stil(ORANGE, "/"),
    "stoppet": Stil(SORT, "x"),
    "afsluttet": Stil(TURKIS, "."),
}
_UKENDT = Stil(NEUTRAL, "")


def stil(status: str) -> Stil:
    """Return the look of a status; one we do not know is grey."""
    return _STILE.get(status.casefold(), _UKENDT)


def per_skoleaar(rows: Sequence[ForloebAntal]) -> Chart:
    """Draw one bar per type and status by school year; an unknown number is an open mark with words."""
    plan, midter = Opstilling(), {}
    for skoleaar, gruppe in groupby(rows, key=lambda row: row.skoleaar):
        plan.skriv([f"<b>{flad(skoleaar)}</b>"], stoerrelse=16)
        for row in gruppe:
            plan.skriv(ombryd(_type_og_status(row)))
            if row.ny_dato_tekst:
                plan.skriv(ombryd(f"Ny dato: {row.ny_dato_tekst}"), DAEMPET)
            midter[id(row)] = plan.bane()
        plan.luft()
    kendte = [row for row in rows if row.antal is not None]
    ukendte = [row for row in rows if row.antal is None]
    for row in ukendte:
        plan.bemaerk(_ANTAL_IKKE_OPLYST, midter[id(row)], xshift=12)
    stoerst = max((row.antal or 0 for row in rows), default=0) or 1
    spec = {
        "data": [
            _antal(kendte, [midter[id(row)] for row in kendte]),
            _maerker([midter[id(row)] for row in ukendte]),
        ],
        "layout": plan.layout(xaxis={"range": [0, stoerst * _PLADS_TIL_TAL], "visible": False}),
    }
    return Chart(spec, _per_skoleaar_alt(rows), _per_skoleaar_tabel(rows))


def tidslinje(rows: Sequence[Tidsrum]) -> Chart:
    """Draw when each thing starts or lasts; one without dates keeps its words."""
    vindue = Vindue.om(dag for row in rows for dag in (row.fra, row.til))
    plan, stykker = Opstilling(), []
    for row in rows:
        plan.skriv([f"<b>{linje}</b>" for linje in ombryd(row.label)])
        plan.skriv(ombryd(_tid_og_status(row)), DAEMPET)
        midte = plan.bane()
        if row.fra or row.til:
            fra, til = vindue.udfyld(row.fra, row.til)
            aaben = None in (row.fra, row.til)
            farve = stil(row.status).farve
            stykker.append(Stykke(fra, til, midte, farve, flad(_tid_og_status(row)), aaben))
        else:
            plan.bemaerk("uden dato", midte, 1, xref="paper", xanchor="right")
    spec = {
        "data": [bjaelker("Tidsrum", stykker, 14)],
        "layout": plan.layout(top=AKSEHOEJDE, barmode="overlay", xaxis=vindue.akse()),
    }
    columns = (Column("label", "Forløb"), Column("tekst", "Tidspunkt"), Column("status", "Status"))
    tabel = Table(columns, tuple((row.label, row.tekst, row.status) for row in rows))
    uden = sum(not (row.fra or row.til) for row in rows)
    dele = "; ".join(f"{row.label} {row.tekst}" for row in rows)
    return Chart(
        spec, f"{text.antal_af(len(rows), 'start', 'starter')}, {uden} uden dato. {dele}".strip(), tabel
    )


def _antal(rows: Sequence[ForloebAntal], midter: Sequence[float]) -> Spec:
    stile = [stil(row.status) for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "name": "Antal",
        "x": [row.antal for row in rows],
        "y": list(midter),
        "width": 18,
        "marker": {
            "color": [stil.farve for stil in stile],
            "line": {"color": [stil.farve for stil in stile], "width": 1.5},
            "pattern": {
                "shape": [stil.moenster for stil in stile],
                "fillmode": "replace",
                "fgcolor": [stil.farve for stil in stile],
                "bgcolor": HVID,
                "size": 7,
            },
        },
        "text": [text.antal(row.antal or 0) for row in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [flad(f"{_type_og_status(row)}: {_antal_i_ord(row)}") for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _maerker(midter: Sequence[float]) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": text.stort(_ANTAL_IKKE_OPLYST),
        "x": [0] * len(midter),
        "y": list(midter),
        "cliponaxis": False,
        "marker": {"symbol": "diamond-open", "size": 9, "color": NEUTRAL, "line": {"width": 2}},
        "hovertemplate": f"{text.stort(_ANTAL_IKKE_OPLYST)}<extra></extra>",
    }


def _type_og_status(row: ForloebAntal) -> str:
    return f"{text.stort(row.type)}, {row.status}"


def _tid_og_status(row: Tidsrum) -> str:
    return ", ".join(del_ for del_ in (text.stort(row.tekst), row.status) if del_)


def _antal_i_ord(row: ForloebAntal) -> str:
    antal = _ANTAL_IKKE_OPLYST if row.antal is None else text.antal(row.antal)
    return f"{antal} (ny dato: {row.ny_dato_tekst})" if row.ny_dato_tekst else antal


def _per_skoleaar_alt(rows: Sequence[ForloebAntal]) -> str:
    dele = [
        f"{skoleaar}: " + ", ".join(f"{row.type} {row.status} {_antal_i_ord(row)}" for row in gruppe)
        for skoleaar, gruppe in groupby(rows, key=lambda row: row.skoleaar)
    ]
    return f"Forløb per skoleår. {'. '.join(dele)}." if dele else "Forløb per skoleår: 0 tal at vise."


def _per_skoleaar_tabel(rows: Sequence[ForloebAntal]) -> Table:
    columns = (
        Column("skoleaar", "Skoleår"),
        Column("type", "Forløb"),
        Column("status", "Status"),
        Column("antal", "Antal", Kind.ANTAL),
        Column("ny_dato", "Ny dato"),
    )
    return Table(columns, tuple(_forloeb_i_tabel(row) for row in rows))


def _forloeb_i_tabel(row: ForloebAntal) -> tuple[str | int | Tilstand, ...]:
    antal = Tilstand.IKKE_OPLYST if row.antal is None else row.antal
    return row.skoleaar, row.type, row.status, antal, row.ny_dato_tekst
