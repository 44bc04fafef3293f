"""Step 3: what each column becomes, and which schools the unknown names are."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from hashlib import sha256

import streamlit as st

from plads import text
from plads.filters import Filter
from plads.indlaes import NY, SPRING_OVER, NySkole
from plads.ingest.regneark.grund.ark import kolonne
from plads.ingest.regneark.laesere import KORTLAGTE, table_of
from plads.ingest.regneark.tabeller import kort
from plads.ingest.regneark.tabeller.kort import BRUGES_IKKE, Forslag, Kort
from plads.queries import enheder
from plads.queries.enheder import EnhedRow
from plads.ui import cache, filterbar, muligheder
from plads.ui.indlaesning import optalt, tilstand
from plads.ui.indlaesning.tilstand import Tilstand

VIST = 40
KENDT, SIKKER = 1.0, 0.9


def show(state: Tilstand) -> None:
    """Show what columns become, and ask about names of schools."""
    _columns(state)
    _schools(state)
    optalt.again(state)


def _columns(state: Tilstand) -> None:
    found = _mapping(state)
    if found is None:
        st.caption("Denne slags fil har sin faste form. Kolonnerne er kendt på deres overskrifter og skal ikke vælges.")
        return
    held, columns = found
    st.subheader("Kolonner", anchor=False)
    if state.forslag and state.forslag.husket:
        st.caption("Kolonnerne er husket fra en tidligere fil med de samme overskrifter.")
    options = [BRUGES_IKKE, *(kendt.navn for kendt in KORTLAGTE[held.layout] if kendt.bruges)]
    # A layout also knows columns that it leaves alone.
    chosen = {nr: navn if navn in options else BRUGES_IKKE for nr, navn in held.kolonner}
    missing = [kendt.navn for kendt in KORTLAGTE[held.layout] if kendt.noedvendig and kendt.navn not in chosen.values()]
    if missing:
        said = text.antal_af(len(missing), "kolonne mangler", "kolonner mangler")
        them = "den" if len(missing) == 1 else "dem"
        st.warning(text.markdown(f"{said}: {text.opremsning(missing)}. Vælg {them} herunder."))
    before = {column.nr: BRUGES_IKKE for column in columns} | chosen
    for column in columns:
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"kolonne_{state.nonce}_{column.nr}"):
            st.markdown(
                f"**{text.markdown(column.overskrift or 'Uden overskrift')}**  \n"
                f"{text.markdown(f'fx {column.eksempel}' if column.eksempel else 'ingen værdier')}", width=240
            )  # fmt: skip
            chosen[column.nr] = st.selectbox(
                text.markdown(f"Bliver til ({column.overskrift or kolonne(column.nr)})"), options,
                index=options.index(chosen.get(column.nr, BRUGES_IKKE)),
                format_func=lambda navn: navn or "Bruges ikke",
                key=f"bliver_til_{state.nonce}_{column.nr}", width=260,
            )  # fmt: skip
            st.caption(text.markdown(_sure(column, chosen[column.nr])), width=180)
    if chosen != before:
        tilstand.answer(kort=replace(held, kolonner=tuple(sorted(chosen.items()))))
        st.rerun()


def _mapping(state: Tilstand) -> tuple[Kort, list[Forslag]] | None:
    """Return how the columns are mapped now, with a suggestion for each; None where columns are not mapped."""
    if state.kan_vaelges_igen:
        return optalt.mapping(state)
    bog = state.fil.bog if state.fil else None
    forslag = state.forslag
    layout = (state.svar.kort.layout if state.svar.kort else None) or (forslag.layout if forslag else None)
    if bog is None or layout not in KORTLAGTE:
        return None
    held = state.svar.kort or (forslag.kort if forslag else None)
    if held is None:
        tabel = table_of(bog, layout)
        if tabel is None:
            return None
        names = {nr: navn for navn, nr in tabel.kolonner.items()}
        row = tabel.ark.raekker[tabel.raekke]
        held = Kort(layout, tabel.ark.navn, tabel.raekke, tuple((nr, names.get(nr, "")) for nr in sorted(row)))
    ark = next(ark for ark in bog.ark if ark.navn == held.ark)
    return held, kort.suggestions(kort.columns(ark, held.raekke), KORTLAGTE[layout])


def _sure(column: Forslag, chosen: str) -> str:
    if not chosen:
        return "Bliver ikke brugt"
    if chosen != column.navn:
        return "Valgt af dig"
    if column.sikkerhed == KENDT:
        return "Kendt overskrift"
    return "Ligner" if column.sikkerhed >= SIKKER else "Ligner lidt"


def _schools(state: Tilstand) -> None:
    asked = _asked(state)
    if not asked:
        return
    st.subheader(f"Skoler, vi ikke kender ({text.antal(len(asked))})", anchor=False)
    st.caption("Svarene bliver husket, når filen er indlæst, og forsvinder igen, hvis den fortrydes.")
    if state.kan_vaelges_igen:
        st.info("Svar på alle navne, og vælg så filen igen nedenfor: selve filen er ikke gemt.")
    plan_units = muligheder.schools(filterbar.whole())
    units = {row.kode: row.navn for row in plan_units}
    by_name = {row.navn: row.kode for row in plan_units}
    answers, new = dict(state.svar.navne), {ny.navn: ny for ny in state.svar.nye}
    for navn, near in _shown(asked, answers).items():
        first = by_name.get(near or "")
        others = [kode for kode in units if kode != first]
        options: list[str] = ["", *([first] if first else []), NY, SPRING_OVER, *others]
        held = answers.get(navn, "")
        picked: str = st.selectbox(
            text.markdown(f"«{navn}»"), options, index=options.index(held) if held in options else 0,
            format_func=partial(_said, units=units, first=first), key=_key(state, "skole", navn),
        )  # fmt: skip
        answers[navn] = picked
        if picked == NY:
            new[navn] = _new_school(state, navn, new.get(navn))
    kept = tuple((navn, valgt) for navn, valgt in answers.items() if valgt)
    wanted_new = tuple(new[navn] for navn, valgt in kept if valgt == NY and navn in new)
    if (kept, wanted_new) != (state.svar.navne, state.svar.nye):
        tilstand.answer(navne=kept, nye=wanted_new)
        st.rerun()


def _asked(state: Tilstand) -> dict[str, str | None]:
    """Return the names that are or were unknown, with the nearest school of those that still are, in a fixed order."""
    unknown = dict(state.forslag.ukendte) if state.forslag else {}
    answered = dict.fromkeys(navn for navn, _ in state.svar.navne)
    return dict(sorted((answered | unknown).items(), key=lambda pair: text.sorteringsnoegle(pair[0])))


def _shown(asked: dict[str, str | None], answers: dict[str, str]) -> dict[str, str | None]:
    """Return the names to show: all with an answer, and of the others as many as fit; say so when some wait."""
    left = [navn for navn in asked if not answers.get(navn)]
    later = set(left[VIST:])
    if later:
        said = text.antal_af(len(later), "navn kommer", "navne kommer")
        st.caption(f"{said} frem, når der er svaret på nogle af dem.")
    return {navn: near for navn, near in asked.items() if navn not in later}


def _key(state: Tilstand, what: str, navn: str) -> str:
    """Return the key of a widget about a name: by the name, for the answer to one changes which others are asked."""
    return f"{what}_{state.nonce}_{sha256(navn.encode()).hexdigest()[:16]}"


def _said(kode: str, units: dict[str, str], first: str | None) -> str:
    if not kode:
        return "Vælg, hvilken skole det er"
    if kode == NY:
        return "Ny skole"
    if kode == SPRING_OVER:
        return "Spring rækkerne over"
    return f"{units[kode]} (forslag)" if kode == first else units[kode]


def _new_school(state: Tilstand, navn: str, held: NySkole | None) -> NySkole:
    areas = _areas()
    codes = [row.kode for row in areas]
    names = {row.kode: row.navn for row in areas}
    with st.container(horizontal=True, key=_key(state, "ny_skole", navn)):
        omraade = st.selectbox(
            "Område", codes, index=codes.index(held.omraade) if held and held.omraade in codes else 0,
            format_func=lambda kode: names[kode], key=_key(state, "ny_omraade", navn),
        )  # fmt: skip
        nummer = st.text_input(
            "Institutionsnummer, hvis den har et", value=held.nummer if held else "", max_chars=6,
            key=_key(state, "ny_nummer", navn),
        )  # fmt: skip
    return NySkole(navn, omraade, nummer.strip() if nummer.strip().isdigit() else "")


def _areas() -> list[EnhedRow]:
    return muligheder.areas(Filter(filterbar.whole().plan)) or cache.read(enheder.units, filterbar.whole())


def may_go_on(state: Tilstand) -> str:
    """Return what keeps the reader from going on, or ''."""
    if hindrance := optalt.hindrance(state):
        return hindrance
    tilbage = set(state.forslag.ukendte if state.forslag else ()) - {navn for navn, _ in state.svar.navne}
    return f"{text.antal_af(len(tilbage), 'skole', 'skoler')} mangler et svar." if tilbage else ""
