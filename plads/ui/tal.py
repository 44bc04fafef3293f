"""Headline figures of activity: twelve months and what they were the year before, in words."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from plads import text
from plads.charts.serietabel import EKSEMPEL
from plads.queries.aktivitet import TaltRow
from plads.serier import Serie, i_alt
from plads.ui import noegletal

AAR = 12


class Tolv(NamedTuple):
    """Twelve months up to the newest reported one, and the twelve before; `mangler` counts missing reports in both."""

    til: str
    antal: int | None
    foer: int | None
    mangler: int
    mangler_foer: int


def twelve(serie: Serie, til: date | None = None) -> Tolv | None:
    """Return the last twelve months of a monthly series, up to a day if one is given; None without any number."""
    known = [periode for periode, value in serie if isinstance(value, int) and (til is None or periode.til <= til)]
    if not known:
        return None
    last = known[-1]
    antal, mangler = i_alt(serie, last.foerste - AAR + 1, last.foerste)
    foer, mangler_foer = i_alt(serie, last.foerste - 2 * AAR + 1, last.foerste - AAR)
    return Tolv(last.navn, antal, foer, mangler, mangler_foer)


def change(tolv: Tolv) -> str:
    """Return the change in words: '23 flere end året før'; empty when there is nothing fair to compare with."""
    if tolv.antal is None or tolv.foer is None or tolv.mangler_foer >= AAR:
        return ""
    forskel = tolv.antal - tolv.foer
    if forskel == 0:
        return "lige så mange som året før"
    return f"{text.antal(abs(forskel))} {'flere' if forskel > 0 else 'færre'} end året før"


def headline(row: TaltRow, serie: Serie, til: date | None = None) -> str:
    """Return what a curve says: '560 indstillinger på 12 måneder, 23 flere end året før'."""
    tolv = twelve(serie, til)
    if tolv is None or tolv.antal is None:
        return f"{row.navn} pr. måned"
    navn = row.ental if tolv.antal == 1 else row.navn
    said = f"{text.antal(tolv.antal)} {small(navn)} på 12 måneder"
    return ", ".join(part for part in (said, change(tolv)) if part)


def small(navn: str) -> str:
    """Return an indicator's name inside a sentence: 'indstillinger', but 'PPV'er'."""
    return navn if navn[:2].isupper() else navn[:1].lower() + navn[1:]


def figures(entries: list[tuple[TaltRow, Serie]], til: date | None = None) -> None:
    """Show the twelve months of each indicator as headline figures."""
    noegletal.figures([_figure(row, serie, til) for row, serie in entries], width=200)


def _figure(row: TaltRow, serie: Serie, til: date | None) -> tuple[str, str, str]:
    tolv = twelve(serie, til)
    if tolv is None or tolv.antal is None:
        return row.navn, "–", "Ikke indberettet"
    notes = [
        f"12 måneder til og med {tolv.til}",
        change(tolv),
        missing(tolv.mangler),
        EKSEMPEL if serie.eksempel else "",
    ]
    return row.navn, text.antal(tolv.antal), " · ".join(note for note in notes if note)


def missing(antal: int) -> str:
    """Return how many reports a figure lacks; empty when it lacks none."""
    return f"{text.antal_af(antal, 'indberetning', 'indberetninger')} mangler" if antal else ""
