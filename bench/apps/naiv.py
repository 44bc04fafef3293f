"""Two choices and six charts the naive way: the whole table read on every rerun, grouped and drawn with px."""

import os

import streamlit as st

from bench.peers import naive_figures, naive_tables

tables = naive_tables(os.environ["PLADS_DATABASE_URL"])
frame, places = tables["tal"], tables["steder"]
indikator = st.selectbox("Tal", sorted(set(frame.indikator.unique()) - {"elevtal"}), key="tal")
omraade = st.selectbox("Område", sorted(places[places.kommune == "k101"].omraade.unique()), key="omr")
for nr, figure in enumerate(naive_figures(tables, indikator, omraade)):
    st.plotly_chart(figure, key=f"figur_{nr}")
