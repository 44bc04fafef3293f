"""Økonomi: budget by year and part, additions, price level, what is committed, and whether it all adds up."""

import streamlit as st

from plads import access, text
from plads.charts import lister, tabeller
from plads.charts import oekonomi as charts
from plads.queries import afstemning, oekonomi
from plads.ui import cache, cards, elements, explain, filterbar, noegletal, opfoelgning, oversigter

access.require(access.Handling.SE_PLAN)
valg = filterbar.current()
status = cache.read(oekonomi.status, valg)
beloeb = cache.read(oekonomi.lines, valg)
navne = elements.source_names()
aar = text.opremsning([str(aar) for aar in status.aar])

noegletal.money_figures(cache.read(oekonomi.chosen_status, valg))
venstre, hoejre = st.columns(2)
with venstre:
    cards.chart_card(
        "Budget år for år",
        charts.budget_per_aar(cache.read(oekonomi.per_year, valg)),
        key="aar",
        undertitel=f"mio. kr., {noegletal.price_level(status.budget)}",
        beregning=explain.budget(beloeb),
    )
with hoejre:
    cards.chart_card(
        f"Budget {aar} fordelt på planens dele",
        charts.budget_per_indsats(cache.read(oekonomi.per_element, filterbar.in_years(status.aar))),
        key="dele",
        undertitel=f"mio. kr., inkl. tillæg, {noegletal.price_level(status.budget)}",
        beregning=explain.budget(beloeb),
        valg=filterbar.in_years(status.aar),
    )
cards.chart_card(
    f"Disponeret af hele planens budget {aar}",
    charts.disponeret([status]),
    key="disponeret",
    undertitel="Findes kun for hele planen og fordeles ikke på dele.",
    beregning=explain.committed(status),
    valg=filterbar.in_years(status.aar, whole=True),
)
cards.table_card("Budgetlinjer", tabeller.budget(beloeb, navne), key="linjer")
cards.tables(
    [("Status og forventninger", tabeller.positions(cache.read(oekonomi.positions, valg), navne))], key="status"
)
cards.tables(
    [("Går tallene op i hele planen?", tabeller.checks(cache.read(afstemning.checks, valg), navne))],
    key="kontrol",
    valg=filterbar.in_years(valg.aar, whole=True),
)
oversigter.booked()
opfoelgning.show()
cards.table_card(
    "Uenigheder og huller i kilderne",
    lister.listed(cache.read(afstemning.disagreements, valg), lister.AFVIGELSER, navne),
    key="afvigelser",
)
