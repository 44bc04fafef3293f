"""Events that hit the whole city at once: did the figures take a step?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import streamlit as st

from plads import text
from plads.charts import afbrudt
from plads.cube import udsnit
from plads.measures.afbrudt import EFTER, FOER, Afbrudt, Spoergsmaal, Svar, step, waves
from plads.measures.effektord import change
from plads.measures.tal import Tal
from plads.queries import styring
from plads.queries.aktivitet import TaltRow
from plads.queries.enheder import EnhedRow
from plads.queries.styring import HaendelseRow
from plads.serier import Serie, Trin, maaned_nr
from plads.tables import Celle
from plads.tilstand import Tilstand
from plads.ui import aktivitet, cache, cards, effektforklaring, filterbar
from plads.ui.keys import key_part


class Fund(NamedTuple):
    """The answer for one event and figure, with the series it was found in."""

    serie: Serie
    svar: Afbrudt
    intern: bool


def card_of(by: EnhedRow, tal: TaltRow) -> None:
    """Let the reader choose an event, and show what the city's figures did."""
    haendelser = {f"{text.dato(h.dato)}: {h.navn}": h for h in cache.read(styring.events, filterbar.whole())}
    if not haendelser:
        return
    st.header("Hændelser, der ramte hele byen", anchor=False)
    valgt = st.selectbox("Hændelse", list(haendelser), key="haendelse", bind="query-params")
    fund = answer(by, tal, haendelser[valgt])
    cards.chart_card(
        sentence(fund.svar, tal),
        afbrudt.interrupted(fund.serie, _without(fund, haendelser[valgt]), maal=tal.navn, haendelse=haendelser[valgt]),
        key=f"haendelse_{key_part(tal.kode)}",
        undertitel=(
            f"{tal.navn} pr. måned, {by.navn}. {details(fund.svar)}{_hidden(fund.serie)} "
            f"{aktivitet.source(fund.serie.eksempel)}"
        ),
        beregning=effektforklaring.event(),
        eksempel=fund.serie.eksempel,
        intern=fund.intern,
    )


@cache.kept
def answer(by: EnhedRow, tal: TaltRow, haendelse: HaendelseRow) -> Fund:
    """Return what the city's figures did at an event, worked out once for each data version and reader's scope."""
    cube = cache.cube()
    serie = udsnit.serie(cube, tal.kode, by.kode, Trin.MAANED, navn="Talt")
    elever = udsnit.serie(cube, "elevtal", by.kode, Trin.SKOLEAAR)
    kortvarig = haendelse.kommune is None
    fra = maaned_nr(haendelse.dato)
    y = _numbers(serie)
    til = aktivitet.last_month(haendelse) if kortvarig else None
    spoergsmaal = Spoergsmaal(fra if kortvarig else fra + 1, til, boelger=waves(y))
    andre = [h for h in aktivitet.events() if h != haendelse]
    ramt = [m for h in andre for m in range(maaned_nr(h.dato), aktivitet.last_month(h) + 1)]
    maaneder = np.array([p.foerste for p in serie.perioder], dtype=np.float64)
    svar = step(y, _pupils(serie, elever), maaneder, spoergsmaal, ramt)
    return Fund(serie, svar, serie.intern)


def _numbers(serie: Serie) -> Tal:
    return np.array([_number(v) for v in serie.vaerdier], dtype=np.float64)


def _number(v: Celle) -> float:
    return float(v) if isinstance(v, int | float) and not isinstance(v, Tilstand) else np.nan


def _pupils(serie: Serie, elever: Serie) -> Tal:
    """Return the pupils of the school year each month lies in."""
    pr_aar = {p.foerste: _number(v) for p, v in elever}
    return np.array([pr_aar.get((p.foerste - 7) // 12 * 12 + 7, np.nan) for p in serie.perioder], dtype=np.float64)


def _without(fund: Fund, haendelse: HaendelseRow) -> Serie | None:
    """Return what would have been from the event on without it."""
    if fund.svar.uden is None:
        return None
    start = maaned_nr(haendelse.dato)
    uden: list[Celle] = [
        round(float(tal), 1) if p.foerste >= start and np.isfinite(tal) else None
        for p, tal in zip(fund.serie.perioder, fund.svar.uden, strict=True)
    ]
    return Serie("Uden (skøn)", fund.serie.perioder, tuple(uden), (0,) * len(uden), fund.serie.eksempel)


def _hidden(serie: Serie) -> str:
    skjulte = serie.vaerdier.count(Tilstand.DISKRETIONERET)
    return f" {text.antal_af(skjulte, 'måned', 'måneder')} er skjult og ikke med." if skjulte else ""


def sentence(svar: Afbrudt, tal: TaltRow) -> str:
    """Return what the step was, in words."""
    if svar.svar is Svar.FOR_LIDT or svar.trin is None:
        return f"{tal.navn}: for lidt data til at sige, om der skete et spring"
    if svar.svar is Svar.IKKE_SKELNES:
        return f"{tal.navn}: springet kan ikke skelnes fra tilfældige udsving"
    return f"{tal.navn}: {svar.svar.value}, {change(svar.trin[0])}"


def details(svar: Afbrudt) -> str:
    """Return the interval and what it rests on."""
    if svar.trin is None:
        return (
            f"Der er {svar.foer} måneder før og {svar.efter} efter; det kræver {FOER} før"
            f" og {EFTER} efter, hvis virkningen er varig."
        )
    said = f"Springet er {change(svar.trin[0])} (fra {change(svar.trin[1])} til {change(svar.trin[2])})."
    return said + (" Nabomåneder afviger samme vej, så intervallet er gjort bredere." if svar.bredde > 1 else "")
