"""Sheets with the same headings read as one list: the rows of each are put below those of the one before.

A row keeps its number; those of later sheets get so much added that no sheet of Excel has such a row. Afterwards
every place and every row that a message names is told as it stands in its own sheet.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import permutations
from typing import TypeVar

from plads.ingest.regneark.grund.ark import Ark, Projektmappe, Raekke, celle
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Melding, Udbytte
from plads.ingest.regneark.tabeller.langtabel import stated_rows
from plads.ingest.regneark.tabeller.linjer import last_of, says_total
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.models.proveniens import Grad
from plads.text import opremsning

T = TypeVar("T")
TRIN = 2_000_000
_NUMRE = re.compile(r"\d+")
_RAEKKER = re.compile(r"(?<=række )\d+(?:(?:, | og )\d+)*")
_CITAT = re.compile(r"«([^«»]+)»")
_CELLE = re.compile(r"\b([A-Z]{1,3})(\d{7,})\b")


@dataclass(frozen=True)
class Stabel:
    """A workbook in which several sheets are one, what they are called in messages, and what stands below each."""

    bog: Projektmappe = field(repr=False)
    navne: tuple[str, ...]
    noter: tuple[tuple[int, str], ...] = ()
    # What stands over each list and what its sheet is called, as it is compared; the sheets' own names.
    over: tuple[str, ...] = field(default=(), repr=False)
    egne: tuple[str, ...] = field(default=(), repr=False)
    hoved: int = 0


def stacked(
    bog: Projektmappe, tabeller: Sequence[Tabel], navne: Sequence[str], *, hemmelige: bool = False
) -> Stabel | None:
    """Return the workbook with the tables' sheets as one in the place of the first; None where one cannot be read so.

    `navne` are what the sheets are called in messages; where their own names are `hemmelige`, those say nothing of the
    list. Cells must be in the same columns under the same headings.
    """
    lasts = [last_of(tabel) for tabel in tabeller]
    tails = [[(nr, row) for nr, row in tabel.ark.raekker.items() if nr > last]
             for tabel, last in zip(tabeller, lasts, strict=True)]  # fmt: skip
    # How many rows there are is said of one sheet; read as one list they would be held against all of them.
    if not same_headings(tabeller) or any(stated_rows(list(row.values())) for tail in tails for _, row in tail):
        return None
    first = tabeller[0]
    over = [[*tabel.above(), *(() if hemmelige else (tabel.ark.navn,))] for tabel in tabeller]
    said = dict.fromkeys(line for lines in over[1:] for line in lines if line not in over[0])
    one = replace(_joined(tabeller, lasts), sagt=(*(first.ark.sagt or ()), *said) if said else first.ark.sagt)
    emptied = {id(tabel.ark) for tabel in tabeller[1:]}
    arke = tuple(one if ark is first.ark else replace(ark, raekker={}) if id(ark) in emptied else ark
                 for ark in bog.ark)  # fmt: skip
    noter = tuple((k, celle(nr, min(row))) for k, tail in enumerate(tails) for nr, row in tail)
    compared = tuple("\n".join(map(noegle, lines)) for lines in over)
    own = tuple(tabel.ark.navn for tabel in tabeller)
    return Stabel(replace(bog, ark=arke), tuple(navne), noter, compared, own, first.raekke)


def same_headings(tabeller: Sequence[Tabel]) -> bool:
    """Return whether the tables have their columns in the same places, and no column two headings."""
    over = [set(tabel.ark.overskrifter[tabel.raekke].items()) for tabel in tabeller]
    columns = {c for c, _ in set().union(*over)}
    return all(tabel.kolonner == tabeller[0].kolonner for tabel in tabeller) and len(columns) == len(set().union(*over))


def share_rows(tabeller: Sequence[Tabel]) -> bool:
    """Return whether two tables have a row alike in all columns that are used, other than totals."""
    rows = [_rows(tabel) for tabel in tabeller]
    return sum(map(len, rows)) > len(set().union(*rows))


def is_copied(tabeller: Sequence[Tabel]) -> bool:
    """Return whether a table has no rows but those of another: a copy that was to be changed, or a part of it."""
    rows = [_rows(tabel) for tabel in tabeller]
    return any(own <= other for own, other in permutations(rows, 2))


def _rows(tabel: Tabel) -> set[tuple[object, ...]]:
    """Return what stands in the columns that are used, of each row but totals."""
    columns = sorted(tabel.kolonner.values())
    last = last_of(tabel)
    below = (row for nr, row in tabel.ark.raekker.items() if tabel.raekke < nr <= last and not says_total(tabel, row))
    return {tuple(row.get(c) for c in columns) for row in below if not row.keys().isdisjoint(columns)}


def has_data(tabel: Tabel) -> bool:
    """Return whether a table has more than headings, notes and totals of nothing."""
    known = set(tabel.kolonner.values())
    for nr, row in tabel.ark.raekker.items():
        if nr > tabel.raekke and len(known & row.keys()) > 1:
            numbers = [value for value in row.values() if isinstance(value, int | float)]
            if any(numbers) or not says_total(tabel, row):
                return True
    return False


def has_totals(tabeller: Sequence[Tabel]) -> bool:
    """Return whether any table has a row that adds up others."""
    return any(
        says_total(tabel, row) for tabel in tabeller for nr, row in tabel.ark.raekker.items() if nr > tabel.raekke
    )


def _moved(tabel: Tabel, more: int, last: int) -> Ark:
    """Return a sheet's rows up to its last, each with so much more as its number; of a later one only the list's."""
    ark, first = tabel.ark, tabel.raekke + 1 if more else 1

    def moved(places: Mapping[tuple[int, int], T]) -> dict[tuple[int, int], T]:
        return {(nr + more, c): value for (nr, c), value in places.items() if first <= nr <= last}

    def kept(places: Collection[tuple[int, int]]) -> frozenset[tuple[int, int]]:
        return frozenset((nr + more, c) for nr, c in places if first <= nr <= last)

    return replace(
        ark,
        raekker={nr + more: row for nr, row in ark.raekker.items() if first <= nr <= last},
        skjulte_raekker=frozenset(nr + more for nr in ark.skjulte_raekker if first <= nr <= last),
        procent=kept(ark.procent),
        fed=kept(ark.fed),
        fyld=moved(ark.fyld),
        indryk=moved(ark.indryk),
        flettede=tuple((a + more, b, c + more, d) for a, b, c, d in ark.flettede if first <= a and c <= last),
    )


def _joined(tabeller: Sequence[Tabel], lasts: Sequence[int]) -> Ark:
    parts = [_moved(tabel, nr * TRIN, last) for nr, (tabel, last) in enumerate(zip(tabeller, lasts, strict=True))]
    rows: dict[int, Raekke] = {}
    fyld: dict[tuple[int, int], str] = {}
    indryk: dict[tuple[int, int], int] = {}
    for part in parts:
        rows |= part.raekker
        fyld |= part.fyld
        indryk |= part.indryk
    # A column that only one sheet has is named in all.
    named = [tabel.ark.raekker[tabel.raekke] for tabel in reversed(tabeller)]
    rows[tabeller[0].raekke] = {c: value for row in named for c, value in row.items()}
    return replace(
        parts[0],
        raekker=rows,
        fyld=fyld,
        indryk=indryk,
        skjulte_raekker=frozenset().union(*(part.skjulte_raekker for part in parts)),
        skjulte_kolonner=frozenset().union(*(part.skjulte_kolonner for part in parts)),
        procent=frozenset().union(*(part.procent for part in parts)),
        fed=frozenset().union(*(part.fed for part in parts)),
        flettede=tuple(area for part in parts for area in part.flettede),
    )


def apart(udbytte: Udbytte, stabel: Stabel) -> Udbytte:
    """Return what was read with every place where it stands in the file, and say that the sheets are one list."""
    navne, report = stabel.navne, udbytte.report
    told = partial(_told, stabel)
    named = opremsning([f"«{navn}»" for navn in navne])
    samlet = Melding(Grad.INFO, "", "", f"Arkene {named} har de samme overskrifter og er læst som én liste.")
    noter = [Melding(Grad.INFO, navne[k], at, "Teksten under tabellen er ikke læst.") for k, at in stabel.noter]
    return replace(
        udbytte,
        report=replace(
            report,
            places=[_stood(navne, place) for place in report.places],
            problems=[type(problem)(*told(*problem)) for problem in report.problems],
        ),
        meldinger=[samlet, *(Melding(grad, *told(*rest)) for grad, *rest in udbytte.meldinger), *noter],
        fejlraekker={_row(navne, *row) for row in udbytte.fejlraekker},
        udeladte={_row(navne, *row) for row in udbytte.udeladte},
        sprunget_over=udbytte.sprunget_over + len(noter),
    )


def _quoted(stabel: Stabel, where: str, besked: str) -> int:
    """Return which later sheet a message about what stands over the list quotes; 0 for none."""
    nr = _NUMRE.search(where)
    if nr and int(nr[0]) > stabel.hoved:
        return 0
    for word in map(noegle, _CITAT.findall(besked)):
        if word not in stabel.over[0] and (there := [k for k, over in enumerate(stabel.over) if word in over]):
            return there[0]
    return 0


def _row(navne: Sequence[str], ark: str, nr: int) -> tuple[str, int]:
    """Return the sheet and row of a row of the list; another sheet's as it is."""
    return (navne[nr // TRIN], nr % TRIN) if ark == navne[0] else (ark, nr)


def _place(navne: Sequence[str], ark: str, where: str) -> tuple[str, str]:
    """Return the sheet and cell of a place in the list, as in its own sheet: «C2000012» is C12 of the second."""
    if ark != navne[0] or (found := _NUMRE.search(where)) is None:
        return ark, where
    return navne[int(found[0]) // TRIN], _NUMRE.sub(lambda m: str(int(m[0]) % TRIN), where)


def _stood(navne: Sequence[str], place: str) -> str:
    """Return where a row stood, as `Report.places` has it."""
    start = f"{navne[0]} "
    return " ".join(_place(navne, navne[0], place.removeprefix(start))) if place.startswith(start) else place


def _told(stabel: Stabel, ark: str, where: str, besked: str) -> tuple[str, str, str]:
    """Return a message about the list as one about its own sheet, which names the sheet of any row elsewhere."""
    navne = stabel.navne
    own, cell = _place(navne, ark, where)
    if own == ark == navne[0] and (other := _quoted(stabel, cell, besked)):
        own, cell = navne[other], ""

    def row(found: re.Match[str]) -> str:
        there, nr = _row(navne, navne[0], int(found[0]))
        return f"{nr}" if there == own else f"{nr} i arket «{there}»"

    if ark != navne[0]:
        return ark, where, besked
    plain = _CELLE.sub(lambda m: f"{m[1]}{int(m[2]) % TRIN}", besked)
    return own, cell, _RAEKKER.sub(lambda m: _NUMRE.sub(row, m[0]), plain)
