"""Step 4: every problem by cell, what looks unlikely, and exactly what would change."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from plads import text
from plads.charts import indlaesning as tables
from plads.charts.indlaesning import Fundet
from plads.indlaes import Foelge, Forslag, Maade
from plads.models.proveniens import Grad
from plads.report.fejlliste import error_list
from plads.ui import cards, grid
from plads.ui.indlaesning import tilstand
from plads.ui.indlaesning.tilstand import Tilstand

GRADER = {"Fejl": Grad.FEJL, "Advarsler": Grad.ADVARSEL, "Rettet og bemærket": Grad.INFO, "Alle": None}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(state: Tilstand) -> None:
    """Show what was found in the file and what it would change."""
    forslag = state.forslag
    if forslag is None:
        return
    _summary(forslag)
    _findings(state, forslag)
    if forslag.status == "afvist":
        _what_now(state, forslag)
        return
    _how(state, forslag)
    _changes(forslag)


def _summary(forslag: Forslag) -> None:
    raekker = forslag.raekker
    grader = tables.grader(_found(forslag))
    figures = (
        ("Rækker læst", raekker["laest"]),
        ("Klar", raekker["klar"]),
        ("Advarsler", grader[Grad.ADVARSEL]),
        ("Fejl", grader[Grad.FEJL]),
    )
    with st.container(horizontal=True, key="kontroltal"):
        for label, value in figures:
            st.metric(label, text.antal(value), border=True)
    if not grader[Grad.FEJL]:
        st.success("Ingen fejl fundet.", icon=":material/check_circle:")


def _found(forslag: Forslag) -> list[Fundet]:
    return [Fundet(str(melding.grad), melding.ark, melding.celle, melding.besked) for melding in forslag.fund]


def _findings(state: Tilstand, forslag: Forslag) -> None:
    found = _found(forslag)
    if not found:
        return
    grader = tables.grader(found)
    names = [navn for navn, grad in GRADER.items() if grad is None or grader[grad]]
    picked = st.segmented_control(
        "Vis", names, default=names[0], key=f"indlaes_grad_{state.nonce}_{len(found)}", required=True
    )
    grad = GRADER[str(picked)]
    table = tables.fundtabel(one for one in found if grad is None or one.grad == grad)
    grid.show(table, key=f"fund_{state.nonce}", alt=f"Fundet i filen: {len(table.rows)} slags")
    if state.fil is not None and state.fil.bog is not None:
        st.download_button(
            "Hent fejlliste (Excel)", partial(error_list, state.fil.bog, forslag.fund),
            file_name=cards.file_name(f"fejlliste_{state.fil.navn.rpartition('.')[0] or 'fil'}", "xlsx"), mime=XLSX,
            icon=":material/download:", on_click="ignore", key=f"fejlliste_{state.nonce}",
        )  # fmt: skip
    else:
        st.caption("Filen holder personoplysninger og er ikke gemt, så vi kan ikke lave en fejlliste af den.")


def _what_now(state: Tilstand, forslag: Forslag) -> None:
    count = text.antal_af(forslag.raekker["fejl"], "række", "rækker")
    if not forslag.kan_springes:
        mapped = state.svar.kort and (state.kan_laeses_igen or state.kan_vaelges_igen)
        how = "Vælg andre kolonner i trin 3, eller ret den" if mapped else "Ret den"
        st.error(f"Filen kan ikke indlæses, som den er. {how} i Excel, og vælg den igen. Intet er gemt.")
        _choose_mended(state)
        return
    st.warning(text.markdown(f"Ret fejlene i Excel, og vælg filen igen – eller spring {count} over."))
    _choose_mended(state)
    if st.checkbox(f"Spring {count} med fejl over", key=f"uden_fejl_{state.nonce}", value=state.svar.uden_fejl):
        tilstand.answer(uden_fejl=True)
        st.rerun()


def _choose_mended(state: Tilstand) -> None:
    st.button(
        "Vælg den rettede fil", key=f"rettet_{state.nonce}", on_click=tilstand.mend, icon=":material/upload_file:",
        help="Dine svar om kolonner og skoler følger med.",
    )  # fmt: skip


def _how(state: Tilstand, forslag: Forslag) -> None:
    """Ask whether the file stands for the whole of its period, with what follows from each answer."""
    if state.svar.uden_fejl and st.button("Spring ikke rækker over alligevel", key=f"med_fejl_{state.nonce}"):
        tilstand.answer(uden_fejl=False)
        st.rerun()
    if not forslag.kan_erstatte:
        return
    said = ways(forslag.periode or "perioden", state.foelger)
    options = list(said)
    picked = st.radio(
        "Hvordan skal filen gemmes?", options, index=options.index(state.svar.maade),
        format_func=lambda maade: said[maade], key=f"maade_{state.nonce}",
    )  # fmt: skip
    if picked != state.svar.maade:
        tilstand.answer(maade=picked)
        st.rerun()


def ways(periode: str, foelger: Mapping[Maade, Foelge]) -> dict[Maade, str]:
    """Return each way of storing a file with what follows from it, in figures."""
    erstat, opdater, nye = foelger[Maade.ERSTAT], foelger[Maade.OPDATER], foelger[Maade.KUN_NYE]
    stays = f"; {_stored(opdater.bliver)}, som filen ikke har, bliver stående" if opdater.bliver else ""
    kept = f"; {_stored(nye.bliver)}, som filen siger noget andet om, bliver stående" if nye.bliver else ""
    return {
        Maade.ERSTAT: f"Erstat {periode}: {_written(erstat)}, {text.antal(erstat.fjernes)} fjernes "
        "(tal for de samme områder og måneder, som filen ikke har)",
        Maade.OPDATER: f"Opdatér: {_written(opdater)}, intet fjernes{stays}",
        Maade.KUN_NYE: f"Kun nye rækker: {text.antal_af(nye.nye, 'ny', 'nye')}, intet ændres{kept}",
    }


def _written(foelge: Foelge) -> str:
    return f"{text.antal_af(foelge.nye, 'ny', 'nye')}, {text.antal(foelge.aendrede)} ændres"


def _stored(count: int) -> str:
    return text.antal_af(count, "gemt tal", "gemte tal")


def _changes(forslag: Forslag) -> None:
    st.subheader("Det ændrer filen", anchor=False)
    changes = forslag.aendringer
    with st.container(horizontal=True, key="aendringstal"):
        for label, key in (("Nye", "nye"), ("Ændrede", "aendrede"), ("Uændrede", "uaendrede"), ("Fjernes", "fjernes")):
            st.metric(label, text.antal(changes[key]), border=True)
    if forslag.status == "uaendret":
        st.info("Alt i filen er allerede gemt. Der er intet at indlæse.", icon=":material/done_all:")
        return
    if forslag.grupper:
        grid.show(tables.gruppetabel(forslag.grupper), key="indlaes_grupper", alt="Ændringer pr. måned og område")
    if forslag.linjer:
        with st.expander("Se hver ændring, før og efter", expanded=not forslag.grupper):
            grid.show(tables.linjetabel(forslag.linjer), key="indlaes_linjer", alt="Hver ændring, før og efter")
            st.caption(f"Viser {text.antal(len(forslag.linjer))} af {text.antal(_all(forslag))}.")


def _all(forslag: Forslag) -> int:
    return sum(forslag.aendringer[key] for key in ("nye", "aendrede", "fjernes"))


def may_go_on(state: Tilstand) -> str:
    """Return what keeps the reader from going on, or ''."""
    if state.forslag is None or state.forslag.status == "afvist":
        return "Ret fejlene først."
    return "Der er intet at indlæse." if state.forslag.status == "uaendret" else ""
