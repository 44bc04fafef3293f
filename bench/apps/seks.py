"""Two choices and six charts, from our cube with our chart functions."""

import streamlit as st

from bench.side import charts
from plads.udsyn import Udsyn
from plads.ui import cache, figur

cache.begin()
cache.look(Udsyn(alt=True), "")
t = cache.cube()
indikator = st.selectbox("Tal", [i.kode for i in t.indikatorer if i.kode != "elevtal"], key="tal")
omraade = st.selectbox("Område", [e.kode for e in t.enheder if e.kommune == "k101" and e.type == "omraade"], key="omr")
for nr, chart in enumerate(charts(t, indikator, omraade)):
    figur.show(chart, key=f"figur_{nr}")
