"""Indsatser: the parts of the plan, level by level, in the plan's own words."""

import streamlit as st

from plads import access, text
from plads.charts import tabeller
from plads.queries import kort, plan
from plads.ui import cache, cards, elements, filterbar

access.require(access.Handling.SE_PLAN)
valg = filterbar.current()
levels = cache.read(plan.levels, valg)
st.markdown(text.markdown(tabeller.levels_said(levels)))

rows = cache.read(kort.cards, valg)
for level in [level for level in levels if level.hoved]:
    own = [row for row in rows if row.ental == level.ental]
    st.header(f"{level.flertal} ({len(own)})", anchor=False)
    elements.element_cards(own)

cards.table_card(
    "Hele planen som tabel",
    tabeller.tree(cache.read(plan.tree, valg)),
    key="trae",
    undertitel="Alle niveauer i planens egen rækkefølge.",
)
with cards.card("Om planen", key="om"):
    elements.text_sections(valg.plan)
