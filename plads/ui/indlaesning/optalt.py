"""Files with children: their cells are let go, so kind and columns are chosen by headings and the file comes again."""

from __future__ import annotations

import streamlit as st

from plads import indlaes, text
from plads.indlaes.navne import titel
from plads.ingest.regneark.grund.ark import kolonne
from plads.ingest.regneark.laesere import KORTLAGTE
from plads.ingest.regneark.tabeller import kort, skitse
from plads.ingest.regneark.tabeller.kort import Forslag, Kort
from plads.ingest.regneark.tabeller.skitse import Skitse
from plads.ui.indlaesning import tilstand
from plads.ui.indlaesning.tilstand import Tilstand

KENDT = 1.0
IGEN = "Vælg filen igen, så tæller vi den op med dine valg. Selve filen er ikke gemt."
IKKE_DEN = "Det er ikke den samme fil. Vælg den, du begyndte med, eller begynd forfra."


def kind(state: Tilstand) -> None:
    """Ask what a list of children is, and which row holds its headings; no cell below is shown."""
    forslag = state.forslag
    if forslag is None:
        return
    st.info("Filen er talt op, og selve filen er ikke gemt. Ændrer du noget her, skal du vælge den igen i trin 3.")
    options = tilstand.counted_layouts()
    held = mapping(state)
    layout = held[0].layout if held else None
    picked = st.selectbox(
        "Hvad er det for en liste?", options, index=options.index(layout) if layout in options else None,
        format_func=titel, placeholder="Vælg", key=f"indlaes_liste_{state.nonce}",
    )  # fmt: skip
    row = _row(state, held[0] if held else None)
    if row is None:
        return
    _headings(row)
    if tilstand.several(state):
        held = None
    if picked and (held is None or (picked, row.ark, row.raekke) != (layout, held[0].ark, held[0].raekke)):
        tilstand.answer(layout=picked, kort=_likely(picked, row, 0))
        st.rerun()


def _row(state: Tilstand, held: Kort | None) -> Skitse | None:
    """Return the row of headings, chosen where there are several that may be it; None until it is."""
    skitser = state.forslag.skitser if state.forslag else ()
    now = (held and skitse.of_mapping(skitser, held)) or skitser[0]
    if len(skitser) == 1:
        return now
    lige = asks_for_a_sheet(state)
    picked = st.selectbox(
        "Overskrifter", range(len(skitser)), index=None if lige else skitser.index(now),
        placeholder="Vælg det ark, der skal tælles op",
        format_func=lambda nr: f"{skitser[nr].ark}, række {skitser[nr].raekke}", key=f"indlaes_skitse_{state.nonce}",
    )  # fmt: skip
    return None if picked is None else skitser[picked]


def asks_for_a_sheet(state: Tilstand) -> bool:
    """Say which sheets are equally good, and return whether one of them has still to be chosen."""
    lige = tilstand.several(state)
    if lige:
        named = text.opremsning([f"«{navn}»" for navn in lige])
        st.info(text.markdown(f"Arkene {named} har de samme overskrifter. Vælg det, der skal indlæses."))
    return bool(lige)


def _headings(row: Skitse) -> None:
    import pandas as pd

    frame = pd.DataFrame(
        [[kolonne(spalte.nr), spalte.overskrift, spalte.eksempel] for spalte in row.spalter],
        columns=["Kolonne", "Overskrift", "Cellerne holder"],
    )
    st.dataframe(frame, hide_index=True, alt=f"Overskrifterne i række {row.raekke}")


def mapping(state: Tilstand) -> tuple[Kort, list[Forslag]] | None:
    """Return what the columns of a list of children are now, with a suggestion for each; None before it has a kind."""
    forslag = state.forslag
    if forslag is None or not forslag.skitser:
        return None
    held = state.svar.kort or forslag.kort
    layout = held.layout if held else state.svar.layout or forslag.layout
    if layout not in KORTLAGTE:
        return None
    row = (held and skitse.of_mapping(forslag.skitser, held)) or _best(forslag.skitser, layout)
    return held or _likely(layout, row, KENDT), kort.suggestions(row.spalter, KORTLAGTE[layout])


def _best(skitser: tuple[Skitse, ...], layout: str) -> Skitse:
    """Return the row with the most headings that the layout knows."""
    return max(skitser, key=lambda row: sum(f.sikkerhed == KENDT
                                            for f in kort.suggestions(row.spalter, KORTLAGTE[layout])))  # fmt: skip


def _likely(layout: str, row: Skitse, mindst: float) -> Kort:
    """Return a mapping of the columns that are likely enough."""
    found = kort.suggestions(row.spalter, KORTLAGTE[layout])
    return Kort(layout, row.ark, row.raekke, tuple((f.nr, f.navn if f.sikkerhed >= mindst else "") for f in found))


def again(state: Tilstand) -> None:
    """Ask for the file once more, when something was answered that only its cells can tell."""
    if not state.vaelg_igen:
        return
    st.info(IGEN, icon=":material/restart_alt:")
    chosen = st.file_uploader("Vælg filen igen", key=f"indlaes_igen_{state.nonce}_{state.gange}")
    if chosen is None:
        return
    with st.status("Læser filen …"):
        taken = tilstand.chosen_again(indlaes.read_file(chosen.getvalue(), chosen.name))
    if taken:
        st.rerun()
    st.warning(text.markdown(IKKE_DEN))


def hindrance(state: Tilstand) -> str:
    """Return what keeps the reader from going on while the file is to be chosen again, or ''."""
    return "Vælg filen igen." if state.vaelg_igen else ""
