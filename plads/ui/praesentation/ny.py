"""The form for a new set."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from plads import access, text
from plads.dias import Moede
from plads.errors import PladsError
from plads.moede import arkiv
from plads.moede.ord import day
from plads.ui import cache, filterbar
from plads.ui.praesentation import arbejde


def form(opened: Callable[[int], None]) -> None:
    """Offer a new set: the standard set for the committee, or an empty one."""
    with st.expander("Ny præsentation", icon=":material/add:", expanded=False), st.form("nyt_saet", border=False):
        titel = st.text_input("Titel", max_chars=160, placeholder="Status på indsatsplanen")
        with st.container(horizontal=True):
            udvalg = st.text_input("Udvalg", value="Børne- og Ungdomsudvalget", max_chars=80)
            dato = st.text_input("Mødedato", placeholder="20.05.2020", max_chars=20)
            punkt = st.text_input("Punkt på dagsordenen", max_chars=20)
            sagsnummer = st.text_input("Sagsnummer", max_chars=40)
        with st.container(horizontal=True):
            standard = st.form_submit_button("Standardsæt til udvalget", type="primary", icon=":material/auto_awesome:")
            tomt = st.form_submit_button("Tomt sæt")
    if standard or tomt:
        ord_ = {"titel": titel, "udvalg": udvalg, "punkt": punkt, "sagsnummer": sagsnummer}
        _create(ord_, dato, opened, standard=standard)


def _create(ord_: dict[str, str], dato: str, opened: Callable[[int], None], *, standard: bool) -> None:
    try:
        moede = Moede(**ord_, plan=filterbar.current().plan, plannavn="", kommune="", dato=day(dato))
        nummer = arkiv.create(cache.current(), moede, access.current(), standard=standard)
    except PladsError as error:
        st.error(text.markdown(str(error)))
        return
    if standard and not arbejde.done("udkast", nummer, "Samler sættet fra siderne."):
        return
    opened(nummer)
    st.rerun()
