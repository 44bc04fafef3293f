"""Titles under the headings of L07: a table that begins below another one may be of another year, unit or place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from plads.ingest.regneark.grund.ark import Celle, Raekke, celle
from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.kommune import labelled, names_another
from plads.ingest.regneark.layouts.oekonomi.opfoelgningskolonner import (
    KODE,
    NAVNE,
    Opfoelgning,
    beside,
    is_code,
    years_said,
)
from plads.ingest.regneark.layouts.oekonomi.pengeenhed import units
from plads.ingest.regneark.tabeller.linjer import repeats_headings
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.text import opremsning

# Without the headings again below it, only a text of this kind is a title: «Reserve 2021» is a section.
_TITEL = re.compile(r".*\bbudgetopfølgning\b.*|[\w-]+ kommune|(?:firma|kommune)(?:kode|nr|nummer)?\.?:? ?\d*")


class _Tekster(NamedTuple):
    """Rows of texts between the rows of figures, and whether the headings stand again below them."""

    raekker: dict[int, Raekke]
    hoved: bool


def refuse_new_tables(sheet: Opfoelgning, kommune: str, katalog: Katalog, udbytte: Udbytte) -> None:
    """Note each title below the headings that says another year, unit or municipality than the sheet's.

    What stands on every printed page says the same as before, and is nothing to ask about.
    """
    tabel = sheet.tabel
    before = {*tabel.above(), *labelled(tabel, katalog)}
    for tekster in _between_figures(tabel):
        for nr, row in tekster.raekker.items():
            own = Tabel(replace(tabel.ark, raekker={nr: row}), nr + 1, {})
            said = [text for text in (*own.above(), *labelled(own, katalog)) if text not in before]
            title = tekster.hoved or any(map(_is_title, said))
            if hvad := _deviates(said, sheet, kommune, katalog, title=title):
                besked = f"Under tabellen begynder en ny tabel med {hvad}. Lav ét ark pr. tabel."
                # Without headings of its own it may be the name of a section.
                note = udbytte.problem if tekster.hoved else udbytte.warn
                note(tabel.ark.navn, celle(nr, min(row)), besked)


def _deviates(said: list[str], sheet: Opfoelgning, kommune: str, katalog: Katalog, *, title: bool) -> str:
    """Return what texts say otherwise than the sheet; '' for nothing. A unit counts wherever it stands."""
    named = units(said)
    if named - {sheet.enhed}:
        return f"en anden enhed ({opremsning(sorted(unit.navn for unit in named))})"
    if not title:
        return ""
    # The day a list was made counts where the sheet's own year is known by nothing else.
    made = not years_said(beside(sheet.tabel))
    years = years_said(said) or (years_said(said, made=True) if made else set())
    if years - {sheet.aar}:
        return f"et andet år ({opremsning([str(aar) for aar in sorted(years)])})"
    return "en anden kommune" if names_another(said, katalog, kommune) else ""


def _between_figures(tabel: Tabel) -> Iterator[_Tekster]:
    """Give the rows of texts that stand above rows of figures; below the last of them stand only notes."""
    figures = {c for navn, c in tabel.kolonner.items() if navn in NAVNE.values()}
    raekker: dict[int, Raekke] = {}
    hoved = False
    for nr, row in ((nr, row) for nr, row in tabel.ark.raekker.items() if nr > tabel.raekke):
        if repeats_headings(tabel, row):
            hoved = True
        elif is_code(row.get(tabel.kolonner[KODE])) or (figures & row.keys() and not any(map(_is_title, row.values()))):
            yield _Tekster(raekker, hoved)
            raekker, hoved = {}, False
        else:
            raekker[nr] = row


def _is_title(value: Celle) -> bool:
    return isinstance(value, str) and _TITEL.fullmatch(noegle(value)) is not None
