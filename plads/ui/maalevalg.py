"""What is decided for an indicator at a place, and «Indstil» for those who may decide it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from plads import access, maalevalg, text
from plads.errors import PladsError
from plads.maalevalg import Beslutning, Sted, Valgt
from plads.measures.vurdering import Indstillinger
from plads.queries import styring
from plads.queries.aktivitet import TaltRow
from plads.queries.enheder import EnhedRow
from plads.queries.styring import HaendelseRow
from plads.serier import Trin, maaned_nr
from plads.ui import aktivitet, cache, filterbar, steder
from plads.ui.keys import key_part

SVAR = "maalevalg_svar"
_MAANEDER = {Trin.MAANED: 1, Trin.KVARTAL: 3, Trin.HALVAAR: 6, Trin.AAR: 12, Trin.SKOLEAAR: 12}


def settings(enhed: EnhedRow, row: TaltRow, trin: Trin) -> Indstillinger:
    """Return how an indicator is judged at a unit over periods of some length.

    New beginnings are those of the unit, of its whole municipality, and of events; how much the limits are made from
    is the unit's own choice, else the municipality's. A target holds for the very place it was set for.
    """
    eget, byens = decided(enhed.kode, row), decided(_city(), row)
    fast = eget.fast_grundlag or byens.fast_grundlag
    maaneder = _MAANEDER[trin]
    return Indstillinger(
        row.retning,
        None if eget.maal is None else float(eget.maal * maaneder),
        tuple(sorted({*eget.nyt_grundlag, *byens.nyt_grundlag, *_from_events()})),
        None if fast is None else max(fast // maaneder, 1),
    )


def decided(enhed: str, row: TaltRow) -> Valgt:
    """Return what holds for an indicator at a unit by its own decision; nothing where none was made."""
    found = _decisions(_city()).get(Sted(enhed, row.kode))
    return found.valgt if found else Valgt()


@cache.kept
def _decisions(kommune: str) -> dict[Sted, Beslutning]:
    with cache.session() as session:
        return dict(maalevalg.decisions(session, kommune))


def _city() -> str:
    by = steder.city()
    return by.kode if by else ""


def _from_events() -> Sequence[int]:
    """Return the months from which events let limits begin anew."""
    return [beginning(h) for h in cache.read(styring.events, filterbar.whole()) if h.nyt_grundlag]


def beginning(haendelse: HaendelseRow) -> int:
    """Return the month from which the normal is found anew: after what hit everybody, else the event's own."""
    return aktivitet.last_month(haendelse) + 1 if haendelse.kommune is None else maaned_nr(haendelse.dato)


def button(enhed: EnhedRow, row: TaltRow) -> None:
    """Offer those who may, in their own scope, to decide how an indicator is judged at a unit."""
    if not offered(enhed):
        return
    if st.session_state.get(SVAR) is True:
        del st.session_state[SVAR]
        st.toast("Valget er gemt og gælder for alle, der ser kurven.")
    if st.button("Indstil", key=f"indstil_{key_part(enhed.kode)}_{row.kode}", type="tertiary", icon=":material/tune:"):
        st.session_state.pop(SVAR, None)
        _dialog(enhed, row)


def offered(enhed: EnhedRow) -> bool:
    """Return whether the reader may decide how figures are judged at a unit."""
    may = access.may(access.current(), access.Handling.INDSTILLE)
    return may and (cache.scope().alt or aktivitet.is_own(enhed))


@st.dialog("Sådan bedømmes tallet")
def _dialog(enhed: EnhedRow, row: TaltRow) -> None:
    if st.session_state.get(SVAR) is True:
        st.rerun()
    st.caption(text.markdown(f"{row.navn}, {enhed.navn}"))
    nu, med = decided(enhed.kode, row), st.columns(2)
    med[0].number_input("Mål pr. måned", 0, 100_000, nu.maal, 1, help="Tomt: intet mål", key="valg_maal")
    med[1].number_input("Grænser af de første … måneder", maalevalg.MINDST, 120, nu.fast_grundlag, 1,
                        help="Tomt: af alle måneder", key="valg_fast")  # fmt: skip
    st.multiselect("Begynd forfra fra", _months(nu), list(nu.nyt_grundlag), maalevalg.month_name,
                   placeholder="Vælg måneder", key="valg_nye")  # fmt: skip
    st.text_input("Hvorfor? Skriv ingen navne på børn", max_chars=400, key="valg_grund")
    st.button("Gem", type="primary", key="valg_gem", on_click=_save, args=(Sted(enhed.kode, row.kode),))
    if isinstance(st.session_state.get(SVAR), str):
        st.error(text.markdown(st.session_state[SVAR]))
    _history(Sted(enhed.kode, row.kode))


def _save(sted: Sted) -> None:
    """Store what stands in the fields; asked from them, since what was typed last may not have been drawn yet."""
    felter = [st.session_state[f"valg_{navn}"] for navn in ("maal", "nye", "fast")]
    valgt = Valgt(felter[0], tuple(felter[1]), felter[2])
    try:
        maalevalg.decide(cache.current(), sted, valgt, grund=st.session_state["valg_grund"], bruger=access.current())
    except PladsError as error:
        st.session_state[SVAR] = str(error)
    else:
        st.session_state[SVAR] = True


def _months(nu: Valgt) -> list[int]:
    """Return the months that can be begun anew from, the newest first."""
    kendte = {p.foerste for p in cache.periods() if p.trin is Trin.MAANED}
    return sorted({*kendte, *nu.nyt_grundlag}, reverse=True)


def _history(sted: Sted) -> None:
    with cache.session() as session:
        fundne = maalevalg.history(session, sted)
    for f in fundne:
        valgt = maalevalg.described(f.valgt)
        st.caption(text.markdown(f"{text.tidspunkt(f.tidspunkt)}, {f.bruger}: {valgt}. {f.grund}"))
