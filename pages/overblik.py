"""Overblik: the plan in a few sentences, its money, its main parts, and what comes next."""

import streamlit as st

from plads import access
from plads.charts import lister, tabeller
from plads.queries import delkort, fortalt, oekonomi, styring
from plads.ui import cache, cards, elements, filterbar, inklusion, noegletal, vurderinger

access.require(access.Handling.SE_PLAN)
valg = filterbar.current()

with cards.card("Kort fortalt", key="fortalt"), st.container(gap="xxsmall", key="linjer"):
    elements.sentences(cache.read(fortalt.overview, valg))

noegletal.money_figures(cache.read(oekonomi.chosen_status, valg))

vurderinger.of_city()
inklusion.cards_of()

rows = cache.read(delkort.cards, valg)
st.header(f"Planens dele ({len(rows)})", anchor=False)
elements.element_cards(rows)

cards.table_card(
    "Rapporteringskalender",
    lister.listed(cache.read(styring.calendar, valg), lister.KALENDER),
    key="kalender",
    undertitel="Hvornår der rapporteres i hele planen, og til hvem. Gentagelser står uden dato.",
    valg=filterbar.in_years((), whole=True),
)
temperaturer = tabeller.temperatures(cache.read(styring.temperatures, valg), elements.source_names())
cards.tables([("Projekttemperatur", temperaturer)], key="temperatur")
