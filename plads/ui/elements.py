"""The parts of a plan on screen: cards that open, texts, sub-posts, sources."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from plads import text
from plads.filters import Filter
from plads.queries import kilder, oekonomi, plan
from plads.queries.delkort import KortRow
from plads.queries.fortalt import Saetning
from plads.queries.oekonomi import BudgetRow
from plads.ui import cache, cards, filterbar, go, noegletal
from plads.ui.keys import key_part

PLACE = ", linje "
HEADINGS = {
    "formaal": "Formål",
    "problem": "Problem",
    "baggrund": "Baggrund",
    "forventet_effekt": "Forventet effekt",
    "leverance": "Leverancer",
    "begrundelse": "Begrundelse",
    "finansiering": "Finansiering",
    "bygger_paa": "Bygger på",
    "erstatter": "Erstatter",
    "naeste_skridt": "Næste skridt",
    "opfoelgning": "Opfølgning",
    "ledelsesinformation": "Ledelsesinformation",
    "indstilling": "Indstilling til udvalget",
    "statusgruppe": "Status",
    "navn": "Planen kaldes også",
    "program": "Program",
    "oevrigt": "Øvrigt",
}


def sentences(rows: Sequence[Saetning]) -> None:
    """Show sentences, each with a way to the numbers behind it."""
    for nr, row in enumerate(rows):
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"linje_{nr}"):
            st.markdown(text.markdown(row.tekst), width="stretch")
            st.button(
                "Se tallene",
                key=f"saetning_{row.side}_{nr}",
                help=f"Åbn siden med tallene bag: {text.markdown(row.tekst)}",
                type="tertiary",
                icon=":material/arrow_forward:",
                icon_position="right",
                on_click=go.to,
                args=(row.side,),
            )


def element_cards(rows: Sequence[KortRow]) -> None:
    """Show the main elements as cards that open their page."""
    with st.grid(min_column_width=300, key=f"delkort_{key_part('_'.join(row.ental for row in rows[:1]))}"):
        for row in rows:
            with st.container(border=True, key=f"del_{key_part(row.maerke)}", height="stretch"):
                _element_card(row)


def _element_card(row: KortRow) -> None:
    st.subheader(text.markdown(row.navn), anchor=False)
    aar = text.opremsning([str(aar) for aar in row.aar])
    if row.budget.oere is not None or row.budget.kendt_oere:
        when = f"i {aar} ({noegletal.price_level(row.budget)})"
        st.markdown(f"**{text.markdown(noegletal.money(row.budget))}** {text.markdown(when)}")
    if row.formaal:
        st.caption(text.markdown(row.formaal))
    for line in row.forloeb:
        st.markdown(f":material/school: {text.markdown(line)}")
    if row.sene:
        late = text.antal_af(row.sene, "milepæl forsinket eller udskudt", "milepæle forsinket eller udskudt")
        st.badge(text.markdown(late), icon=":material/schedule:", color="orange")
    st.button(
        text.markdown(f"Åbn {row.ental.lower()} {row.maerke.lstrip('FHS')}"),
        key=f"aabn_{row.maerke}",
        help=text.markdown(row.navn),
        icon=":material/arrow_forward:",
        icon_position="right",
        on_click=go.to,
        args=("indsats",),
        kwargs={"indsats": [row.maerke]},
    )


def text_sections(element: str, skip: Sequence[str] = ()) -> None:
    """Show what is said of an element under headings, with the source of each text."""
    rows = [row for row in cache.read(plan.texts, _whole()) if row.element == element]
    for art, heading in HEADINGS.items():
        own = [row for row in rows if row.art.value == art and art not in skip]
        if own:
            st.markdown(f"**{heading}**")
            cards.bullets([row.tekst for row in own])
            st.caption(text.markdown(f"Kilde: {cited([row.kilde for row in own])}"))


def _whole() -> Filter:
    return Filter(filterbar.current().plan)


def sources(kilder_koder: Sequence[str | None]) -> list[str]:
    """Return sources as a reader knows them, each once."""
    called = cache.read(kilder.places, _whole())
    return list(dict.fromkeys(called.get(kode, kode) for kode in kilder_koder if kode))


def cited(kilder_koder: Sequence[str | None]) -> str:
    """Return sources as one line, the places in a document together: 'Status april 2020, linje 44, 56'."""
    by_document: dict[str, list[str]] = {}
    for name in sources(kilder_koder):
        document, _, lines = name.partition(PLACE)
        by_document.setdefault(document, []).extend([lines] if lines else [])
    return "; ".join(
        f"{document}{PLACE}{', '.join(lines)}" if lines else document for document, lines in by_document.items()
    )


def chosen() -> plan.ElementRow | None:
    """Return the one main element the reader has chosen; the first of the choice, else of the plan."""
    valg = filterbar.current()
    main = [row for row in cache.read(plan.tree, valg) if row.er_hoved]
    wanted = [row for row in main if row.maerke in valg.indsatser] or main
    return wanted[0] if wanted else None


def neighbours(element: plan.ElementRow) -> None:
    """Offer the element before and the one after."""
    main = [row for row in cache.read(plan.tree, _whole()) if row.er_hoved]
    place = [row.kode for row in main].index(element.kode)
    with st.container(horizontal=True, key="naboer"):
        for row, icon in (
            (main[place - 1] if place else None, ":material/arrow_back:"),
            (main[place + 1] if place + 1 < len(main) else None, ":material/arrow_forward:"),
        ):
            if row:
                st.button(
                    text.markdown(row.navn),
                    key=f"nabo_{row.maerke}",
                    icon=icon,
                    type="tertiary",
                    on_click=go.to,
                    args=("indsats",),
                    kwargs={"indsats": [row.maerke]},
                )


def source_names() -> dict[str, str]:
    """Return what each source place is called, for tables."""
    return cache.read(kilder.places, _whole())


def upper_elements() -> None:
    """Show the elements above the main ones, such as the phases of a plan, with their texts."""
    rows = [row for row in cache.read(plan.tree, _whole()) if row.niveau and row.hoved is None]
    if not rows:
        return
    words = {row.orden: row.flertal for row in cache.read(plan.levels, _whole())}
    with cards.card(f"{words[rows[0].niveau]} ({len(rows)})", key="overdele"):
        for row in rows:
            _opened(row, [("Periode", row.periode), ("Status", row.status)])


def _opened(row: plan.ElementRow, facts: Sequence[tuple[str, str | None]]) -> None:
    with st.expander(text.markdown(row.navn), key=f"underdel_{key_part(row.maerke)}"):
        cards.facts([(label, value) for label, value in facts if value])
        text_sections(row.kode)
        st.caption(text.markdown(f"Kilde: {cited([row.kilde])}"))


def sub_elements(element: plan.ElementRow) -> None:
    """Show the parts below an element, each with its texts."""
    below = [row for row in cache.read(plan.tree, _whole()) if row.foraelder == element.kode]
    if not below:
        return
    words = {row.orden: row.flertal for row in cache.read(plan.levels, _whole())}
    posts = cache.read(oekonomi.sub_posts, filterbar.only(element.maerke))
    with cards.card(f"{words[below[0].niveau]} ({len(below)})", key="dele"):
        for row in below:
            _opened(row, [("Periode", row.periode), ("Status", row.status), ("Budget", _posts(row, posts))])


def _posts(row: plan.ElementRow, posts: Sequence[BudgetRow]) -> str:
    own = [post for post in posts if post.element == row.kode]
    said = [
        f"{post.aar}: {text.beloeb(post.amount.oere) if post.amount.oere is not None else post.amount.tilstand.tekst}"
        for post in own
    ]
    return " · ".join(said)


def definitions(rows: Sequence[kilder.IndikatorRow], search: str) -> None:
    """Show definitions the FLIS way; only those that hold what is searched for."""
    wanted = search.strip().casefold()
    found = [row for row in rows if wanted in f"{row.navn} {row.beskrivelse}".casefold()]
    for row in found:
        with st.expander(text.markdown(row.navn), key=f"definition_{row.kode}"):
            cards.facts(
                [
                    ("Beskrivelse", row.beskrivelse),
                    ("Tæller", row.taeller),
                    ("Nævner", row.naevner or "ingen (et antal)"),
                    ("Opgørelsesniveau", row.opgoerelsesniveau),
                    ("Grundlag", row.grundlag or "ikke opdelt"),
                    ("Kilde", cited([row.kilde]) or row.kildegrad),
                    ("Hvor sikker er definitionen", row.kildegrad),
                ]
            )
    if not found:
        st.caption("Ingen definitioner passer til søgningen.")
