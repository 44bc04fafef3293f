"""The documents of a frozen set, each made when somebody asks for it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from plads import text
from plads.dias import Frosset
from plads.moede import skabelon
from plads.moede.arkiv import SaetRow
from plads.report import dokumenter
from plads.ui import cache, cards
from plads.ui.server import sal


def downloads(frosset: Frosset, row: SaetRow) -> None:
    """Offer the documents of a set."""
    with cards.card("Hent", key="hent_saet", undertitel="Alle er lavet af de samme frosne tal"):
        with st.container(horizontal=True):
            for noegle, dokument in dokumenter.DOKUMENTER.items():
                st.download_button(
                    dokument.navn,
                    partial(_made, frosset, noegle),
                    file_name=_name(row, noegle, dokument.endelse),
                    mime=dokument.mime,
                    key=f"dok_{noegle}",
                    on_click="ignore",
                )
            st.download_button(
                "HTML uden net",
                partial(sal.copy_of, frosset, row.nummer),
                file_name=_name(row, "sal", "html"),
                mime="text/html",
                key="dok_html",
                on_click="ignore",
            )
        st.caption(text.markdown(f"Permanent link: /praesentation?saet={row.nummer}&dias=1&embed=true"))


def _made(frosset: Frosset, noegle: str) -> bytes:
    with cache.session() as session:
        return dokumenter.make(frosset, noegle, skabelon.content(session))


def _name(row: SaetRow, slags: str, endelse: str) -> str:
    return f"plads_saet_{row.nummer}_{row.frysninger}_{slags}.{endelse}"
