"""Forventningstal og prognoser: every vintage against how the year went, and what pupils cost."""

import streamlit as st

from plads import access
from plads.ui import cards, prognoser, steder

access.require(access.Handling.SE_AKTIVITET)
by = steder.city()
maalte = prognoser.figures(by) if by else []
if not maalte:
    cards.empty("Der er endnu ikke indlæst forventningstal for planens kommune.", "prognoser")
    st.stop()

valgt = prognoser.choose(maalte)
prognoser.staircases(valgt)
prognoser.old_misses(valgt)
prognoser.held(valgt)
prognoser.kroner()
