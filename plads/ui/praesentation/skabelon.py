"""Which PowerPoint template presentations follow: chosen once, by those who may."""

from __future__ import annotations

import streamlit as st

from plads import access, text
from plads.moede import skabelon
from plads.ui import cache
from plads.ui.server import kommando


def chosen() -> None:
    """Tell which template is used, and let those who may choose another or none."""
    if not access.may(access.current(), access.Handling.VAELGE_SKABELON):
        return
    with cache.session() as session:
        brugt = skabelon.in_use(session)
    with st.expander("Kommunens PowerPoint-skabelon", icon=":material/palette:", expanded=False):
        if brugt is None:
            st.write("PowerPoint laves med Plads' eget udseende. Vælg kommunens skabelon, så følger de den.")
        else:
            dag = text.tidspunkt(brugt.tidspunkt)
            st.write(text.markdown(f"PowerPoint følger «{brugt.filnavn}», valgt {dag} af {brugt.bruger}."))
        fil = st.file_uploader(
            "Skabelon (.pptx eller .potx, højst 10 MB)", type=list(skabelon.ENDELSER), key="skabelonfil",
            help="Kun udseendet gemmes. Dias, noter og navne i filen bliver ikke.",
        )  # fmt: skip
        with st.container(horizontal=True):
            tag = st.button("Brug skabelonen", key="brug_skabelon", disabled=fil is None, icon=":material/check:")
            fjern = brugt is not None and st.button("Brug Plads' eget udseende", key="fjern_skabelon", type="tertiary")
    if tag and fil is not None:
        _take_in(fil.name, fil.getvalue())
    if fjern:
        skabelon.forget(cache.current(), access.current())
        st.rerun()


def _take_in(navn: str, content: bytes) -> None:
    bruger = access.current()
    ordre = [
        "powerpoint-skabelon", "-", *kommando.options(navn=navn, rolle=bruger.rolle.value, bruger=bruger.navn)
    ]  # fmt: skip
    fejl = kommando.run(ordre, "Læser skabelonen.", content)
    if fejl is None:
        st.rerun()
    st.error(text.markdown(fejl), icon=":material/error:")
