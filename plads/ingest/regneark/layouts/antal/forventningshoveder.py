"""Which columns of L09 are read as what, and what is said of those that are not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from plads.ingest.regneark.grund.ark import Celle, celle, kolonne
from plads.ingest.regneark.grund.soejler import columns_below
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.antal.forventningsord import (
    ELEVER,
    ENHEDER,
    OMRAADEKOLONNE,
    PENGE,
    Hoved,
    Tal,
    indicator_of,
    matched,
    not_kept,
    said_of,
)
from plads.ingest.regneark.tabeller.kort import UBRUGT
from plads.ingest.regneark.tabeller.tabel import LAENGST, Tabel

_TAL = re.compile(r"[-+(]? ?\d[\d., ]*\)? ?(?:%|pct\.?|kr\.?)?")


def read_columns(tabel: Tabel, groups: Mapping[int, str], udbytte: Udbytte) -> list[Tal]:
    """Return the columns with figures that are understood; one with figures that is not is never left out unsaid."""
    ark, nr = tabel.ark, tabel.raekke
    row = ark.raekker[nr]
    below = columns_below(ark.raekker, nr)
    names = [heading(value) for value in row.values()]
    read: list[Tal] = []
    strange: dict[int, tuple[str, str]] = {}
    for c in sorted({*row, *below}):
        value = row.get(c, "")
        group, said = said_of(value, groups.get(c, ""))
        hoved, indikator = matched(said), indicator_of(group)
        if c in tabel.kolonner.values():
            continue
        if c in below and hoved and indikator and (indikator == ELEVER or not hoved.antal):
            navn = str(value) if names.count(heading(value)) == 1 else f"{value} ({group})"
            read.append(_column(c, navn, indikator, group, hoved))
        elif _is_figures(tabel, c) and not _is_left_out(value):
            strange[c] = (group, said)
        elif value:
            udbytte.inform(ark.navn, celle(nr, c), f"Kolonne {kolonne(c)} er tom eller ukendt og bliver ikke brugt.")
    _tell_strange(tabel, strange, {tal.indikator for tal in read}, udbytte)
    _check_groups(tabel, read, groups, udbytte)
    return read


def _is_left_out(value: Celle) -> bool:
    """Return whether a column is not used since the user said so, or is another one of områder: by their numbers."""
    return heading(value) in OMRAADEKOLONNE or str(value).endswith(UBRUGT)


def _is_figures(tabel: Tabel, c: int) -> bool:
    return any(map(_is_figure, tabel.below(c)))


def _is_figure(value: Celle) -> bool:
    if isinstance(value, str):
        return _TAL.fullmatch(noegle(value)) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def _column(c: int, navn: str, indikator: str, group: str, hoved: Hoved) -> Tal:
    faktor = next((faktor for word, faktor in ENHEDER if word in group), Decimal(1))
    return Tal(c, " ".join(navn.split()), indikator, hoved, faktor=faktor if indikator == PENGE else Decimal(1))


def _tell_strange(tabel: Tabel, strange: Mapping[int, tuple[str, str]], read: set[str], udbytte: Udbytte) -> None:
    """Name each column with figures that is not understood; it is a problem where its indicator has no other."""
    ark, nr = tabel.ark, tabel.raekke
    for c, (group, said) in strange.items():
        navn = " ".join(str(ark.raekker[nr].get(c, "")).split())[:LAENGST]
        if not navn:
            besked = (
                f"Kolonne {kolonne(c)} har tal, men ingen overskrift. Tallene er ikke brugt. "
                "Skriv fx «Primo 2020» over dem, eller slet kolonnen."
            )
        elif matched(said) and not indicator_of(group):
            besked = (
                f"Over kolonnen «{navn}» står der ikke, hvad tallene handler om. De er ikke brugt. "
                "Skriv «Elever i specialtilbud», «Segregeringsgrad» eller «Økonomi, mio. kr.» over den."
            )
        else:
            besked = (
                f"Kolonnen «{navn}» kendes ikke, og dens tal er ikke brugt. Skriv fx «Primo 2020», "
                "«Forventet ultimo 2020», «Realiseret aug. 2020», «Forventningstal» eller «1. prognose»."
            )
        indikator = indicator_of(group)
        tell = udbytte.problem if not read or (indikator and indikator not in read) else udbytte.warn
        tell(ark.navn, celle(nr, c), besked)


def _check_groups(tabel: Tabel, read: list[Tal], groups: Mapping[int, str], udbytte: Udbytte) -> None:
    """Note as problems amounts without a unit, and groups that are about something else than what Plads keeps."""
    ark, nr = tabel.ark, tabel.raekke
    asked: set[str] = set()
    for tal in read:
        group, _ = said_of(ark.raekker[nr][tal.kolonne], groups.get(tal.kolonne, ""))
        if tal.indikator == PENGE and not any(word in group for word, _ in ENHEDER):
            besked = "Enheden mangler. Skriv fx «Økonomi, mio. kr.» over kolonnen."
            udbytte.problem(ark.navn, celle(nr, tal.kolonne), besked)
        word = not_kept(group, tal.indikator)
        if word and group not in asked:
            asked.add(group)
            besked = (
                f"Over tallene står «{word}». Er de antal elever, segregeringsgrad eller udgift i alt, så slet ordet. "
                "Slet ellers kolonnen."
            )
            udbytte.problem(ark.navn, celle(nr, tal.kolonne), besked)
