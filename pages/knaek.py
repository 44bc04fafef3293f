"""Er kurven knækket?: the plan's promise against the public statistic and the municipality's own figures."""

import streamlit as st

from plads import access
from plads.ui import aktivitet, cards, knaek, steder

access.require(access.Handling.SE_AKTIVITET)
knaek.public()
by = steder.city()
tal = knaek.figures()
if by is None or not tal or not aktivitet.may_see():
    cards.empty("Der er endnu ikke indlæst aktivitet for planens kommune.", "knaek")
    st.stop()

st.header("Kommunens egne tal", anchor=False)
aktivitet.freshness(by)
for maalt in tal:
    knaek.of_city(by, steder.every_area(), maalt)
