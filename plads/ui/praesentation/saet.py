"""One set: how it stands, its slides, freezing, showing, comparing, and its documents."""

from __future__ import annotations

import streamlit as st

from plads import access, text
from plads.dias import Frosset
from plads.moede import arkiv, sammenlign
from plads.moede.arkiv import SaetRow
from plads.moede.stand import Stand, state
from plads.ui import cache, cards
from plads.ui.praesentation import arbejde, dias, hent, referat

STANDE = {
    Stand.GAELDENDE: "Tallene er de nyeste.",
    Stand.NYERE: "Der er kommet nye tal siden frysning. Præsentationen viser dem ikke, før den fryses igen.",
    Stand.TRUKKET: "Data bag præsentationen er trukket tilbage siden frysning. Frys den igen før mødet.",
}


def show(row: SaetRow) -> None:
    """Show a set."""
    maa = access.may(access.current(), access.Handling.LAVE_PRAESENTATION)
    st.header(text.markdown(row.titel), anchor=False)
    dag = f", {text.dato(row.dato)}" if row.dato else ""
    st.caption(text.markdown(f"{row.udvalg}{dag}{f', punkt {row.punkt}' if row.punkt else ''}"))
    with cache.session() as session:
        frosset = arkiv.frozen(session, row.nummer) if row.frysninger else None
        stand = state(session, frosset) if frosset else None
        udkast = arkiv.draft(session, row.nummer)
    _stand(frosset, stand)
    _buttons(row, frosset, maa=maa)
    if frosset is not None:
        hent.downloads(frosset, row)
    if udkast is not None and maa:
        dias.editor(row, udkast)
    elif maa and frosset is None:
        _compose(row)
    _compared(row, frosset, udkast)
    referat.listed(row, maa=maa)


def _stand(frosset: Frosset | None, stand: Stand | None) -> None:
    if frosset is None or stand is None:
        st.info("Tallene er ikke frosset endnu. Tryk på «Frys tal», når sættet er klar.", icon=":material/ac_unit:")
        return
    ord_ = f"Tallene er frosset {text.tidspunkt(frosset.frosset)}. Nye indlæsninger ændrer ikke præsentationen."
    st.caption(text.markdown(ord_))
    if stand is Stand.GAELDENDE:
        st.success(STANDE[stand], icon=":material/check_circle:")
    else:
        st.warning(f"{STANDE[stand]}", icon=":material/update:", title=text.stort(stand.value))


def _buttons(row: SaetRow, frosset: Frosset | None, *, maa: bool) -> None:
    with st.container(horizontal=True, key="saetknapper"):
        if frosset is not None:
            link = f"/praesentation?saet={row.nummer}&dias=1&embed=true"
            st.link_button("Start præsentation", link, type="primary", icon=":material/slideshow:")
        frys = maa and st.button("Frys tal", icon=":material/ac_unit:", key="frys")
        opdater = maa and st.button("Hent nye tal til udkastet", icon=":material/refresh:", key="opdater")
    if frys and arbejde.done("frys", row.nummer, "Fryser tallene."):
        st.rerun()
    if opdater and arbejde.done("udkast", row.nummer, "Samler sættet fra siderne."):
        st.rerun()


def _compose(row: SaetRow) -> None:
    st.info("Præsentationen er tom. Læg figurer ind fra siderne med «Læg i præsentation».", icon=":material/add_chart:")
    with cache.session() as session:
        har = bool(arkiv.slides(session, row.nummer))
    if (har or row.standard) and arbejde.done("udkast", row.nummer, "Samler sættet fra siderne."):
        st.rerun()


def _compared(row: SaetRow, frosset: Frosset | None, udkast: Frosset | None) -> None:
    """Show what has changed: from the frozen figures to the newest, and since the committee's last meeting."""
    with cache.session() as session:
        sidst = arkiv.before(session, row.nummer)
        foer = arkiv.frozen(session, sidst.nummer) if sidst else None
    if frosset is not None and udkast is not None and udkast.frosset > frosset.frosset:
        _changes("Sammenlign: frosset og nyt", sammenlign.compare(frosset, udkast), "sammenlign")
    nyeste = frosset or udkast
    if foer is not None and nyeste is not None:
        _changes("Siden sidste møde", sammenlign.compare(foer, nyeste), "siden_sidst")


def _changes(titel: str, aendringer: tuple[sammenlign.Aendring, ...], key: str) -> None:
    antal = text.antal_af(len(aendringer), "ændring", "ændringer")
    if not aendringer:
        with cards.card(titel, key=key):
            st.write("Ingen tal, statusser, datoer eller risici er ændret.")
        return
    cards.table_card(titel, sammenlign.table(aendringer), key=key, undertitel=f"{antal}: før og nu")
