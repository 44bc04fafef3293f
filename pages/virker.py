"""Virker indsatsen?: a verdict for each kind of forløb that cannot be fooled by chance or by who was chosen."""

import streamlit as st

from plads import access
from plads.ui import aktivitet, cards, haendelser, steder, virker

access.require(access.Handling.SE_AKTIVITET)
by = steder.city()
if by is None or not aktivitet.may_see():
    cards.empty("Der er endnu ikke indlæst aktivitet for planens kommune.", "virker")
    st.stop()
forloeb, tal = virker.kinds(), virker.figures()
if not forloeb or not tal:
    cards.empty("Der er ingen forløb i gang og tal at måle dem på for dine valg.", "virker")
    st.stop()

aktivitet.freshness(by)
virker.overview(forloeb, tal)
st.header("Ét forløb ad gangen", anchor=False)
valgt, maalt = virker.choose(forloeb, tal)
virker.verdict(valgt, maalt)
virker.charts(valgt, maalt)
haendelser.card_of(by, maalt)
