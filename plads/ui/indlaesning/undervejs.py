"""How far a long upload has come, on the screen: a sentence with the step and the row, and a bar."""

from __future__ import annotations

import streamlit as st
from streamlit.elements.lib.mutable_status_container import StatusContainer

from plads.fremdrift import Fremdrift, Trin, andel, saetning


def teller(status: StatusContainer) -> Fremdrift:
    """Return what tells it in a status; the bar comes with the first rows told of."""
    place = status.empty()

    def tell(trin: Trin, raekker: int, af: int) -> None:
        if not raekker and not af:
            return
        said = saetning(trin, raekker, af)
        status.update(label=said)
        place.progress(andel(trin, raekker, af), text=said)

    return tell


def saving(raekker: int) -> Fremdrift:
    """Return what tells of saving so many rows, at the top of the page."""
    return teller(st.status(f"{saetning(Trin.GEMMER, 0, raekker)}", expanded=True))
