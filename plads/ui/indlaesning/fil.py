"""Step 1: choose a file. It is read at once, and the file itself is let go."""

from __future__ import annotations

import streamlit as st

from plads import indlaes, text
from plads.indlaes.navne import titel
from plads.queries import indlaesninger
from plads.store import reading, store_url
from plads.ui import cache
from plads.ui.indlaesning import forside, tilstand, undervejs
from plads.ui.indlaesning.tilstand import Tilstand

HINT = "Én fil ad gangen: .xlsx eller .csv, højst 10 MB. Du behøver ikke rette den til først."
PERSONER = (
    "Filen må ikke indeholde cpr-numre eller navne på børn. Undtaget er udtræk af sager og elever i specialtilbud: "
    "dem tæller vi op og gemmer kun antallene."
)

FOELGER_MED = "Vælg filen, når den er rettet. Dine svar om kolonner og skoler følger med."
TAELLES_OP = (
    "Er det en liste over sager eller over elever i specialtilbud, som kun skal tælles op? Gå videre, og vælg, hvad "
    "kolonnerne er. Vi viser kun overskrifterne, og selve filen er ikke gemt."
)


def show(state: Tilstand) -> None:
    """Ask for a file; once there is one, say what became of it."""
    if state.fil is None:
        _ask(state)
        return
    _say(state)


def _ask(state: Tilstand) -> None:
    if state.rettes:
        st.info(FOELGER_MED, icon=":material/edit_document:")
    chosen = st.file_uploader("Vælg en Excel- eller csv-fil", key=f"indlaes_fil_{state.nonce}", help=HINT)
    st.caption(text.markdown(f"{HINT} {PERSONER}"))
    if chosen is None:
        forside.show()
        return
    with st.status("Læser filen …", expanded=True) as status:
        meld = undervejs.teller(status)
        fil = indlaes.read_file(chosen.getvalue(), chosen.name, meld=meld)
        status.update(label="Kontrollerer tallene …")
        tilstand.taken(fil, meld)
        status.update(label="Filen er læst.", state="complete")
    # The uploader is gone on the next run, and with it the file.
    st.rerun()


def _say(state: Tilstand) -> None:
    fil, forslag = state.fil, state.forslag
    if fil is None or forslag is None:
        return
    with st.container(border=True, key="filkort"):
        st.subheader(text.markdown(fil.navn), anchor=False)
        if forslag.layout:
            sure = f"{round(100 * forslag.sikkerhed)} %" if forslag.sikkerhed else ""
            said = f"Vi kender filen som **{text.markdown(titel(forslag.layout))}**"
            st.markdown(said + (f" (sikkerhed {text.markdown(sure)})." if sure else "."))
            st.caption(text.markdown(_counted(forslag)))
        elif not state.kan_laeses_igen:
            for melding in forslag.fund:
                st.error(text.markdown(melding.besked), icon=":material/block:")
            if state.kan_vaelges_igen:
                st.info(TAELLES_OP, icon=":material/help:")
        else:
            st.warning(text.markdown(forslag.fund[0].besked), icon=":material/help:")
        _same_file(fil.sha256)


def _counted(forslag: indlaes.Forslag) -> str:
    rows = text.antal_af(forslag.raekker["laest"], "række", "rækker")
    return f"{rows} læst{f', {forslag.periode}' if forslag.periode else ''}."


def _same_file(sha256: str) -> None:
    """Say when exactly this file was uploaded before."""
    with reading(cache.engine(store_url())) as session:
        before = indlaesninger.same_file(session, sha256)
    if before is not None:
        st.info(text.markdown(
            f"Præcis denne fil blev indlæst {text.tidspunkt(before.tidspunkt)} af {before.bruger} "
            f"(kvittering {before.kvittering}). Indlæser du den igen, ændrer den intet, som ikke er ændret siden."
        ), icon=":material/history:")  # fmt: skip


def may_go_on(state: Tilstand) -> str:
    """Return what keeps the reader from going on, or ''."""
    if state.forslag is None or state.kan_vaelges_igen:
        return ""
    if state.forslag.layout is None and not state.kan_laeses_igen:
        return "Filen kan ikke indlæses. Ret den, og vælg den igen."
    return ""
