"""The seven questions a dashboard asks most, as bare arrays: rows and columns in, numbers out.

Each reads only the cells it shows. Cells without a number are 0 here; `t.tilstand` at the same place says why.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plads.cube.terning import NUL, OMRAADE, OMRAADER, OPLYST, Numre, Tal, Terning


class Aendringer(NamedTuple):
    """The units that changed most, largest change first: their rows, and the changes."""

    raekker: Numre
    aendring: Tal


def trend(t: Terning, i: int) -> Tal:
    """Return the months of every municipality, each for itself: [kommune, month]."""
    return t.antal[i, : t.kommuner, : t.maaneder]


def trend_of(t: Terning, i: int, row: int) -> Tal:
    """Return the months of one row: [month]."""
    return t.antal[i, row, : t.maaneder]


def areas(t: Terning, i: int, kommune: str, p: int) -> Tal:
    """Return a municipality's områder in one period: [omraade]."""
    rows = t.grupper[OMRAADER, kommune]
    return t.antal[i, rows.start : rows.stop, p]


def drill_down(t: Terning, i: int, blade: range, omraade: int, maaned: int, p: int) -> Tal:  # noqa: PLR0913
    """Return the single units (among the rows `blade`) an område has in a month (column), in a period: [enhed]."""
    skoler = np.flatnonzero(t.foraeldre[OMRAADE, blade.start : blade.stop, maaned] == omraade)
    return t.antal[i, blade.start : blade.stop, p][skoler]


def top_changes(t: Terning, i: int, blade: range, fra: int, til: int, antal: int) -> Aendringer:  # noqa: PLR0913
    """Return the `antal` single units that changed most from one period to another, with numbers in both."""
    celler, tilstand = t.antal[i, blade.start : blade.stop], t.tilstand[i, blade.start : blade.stop]
    kendt = (tilstand[:, fra] - NUL < OPLYST) & (tilstand[:, til] - NUL < OPLYST)
    aendring = celler[:, til] - celler[:, fra]
    stoerrelse = np.where(kendt, np.abs(aendring), -1)
    valgt = np.argpartition(stoerrelse, -antal)[-antal:] if antal < len(blade) else np.arange(len(blade))
    valgt = valgt[np.argsort(-stoerrelse[valgt], kind="stable")]
    valgt = valgt[stoerrelse[valgt] >= 0]
    return Aendringer(valgt + blade.start, aendring[valgt])


def rates(t: Terning, i: int, elevtal: int, blade: range, p: int, september: int) -> NDArray[np.float64]:  # noqa: PLR0913
    """Return single units' rates per 1.000 pupils in a period, NaN without both figures: [enhed]."""
    rows = slice(blade.start, blade.stop)
    naevner = t.antal[elevtal, rows, september]
    kendt = (t.tilstand[i, rows, p] - NUL < OPLYST) & (naevner > 0)
    found: NDArray[np.float64] = np.full(len(blade), np.nan)
    np.divide(t.antal[i, rows, p] * 1000.0, naevner, out=found, where=kendt)
    return found


def combination(t: Terning, indikatorer: Numre, rows: Numre, fra: int, til: int) -> Tal:
    """Return the sum over some rows in a run of columns: [indikator, periode]."""
    found: Tal = t.antal[indikatorer[:, None], rows, fra:til].sum(axis=1, dtype=np.int32)
    return found
