"""Områder: the city's områder side by side on one scale, and what they are expected to reach."""

import streamlit as st

from plads import access
from plads.ui import aktivitet, cards, forventninger, oversigter, sammenligninger, steder

access.require(access.Handling.SE_AKTIVITET)
by = steder.city()
if by is None or not aktivitet.may_see():
    cards.empty("Der er endnu ikke indlæst aktivitet for planens kommune.", "omraader")
    st.stop()
omraader = steder.areas()

aktivitet.freshness(by)
oversigter.areas(omraader)
sammenligninger.area_panels(by, omraader)
forventninger.expected(None)
