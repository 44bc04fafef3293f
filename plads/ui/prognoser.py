"""Forventningstal and forecasts: the staircase, old misses, this year's end, and what pupils cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from plads import text
from plads.charts import prognose as figurer
from plads.cube import udsnit
from plads.measures import prognose, trappe
from plads.measures.prognose import Baand, Fejl, Traefsikkerhed
from plads.measures.trappe import Trappe
from plads.models.indikator import Forventningsart
from plads.queries import priser
from plads.queries.aktivitet import ForventningRow
from plads.queries.enheder import EnhedRow
from plads.queries.priser import PrisRow
from plads.serier import Trin
from plads.tables import Kind
from plads.tilstand import Tilstand
from plads.ui import cache, cards, effektforklaring, filterbar, forventninger, noegletal, valg
from plads.ui.keys import key_part

ELEVER = "elever_specialtilbud"
_FJERDE = 9
USAEDVANLIG = {True: "▲ Over det sædvanlige", False: "Som sædvanligt"}


class Maalt(NamedTuple):
    """One forecast figure: what it is called, its unit, its staircases by place, and the city's."""

    kode: str
    navn: str
    taeller: str
    omraader: tuple[Trappe, ...]
    byen: tuple[Trappe, ...]

    @property
    def kind(self) -> Kind:
        """Return how its figures are written: pupils whole, money in mio. kr. with a decimal."""
        return Kind.ANTAL if self.kode == ELEVER else Kind.DECIMAL

    @property
    def eksempel(self) -> bool:
        """Return whether its figures are made up."""
        return any(t.eksempel for t in self.omraader)


def figures(by: EnhedRow) -> list[Maalt]:
    """Return every forecast figure that adds up; shares do not."""
    rows = [row for row in forventninger.known(filterbar.whole()) if not row.er_andel]
    return [_figure(by, [r for r in rows if r.indikator == kode]) for kode in dict.fromkeys(r.indikator for r in rows)]


def _figure(by: EnhedRow, rows: Sequence[ForventningRow]) -> Maalt:
    ventet = [r for r in rows if r.art is Forventningsart.FORVENTET]
    rammer = [r for r in rows if r.art is Forventningsart.RAMMEMAAL]
    trapper = trappe.stairs(ventet, rammer, _outcomes(rows[0].indikator, {r.enhed for r in rows}))
    byen = trappe.total(trapper, by.kode, "Hele byen")
    return Maalt(rows[0].indikator, rows[0].navn, rows[0].taeller, tuple(trapper), tuple(byen))


def _outcomes(indikator: str, steder: set[str]) -> dict[tuple[str, int], float]:
    """Return how each year ended, by place: a stock in the year's last quarter."""
    cube = cache.cube()
    return {
        (sted, periode.fra.year): float(v)
        for sted in steder
        for periode, v in udsnit.serie(cube, indikator, sted, Trin.KVARTAL)
        if periode.fra.month == _FJERDE + 1 and isinstance(v, int | float) and not isinstance(v, Tilstand)
    }


def choose(maalte: Sequence[Maalt]) -> Maalt:
    """Let the reader choose a figure; it stands in the link."""
    valgt = valg.one_of("Prognose for", {m.kode: m.navn for m in maalte}, maalte[0].kode, "prognose")
    return next(m for m in maalte if m.kode == valgt)


def staircases(maalt: Maalt) -> None:
    """Show the city's staircase, or those of the chosen områder."""
    koder = filterbar.current().omraader
    steder = [koder_ for koder_ in dict.fromkeys(t.kode for t in maalt.omraader) if koder_ in koder]
    valgte = [[t for t in maalt.omraader if t.kode == kode] for kode in steder] or [list(maalt.byen)]
    for trapper in valgte:
        if trapper:
            _staircase(maalt, trapper)


def _staircase(maalt: Maalt, trapper: Sequence[Trappe]) -> None:
    sidste = trapper[-1]
    baand = trappe.year_end(sidste, trapper)
    cards.chart_card(
        _headline(maalt, sidste, baand),
        figurer.staircase(trapper, maalt.navn, baand, maalt.kind),
        key=f"trappe_{key_part(maalt.kode)}_{key_part(sidste.kode)}",
        undertitel=f"{maalt.taeller.rstrip('.')}, {sidste.sted}. {_band_words(sidste, baand)}",
        beregning=effektforklaring.stairs(),
        eksempel=maalt.eksempel,
    )


def _headline(maalt: Maalt, t: Trappe, baand: Baand | None) -> str:
    if baand:
        fra, til = (text.decimaltal(v, 0 if maalt.kind is Kind.ANTAL else 1) for v in (baand.lav, baand.hoej))
        enhed = "" if maalt.kind is Kind.ANTAL else " mio. kr."
        return f"{maalt.navn} {t.aar} ventes at ende mellem {fra} og {til}{enhed}, {text.lille(t.sted)}"
    return f"{maalt.navn} år for år, {text.lille(t.sted)}"


def _band_words(t: Trappe, baand: Baand | None) -> str:
    if t.udfald is not None:
        return ""
    if baand is None:
        return f"Der er for få gamle prognoser til at skønne, hvor {t.aar} ender."
    return (
        f"Skønnet bygger på {baand.antal} tidligere år; det rigtige tal ligger i så bredt et bånd omkring "
        f"{text.procent(baand.daekning, 1)} af gangene."
    )


def old_misses(maalt: Maalt) -> None:
    """Show the signed errors of old forecasts, and whether they lean to one side."""
    fejl = trappe.misses(maalt.omraader)
    dem = [a for u in dict.fromkeys(f.udgave for f in fejl) if (a := accuracy(fejl, u))]
    cards.chart_card(
        _lean(dem, maalt),
        figurer.errors(fejl, maalt.navn, maalt.kind),
        key=f"fejl_{key_part(maalt.kode)}",
        undertitel=f"Hver prik er et område i et år. {_how_many(dem)}",
        beregning=effektforklaring.misses(),
        eksempel=maalt.eksempel,
    )


def accuracy(fejl: Sequence[Fejl], udgave: str) -> Traefsikkerhed | None:
    """Return how the forecasts of one name have hit; None where there are none to measure."""
    return prognose.accuracy([f for f in fejl if f.udgave == udgave])


def _lean(dem: Sequence[Traefsikkerhed], maalt: Maalt) -> str:
    skaeve = [a for a in dem if a.skaev]
    if not skaeve:
        return f"{maalt.navn}: de gamle prognoser hælder ikke sikkert til én side"
    stoerst = max(skaeve, key=lambda a: abs(a.skaevhed))
    retning = "lav" if stoerst.skaevhed < 0 else "høj"
    pct = text.decimaltal(abs(100 * stoerst.skaevhed), 1)
    return f"{maalt.navn}: {stoerst.udgave} har i gennemsnit været {pct} pct. for {retning}"


def _how_many(dem: Sequence[Traefsikkerhed]) -> str:
    if not dem:
        return "Der er ingen gamle prognoser at måle endnu."
    said = f"{text.antal(sum(a.antal for a in dem))} fejl fra {dem[0].aar} år."
    return f"{said} Det er få år, så læs gennemsnittet med forbehold." if dem[0].aar < 5 else said


def held(maalt: Maalt) -> None:
    """Show how far the områder lie from what they are held to, the newest year and those that stood out."""
    fundne = trappe.deviations(maalt.omraader)
    vist = sorted(fundne, key=lambda a: (-a.trappe.aar, text.sorteringsnoegle(a.trappe.sted)))
    over = [a for a in vist if a.usaedvanlig]
    steder = text.opremsning(list(dict.fromkeys(a.trappe.sted for a in over)))
    cards.table_card(
        f"{maalt.navn}: over det sædvanlige i {steder}"
        if over
        else f"{maalt.navn}: ingen områder er over det sædvanlige",
        figurer.deviations([(a, trappe.year_end(a.trappe, maalt.omraader)) for a in vist], USAEDVANLIG, maalt.kind),
        key=f"afvigelser_{key_part(maalt.kode)}",
        undertitel=f"{maalt.taeller.rstrip('.')}, mod det forventningstal, området holdes op på",
        beregning=effektforklaring.held(),
        eksempel=maalt.eksempel,
    )


def kroner(navn: str = "elever i specialtilbud") -> None:
    """Turn pupils into kroner by the newest price row, with its price level; say so when there is no price."""
    pris = next((row for row in cache.read(priser.prices, filterbar.whole()) if row.indikator == ELEVER), None)
    st.header("Fra elever til kroner", anchor=False)
    if pris is None:
        cards.empty(f"Der er ingen pris pr. plads for {navn}. Den står i en faktafil under «enhedspriser».", "kroner")
        return
    with cards.card("Hvad koster flere elever?", key="kroner", eksempel=pris.eksempel,
                    undertitel=f"{pris.grundlag}, {pris.aar}"):  # fmt: skip
        flere = st.number_input("Flere elever", -500, 500, 10, key="flere", width=200)
        beloeb = prognose.price_of(int(flere or 0), pris.oere)
        noegletal.figures([_price_figure(int(flere or 0), beloeb, pris)], width=320)


def _price_figure(flere: int, beloeb: int, pris: PrisRow) -> tuple[str, str, str]:
    ord_ = "flere" if flere >= 0 else "færre"
    return (
        f"{text.antal_af(abs(flere), 'elev', 'elever')} {ord_} om året",
        text.beloeb(beloeb),
        f"{pris.prisniveau}-p/l · {text.kr(pris.oere)} pr. elev",
    )
