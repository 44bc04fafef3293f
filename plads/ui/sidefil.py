"""The page as a pdf: every card with its picture and its whole table, for the reader and the choices of the link."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from plads import access
from plads.access import Bruger
from plads.ui.menu import Side
from plads.ui.server import kommando


def button(side: Side) -> None:
    """Offer the page as a pdf, made when somebody asks for it."""
    valg = urlencode([(navn, vaerdi) for navn in st.query_params for vaerdi in st.query_params.get_all(navn)])
    navn = f"plads_{side.file}.pdf"
    with st.container(key="hent_side", width="content"):
        st.download_button(
            "Hent som pdf",
            partial(_made, side.file, valg, access.current(), navn),
            file_name=navn,
            mime="application/pdf",
            icon=":material/picture_as_pdf:",
            type="tertiary",
            key="hent_siden",
            on_click="ignore",
        )


def _made(side: str, valg: str, bruger: Bruger, navn: str) -> bytes:
    hvem = {"rolle": bruger.rolle.value, "omraade": bruger.omraade or None, "skole": bruger.skole or None}
    return kommando.file_of(["eksport", *kommando.options(side=side, filter=valg, **hvem)], navn)
