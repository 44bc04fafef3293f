"""Two choices and six charts, from our cube with figures of Plotly's own."""

import os

import streamlit as st

from bench.peers import cube_of, figures
from bench.side import answers

t = st.cache_resource(cube_of)(os.environ["PLADS_DATABASE_URL"])
indikator = st.selectbox("Tal", [i.kode for i in t.indikatorer if i.kode != "elevtal"], key="tal")
omraade = st.selectbox("Område", [e.kode for e in t.enheder if e.kommune == "k101" and e.type == "omraade"], key="omr")
for nr, figure in enumerate(figures(answers(t, indikator, omraade))):
    st.plotly_chart(figure, key=f"figur_{nr}")
