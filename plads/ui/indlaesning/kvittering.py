"""After the upload: the receipt, the way to the figures, and the way back."""

from __future__ import annotations

import streamlit as st

from plads import text
from plads.ui import go, historik
from plads.ui.indlaesning import tilstand
from plads.ui.indlaesning.tilstand import Tilstand

SIDER = {"posteringer": "oekonomi", "budgetopfoelgning": "oekonomi", "budget": "oekonomi", "forloeb": "forloeb",
         "temperatur": "indsatser"}


def show(state: Tilstand) -> None:
    """Say what was stored, and offer what comes next."""
    gemt = state.gemt
    if gemt is None:
        return
    if gemt.kvittering is None:
        st.info("Alt i filen var allerede gemt. Intet er ændret.", icon=":material/done_all:")
    else:
        changes = gemt.aendringer
        left = gemt.raekker["laest"] - gemt.raekker["klar"]
        parts = [f"{text.antal_af(gemt.raekker['klar'], 'række', 'rækker')} gemt"]
        parts += [f"{text.antal(left)} sprunget over"] if left else []
        parts += [f"{text.antal(changes['nye'])} nye og {text.antal(changes['aendrede'])} ændrede tal"]
        parts += [f"{text.antal(changes['fjernes'])} fjernet"] if changes["fjernes"] else []
        st.success(
            text.markdown(
                f"{text.stort(gemt.periode or gemt.filnavn)} er indlæst. {text.stort(', '.join(parts))}. "
                f"Kvittering nr. {gemt.kvittering}."
            ),
            icon=":material/check_circle:",
        )
    with st.container(horizontal=True, key="efter_indlaesning"):
        side = SIDER.get(str(gemt.art), "overblik")
        st.button("Se tallene", type="primary", key="se_tallene", on_click=go.to, args=(side,))
        if gemt.kvittering:
            st.button("Se kvitteringen og fortryd", key="se_kvittering", on_click=historik.open_receipt,
                      args=(gemt.kvittering,))  # fmt: skip
        st.button("Indlæs en fil mere", key="indlaes_mere", on_click=tilstand.begin_again)
