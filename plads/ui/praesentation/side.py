"""Which part of the page is shown: the list of sets, one set, or the form for decisions."""

from __future__ import annotations

import streamlit as st

from plads import access, text
from plads.moede import arkiv
from plads.ui import cache
from plads.ui.praesentation import ny, referat, saet, skabelon

SAET = "saet"


def show() -> None:
    """Show what the link asks for."""
    nummer = st.query_params.get(SAET, "")
    if not nummer:
        _all()
        return
    try:
        with cache.session() as session:
            row = arkiv.one(session, int(nummer) if nummer.isdecimal() and len(nummer) < 9 else 0)
    except arkiv.SaetError as error:
        st.warning(text.markdown(str(error)), icon=":material/link_off:")
        _all()
        return
    if "referat" in st.query_params:
        referat.form(row)
        return
    st.button("Alle præsentationer", icon=":material/arrow_back:", type="tertiary", on_click=_leave, key="alle_saet")
    saet.show(row)


def _leave() -> None:
    del st.query_params[SAET]


def _open(nummer: int) -> None:
    st.query_params[SAET] = str(nummer)


def _all() -> None:
    """Show every set, and the form for a new one to those who may make it."""
    with cache.session() as session:
        rows = arkiv.listed(session)
    if access.may(access.current(), access.Handling.LAVE_PRAESENTATION):
        ny.form(_open)
    if not rows:
        st.info(
            "Der er ingen præsentationer endnu. Lav et standardsæt til udvalget, eller læg figurer ind fra siderne.",
            icon=":material/slideshow:",
        )
    for row in rows:
        _card(row)
    skabelon.chosen()


def _card(row: arkiv.SaetRow) -> None:
    with st.container(border=True, key=f"saet_{row.nummer}", horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            st.subheader(text.markdown(row.titel), anchor=False)
            st.caption(text.markdown(" · ".join(_told(row))))
        st.button("Åbn", key=f"aabn_{row.nummer}", on_click=_open, args=(row.nummer,))


def _told(row: arkiv.SaetRow) -> list[str]:
    dag = f"møde {text.dato(row.dato)}" if row.dato else "uden dato"
    frosset = f"frosset {text.tidspunkt(row.frosset)}" if row.frosset else "ikke frosset"
    return [row.udvalg, dag, *([f"punkt {row.punkt}"] if row.punkt else []), frosset, f"lavet af {row.ejer}"]
