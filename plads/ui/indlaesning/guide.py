"""The five steps and their buttons. One step is on the page at a time; nothing is stored before the last."""

from __future__ import annotations

import streamlit as st

from plads import text
from plads.ui.indlaesning import fil, godkend, indhold, kolonner, kontrol, kvittering, tilstand
from plads.ui.indlaesning.tilstand import TRIN

STEPS = (fil, indhold, kolonner, kontrol, godkend)


def show() -> None:
    """Show the step the reader has come to, or the receipt."""
    state = tilstand.current()
    if state.gemt is not None:
        kvittering.show(state)
        return
    nr = state.trin if state.forslag is not None else 1
    st.header(text.markdown(f"Trin {nr} af {len(TRIN)}: {TRIN[nr - 1]}"), anchor=False)
    st.progress(nr / len(TRIN), text=f"{nr} af {len(TRIN)}")
    step = STEPS[nr - 1]
    step.show(state)
    if state.forslag is None:
        return
    hindring = step.may_go_on(state)
    if tilstand.gone(hindring):
        st.rerun()
    _buttons(nr, hindring)


def _buttons(nr: int, hindring: str) -> None:
    """Draw the way back and on; what stands in the way is said beside the button."""
    with st.container(horizontal=True, key="trinknapper", vertical_alignment="center"):
        if nr > 1:
            st.button("Tilbage", key=f"tilbage_{nr}", on_click=tilstand.wish, args=(nr - 1,))
        if nr < len(TRIN):
            st.button(
                "Næste", key=f"naeste_{nr}", type="primary", disabled=bool(hindring),
                on_click=tilstand.wish, args=(nr + 1,),
            )  # fmt: skip
        again = "Begynd forfra" if nr > 1 else "Vælg en anden fil"
        st.button(again, key=f"forfra_{nr}", type="tertiary", on_click=tilstand.begin_again)
        if hindring:
            st.caption(text.markdown(hindring), width="content")
