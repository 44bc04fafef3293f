"""Verdicts on screen: the chip, the curve on what is normal, and the funnel with a set the reader may choose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial

import streamlit as st

from plads import text
from plads.charts import kurver
from plads.charts import tragt as tragtfigur
from plads.charts.rows import Haendelse
from plads.measures import saetninger, tragtord
from plads.measures.ligner import STANDARD, Lignende, Skole, alike
from plads.measures.tragt import Sted, Tragt, funnel
from plads.measures.vurdering import Dom, Regel, Udvikling, Vurdering
from plads.queries.aktivitet import TaltRow
from plads.serier import Trin
from plads.tables import Kind
from plads.ui import cards, explain
from plads.ui.keys import key_part

ALLE, LIGNENDE = "Alle", "Skoler der ligner"
_KEPT = 256
_FARVER = {
    Udvikling.NORMAL: "gray",
    Udvikling.BEDRE: "blue",
    Udvikling.VAERRE: "orange",
    Udvikling.NEUTRAL: "violet",
}
_IKONER = {
    Dom.NORMALT: ":material/horizontal_rule:",
    Dom.FLERE: ":material/arrow_upward:",
    Dom.FAERRE: ":material/arrow_downward:",
    Dom.HAENDELSE: ":material/event:",
    Dom.SKJULT: ":material/visibility_off:",
}
_HJAELP = {
    Dom.NORMALT: "Normalt udsving betyder, at tallet ligger inden for det, vi plejer at se.",
    Dom.FLERE: "Tallet er større, end tilfældige udsving plejer at gøre det. Det siger ikke hvorfor.",
    Dom.FAERRE: "Tallet er mindre, end tilfældige udsving plejer at gøre det. Det siger ikke hvorfor.",
    Dom.FOR_FAA: "Der skal flere målinger til, før man kan sige, hvad der er normalt.",
}


def signal_chip(v: Vurdering) -> None:
    """Show the verdict as a word with a sign and a colour; none of them stands alone."""
    st.badge(
        text.markdown(saetninger.word(v)),
        icon=_IKONER.get(v.dom, ":material/hourglass_empty:"),
        color=_FARVER[v.udvikling or Udvikling.NORMAL],  # type: ignore[arg-type]
        help=text.markdown(_HJAELP.get(v.dom) or saetninger.sentence(v)),
    )


def false_flags(vurderinger: Iterable[Vurdering]) -> None:
    """Say how many of the verdicts on a page would look unusual by chance."""
    said = saetninger.false_flags(vurderinger)
    if said:
        st.caption(text.markdown(said))


def curve_card(  # noqa: PLR0913 a card is told all that belongs to its figure
    row: TaltRow,
    v: Vurdering,
    *,
    key: str,
    sted: str,
    kilde: str,
    haendelser: Sequence[Haendelse] = (),
    maerker: Sequence[kurver.Maerke] = (),
    fill: bool = True,
    chip: Callable[[], None] | None = None,
    fod: Callable[[], None] | None = None,
) -> None:
    """Show a curve with its verdict: the sentence as title, the chip, what is normal, and which rule was used."""
    kind = Kind.ANTAL if v.er_antal else Kind.DECIMAL
    maal = None if v.vindue > 1 or v.indstillinger.maal is None else v.indstillinger.maal
    maallinje = None if maal is None else kurver.Maallinje(maal, f"Mål: {text.antal(maal)}")
    nye = [kurver.Maerke(periode.fra, "Det normale forfra") for periode in v.begyndelser]
    paa_kalender = bool(v.serie.perioder) and v.serie.perioder[0].trin in (Trin.MAANED, Trin.KVARTAL)
    chart = (
        kurver.maanedskurve(
            [v.serie],
            maal=row.navn,
            haendelser=haendelser,
            maerker=[*maerker, *nye],
            maallinje=maallinje,
            kind=kind,
            vurdering=v,
        )
        if paa_kalender
        else kurver.periodekurve([v.serie], maal=row.navn, kind=kind, vurdering=v, maallinje=maallinje)
    )
    baand = "" if v.regel is Regel.INGEN else " Lyseblåt er det normale, den grå streg er gennemsnittet."
    cards.chart_card(
        saetninger.sentence(v),
        chart,
        key=key,
        undertitel=f"{row.navn}, {sted}. {saetninger.rule(v)}.{baand} {kilde}",
        beregning=explain.normal(row, v),
        eksempel=v.serie.eksempel,
        intern=v.serie.intern,
        fill=fill,
        chip=chip or partial(signal_chip, v),
        fod=fod,
    )


def funnel_card(  # noqa: PLR0913 a card is told all that belongs to its figure
    row: TaltRow,
    steder: Sequence[Sted],
    *,
    key: str,
    periode: str,
    kilde: str,
    egen: Skole | None = None,
    eksempel: bool = False,
    intern: bool = False,
    fill: bool = False,
) -> None:
    """Show places of different size against what chance gives each; the own school is marked."""
    maal = f"{row.navn} pr. 1.000 elever"
    t = funnel_of(tuple(steder))
    udeladt, tilfaeldigt = (tragtord.left_out(t).rstrip("."), tragtord.by_chance(t)) if t else ("", "")
    dele = [f"{maal}, {periode}", "Stiplet er 99,8 %-grænsen, prikket 95 %", udeladt, kilde, tilfaeldigt]
    cards.chart_card(
        funnel_title(row, t, egen),
        tragtfigur.tragt(t, maal=maal, egen=egen.kode if egen else None, retning=row.retning),
        key=key,
        undertitel=". ".join(del_ for del_ in dele if del_),
        beregning=explain.funnel(row, t),
        eksempel=eksempel,
        intern=intern,
        fill=fill,
    )


def funnel_title(row: TaltRow, t: Tragt | None, egen: Skole | None) -> str:
    """Return what a funnel says: of the own school, or of those far outside."""
    if t is None:
        return f"{row.navn}: for få steder med tal til en sammenligning"
    punkt = next((p for p in t.punkter if egen is not None and p.kode == egen.kode), None)
    if punkt is not None:
        return f"{row.navn}, {tragtord.place(t, punkt)}"
    if egen is not None:
        return f"{row.navn}, {egen.navn}: ingen tal, der kan vises"
    if not t.naevnt:
        return f"{row.navn}: ingen skole ligger uden for det, man kan vente"
    return f"{row.navn}: uden for det, man kan vente, ligger {text.opremsning([p.navn for p in t.naevnt])}"


@lru_cache(maxsize=_KEPT)
def funnel_of(steder: tuple[Sted, ...]) -> Tragt | None:
    """Return the funnel of some places, kept: the same places are asked for again at every rerun."""
    return funnel(steder)


def chosen(egen: Skole, skoler: Sequence[Skole], key: str) -> set[str] | None:
    """Let the reader choose whom to compare the own school with; return their codes and its own, None for all.

    Those that are most alike are proposed, with every distance in words, and the reader may take others.
    """
    hvem = st.segmented_control("Sammenlign med", [ALLE, LIGNENDE], default=ALLE, key=f"hvem_{key}")
    if hvem != LIGNENDE:
        return None
    lignende = {skole.kode: skole for skole in alike(egen, skoler)}
    if not lignende:
        st.caption("Skolens elevtal kendes ikke, så ingen skole kan siges at ligne.")
        return None
    valgt = st.multiselect(
        "Skoler",
        list(lignende),
        default=list(lignende)[:STANDARD],
        format_func=lambda kode: described(lignende[kode]),
        placeholder="Vælg skoler",
        key=f"skoler_{key}_{key_part(egen.kode)}",
    )
    return {egen.kode, *valgt}


def described(skole: Lignende) -> str:
    """Return a school with what makes it like the own one: 'Skolen på Bakken (460 elever, 40 færre · …)'."""
    return f"{skole.navn} ({' · '.join(skole.forskelle)})"
