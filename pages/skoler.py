"""Skoler: every school in a table that sorts; a row opens the school."""

import streamlit as st

from plads import access
from plads.ui import aktivitet, cards, oversigter, steder, vurderinger

access.require(access.Handling.SE_AKTIVITET)
by = steder.city()
if by is None or not aktivitet.may_see():
    cards.empty("Der er endnu ikke indlæst aktivitet for planens kommune.", "skoler")
    st.stop()

aktivitet.freshness(by)
oversigter.schools(steder.schools())
vurderinger.funnels(steder.schools(), key="skoler")
