"""The editor: the slides in their order, the words of one of them, and what it looks like."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from plads import access, text
from plads.dias import Frosset
from plads.errors import PladsError
from plads.moede import arkiv
from plads.moede.arkiv import DiasRow, SaetRow
from plads.moede.ord import MEST, day, words
from plads.ui import cache, cards

VALGT = "_dias"
FEJL = "_diasfejl"


def editor(row: SaetRow, udkast: Frosset) -> None:
    """Let a person change the slides of a set; each change is kept at once."""
    with cache.session() as session:
        rows = arkiv.slides(session, row.nummer)
    found = {dias.noegle: dias for dias in arkiv.whole_draft(cache.current(), row.nummer).dias}
    rows = [r for r in rows if r.noegle in found]
    if not rows:
        return
    with cards.card(f"Dias ({sum(r.vist for r in rows)})", key="dias"):
        if fejl := st.session_state.pop(FEJL, None):
            st.error(text.markdown(fejl))
        titler = {r.noegle: r.titel or found[r.noegle].titel for r in rows}
        numre = _numbers(rows)
        valgt = st.selectbox(
            "Dias",
            [r.noegle for r in rows],
            format_func=lambda noegle: f"{numre[noegle]} {titler[noegle]}",
            key=f"{VALGT}_{row.nummer}",
        )
        nu = next(r for r in rows if r.noegle == valgt)
        _moves(row, nu)
        _words(row, nu, found[valgt].titel, found[valgt].pointe, found[valgt].noter)
        _preview(row, udkast, valgt)
    _settings(row)


def _numbers(rows: list[DiasRow]) -> dict[str, str]:
    numre, nr = {}, 0
    for r in rows:
        nr += r.vist
        numre[r.noegle] = f"{nr}." if r.vist else "(ude)"
    return numre


def _moves(row: SaetRow, nu: DiasRow) -> None:
    with st.container(horizontal=True, key="flyt_dias"):
        for label, trin, icon in (("Op", -1, "arrow_upward"), ("Ned", 1, "arrow_downward")):
            st.button(label, icon=f":material/{icon}:", key=f"flyt_{label}", on_click=_changed, args=(
                row, lambda aabent, trin=trin: aabent.move(nu.noegle, trin)))  # fmt: skip
        ord_ = "Tag ud" if nu.vist else "Læg ind igen"
        st.button(ord_, key="ud_ind", on_click=_changed, args=(
            row, lambda aabent: aabent.show(nu.noegle, vist=not nu.vist)))  # fmt: skip


def _words(row: SaetRow, nu: DiasRow, titel: str, pointe: str, noter: str) -> None:
    key = f"{row.nummer}_{nu.noegle}"
    with st.form(f"ord_{key}", border=False):
        ny_titel = st.text_input("Titel, et udsagn på højst 15 ord", nu.titel or titel, max_chars=160, key=f"t_{key}")
        ny_pointe = st.text_input("Pointe, én linje", nu.pointe or pointe, max_chars=240, key=f"p_{key}")
        nye_noter = st.text_area("Noter til oplægsholderen", nu.noter or noter, max_chars=4000, key=f"n_{key}")
        gem = st.form_submit_button("Gem teksten")
    if words(ny_titel) > MEST:
        st.caption(f"Titlen er på {words(ny_titel)} ord. En titel, salen kan læse, er på højst {MEST}.")
    if gem:
        felter = {
            felt: "" if skrevet == foreslaaet else skrevet
            for felt, skrevet, foreslaaet in (
                ("titel", ny_titel, titel), ("pointe", ny_pointe, pointe), ("noter", nye_noter, noter),
            )
        }  # fmt: skip
        _changed(row, lambda aabent: aabent.write(nu.noegle, felter))
        st.rerun()


def _preview(row: SaetRow, udkast: Frosset, valgt: str) -> None:
    numre = [dias.noegle for dias in udkast.dias]
    if valgt in numre:
        link = f"/praesentation?saet={row.nummer}&dias={numre.index(valgt) + 1}&embed=true&udkast={row.revision}"
        st.iframe(link, height=480)


def _settings(row: SaetRow) -> None:
    with st.expander("Mødet", icon=":material/edit_calendar:"), st.form("moedet", border=False):
        titel = st.text_input("Titel", row.titel, max_chars=160, key=f"m_titel_{row.nummer}")
        with st.container(horizontal=True):
            udvalg = st.text_input("Udvalg", row.udvalg, max_chars=80, key=f"m_udvalg_{row.nummer}")
            dato = st.text_input("Mødedato", text.dato_kort(row.dato) if row.dato else "", key=f"m_dato_{row.nummer}")
            punkt = st.text_input("Punkt på dagsordenen", row.punkt, max_chars=20, key=f"m_punkt_{row.nummer}")
            sag = st.text_input("Sagsnummer", row.sagsnummer, max_chars=40, key=f"m_sag_{row.nummer}")
        navne = st.checkbox(
            "Vis skolenavne", row.skolenavne, key=f"m_navne_{row.nummer}",
            help="Ellers står skoler som Skole A, Skole B … Gælder, næste gang tallene hentes eller fryses.",
        )  # fmt: skip
        if st.form_submit_button("Gem mødet"):
            felter = {"titel": titel, "udvalg": udvalg, "punkt": punkt, "sagsnummer": sag}
            _changed(row, lambda aabent: aabent.describe(felter, day(dato), skolenavne=navne))
            st.rerun()


def _changed(row: SaetRow, change: Callable[[arkiv.Aabent], None]) -> None:
    """Make one change; if it cannot be kept, say why on the next run, and keep nothing."""
    try:
        with arkiv.changing(cache.current(), row.nummer, access.current(), row.revision) as aabent:
            change(aabent)
    except PladsError as error:
        st.session_state[FEJL] = str(error)
