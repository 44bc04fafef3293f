"""The identity in local mode: whom one is, and whom one looks as."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from plads import access, text
from plads.access import Bruger, Rolle
from plads.ui import cache, filterbar, muligheder, steder, udtraek

SOM = "se_som"
KENDTE = "_identiteter"
KUN_DELBART = "_kun_delbart"
ALLE = Bruger("Udvalg", Rolle.UDVALG)


def supplied() -> Bruger:
    """Return whom the reader looks as; outside a session the one the environment names."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return access.local()
    if st.session_state.get(KUN_DELBART):
        return ALLE
    exporting: Bruger | None = st.session_state.get(udtraek.SOM)
    if exporting is not None:
        return exporting
    known: dict[str, Bruger] = st.session_state.get(KENDTE, {})
    return known.get(st.session_state.get(SOM) or "") or access.local()


def lower() -> bool:
    """Note that a link asks to see only what everybody may see; return whether this session does.

    It can only lower what is seen, and holds for the rest of the session whatever the link says later.
    """
    if st.query_params.get("visning") == "delbar":
        st.session_state[KUN_DELBART] = True
    return bool(st.session_state.get(KUN_DELBART))


def choose() -> None:
    """Offer to look as each of the roles, so that one can see what others see."""
    own = access.local()
    known = _identities(own)
    st.session_state[KENDTE] = known
    if st.session_state.get(KUN_DELBART):
        return
    with st.sidebar:
        st.selectbox(
            "Se som …",
            ["", *known],
            format_func=lambda kode: _label(known.get(kode, own), egen=not kode),
            key=SOM,
            help="Plads kører uden login på denne maskine. Vælg en rolle for at se, hvad den ser.",
        )


def _label(bruger: Bruger, *, egen: bool) -> str:
    eget = bruger.omraade or bruger.skole
    rolle = f"{bruger.rolle.titel}, {eget}" if eget else bruger.rolle.titel
    return f"{bruger.navn} ({rolle})" if egen else text.stort(rolle)


def _identities(own: Bruger) -> dict[str, Bruger]:
    """Return one identity for each other role; chief and head of the first område and its first school."""
    valg = filterbar.whole()
    areas = muligheder.areas(valg)
    first = own.omraade or (areas[0].navn if areas else None)
    schools = [row.navn for row in muligheder.schools(valg) if not areas or row.omraade == areas[0].kode]
    people = {
        Rolle.ADMINISTRATOR: Bruger("Administrator", Rolle.ADMINISTRATOR),
        Rolle.MEDARBEJDER: Bruger("Medarbejder", Rolle.MEDARBEJDER),
        Rolle.OMRAADECHEF: Bruger("Områdechef", Rolle.OMRAADECHEF, first),
        Rolle.SKOLELEDER: Bruger("Skoleleder", Rolle.SKOLELEDER, skole=schools[0] if schools else None),
        Rolle.UDVALG: Bruger("Udvalg", Rolle.UDVALG),
    }
    return {rolle.value: bruger for rolle, bruger in people.items() if rolle is not own.rolle}


def look() -> bool:
    """Note how far the reader sees in the chosen plan's municipality; return whether what is shared is up to date."""
    by = steder.city()
    return cache.look(access.scope_of(access.current(), *_names()), by.kode if by else "")


def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Return the code of each område and of each school, by name; a school also by its number."""
    valg = filterbar.whole()
    schools = muligheder.schools(valg)
    numbers = {row.institutionsnr: row.kode for row in schools if row.institutionsnr}
    return {row.navn: row.kode for row in muligheder.areas(valg)}, {row.navn: row.kode for row in schools} | numbers
