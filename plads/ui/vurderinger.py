"""Activity judged: headline figures and curves with what is normal, and schools of different size against chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from plads.charts import kurver
from plads.cube import udsnit
from plads.measures import saetninger
from plads.measures.gruppe import Gruppe, learn
from plads.measures.ligner import Skole
from plads.measures.motor import vurder
from plads.measures.tragt import Sted
from plads.measures.vurdering import Vurdering
from plads.models.organisation import Enhedstype
from plads.queries.aktivitet import TaltRow
from plads.queries.enheder import EnhedRow
from plads.serier import Periode, Serie, Trin
from plads.ui import (
    aktivitet,
    cache,
    cards,
    explain,
    filterbar,
    maalevalg,
    maalinger,
    muligheder,
    oversigter,
    steder,
    tal,
)
from plads.ui.keys import key_part

ELEVER = "elevtal"


def of_city() -> None:
    """Show the city's figures and curves on the overview, for those who may see them."""
    by = steder.city()
    if by is None or not aktivitet.may_see():
        return
    st.header("Aktivitet i hele byen", anchor=False)
    aktivitet.freshness(by)
    headline_figures(by)
    curve_cards(by)


def headline_figures(enhed: EnhedRow) -> None:
    """Show the last year of each indicator for a unit beside the year before, and whether the newest is normal."""
    _, til = aktivitet.span(filterbar.current())
    rows = aktivitet.indicators(enhed)
    curves = [(row, aktivitet.curve(enhed, row, whole=True)) for row in rows]
    tal.figures(curves, til, [verdict(enhed, row) for row in rows])


def curve_cards(enhed: EnhedRow, marks: Sequence[kurver.Maerke] = ()) -> None:
    """Show a unit's curves on what is normal, one card for each indicator, and how often chance alone would signal."""
    rows = aktivitet.indicators(enhed)
    with st.grid(min_column_width=420, key=f"kurver_{key_part(enhed.kode)}"):
        for row in rows:
            curve_card(enhed, row, marks)
    maalinger.false_flags([verdict(enhed, row) for row in rows])


def curve_card(enhed: EnhedRow, row: TaltRow, marks: Sequence[kurver.Maerke] = ()) -> None:
    """Show one curve with what is normal, what happened, and the forløb that began.

    Where several months are judged together, the reader may turn to the months themselves.
    """
    fra, til = aktivitet.span(filterbar.current())
    v = _between(verdict(enhed, row), fra, til)
    if v.vindue > 1 and st.session_state.get(f"hver_{row.kode}"):
        _months_card(enhed, row, v, marks)
        return
    maalinger.curve_card(
        row,
        v,
        key=f"kurve_{row.kode}",
        sted=f"{enhed.navn}{aktivitet.between(v.serie)}",
        kilde=aktivitet.source(v.serie.eksempel),
        haendelser=aktivitet.events(),
        maerker=marks,
        chip=lambda: _chip(row, v),
        fod=lambda: maalevalg.button(enhed, row),
    )


def _months_card(enhed: EnhedRow, row: TaltRow, v: Vurdering, marks: Sequence[kurver.Maerke]) -> None:
    """Show the counts month by month under the verdict that was passed on several of them together."""
    serie = aktivitet.curve(enhed, row)
    cards.chart_card(
        saetninger.sentence(v),
        kurver.maanedskurve([serie], maal=row.navn, haendelser=aktivitet.events(), maerker=marks),
        key=f"kurve_{row.kode}",
        undertitel=f"{row.navn} {tal.per(serie)}, {enhed.navn}{aktivitet.between(serie)}. "
        f"{aktivitet.source(serie.eksempel)}",
        beregning=explain.aktivitet(row, serie),
        eksempel=serie.eksempel,
        intern=serie.intern,
        fill=True,
        chip=lambda: _chip(row, v),
        fod=lambda: maalevalg.button(enhed, row),
    )


def _chip(row: TaltRow, v: Vurdering) -> None:
    maalinger.signal_chip(v)
    if v.vindue > 1:
        st.toggle("Måned for måned", key=f"hver_{row.kode}")


def verdict(enhed: EnhedRow, row: TaltRow) -> Vurdering:
    """Return the verdict on a unit's newest figure of an indicator, up to the end of the chosen years."""
    _, til = aktivitet.span(filterbar.current())
    return _verdict(enhed, row, til)


@cache.kept
def _verdict(enhed: EnhedRow, row: TaltRow, til: date | None) -> Vurdering:
    serie = udsnit.serie(cache.cube(), row.kode, enhed.kode, cache.cube().fineste(enhed.kode), navn=enhed.navn, til=til)
    trin = serie.perioder[0].trin if serie.perioder else Trin.MAANED
    return vurder(
        serie,
        row.navn,
        maalevalg.settings(enhed, row, trin),
        gruppe=_group(row, enhed.type, trin, til),
        afbrydelser=aktivitet.interruptions(),
        enheder=max(len(udsnit.medlemmer(cache.cube(), enhed.kode, serie.perioder[-1])), 1) if serie.perioder else 1,
    )


@cache.kept
def _group(row: TaltRow, slags: Enhedstype, trin: Trin, til: date | None) -> Gruppe | None:
    """Return the season of the whole city and the spread of the units of one kind; None over school years."""
    by = steder.city()
    if by is None or trin is Trin.SKOLEAAR:
        return None
    cube, valg = cache.cube(), filterbar.whole()
    units = [unit for unit in (*muligheder.areas(valg), *muligheder.schools(valg)) if unit.type is slags]
    alle = udsnit.serie(cube, row.kode, by.kode, trin, navn="hele byen", til=til)
    return learn(
        alle,
        [udsnit.serie(cube, row.kode, unit.kode, trin, til=til) for unit in units],
        aktivitet.interruptions(),
    )


def _between(v: Vurdering, fra: date | None, til: date | None) -> Vurdering:
    """Return a verdict with only the periods that lie wholly between two days; None is open."""
    inde = [nr for nr, p in enumerate(v.serie.perioder) if (not fra or p.fra >= fra) and (not til or p.til <= til)]
    if len(inde) == len(v.serie.perioder):
        return v
    valgt = slice(inde[0], inde[-1] + 1) if inde else slice(0, 0)
    nr = v.nr - valgt.start if v.nr is not None and valgt.start <= v.nr < valgt.stop else None
    return replace(
        v,
        serie=_cut(v.serie, valgt),
        midte=v.midte[valgt],
        nedre=v.nedre[valgt],
        oevre=v.oevre[valgt],
        signaler=v.signaler[valgt],
        haendelser=v.haendelser[valgt],
        ufuldstaendige=v.ufuldstaendige[valgt],
        nr=nr,
    )


def _cut(serie: Serie, valgt: slice) -> Serie:
    return replace(
        serie, perioder=serie.perioder[valgt], vaerdier=serie.vaerdier[valgt], mangler=serie.mangler[valgt]
    )


def funnels(rows: Sequence[EnhedRow], *, key: str, egen: EnhedRow | None = None) -> None:
    """Show ordinary schools against what chance gives each in a school year, one funnel for each indicator.

    `egen` is the school the page is about: it is marked, and the reader may choose whom to compare it with.
    """
    periode = oversigter.school_year()
    skoler = tuple(row for row in rows if row.type is Enhedstype.SKOLE)
    if periode is None or len(skoler) < 2 or (egen is not None and egen.type is not Enhedstype.SKOLE):
        return
    st.header("Store og små skoler", anchor=False)
    own, others = _as_school(egen, periode), tuple(filter(None, (_as_school(row, periode) for row in skoler)))
    valgte = maalinger.chosen(own, others, f"tragt_{key}") if own else None
    med = tuple(row for row in skoler if valgte is None or row.kode in valgte)
    with st.grid(min_column_width=420, key=f"tragte_{key}"):
        for row in aktivitet.indicators():
            sted, eksempel, intern = places_of(row.kode, med, periode)
            maalinger.funnel_card(
                row,
                sted,
                key=f"tragt_{key}_{row.kode}",
                periode=f"skoleåret {periode.navn}",
                kilde=aktivitet.source(eksempel),
                egen=own,
                eksempel=eksempel,
                intern=intern,
                fill=True,
            )


@cache.kept
def places_of(kode: str, skoler: tuple[EnhedRow, ...], periode: Periode) -> tuple[tuple[Sted, ...], bool, bool]:
    """Return the schools' counts and pupils in a school year, whether any is made up, and whether any is internal."""
    found = udsnit.raekker(cache.cube(), [row.kode for row in skoler], [kode, ELEVER], periode)
    places = tuple(
        Sted(row.kode, row.navn, raekke.vaerdier[kode], raekke.vaerdier[ELEVER])
        for row, raekke in zip(skoler, found, strict=True)
    )
    return places, any(raekke.eksempel for raekke in found), any(raekke.intern for raekke in found)


@cache.kept
def _as_school(row: EnhedRow | None, periode: Periode) -> Skole | None:
    """Return what makes a school like others."""
    if row is None:
        return None
    (found,) = udsnit.raekker(cache.cube(), [row.kode], [ELEVER], periode)
    return Skole(row.kode, row.navn, found.vaerdier[ELEVER], row.type is Enhedstype.SPECIALSKOLE)
