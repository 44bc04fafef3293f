"""Ordbog: what the words mean and how each figure is defined, with sources."""

import streamlit as st

from plads import access
from plads.charts import tabeller
from plads.queries import kilder
from plads.ui import cache, cards, elements, filterbar

access.require(access.Handling.SE_PLAN)
valg = filterbar.current()
navne = elements.source_names()

soeg = st.text_input("Søg i ordbogen", key="soeg", placeholder="fx visitation")
cards.table_card(
    "Begreber", tabeller.glossary(cache.read(kilder.glossary, valg), soeg, navne), key="begreber"
)
st.header("Sådan er tallene defineret", anchor=False)
elements.definitions(cache.read(kilder.indicators, valg), soeg)
