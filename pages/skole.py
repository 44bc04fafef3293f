"""Skole: one school over time, against its område and the city, with its forløb."""

import streamlit as st

from plads import access
from plads.ui import aktivitet, cards, oversigter, periodetal, sammenligninger, steder, trintal, vurderinger

access.require(access.Handling.SE_AKTIVITET)
by = steder.city()
skole = steder.school()
if by is None or skole is None or not aktivitet.may_see():
    cards.empty("Der er endnu ikke indlæst aktivitet for skolen.", "skole")
    st.stop()
omraade = steder.above(skole)
forloeb = aktivitet.forloeb_of(skole)

steder.neighbours(skole, steder.schools(skole.omraade), "skole", up=omraade)
steder.facts(skole)
vurderinger.headline_figures(skole)
st.header("Over tid", anchor=False)
vurderinger.curve_cards(skole, aktivitet.marks(forloeb))
periodetal.card_of(skole)
trintal.card_of(skole)
st.header("Mod område og by", anchor=False)
sammenligninger.rate_cards([sted for sted in (skole, omraade, by) if sted], "skole")
vurderinger.funnels(steder.every_school(), key="skole", egen=skole)
oversigter.forloeb(forloeb)
