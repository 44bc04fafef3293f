"""What is asked of the rows of a long table as a whole: where it ends, and which of its words mean a total."""

from __future__ import annotations

from collections.abc import Collection

from plads.ingest.regneark.grund.ark import Celle
from plads.ingest.regneark.grund.ord import TOTALORD
from plads.ingest.regneark.grund.soejler import TOM, Soejleraekker
from plads.ingest.regneark.grund.stavning import noegle


def last_row(rows: Soejleraekker, raekke: int, kolonner: Collection[int]) -> int:
    """Return the last row below the headings that is part of a table with these columns, 0 for none."""
    known, totals = set(kolonner), total_codes(rows)
    for place in range(len(rows) - 1, rows.place(raekke + 1) - 1, -1):
        filled = [(c, s.koder[place]) for c, s in rows.soejler.items() if s.koder[place] != TOM]
        is_total = any(kode in totals[c] for c, kode in filled)
        if sum(c in known for c, _ in filled) > (0 if is_total else 1):
            return rows.numre[place]
    return 0


def total_codes(rows: Soejleraekker) -> dict[int, set[int]]:
    """Return for each column which of its values are words for a total."""
    return {
        c: {kode for kode, value in enumerate(soejle.vaerdier) if is_total_word(value)}
        for c, soejle in rows.soejler.items()
    }


def is_total_word(value: Celle) -> bool:
    """Return whether a cell says that its row adds up others."""
    return isinstance(value, str) and noegle(value).rstrip(":") in TOTALORD
