"""Composing and freezing: minutes of pages run beside the server, told on the screen, and kept only when whole."""

from __future__ import annotations

import streamlit as st

from plads import access, text
from plads.ui.server import kommando


def done(handling: str, nummer: int, sagt: str) -> bool:
    """Compose ("udkast") or freeze ("frys") a set; say what went wrong, and return whether nothing did."""
    bruger = access.current()
    hvem = kommando.options(rolle=bruger.rolle.value, bruger=bruger.navn)
    fejl = kommando.run(["saet", handling, str(nummer), *hvem], sagt)
    if fejl is not None:
        st.error(text.markdown(f"{fejl} Præsentationen er uændret."), icon=":material/error:")
    return fejl is None
