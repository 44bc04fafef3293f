"""The frame around every page: filter bar, breadcrumb, heading, data stamp, footer."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

import plads
from plads import access, text
from plads.queries import kilder, plan
from plads.ui import cache, elements, filterbar, identitet, sidefil, steder
from plads.ui.menu import PAGES, SIDER, Side, page_file, sections
from plads.ui.praesentation import laeg_i
from plads.ui.server import aside

# The section whose pages show figures.
FIGURER = "Følg"


def navigate() -> None:
    """Draw the menu and show the chosen page."""
    access.supplied_by(identitet.supplied)
    identitet.lower()
    pages = {side.file: _page(side) for side in SIDER}
    menu = {name: [pages[side.file] for side in sides] for name, sides in sections().items()}
    st.logo(str(PAGES / "static" / "plads.svg"), size="large")
    chosen = st.navigation(menu, expanded=True)
    side = next(side for side in SIDER if pages[side.file] == chosen)
    embedded = st.query_params.get("embed") == "true"
    st.set_page_config(
        page_title=f"{side.titel} – Plads", initial_sidebar_state="collapsed" if embedded else "auto"
    )
    show(chosen, side)


def _page(side: Side) -> StreamlitPage:
    return st.Page(
        page_file(side.file),
        title=f"{side.titel}",
        icon=side.icon,
        url_path=side.path.strip("/") or None,
        default=side.path == "/",
        help=side.hjaelp,
        # Still there for a link, where the page's own guard says no.
        visibility="visible" if access.may(access.current(), side.kraever) else "hidden",
    )


def show(page: StreamlitPage, side: Side) -> None:
    """Draw the frame and the chosen page inside it."""
    cache.begin()
    filterbar.show(side.filtre, side.i_link)
    if not filterbar.current().plan:
        st.title(side.titel, anchor=False)
        _empty()
        return
    identitet.choose()
    er_ude = identitet.look()
    laeg_i.on_page(side.file)
    _header(side)
    if not er_ude:
        _not_ready()
    page.run()
    _footer()


def _not_ready() -> None:
    """Say that what may be shared is being made, and see to it that it is."""
    aside.publish()
    st.info(
        "De nyeste tal gøres klar til deling. Det tager nogle minutter; indtil da ser du dem, der sidst var klar.",
        icon=":material/hourglass_top:",
    )


def _header(side: Side) -> None:
    parts = [_plan_row().kort_navn, *_trail(side)]
    with st.container(horizontal=True, vertical_alignment="center", key="sidehoved"):
        st.caption(text.markdown("  ›  ".join(parts)), width="stretch")
        with st.container(horizontal=True, width="content"):
            with st.container(key="kopier_link", width="content"):
                if st.button("Kopiér link", icon=":material/link:", type="tertiary", key="kopier"):
                    st.toast("Linket er kopieret.")
            if side.afsnit == FIGURER:
                sidefil.button(side)
    st.title(text.markdown(_title(side)), anchor=False)
    st.caption(text.markdown(_stamp()))
    filterbar.show_notes()
    filterbar.chips()


def _trail(side: Side) -> list[str]:
    """Return where the page lies: 'Indsatser › a) …', 'Områder › Amager › Ahornskolen'."""
    if side.file == "indsats":
        return ["Indsatser", _title(side)]
    if side.file in ("omraade", "skole"):
        return ["Områder", *steder.trail(side.file)]
    return [side.titel]


def _title(side: Side) -> str:
    if side.file == "indsats":
        element = elements.chosen()
        return element.navn if element else side.titel
    if side.file in ("omraade", "skole"):
        return [side.titel, *steder.trail(side.file)][-1]
    return side.titel


def _plan_row() -> plan.PlanRow:
    valg = filterbar.current()
    return next(row for row in cache.read(plan.plans, valg) if row.kode == valg.plan)


def _stamp() -> str:
    stand = cache.read(kilder.freshness, filterbar.current())
    parts = []
    if stand.dato:
        parts.append(f"Nyeste kilde: {stand.dokument}, {text.dato(stand.dato)}")
    if stand.indlaest:
        parts.append(f"indlæst {text.tidspunkt(stand.indlaest)}")
    return " · ".join(parts) or "Ingen daterede kilder"


def _footer() -> None:
    row = _plan_row()
    with st.container(key="sidefod"):
        st.caption(
            text.markdown(f"{row.kommune} · {row.navn} · Plads {plads.__version__}")
            + " · Tal stammer fra kilderne, se siden Kilder. Tal mærket Eksempeldata er opdigtede."
        )


def _empty() -> None:
    st.info(
        "Der er endnu ingen planer i databasen. Start Plads uden PLADS_DEMO=0, "
        "eller indlæs en plan fra kommandolinjen.",
        title="Ingen data endnu",
        icon=":material/inbox:",
    )
