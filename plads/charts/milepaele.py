"""Milestones on a time line: where each was first placed, and where it lies now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plads import text
from plads.charts.chart import Chart, Spec
from plads.charts.lister import label
from plads.charts.opstilling import Opstilling, maerkat
from plads.charts.rows import Haendelse, MilepaelRaekke
from plads.charts.template import BLAA, DAEMPET, NEUTRAL, ORANGE, flad, ombryd
from plads.charts.tidsakse import AKSEHOEJDE, Stykke, Vindue, bjaelker, dagslinjer, forbindelse, med_dato
from plads.periods import FleksDato
from plads.tables import Celle, Column, Table
from plads.tilstand import Tilstand

_UDEN_DATO = "uden dato"
_SENE = ("forsinket", "udskudt")


def tidslinje(
    rows: Sequence[MilepaelRaekke], i_dag: date | None, haendelser: Sequence[Haendelse] = ()
) -> Chart:
    """Draw one lane per milestone: first date hollow and grey, present date filled, orange when late.

    `i_dag` is the day the milestones are seen from, the date of the status they come from.
    """
    vindue = Vindue.om(
        dag for row in rows for flex in (row.oprindelig, row.gaeldende) for dag in _ender(flex)
    )
    plan = Opstilling()
    dage = [med_dato(haendelse.dato, haendelse.navn) for haendelse in haendelser]
    linjer = dagslinjer(plan, vindue, dage + ([med_dato(i_dag, "status")] if i_dag else []))
    midter = [_etiketter(plan, row) for row in rows]
    par = list(zip(rows, midter, strict=True))
    spec = {
        "data": [
            bjaelker(
                "Oprindelig",
                [_foer(row, midte, vindue) for row, midte in par if _har_dato(row.oprindelig)],
                14,
                hul=True,
            ),
            bjaelker(
                "Gældende", [_nu(row, midte, vindue) for row, midte in par if _har_dato(row.gaeldende)], 8
            ),
        ],
        "layout": plan.layout(
            top=AKSEHOEJDE,
            barmode="overlay",
            xaxis=vindue.akse(),
            shapes=linjer + [streg for row, midte in par for streg in _flyttet(row, midte, vindue)],
        ),
    }
    return Chart(spec, _alt(rows), _tabel(rows))


def er_sen(row: MilepaelRaekke) -> bool:
    """Return whether the source calls it late, or its present date lies after the first one."""
    foer, nu = row.oprindelig, row.gaeldende
    if row.status in _SENE:
        return True
    if foer is None or nu is None or not (_har_dato(foer) and _har_dato(nu)):
        return False
    return (nu.til or date.max) > (foer.til or date.max) and (nu.fra or date.min) >= (foer.fra or date.min)


def _har_dato(flex: FleksDato | None) -> bool:
    return any(_ender(flex))


def _er_aaben(flex: FleksDato | None) -> bool:
    return _har_dato(flex) and None in _ender(flex)


def _ender(flex: FleksDato | None) -> tuple[date | None, date | None]:
    return (flex.fra, flex.til) if flex else (None, None)


def _etiketter(plan: Opstilling, row: MilepaelRaekke) -> float:
    """Write title and dates of a milestone and return the middle of its lane."""
    plan.skriv(maerkat(row.maerke, row.titel))
    if ord_ := _i_ord(row):
        plan.skriv(ombryd(ord_), DAEMPET)
    midte = plan.bane()
    if not _har_dato(row.gaeldende):
        plan.bemaerk(_UDEN_DATO, midte, 1, xref="paper", xanchor="right")
    return midte


def _i_ord(row: MilepaelRaekke) -> str:
    """Return what is known in words: 'Ultimo 2020 (før: starten af 2020), udskudt'."""
    foer, nu = row.oprindelig, row.gaeldende
    flyttet = f" (før: {foer.tekst})" if foer and foer != nu else ""
    return ", ".join(
        del_ for del_ in (f"{text.stort(nu.tekst) if nu else ''}{flyttet}".strip(), _status(row)) if del_
    )


def _status(row: MilepaelRaekke) -> str:
    return label(row.status).lower()


def _foer(row: MilepaelRaekke, midte: float, vindue: Vindue) -> Stykke:
    tekst = f"Oprindelig: {row.oprindelig.tekst}" if row.oprindelig else ""
    return Stykke(
        *vindue.udfyld(*_ender(row.oprindelig)), midte, NEUTRAL, flad(tekst), _er_aaben(row.oprindelig)
    )


def _nu(row: MilepaelRaekke, midte: float, vindue: Vindue) -> Stykke:
    farve = ORANGE if er_sen(row) else BLAA
    tekst = f"Gældende: {row.gaeldende.tekst}" if row.gaeldende else ""
    return Stykke(*vindue.udfyld(*_ender(row.gaeldende)), midte, farve, flad(tekst), _er_aaben(row.gaeldende))


def _flyttet(row: MilepaelRaekke, midte: float, vindue: Vindue) -> list[Spec]:
    """Return the connector between first and present date when there is a gap."""
    if not (_har_dato(row.oprindelig) and _har_dato(row.gaeldende)):
        return []
    (foer_fra, foer_til), (nu_fra, nu_til) = (
        vindue.udfyld(*_ender(f)) for f in (row.oprindelig, row.gaeldende)
    )
    if foer_til < nu_fra:
        return [forbindelse(foer_til, nu_fra, midte, NEUTRAL)]
    return [forbindelse(nu_til, foer_fra, midte, NEUTRAL)] if nu_til < foer_fra else []


def _alt(rows: Sequence[MilepaelRaekke]) -> str:
    sene = [row for row in rows if er_sen(row)]
    uden = sum(not _har_dato(row.gaeldende) for row in rows)
    alt = f"{text.antal_af(len(rows), 'milepæl', 'milepæle')}: {len(sene)} udskudt, {uden} uden dato."
    flyttet = [
        f"{row.titel} fra {foer.tekst} til {nu.tekst}"
        for row in sene
        if (foer := row.oprindelig) and (nu := row.gaeldende)
    ]
    return f"{alt} Udskudt: {'; '.join(flyttet)}." if flyttet else alt


def _tabel(rows: Sequence[MilepaelRaekke]) -> Table:
    columns = (
        Column("maerke", "Mærke"),
        Column("titel", "Milepæl"),
        Column("oprindelig", "Oprindelig dato"),
        Column("gaeldende", "Gældende dato"),
        Column("status", "Status"),
    )
    return Table(columns, tuple(_i_tabel(row) for row in rows))


def _i_tabel(row: MilepaelRaekke) -> tuple[Celle, ...]:
    foer, nu = (flex.tekst if flex else Tilstand.IKKE_OPLYST for flex in (row.oprindelig, row.gaeldende))
    return row.maerke, row.titel, foer, nu, text.stort(_status(row))
