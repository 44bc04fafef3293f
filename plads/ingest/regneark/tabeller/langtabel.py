"""What is asked of the rows of a long table as a whole: where it ends, and which of its words mean a total."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from plads.ingest.regneark.grund.ark import Celle, Raekke
from plads.ingest.regneark.grund.ord import TOTALORD
from plads.ingest.regneark.grund.soejler import TOM, Soejleraekker
from plads.ingest.regneark.grund.stavning import noegle

LAENGST = 60
NAESTEN_ALLE = 0.95
_RAEKKER = r"(?:rækker|linjer|poster|posteringer|records)"
_ANTAL_RAEKKER = re.compile(rf"(?:(?:samlet )?antal |i alt )?{_RAEKKER}(?: i alt)?:?")
_ANTAL = re.compile(rf"{_ANTAL_RAEKKER.pattern}|[^:]*\bantal\b[^:]*:")
_TAL = re.compile(r"[0-9]{1,9}")


def last_row(rows: Soejleraekker, raekke: int, kolonner: Collection[int]) -> int:
    """Return the last row below the headings that is part of a table with these columns, 0 for none."""
    known, totals = set(kolonner), total_codes(rows)
    for place in range(len(rows) - 1, rows.place(raekke + 1) - 1, -1):
        filled = [(c, s.koder[place]) for c, s in rows.soejler.items() if s.koder[place] != TOM]
        is_total = any(kode in totals[c] for c, kode in filled)
        if counts_rows([rows.soejler[c].vaerdier[kode] for c, kode in sorted(filled)]):
            continue
        if sum(c in known for c, _ in filled) > (0 if is_total else 1):
            return rows.numre[place]
    return 0


def filled_by_all(rows: Mapping[int, Raekke], raekke: int, kolonner: Collection[int]) -> frozenset[int]:
    """Return which columns practically every row below the headings fills, totals and notes left aside."""
    if isinstance(rows, Soejleraekker):
        counts, count = rows.below(raekke), len(rows) - rows.place(raekke + 1)
        return frozenset(c for c in kolonner if 2 * sum(counts.get(c, {}).values()) >= count)
    known = set(kolonner)
    below = {nr: len(row.keys() & known) for nr, row in rows.items() if nr > raekke}
    fullest = max(below.values(), default=0)
    plain = [
        rows[nr] for nr, filled in below.items()
        if 3 * filled > 2 * fullest and not any(map(is_total_word, rows[nr].values()))
    ] or [rows[nr] for nr, filled in below.items() if filled == fullest]  # fmt: skip
    return frozenset(c for c in kolonner if sum(c in row for row in plain) >= NAESTEN_ALLE * len(plain))


def total_codes(rows: Soejleraekker) -> dict[int, set[int]]:
    """Return for each column which of its values are words for a total."""
    return {
        c: {kode for kode, value in enumerate(soejle.vaerdier) if is_total_word(value)}
        for c, soejle in rows.soejler.items()
    }


def counts_rows(cells: Sequence[Celle]) -> bool:
    """Return whether a row says under the table how many rows it has: «Antal rækker:» and 360."""
    if len(cells) != 2 or not isinstance(cells[0], str) or isinstance(cells[1], bool | date):
        return False
    number = _TAL.fullmatch(str(cells[1]).strip().removesuffix(".0"))
    return number is not None and _ANTAL.fullmatch(noegle(cells[0][:LAENGST])) is not None


def stated_rows(cells: Sequence[Celle]) -> int | None:
    """Return how many rows a note under the table says that there are; None when it says nothing of rows."""
    said = counts_rows(cells) and _ANTAL_RAEKKER.fullmatch(noegle(str(cells[0])[:LAENGST]))
    return int(str(cells[1]).strip().removesuffix(".0")) if said else None


def is_total_word(value: Celle) -> bool:
    """Return whether a cell says that its row adds up others."""
    return isinstance(value, str) and noegle(value).rstrip(":") in TOTALORD
