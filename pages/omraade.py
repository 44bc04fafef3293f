"""Område: one område against the whole city, its forventningstal, and its schools."""

import streamlit as st

from plads import access
from plads.ui import aktivitet, cards, forventninger, oversigter, periodetal, sammenligninger, steder, vurderinger

access.require(access.Handling.SE_AKTIVITET)
by = steder.city()
omraade = steder.area()
if by is None or omraade is None or not aktivitet.may_see():
    cards.empty("Der er endnu ikke indlæst aktivitet for området.", "omraade")
    st.stop()

steder.neighbours(omraade, steder.every_area(), "omraade")
aktivitet.freshness(omraade)
vurderinger.headline_figures(omraade)
st.header("Over tid", anchor=False)
vurderinger.curve_cards(omraade)
periodetal.card_of(omraade)
st.header("Mod hele byen", anchor=False)
sammenligninger.rate_cards((omraade, by), "omraade")
st.header("Mod forventningerne", anchor=False)
forventninger.special_card(omraade)
forventninger.expected(omraade)
skoler = oversigter.schools_of(omraade)
vurderinger.funnels(skoler, key="omraade")
oversigter.schools(skoler)
