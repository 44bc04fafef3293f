"""Step 2: what the file holds, in which sheet, under which headings, and for which month."""

from __future__ import annotations

import streamlit as st

from plads import text
from plads.indlaes.navne import titel
from plads.ingest.regneark.grund.ark import OVERSKRIFT_BLANDT, Ark, kolonne
from plads.ingest.regneark.laesere import KORTLAGTE, table_of
from plads.ingest.regneark.tabeller import kort
from plads.ingest.regneark.tabeller.kort import Kort
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.ui.indlaesning import optalt, tilstand
from plads.ui.indlaesning.tilstand import Tilstand

VISTE_RAEKKER, VISTE_KOLONNER = 10, 12
SELV = "Lad Plads afgøre det"


def show(state: Tilstand) -> None:
    """Show what we take the file for, and let the reader say otherwise."""
    if state.kan_vaelges_igen:
        optalt.kind(state)
        _period(state)
        return
    if not state.kan_laeses_igen:
        st.info("Filen er talt op, og selve filen er ikke gemt. Vælg den igen, hvis den skal læses på en anden måde.")
        return
    _kind(state)
    _period(state)
    _preview(state)


def _kind(state: Tilstand) -> None:
    forslag = state.forslag
    known = forslag.layout if forslag else None
    options = [SELV, *tilstand.layouts()]
    chosen = state.svar.layout
    picked = st.selectbox(
        "Hvad indeholder filen?",
        options,
        index=options.index(chosen) if chosen in options else 0,
        format_func=lambda layout: _named(layout, known),
        key=f"indlaes_layout_{state.nonce}",
    )
    wanted = None if picked == SELV else picked
    if wanted != chosen:
        tilstand.answer(layout=wanted, kort=None)
        st.rerun()


def _named(layout: str, known: str | None) -> str:
    if layout != SELV:
        return titel(layout)
    return f"{SELV} ({titel(known)})" if known else SELV


def _period(state: Tilstand) -> None:
    """Ask for the month where the file may not say it itself."""
    aar, maaned = state.svar.periode or (None, None)
    with st.expander("Siger filen ikke selv, hvornår den gælder?", expanded=state.svar.periode is not None):
        st.caption("Skriv år og måned, som tallene gælder. Det, filen selv siger, går altid forud.")
        with st.container(horizontal=True):
            year = st.number_input(
                "År", 2000, 2100, value=aar, step=1, format="%d", placeholder="fx 2020",
                key=f"indlaes_aar_{state.nonce}",
            )  # fmt: skip
            month = st.selectbox(
                "Måned", range(1, 13), index=(maaned - 1) if maaned else None, placeholder="Vælg",
                format_func=lambda nr: text.MAANEDER[nr - 1], key=f"indlaes_maaned_{state.nonce}",
            )  # fmt: skip
    wanted = (int(year), month) if year and month else None
    if wanted != state.svar.periode:
        tilstand.answer(periode=wanted)
        st.rerun()


def _preview(state: Tilstand) -> None:
    """Show the sheet and mark the row of headings; where columns can be mapped both can be chosen."""
    bog = state.fil.bog if state.fil else None
    sheets = {ark.navn: ark for ark in bog.ark if ark.raekker} if bog else {}
    if not sheets:
        return
    layout = state.svar.layout or (state.forslag.layout if state.forslag else None)
    columns = KORTLAGTE.get(layout or "", ())
    held = state.svar.kort or (state.forslag.kort if state.forslag else None)
    start = held.ark if held else max(sheets, key=lambda navn: (not sheets[navn].skjult, len(sheets[navn].raekker)))
    navn = _sheet_chosen(state, list(sheets), start) if len(sheets) > 1 else start
    if navn is None:
        return
    if hidden := [ark.navn for ark in sheets.values() if ark.skjult]:
        st.caption(text.markdown(f"Skjulte ark: {text.opremsning(hidden)}."))
    tabel = table_of(bog, layout) if bog and layout in KORTLAGTE else None
    likely = kort.likely_row(sheets[navn], columns)
    likely = next((known.raekke for known in (held, tabel) if known and _sheet(known) == navn), likely)
    raekke = _heading_row(state, sheets[navn], likely) if columns else likely
    _table(sheets[navn], raekke)
    unknown = state.forslag is None or not state.forslag.sikkerhed
    asked = unknown or held or tilstand.several(state)
    if columns and raekke and layout and (asked or (navn, raekke) != (start, likely)):
        _mapped(state, layout, sheets[navn], raekke)


def _sheet_chosen(state: Tilstand, navne: list[str], start: str) -> str | None:
    """Return the sheet to read; None until one is chosen of several that are equally good."""
    lige = optalt.asks_for_a_sheet(state)
    return st.selectbox(
        "Ark", navne, index=None if lige else navne.index(start), placeholder="Vælg arket",
        key=f"indlaes_ark_{state.nonce}",
    )  # fmt: skip


def _sheet(known: Kort | Tabel) -> str:
    return known.ark if isinstance(known, Kort) else known.ark.navn


def _heading_row(state: Tilstand, ark: Ark, raekke: int | None) -> int | None:
    rows = list(ark.raekker)[:OVERSKRIFT_BLANDT]
    if not rows:
        return None
    picked: int = st.selectbox(
        "Række med overskrifter", rows, index=rows.index(raekke) if raekke in rows else 0,
        key=f"indlaes_raekke_{state.nonce}_{ark.navn}",
    )  # fmt: skip
    return picked


def _table(ark: Ark, raekke: int | None) -> None:
    """Show the first rows from the headings on, with the sheet's own row numbers and letters."""
    import pandas as pd

    rows = [nr for nr in ark.raekker if raekke is None or nr >= raekke - 3][:VISTE_RAEKKER]
    columns = sorted({c for nr in rows for c in ark.raekker[nr]})[:VISTE_KOLONNER]
    marked = {nr: f"{nr} ◀" if nr == raekke else str(nr) for nr in rows}
    frame = pd.DataFrame(
        [[marked[nr], *(kort.shown(ark.raekker[nr].get(c)) for c in columns)] for nr in rows],
        columns=["Række", *(kolonne(c) for c in columns)],
    )
    st.dataframe(frame, hide_index=True, alt=f"De første {len(rows)} rækker af arket {ark.navn}")


def _mapped(state: Tilstand, layout: str, ark: Ark, raekke: int) -> None:
    """Begin a mapping by hand with what is likely, where there is none for this sheet and row yet."""
    held = state.svar.kort or (state.forslag.kort if state.forslag else None)
    if held and (held.layout, held.ark, held.raekke) == (layout, ark.navn, raekke):
        return
    likely = kort.suggestions(kort.columns(ark, raekke), KORTLAGTE[layout])
    tilstand.answer(kort=Kort(layout, ark.navn, raekke, tuple((f.nr, f.navn) for f in likely)))
    st.rerun()


def may_go_on(state: Tilstand) -> str:
    """Return what keeps the reader from going on, or ''."""
    if state.forslag is None or (state.forslag.layout is None and state.svar.kort is None):
        return "Vælg, hvad filen indeholder."
    if tilstand.several(state):
        return "Vælg, hvilket ark der skal indlæses."
    return ""
