"""«Er kurven knækket?»: the plan's promise held against the figures, for the city and its områder."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from plads import text
from plads.charts import knaek as figurer
from plads.charts import kurver
from plads.cube import udsnit
from plads.filters import Filter
from plads.measures import knaek, knaekord
from plads.measures.knaek import Knaek, Kurve
from plads.queries import aktivitet as queries
from plads.queries import inklusion
from plads.queries.aktivitet import TaltRow
from plads.queries.enheder import EnhedRow
from plads.serier import Serie, Trin
from plads.tables import Kind
from plads.ui import aktivitet, cache, cards, effektforklaring, explain, filterbar, tal
from plads.ui.keys import key_part

# Who is segregated, and who was referred.
STANDARD = ("elever_specialtilbud", "visitation")
FLEST = 5
FARVER = {Knaek.KNAEKKET: "blue", Knaek.IKKE_KNAEKKET: "orange", Knaek.UAFGJORT: "gray"}
IKONER = {
    Knaek.KNAEKKET: ":material/trending_flat:",
    Knaek.IKKE_KNAEKKET: ":material/trending_up:",
    Knaek.UAFGJORT: ":material/hourglass_empty:",
}


def figures() -> list[TaltRow]:
    """Return the figures the promise is held against: the chosen ones, else segregated and referred pupils."""
    valgte = filterbar.current().indikatorer or STANDARD
    rows = [row for row in cache.read(queries.counted, filterbar.whole()) if row.kode in valgte]
    return sorted(rows, key=lambda row: STANDARD.index(row.kode) if row.kode in STANDARD else len(STANDARD))


def public() -> None:
    """Show the public statistic: the plan's municipality beside the country, and what it can and cannot say."""
    valg = Filter(filterbar.current().plan, kommune=filterbar.current().kommune)
    serier = [_segregated(serie) for serie in cache.read(inklusion.by_school, valg)][:FLEST]
    if not serier:
        return
    egen = serier[0]
    st.header("Den offentlige statistik", anchor=False)
    cards.chart_card(
        knaekord.public_verdict(egen),
        kurver.periodekurve(serier, maal="Segregeringsgrad efter skolens kommune", kind=Kind.PROCENT),
        key="knaek_offentlig",
        undertitel="1 minus inklusionsgraden, procent af eleverne, skoleår. Kilde: Uddannelsesstatistik.dk",
        beregning=explain.inclusion(),
    )


def _segregated(serie: Serie) -> Serie:
    """Return a curve of inclusion rates as rates of segregation."""
    celler = tuple(round(1 - v, 5) if isinstance(v, float) else v for v in serie.vaerdier)
    return Serie(serie.navn, serie.perioder, celler, serie.mangler, serie.eksempel, serie.intern)


def of_city(by: EnhedRow, omraader: Sequence[EnhedRow], maalt: TaltRow) -> None:
    """Show the city's index and verdict of a figure, and the områder beside it."""
    kurve = curve(by, maalt)
    navn = key_part(maalt.kode)
    with st.grid(min_column_width=420, key=f"knaek_{navn}"):
        cards.chart_card(
            f"{maalt.navn}: {text.lille(kurve.dom.value)}",
            figurer.index(kurve, maalt.navn),
            key=f"knaek_by_{navn}",
            undertitel=f"{by.navn}. {knaekord.sentence(kurve, tal.small(maalt.navn))} {_source(kurve)}",
            beregning=[*effektforklaring.broken(), ("Hvad ville ændre det", knaekord.what_would_change(kurve))],
            eksempel=kurve.eksempel,
            intern=kurve.intern,
            fill=True,
            chip=lambda: chip(kurve),
        )
        kurver_ = [curve(omraade, maalt) for omraade in omraader]
        cards.chart_card(
            f"{maalt.navn} i områderne",
            figurer.places(kurver_, maalt.navn),
            key=f"knaek_omr_{navn}",
            undertitel=f"Nyeste år mod {knaek.GRUNDAAR} = 100, pr. elev. {knaekord.places(kurver_)}",
            beregning=effektforklaring.broken(),
            eksempel=any(k.eksempel for k in kurver_),
            intern=any(k.intern for k in kurver_),
            fill=True,
        )
    st.caption(text.markdown(f"Hvad ville ændre det: {knaekord.what_would_change(kurve)}"))


def curve(enhed: EnhedRow, maalt: TaltRow) -> Kurve:
    """Return the verdict on a place and a figure, by calendar year."""
    cube = cache.cube()
    antal = udsnit.serie(cube, maalt.kode, enhed.kode, Trin.AAR)
    rater = udsnit.pr_1000(cube, maalt.kode, enhed.kode, Trin.AAR)
    steder = len(udsnit.medlemmer(cube, enhed.kode, antal.perioder[-1])) if antal.perioder else 0
    return knaek.curve(enhed.navn, antal, rater, steder)


def chip(kurve: Kurve) -> None:
    """Show the verdict as a word with a sign and a colour."""
    st.badge(kurve.dom.value, icon=IKONER[kurve.dom], color=FARVER[kurve.dom])  # type: ignore[arg-type]


def _source(kurve: Kurve) -> str:
    return aktivitet.source(kurve.eksempel)
