"""Decisions: noted during the meeting, ticked off after it, and first in the committee's next set."""

from __future__ import annotations

import streamlit as st

from plads import access, text
from plads.errors import PladsError
from plads.moede import beslutninger
from plads.moede.arkiv import SaetRow
from plads.moede.beslutninger import BeslutningRow
from plads.moede.ord import day
from plads.ui import cache, cards


def form(row: SaetRow) -> None:
    """Offer to note a decision, and show those noted so far; as it stands inside the presentation."""
    if access.may(access.current(), access.Handling.LAVE_PRAESENTATION):
        with st.form("beslutning", clear_on_submit=True):
            tekst = st.text_area("Beslutning", max_chars=400, height=100)
            with st.container(horizontal=True):
                ansvarlig = st.text_input("Ansvarlig (rolle eller enhed)", max_chars=120)
                frist = st.text_input("Frist", placeholder="01.10.2020", max_chars=20)
            if st.form_submit_button("Notér", type="primary"):
                _note(row, tekst, ansvarlig, frist)
    with cache.session() as session:
        rows = beslutninger.decisions(session, row.nummer)
    for nr, b in enumerate(rows, 1):
        st.markdown(text.markdown(f"{nr}. {_said(b)}"))


def _note(row: SaetRow, tekst: str, ansvarlig: str, frist: str) -> None:
    try:
        dag = day(frist)
    except PladsError as error:
        st.error(text.markdown(str(error)))
        return
    _store(row, BeslutningRow(0, "", tekst, ansvarlig, dag, udfoert=False))


def listed(row: SaetRow, *, maa: bool) -> None:
    """Show the decisions of a set, to be ticked off."""
    with cache.session() as session:
        rows = beslutninger.decisions(session, row.nummer)
    with cards.card("Beslutninger", key="beslutninger", undertitel="De åbner udvalgets næste sæt"):
        if not rows:
            st.caption("Ingen endnu. Tryk N under præsentationen, eller notér her.")
        for b in rows:
            udfoert = st.checkbox(text.markdown(_said(b)), b.udfoert, key=f"udfoert_{b.nummer}", disabled=not maa)
            if udfoert != b.udfoert:
                _store(row, b._replace(udfoert=udfoert))
                st.rerun()
        if maa:
            with st.popover("Notér en beslutning", icon=":material/edit_note:"):
                form(row)


def _said(b: BeslutningRow) -> str:
    hvem = f" – {b.ansvarlig}" if b.ansvarlig else ""
    return f"{b.tekst}{hvem}{f', senest {text.dato(b.frist)}' if b.frist else ''}"


def _store(row: SaetRow, b: BeslutningRow) -> None:
    try:
        beslutninger.decide(cache.current(), row.nummer, access.current(), b)
    except PladsError as error:
        st.error(text.markdown(str(error)))
