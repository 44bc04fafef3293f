"""«Virker indsatsen?»: one verdict for each kind of forløb and figure, and all that speaks for and against it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from plads import text
from plads.charts import effekt as figurer
from plads.cube import udsnit
from plads.filters import Filter
from plads.measures import effektord
from plads.measures.effekt import Effekt, Slutning, assess
from plads.measures.effektdata import Skoleforloeb, Udeladt, left_out, panel_of, share_hidden
from plads.models.indikator import Indikatorart
from plads.models.organisation import Enhedstype
from plads.queries import aktivitet as queries
from plads.queries.aktivitet import NavngivetRow, TaltRow
from plads.serier import Periode, Trin, maaned_nr, periode_om
from plads.tables import Column, Table
from plads.ui import aktivitet, cache, cards, effektforklaring, filterbar, go, muligheder, valg
from plads.ui.keys import key_part

ELEVER = "elevtal"
# What the plan promises: fewer children referred. Chosen beforehand, so that nobody picks the figure that looks best.
VIGTIGSTE = "visitation"
STANDARD = ("visitation", "indstilling")
FARVER = {Slutning.EFFEKT: "blue", Slutning.MODSAT: "orange", Slutning.IKKE_SKELNES: "gray", Slutning.FOR_LIDT: "gray"}
IKONER = {
    Slutning.EFFEKT: ":material/check_circle:",
    Slutning.MODSAT: ":material/error:",
    Slutning.IKKE_SKELNES: ":material/horizontal_rule:",
    Slutning.FOR_LIDT: ":material/hourglass_empty:",
}


class Forloebstype(NamedTuple):
    """A kind of forløb that has begun at some school."""

    kode: str
    navn: str
    hoved: tuple[str, ...]


class Svar(NamedTuple):
    """The verdict on a kind of forløb and a figure, and what the reader must know of its figures."""

    effekt: Effekt
    udeladt: Udeladt
    eksempel: bool
    intern: bool


def kinds() -> list[Forloebstype]:
    """Return the kinds of forløb of the chosen indsatser that have begun, by name."""
    return _kinds_of(filterbar.current().indsatser)


def _kinds_of(indsatser: tuple[str, ...]) -> list[Forloebstype]:
    begun = [r for r in cache.read(queries.named, Filter(filterbar.current().plan, indsatser=indsatser)) if r.begyndt]
    return sorted({Forloebstype(row.type, row.typenavn, row.hoved) for row in begun}, key=lambda f: f.navn)


def of_part(maerke: str) -> None:
    """Show in a line what can be said of each kind of forløb an element has, and the way to why."""
    forloeb, tal = _kinds_of((maerke,)), figures()
    if not forloeb or not tal or not aktivitet.may_see():
        return
    with st.container(horizontal=True, vertical_alignment="center", key="virker_del"):
        st.caption(text.markdown(f"Virker det? {tal[0].navn}:"), width="content")
        for f in forloeb:
            chip(answer(f, tal[0]).effekt, f"{f.navn}: ")
        st.button("Se hvorfor", key="virker_hvorfor", icon=":material/arrow_forward:", type="tertiary",
                  on_click=go.to, args=("virker",))  # fmt: skip


def figures() -> list[TaltRow]:
    """Return the figures an effect is looked for in, the most important first: the chosen ones, else the usual."""
    rows = [row for row in cache.read(queries.counted, filterbar.whole()) if row.art is Indikatorart.STROEM]
    valgte = filterbar.current().indikatorer or STANDARD
    found = [row for row in rows if row.kode in valgte]
    return sorted(found, key=lambda row: row.kode != VIGTIGSTE)


def answer(forloeb: Forloebstype, tal: TaltRow) -> Svar:
    """Return the verdict, worked out once for each data version and reader's scope."""
    return _answer(filterbar.current().plan, forloeb.kode, tal)


@cache.kept
def _answer(plan: str, forloeb: str, tal: TaltRow) -> Svar:
    skoler = _schools(plan, forloeb, tal.kode)
    panel = panel_of(skoler)
    serier = [serie for skole in skoler for serie in (skole.antal, skole.elever)]
    return Svar(
        assess(panel, tal.retning, skjult=share_hidden(skoler)),
        left_out(skoler, panel),
        any(serie.eksempel for serie in serier),
        any(serie.intern for serie in serier),
    )


def _schools(plan: str, forloeb: str, tal: str) -> list[Skoleforloeb]:
    """Return every ordinary school by school year, with the forløb that began on it."""
    rows = cache.read(queries.named, Filter(plan))
    cube = cache.cube()
    return [
        Skoleforloeb(
            enhed.kode,
            enhed.navn,
            udsnit.serie(cube, tal, enhed.kode, Trin.SKOLEAAR),
            udsnit.serie(cube, ELEVER, enhed.kode, Trin.SKOLEAAR),
            min(_starts(rows, enhed.kode, forloeb, egen=True), default=None),
            tuple(_starts(rows, enhed.kode, forloeb, egen=False)),
        )
        for enhed in muligheder.schools(Filter(plan))
        if enhed.type is Enhedstype.SKOLE
    ]


def _starts(rows: Sequence[NavngivetRow], enhed: str, forloeb: str, *, egen: bool) -> list[Periode]:
    """Return the school years in which this kind of forløb began at a school, or any other kind."""
    return [
        periode_om(maaned_nr(row.begyndt), Trin.SKOLEAAR)
        for row in rows
        if row.begyndt and row.enhed == enhed and (row.type == forloeb) is egen
    ]


def overview(forloeb: Sequence[Forloebstype], tal: Sequence[TaltRow]) -> None:
    """Show the verdict on every kind of forløb, one column for each figure."""
    svar = {(f.kode, t.kode): answer(f, t) for f in forloeb for t in tal}
    columns = (Column("forloeb", "Forløb"), Column("indsats", "Indsats"), Column("skoler", "Skoler"),
               *(Column(f"tal_{nr}", t.navn) for nr, t in enumerate(tal)))  # fmt: skip
    rows = tuple(
        (
            f.navn,
            text.opremsning(list(f.hoved)),
            str(svar[f.kode, tal[0].kode].effekt.skoler),
            *(effektord.word(svar[f.kode, t.kode].effekt) for t in tal),
        )
        for f in forloeb
    )
    cards.table_card(
        "Hvad vi kan sige om hvert forløb",
        Table(columns, rows),
        key="virker_alle",
        undertitel=(
            "Skoler er dem, der er begyndt og kan bruges. Det vigtigste tal er visitationer, for planen lover, at "
            "færre børn visiteres. Det er valgt på forhånd"
        ),
        beregning=effektforklaring.verdict(len(forloeb) * len(tal)),
        eksempel=any(s.eksempel for s in svar.values()),
        intern=any(s.intern for s in svar.values()),
    )


def choose(forloeb: Sequence[Forloebstype], tal: Sequence[TaltRow]) -> tuple[Forloebstype, TaltRow]:
    """Let the reader choose a kind of forløb and a figure; both stand in the link."""
    with st.container(horizontal=True, key="virker_valg"):
        f = valg.one_of("Forløb", {f.kode: f.navn for f in forloeb}, _first(forloeb), "forloeb")
        t = valg.one_of("Tal", {t.kode: t.navn for t in tal}, tal[0].kode, "tal")
    return next(x for x in forloeb if x.kode == f), next(x for x in tal if x.kode == t)


def _first(forloeb: Sequence[Forloebstype]) -> str:
    """Return the kind of forløb that most schools have begun."""
    rows = [row.type for row in cache.read(queries.named, filterbar.whole()) if row.begyndt]
    return max(forloeb, key=lambda f: rows.count(f.kode)).kode


def verdict(forloeb: Forloebstype, tal: TaltRow) -> None:
    """Show what can be said, on how many schools, and what would change it."""
    svar = answer(forloeb, tal)
    e = svar.effekt
    with cards.card(f"{forloeb.navn}: {effektord.word(e).lower()}", key="virker_dom", eksempel=svar.eksempel,
                    intern=svar.intern, chip=lambda: chip(e)):  # fmt: skip
        cards.bullets(
            [
                effektord.sentence(e, tal.navn, forloeb.navn),
                effektord.basis(e, svar.udeladt),
                *([effektord.before(e)] if e.samlet else []),
                f"Hvad ville ændre det: {effektord.what_would_change(e)}",
            ]
        )


def chip(e: Effekt, om: str = "") -> None:
    """Show the verdict as a word with a sign and a colour, after what it is about."""
    st.badge(text.markdown(f"{om}{effektord.word(e)}"), icon=IKONER[e.slutning], color=FARVER[e.slutning])  # type: ignore[arg-type]


def charts(forloeb: Forloebstype, tal: TaltRow) -> None:
    """Show the years around the start, and what before/after is made of; nothing where nothing could be estimated."""
    svar = answer(forloeb, tal)
    if svar.effekt.samlet is None:
        return
    noegle = key_part(f"{forloeb.kode}_{tal.kode}")
    with st.grid(min_column_width=420, key="virker_figurer"):
        cards.chart_card(
            f"{tal.navn} år for år omkring start",
            figurer.around_start(svar.effekt, tal.navn),
            key=f"virker_aar_{noegle}",
            undertitel=(
                f"{forloeb.navn}: forskellen til skoler, der ikke var begyndt. Året før start er sat til 0. "
                "Stregerne er 95 %-intervaller"
            ),
            beregning=effektforklaring.around(tal),
            eksempel=svar.eksempel,
            intern=svar.intern,
            fill=True,
        )
        cards.chart_card(
            "Før/efter alene er misvisende",
            figurer.split(svar.effekt.opdeling, tal.navn),
            key=f"virker_dele_{noegle}",
            undertitel=effektord.misleading(svar.effekt),
            beregning=effektforklaring.split(tal),
            eksempel=svar.eksempel,
            intern=svar.intern,
            fill=True,
        )
