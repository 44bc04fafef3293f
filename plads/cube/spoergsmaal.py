"""The seven questions a dashboard asks most, as bare arrays: rows and columns in, numbers out.

Each reads only the cells it shows. Cells without a number are 0 here; `t.tilstand` at the same place says why.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plads.cube.terning import KOMMUNER, NUL, OMRAADE, OMRAADER, OPLYST, Numre, Tal, Terning


class Aendringer(NamedTuple):
    """The units that changed most, largest change first: their rows, and the changes."""

    raekker: Numre
    aendring: Tal


def trend(t: Terning, i: int) -> Tal:
    """Return the months of every municipality, each for itself: [kommune, month]."""
    antal = sum(enhed.lag == KOMMUNER for enhed in t.enheder[: t.knuder])
    return t.antal[i, :antal, : t.maaneder]


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
    celler = t.antal[i, blade.start : blade.stop]
    tilstand = t.tilstand[i, blade.start : blade.stop]
    kendt = np.flatnonzero((tilstand[:, fra] - NUL < OPLYST) & (tilstand[:, til] - NUL < OPLYST))
    aendring = celler[kendt, til] - celler[kendt, fra]
    stoerrelse = np.abs(aendring)
    valgt = np.argpartition(stoerrelse, -antal)[-antal:] if antal < kendt.size else np.arange(kendt.size)
    valgt = valgt[np.argsort(-stoerrelse[valgt], kind="stable")]
    return Aendringer(kendt[valgt] + blade.start, aendring[valgt])


def rates(t: Terning, i: int, elevtal: int, blade: range, p: int, september: int) -> NDArray[np.float64]:  # noqa: PLR0913
    """Return single units' rates per 1.000 pupils in a period, NaN without both figures: [enhed]."""
    rows = slice(blade.start, blade.stop)
    naevner = t.antal[elevtal, rows, september]
    kendt = (t.tilstand[i, rows, p] - NUL < OPLYST) & (naevner > 0)
    return np.divide(t.antal[i, rows, p] * 1000.0, naevner, out=np.full(len(blade), np.nan), where=kendt)


def combination(t: Terning, indikatorer: Numre, rows: Numre, fra: int, til: int) -> Tal:
    """Return the sum over some rows in a run of columns: [indikator, periode]."""
    valgt = t.antal[indikatorer[:, None], rows, fra:til]
    return valgt.sum(axis=1, dtype=np.int32)
