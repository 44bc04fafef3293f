"""«Læg i præsentation»: put a card of a page in a set, by where it is and what was chosen."""

from __future__ import annotations

import hashlib
import json

import streamlit as st

from plads import access, text
from plads.errors import PladsError
from plads.moede import arkiv
from plads.ui import cache, filterbar

SIDE = "_side"
IKKE_FRA = ("indlaes", "historik", "praesentation", "datapakker")


def on_page(side: str) -> None:
    """Note which page is shown, so that its cards know where they stand."""
    st.session_state[SIDE] = side


def offered() -> bool:
    """Return whether the reader may put a card of this page in a set."""
    side = st.session_state.get(SIDE, "")
    return side not in ("", *IKKE_FRA) and access.may(access.current(), access.Handling.LAVE_PRAESENTATION)


def button(titel: str, key: str) -> None:
    """Offer to put a card in a set; the sets are looked up when somebody asks."""
    if offered() and st.button("Læg i præsentation", key=f"laeg_{key}", type="tertiary", icon=":material/slideshow:"):
        _choose(titel, key)


@st.dialog("Læg i præsentation", width="small")
def _choose(titel: str, key: str) -> None:
    with cache.session() as session:
        rows = [row for row in arkiv.listed(session) if row.plan == filterbar.current().plan]
    st.markdown(text.markdown(f"«{titel}»"))
    st.caption("Udvalget ser kortet, som alle må se det: små tal er skjult.")
    if not rows:
        st.info("Der er ingen præsentationer endnu. Lav en på siden Præsentation, og læg så kortet i den.")
        return
    navne = {row.nummer: f"{row.titel} ({row.udvalg})" for row in rows}
    valgt = st.selectbox("Præsentation", list(navne), format_func=lambda nummer: navne[nummer])
    if st.button("Læg i", type="primary", key="laeg_i"):
        _add(valgt, key)


def _add(nummer: int, key: str) -> None:
    side = st.session_state[SIDE]
    valg = {navn: st.query_params.get_all(navn) for navn in filterbar.KEYS[1:] if navn in st.query_params}
    spor = hashlib.sha256(json.dumps(valg, sort_keys=True).encode()).hexdigest()[:8]
    try:
        with arkiv.changing(cache.current(), nummer, access.current()) as aabent:
            aabent.refer(f"kort-{side}-{key}-{spor}"[:120], side, key, valg)
    except PladsError as error:
        st.error(text.markdown(str(error)))
        return
    st.success("Kortet ligger i præsentationen, næste gang dens tal hentes eller fryses.")
