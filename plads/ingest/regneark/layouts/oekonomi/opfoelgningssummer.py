"""Rows of L07 that may add up others: a summary sheet beside the sheets that it sums up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from plads.ingest.regneark.layouts.oekonomi.opfoelgningskolonner import KODE
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.models.oekonomi import Opfoelgningskolonne as Tal

Figurer = dict[Tal, int]


class Regnet(NamedTuple):
    """A row that was read: where it stands, its year and its figures."""

    linje: Linje
    aar: int
    figurer: Figurer


def doubt_summaries(rows: Sequence[Regnet]) -> None:
    """Warn of a row that has in every column what another sheet's rows have together: a code may stand for a sum."""
    sheets: dict[tuple[str, int], list[Figurer]] = defaultdict(list)
    for row in rows:
        if any(row.figurer.values()):
            sheets[row.linje.ark, row.aar].append(row.figurer)
    sums = {key: _total(figurer) for key, figurer in sheets.items() if len(figurer) > 1}
    for row in rows:
        for (ark, aar), total in sums.items():
            count = len(sheets[ark, aar])
            if ark != row.linje.ark and aar == row.aar and _agree(row.figurer, total, count):
                besked = f"tallene er lige så store som de {count} rækker i arket «{ark}» tilsammen."
                row.linje.warn(KODE, f"{besked} Er rækken en sum, så slet den.")
                break


def _total(rows: Sequence[Figurer]) -> Figurer:
    found: Figurer = defaultdict(int)
    for figurer in rows:
        for tal, oere in figurer.items():
            found[tal] += oere
    return found


def _agree(figurer: Figurer, total: Figurer, slack: int) -> bool:
    """Return whether a row says what others add up to in the columns both have; one alone may do so by chance."""
    both = [tal for tal in figurer.keys() & total.keys() if figurer[tal] or total[tal]]
    return len(both) > 1 and all(abs(figurer[tal] - total[tal]) <= slack for tal in both)
