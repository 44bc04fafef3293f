"""The page of data packets: choose a month, make them beside the server, fetch the zip."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from plads import access, text
from plads.serier import Periode, Trin
from plads.ui import cache, cards, filterbar, muligheder
from plads.ui.server import kommando

MEST = 36
FAERDIG = "_datapakker"


def show() -> None:
    """Offer the packets of a month."""
    maaneder = _months()
    if not maaneder:
        cards.empty("Der er endnu ikke indlæst aktivitet, som der kan laves datapakker af.", "datapakker")
        return
    with cards.card("Datapakker", key="datapakker", undertitel=_whose()):
        st.markdown(
            "Hver skole, klynge og område får én Excel-fil og én pdf med månedens tal, som modtageren må se dem. "
            "Filerne har sande tal og er interne: send dem kun til den, de er lavet til."
        )
        maaned = st.selectbox("Måned", maaneder, format_func=lambda periode: text.stort(periode.navn))
        if st.button("Lav datapakker", type="primary", icon=":material/inventory_2:"):
            _make(maaned)
        _fetch()


def _whose() -> str:
    bruger = access.current()
    return f"Området {bruger.omraade} og dets enheder" if bruger.omraade else "Alle enheder i kommunen"


def _months() -> list[Periode]:
    if not muligheder.has_activity(filterbar.whole()):
        return []
    return [periode for periode in reversed(cache.periods()) if periode.trin is Trin.MAANED][:MEST]


def _make(maaned: Periode) -> None:
    """Make the zip in a folder nobody else can read, and keep its bytes for this session alone."""
    bruger = access.current()
    arguments = kommando.options(
        maaned=f"{maaned.fra:%Y-%m}", plan=filterbar.current().plan, rolle=bruger.rolle.value,
        omraade=bruger.omraade or None,
    )
    with tempfile.TemporaryDirectory(prefix="plads-") as mappe:
        fejl = kommando.run(["datapakker", mappe, *arguments], "Laver datapakker.")
        if fejl is not None:
            st.error(text.markdown(fejl), icon=":material/error:")
            return
        (zipfil,) = Path(mappe).glob("*.zip")
        st.session_state[FAERDIG] = (zipfil.name, zipfil.read_bytes())


def _fetch() -> None:
    if FAERDIG in st.session_state:
        navn, indhold = st.session_state[FAERDIG]
        st.download_button(f"Hent {navn}", indhold, file_name=navn, mime="application/zip", on_click="ignore")
