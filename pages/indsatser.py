"""Indsatser: the parts of the plan, level by level, in the plan's own words."""

import streamlit as st

from plads import access, text
from plads.charts import lister, tabeller
from plads.queries import delkort, plan
from plads.ui import cache, cards, elements, filterbar

access.require(access.Handling.SE_PLAN)
valg = filterbar.current()
navne = elements.source_names()
levels = cache.read(plan.levels, valg)
st.markdown(text.markdown(tabeller.levels_said(levels)))

rows = cache.read(delkort.cards, valg)
for level in [level for level in levels if level.hoved]:
    own = [row for row in rows if row.ental == level.ental]
    st.header(text.markdown(f"{level.flertal} ({len(own)})"), anchor=False)
    elements.element_cards(own)

cards.table_card(
    "Hele planen som tabel",
    tabeller.tree(cache.read(plan.tree, valg)),
    key="trae",
    undertitel="Alle niveauer i planens egen rækkefølge.",
)
elements.upper_elements()
with cards.card("Om planen", key="om"):
    elements.text_sections(valg.plan)
cards.tables(
    [
        ("Aktører", lister.listed(cache.read(plan.actors, valg), lister.AKTOERER)),
        ("Omfang", tabeller.extents(cache.read(plan.extents, valg), navne)),
        ("Sammenhænge mellem delene", tabeller.links(cache.read(plan.links, valg), navne)),
    ],
    key="om",
)
