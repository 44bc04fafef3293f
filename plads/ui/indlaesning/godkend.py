"""Step 5: read back what will happen, and do it once."""

from __future__ import annotations

import streamlit as st

from plads import access, indlaes, text
from plads.errors import AcceptError, SeenError
from plads.fremdrift import LANG, Fremdrift, tavs
from plads.indlaes import Maade
from plads.indlaes.navne import titel
from plads.store import store_url
from plads.ui import cache, cards
from plads.ui.indlaesning import tilstand, undervejs
from plads.ui.indlaesning.tilstand import Tilstand
from plads.ui.server import aside

HVORDAN = {
    Maade.OPDATER: "Nye og ændrede tal gemmes, intet fjernes",
    Maade.ERSTAT: "Filen erstatter det, der er gemt for dens områder og måneder",
    Maade.KUN_NYE: "Kun tal, der ikke er gemt før",
}


def show(state: Tilstand) -> None:
    """Read the upload back and store it when the reader says so."""
    forslag, fil = state.forslag, state.fil
    if forslag is None or fil is None or forslag.layout is None:
        return
    changes = forslag.aendringer
    cards.facts([
        ("Fil", fil.navn),
        ("Indhold", titel(forslag.layout)),
        ("Periode", forslag.periode or "ikke oplyst"),
        ("Rækker", f"{text.antal(forslag.raekker['klar'])} af {text.antal(forslag.raekker['laest'])}"),
        ("Det ændres", ", ".join(
            f"{text.antal(changes[key])} {word}"
            for key, word in (("nye", "nye"), ("aendrede", "ændrede"), ("fjernes", "fjernes"))
        )),
        ("Sådan gemmes filen", HVORDAN[state.svar.maade] if forslag.kan_erstatte else HVORDAN[Maade.OPDATER]),
        ("Hvem kan se det", "Hvert sted ser sine egne tal. Andre ser det, der kan deles, når det er gjort klar."),
    ])  # fmt: skip
    label = f"Indlæs {forslag.periode}" if forslag.periode else "Indlæs filen"
    st.button(
        text.markdown(label), type="primary", key=f"godkend_{state.nonce}", icon=":material/check:",
        on_click=_store, disabled=forslag.status != "klar",
    )  # fmt: skip
    if state.besked:
        st.warning(text.markdown(state.besked), icon=":material/sync_problem:")


def _store() -> None:
    """Store the upload; a second click finds it stored already."""
    state = tilstand.current()
    if state.gemt is not None or state.forslag is None or state.forslag.upload is None:
        return
    bruger = access.require(access.Handling.INDLAESE)
    try:
        gemt = indlaes.keep(
            cache.engine(store_url()), state.forslag, bruger=bruger.navn, rolle=bruger.rolle,
            set_paa=state.version, omraade=bruger.omraade, meld=_teller(state.forslag.raekker["klar"]),
        )  # fmt: skip
    except SeenError as error:
        tilstand.propose()
        state.besked = str(error)
        state.trin = 4
        return
    except AcceptError as error:
        state.besked = str(error)
        return
    state.gemt = gemt
    aside.publish()


def _teller(raekker: int) -> Fremdrift:
    """Return what tells how far saving is; a short file is saved before anybody could read it."""
    return undervejs.saving(raekker) if raekker >= LANG else tavs


def may_go_on(_state: Tilstand) -> str:
    """Return '': there is no step after this one."""
    return ""
