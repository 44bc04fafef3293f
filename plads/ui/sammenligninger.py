"""Places against each other: rates on one scale, områder as small multiples, schools with and without forløb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from plads import text
from plads.charts import kurver, panel
from plads.cube import udsnit
from plads.filters import Filter
from plads.models.organisation import Enhedstype
from plads.queries import aktivitet as queries
from plads.queries.aktivitet import TaltRow
from plads.queries.enheder import EnhedRow
from plads.serier import Serie, Trin
from plads.tables import Kind
from plads.ui import aktivitet, cache, cards, explain, filterbar, muligheder, tal


def rate(enhed: EnhedRow, row: TaltRow) -> Serie:
    """Return a unit's rate per 1.000 pupils by school year; the municipality goes as the whole city."""
    navn = "Hele byen" if enhed.type is Enhedstype.KOMMUNE else enhed.navn
    return udsnit.pr_1000(cache.cube(), row.kode, enhed.kode, Trin.SKOLEAAR, navn=navn)


def rate_cards(units: Sequence[EnhedRow], key: str) -> None:
    """Show units on one scale, as rates per 1.000 pupils by school year; the first one in focus."""
    with st.grid(min_column_width=420, key=f"rater_{key}"):
        for row in aktivitet.indicators(units[0]):
            _rate_card([rate(unit, row) for unit in units], row, key)


def _rate_card(serier: Sequence[Serie], row: TaltRow, key: str) -> None:
    eksempel = any(serie.eksempel for serie in serier)
    cards.chart_card(
        f"{row.navn} pr. 1.000 elever",
        kurver.periodekurve(serier, maal=f"{row.navn} pr. 1.000 elever", kind=Kind.DECIMAL),
        key=f"rate_{key}_{row.kode}",
        undertitel=f"Skoleår, {text.opremsning([serie.navn for serie in serier])}. {aktivitet.source(eksempel)}",
        beregning=explain.rate(row),
        eksempel=eksempel,
        intern=any(serie.intern for serie in serier),
        fill=True,
    )


def area_panels(city: EnhedRow, areas: Sequence[EnhedRow]) -> None:
    """Show the områder below one another on one scale, one card for each indicator."""
    every = muligheder.areas(filterbar.whole())
    trin = _common([area.kode for area in every])
    for row in aktivitet.indicators():
        serier = [aktivitet.curve(area, row, trin=trin) for area in every]
        eksempel = any(serie.eksempel for serie in serier)
        span = f"{row.navn} {tal.per(serier[0])}{aktivitet.between(serier[0])}"
        cards.chart_card(
            f"{row.navn} i områderne på samme skala",
            panel.smaa_multipla(
                serier,
                maal=row.navn,
                reference=_average(aktivitet.curve(city, row, trin=trin), len(every)),
                haendelser=aktivitet.events(),
                fokus=[area.navn for area in areas] if len(areas) < len(every) else (),
            ),
            key=f"panel_{row.kode}",
            undertitel=f"{span}. Grå er gennemsnittet. {aktivitet.source(eksempel)}",
            beregning=explain.aktivitet(row, serier[-1]),
            eksempel=eksempel,
            intern=any(serie.intern for serie in serier),
        )


def _common(koder: Sequence[str]) -> Trin:
    """Return the shortest periods in which the reader may see all of some units."""
    cube = cache.cube()
    steps = {cube.fineste(kode) for kode in koder}
    return next((trin for trin in (Trin.SKOLEAAR, Trin.KVARTAL) if trin in steps), Trin.MAANED)


def _average(serie: Serie, antal: int) -> Serie:
    """Return a city's series shared evenly on its områder, as a line to read them against."""
    shared = tuple(v / antal if isinstance(v, int | float) else v for v in serie.vaerdier)
    return replace(serie, navn="Gennemsnit pr. område", vaerdier=shared)


def of_schools(maerke: str) -> None:
    """Show the activity of the schools that have one of an element's forløb, beside schools without."""
    rows = cache.read(queries.named, Filter(filterbar.current().plan, indsatser=(maerke,)))
    units = [unit for unit in muligheder.schools(filterbar.whole()) if unit.type is Enhedstype.SKOLE]
    codes = {row.enhed for row in rows}
    within = tuple(unit.kode for unit in units if unit.kode in codes)
    without = tuple(unit.kode for unit in units if unit.kode not in codes)
    if not within or not aktivitet.may_see():
        return
    st.header(f"Aktivitet på indsatsens skoler ({len(within)})", anchor=False)
    if not all(aktivitet.is_own(unit) for unit in units):
        st.caption("En gruppe af skoler kan ikke summeres, når nogle af dens tal er skjult. De står på Skoler.")
        return
    begun = aktivitet.marks(rows)
    with st.grid(min_column_width=420, key="indsatskurver"):
        for row in aktivitet.indicators():
            _schools_card(row, within, without, begun)


def _schools_card(row: TaltRow, within: Sequence[str], without: Sequence[str], begun: Sequence[kurver.Maerke]) -> None:
    cube = cache.cube()
    serier = [
        udsnit.pr_1000_af(cube, row.kode, codes, Trin.SKOLEAAR, navn=name)
        for name, codes in (("Med forløb", within), ("Uden forløb", without))
        if codes
    ]
    began = "; ".join(f"{mark.tekst}: {text.dato_kort(mark.dato)}" for mark in begun)
    cards.chart_card(
        f"{row.navn} pr. 1.000 elever på skoler med og uden forløb",
        kurver.periodekurve(serier, maal=f"{row.navn} pr. 1.000 elever", kind=Kind.DECIMAL),
        key=f"indsats_{row.kode}",
        undertitel=f"Almenskoler, skoleår. {f'Begyndt: {began}' if began else 'Ingen forløb er begyndt'}",
        beregning=explain.before_after(row),
        eksempel=any(serie.eksempel for serie in serier),
        intern=any(serie.intern for serie in serier),
        fill=True,
    )
