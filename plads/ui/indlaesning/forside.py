"""Before a file is chosen: what is due, a template for each kind, and the columns remembered from earlier files."""

from __future__ import annotations

from functools import partial

import streamlit as st

from plads import access, indlaes, text
from plads.indlaes import kolonner
from plads.indlaes.navne import titel
from plads.ingest.regneark.laesere import KORTLAGTE
from plads.ingest.regneark.tabeller.kort import BRUGES_IKKE
from plads.models.proveniens import Kolonnekort
from plads.skabeloner import TEMPLATES, Opskrift, template
from plads.store import reading, store_url, transaction
from plads.ui import cache, friskhed
from plads.ui.menu import page_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show() -> None:
    """Show what helps before a file is chosen."""
    st.subheader("Hvad ventes?", anchor=False)
    friskhed.lines()
    st.page_link(page_file("historik"), label="Se måned for måned, og hvad der er indlæst", icon=":material/history:")
    _templates()
    _remembered()


def _templates() -> None:
    with st.expander("Hent en skabelon", icon=":material/description:"):
        st.caption("Har du ikke et udtræk, kan du skrive tallene i en skabelon. Arket «Sådan gør du» forklarer resten.")
        for opskrift in TEMPLATES:
            with st.container(horizontal=True, vertical_alignment="center", key=f"skabelon_{opskrift.layout}"):
                st.markdown(
                    f"**{text.markdown(opskrift.titel)}**  \n{text.markdown(opskrift.beskrivelse)}  \n"
                    f":small[Kolonner: {text.markdown(', '.join(opskrift.kolonner))}]",
                    width="stretch",
                )
                st.download_button(
                    "Hent skabelon", partial(_made, opskrift), file_name=opskrift.filnavn, mime=XLSX,
                    key=f"hent_skabelon_{opskrift.layout}", on_click="ignore", icon=":material/download:",
                    help=f"Hent skabelonen {opskrift.titel}",
                )  # fmt: skip


def _made(opskrift: Opskrift) -> bytes:
    """Return a template with today's code lists; made when it is asked for."""
    with reading(cache.engine(store_url())) as session:
        return template(indlaes.catalogue(session), opskrift.layout)


def _remembered() -> None:
    with reading(cache.engine(store_url())) as session:
        rows = kolonner.listed(session)
    if not rows:
        return
    with st.expander(f"Huskede kolonner ({text.antal(len(rows))})", icon=":material/view_column:"):
        st.caption(
            "Filer med de samme overskrifter går lige til kontrollen. Ret en kortlægning, eller glem den, så spørger "
            "vi igen."
        )
        for row in rows:
            _one(row)


def _one(row: Kolonnekort) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"kort_{row.signatur[:12]}"):
        pairs = ", ".join(f"«{heading}» er {navn}" for heading, navn in row.kolonner.items())
        st.markdown(
            f"**{text.markdown(titel(row.layout))}**, som i {text.markdown(row.navn)}  \n{text.markdown(pairs)}  \n"
            f":small[{text.markdown(f'{row.bruger}, {text.tidspunkt(row.tidspunkt)}')}]",
            width="stretch",
        )
        _change(row)
        st.button("Glem", key=f"glem_{row.signatur[:12]}", on_click=_forget, args=(row.signatur,))


def _change(row: Kolonnekort) -> None:
    """Let the reader say anew what each heading is; what is no longer used is left out."""
    options = [BRUGES_IKKE, *(kendt.navn for kendt in KORTLAGTE.get(row.layout, ()) if kendt.bruges)]
    with st.popover("Ret"):
        chosen = {
            heading: st.selectbox(
                text.markdown(heading), options, index=options.index(navn) if navn in options else 0,
                format_func=lambda navn: navn or "Bruges ikke", key=f"ret_{row.signatur[:12]}_{nr}",
            )
            for nr, (heading, navn) in enumerate(row.kolonner.items())
        }  # fmt: skip
        twice = {navn for navn in chosen.values() if navn and list(chosen.values()).count(navn) > 1}
        if twice:
            st.caption(text.markdown(f"Valgt to gange: {text.opremsning(sorted(twice))}."))
        st.button(
            "Gem", key=f"gem_{row.signatur[:12]}", type="primary", disabled=chosen == row.kolonner or bool(twice),
            on_click=_save, args=(row.signatur, chosen),
        )  # fmt: skip


def _save(signatur: str, chosen: dict[str, str]) -> None:
    bruger = access.require(access.Handling.INDLAESE)
    with transaction(cache.engine(store_url())) as session:
        kolonner.change(session, signatur, chosen, bruger.navn)


def _forget(signatur: str) -> None:
    with transaction(cache.engine(store_url())) as session:
        kolonner.forget(session, signatur)
