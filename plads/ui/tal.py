"""Headline figures of activity: the last year of a curve and what it was the year before, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from plads import text
from plads.charts.serietabel import EKSEMPEL
from plads.measures.vurdering import Vurdering
from plads.queries.aktivitet import TaltRow
from plads.serier import Serie, Trin, i_alt
from plads.tilstand import Tilstand
from plads.ui import maalinger, noegletal

AAR = 12
SKJULT = "Skjult: små tal"
# How a year of a curve is said, by how long its steps are.
ET_AAR = {Trin.MAANED: "på 12 måneder", Trin.KVARTAL: "på fire kvartaler", Trin.HALVAAR: "på to halvår"}


class Aaret(NamedTuple):
    """A year up to the newest reported period, and the year before; `mangler` counts missing reports in both.

    `antal` or `foer` is None when nothing is known of it; `skjult` or `skjult_foer` when a hidden number is in it.
    """

    navn: str
    laengde: str
    antal: int | None
    foer: int | None
    mangler: int
    mangler_foer: int
    skjult: bool
    skjult_foer: bool
    hver: int


def last_year(serie: Serie, til: date | None = None) -> Aaret | None:
    """Return the last year of a series, up to a day if one is given; None when nothing was ever reported.

    A sum with a hidden part is hidden, except in one's own scope, where what the source hid itself counts as missing.
    """
    meldt = [p for p, v in serie if v is not Tilstand.IKKE_RAPPORTERET and (til is None or p.til <= til)]
    if not meldt:
        return None
    sidste = meldt[-1]
    slut = sidste.maaneder.stop - 1
    antal, mangler = i_alt(serie, slut - AAR + 1, slut)
    foer, mangler_foer = i_alt(serie, slut - 2 * AAR + 1, slut - AAR)
    skjult, skjult_foer = (not serie.intern and _hides(serie, slut - nr * AAR) for nr in (0, 1))
    return Aaret(
        sidste.navn,
        ET_AAR.get(sidste.trin, f"i {sidste.navn}"),
        None if skjult else antal,
        None if skjult_foer else foer,
        mangler,
        mangler_foer,
        skjult,
        skjult_foer,
        AAR // len(sidste.maaneder),
    )


def _hides(serie: Serie, slut: int) -> bool:
    """Return whether a hidden number lies in the year that ends with a month, by number."""
    return any(v is Tilstand.DISKRETIONERET for p, v in serie if slut - AAR < p.foerste <= slut)


def change(aaret: Aaret) -> str:
    """Return the change in words: '23 flere end året før'; empty when there is nothing fair to compare with."""
    if aaret.antal is None or aaret.foer is None or aaret.mangler_foer >= aaret.hver:
        return ""
    forskel = aaret.antal - aaret.foer
    if forskel == 0:
        return "lige så mange som året før"
    return f"{text.antal(abs(forskel))} {'flere' if forskel > 0 else 'færre'} end året før"


def headline(row: TaltRow, serie: Serie, til: date | None = None) -> str:
    """Return what a curve says: '560 indstillinger på 12 måneder, 23 flere end året før'."""
    aaret = last_year(serie, til)
    if aaret is None or aaret.antal is None:
        return f"{row.navn} {per(serie)}"
    navn = row.ental if aaret.antal == 1 else row.navn
    said = f"{text.antal(aaret.antal)} {small(navn)} {aaret.laengde}"
    return ", ".join(part for part in (said, change(aaret)) if part)


def per(serie: Serie) -> str:
    """Return what a curve counts by: 'pr. måned', 'pr. kvartal', 'pr. skoleår'."""
    trin = serie.perioder[0].trin if serie.perioder else Trin.MAANED
    return {Trin.MAANED: "pr. måned", Trin.KVARTAL: "pr. kvartal", Trin.SKOLEAAR: "pr. skoleår"}.get(trin, "over tid")


def small(navn: str) -> str:
    """Return an indicator's name inside a sentence: 'indstillinger', but 'PPV'er'."""
    return navn if navn[:2].isupper() else navn[:1].lower() + navn[1:]


def figures(
    entries: Sequence[tuple[TaltRow, Serie]], til: date | None = None, verdicts: Sequence[Vurdering] = ()
) -> None:
    """Show the last year of each indicator as headline figures, with the verdict on the newest one."""
    shown = [_figure(row, serie, til) for row, serie in entries]
    noegletal.figures(shown, width=200, chips=[partial(maalinger.signal_chip, v) for v in verdicts])


def _figure(row: TaltRow, serie: Serie, til: date | None) -> tuple[str, str, str]:
    aaret = last_year(serie, til)
    if aaret is not None and aaret.skjult:
        return row.navn, Tilstand.DISKRETIONERET.tekst, f"{SKJULT}, {aaret.laengde}"
    if aaret is None or aaret.antal is None:
        return row.navn, Tilstand.IKKE_RAPPORTERET.tekst, "Ikke indberettet"
    slut = f"{text.stort(aaret.laengde.removeprefix('på '))} til og med {aaret.navn}"
    notes = [
        slut if aaret.hver > 1 else f"Skoleåret {aaret.navn}",
        change(aaret),
        missing(aaret.mangler),
        EKSEMPEL if serie.eksempel else "",
    ]
    return row.navn, text.antal(aaret.antal), " · ".join(note for note in notes if note)


def missing(antal: int) -> str:
    """Return how many reports a figure lacks; empty when it lacks none."""
    return f"{text.antal_af(antal, 'indberetning', 'indberetninger')} mangler" if antal else ""
