"""Seven dashboard questions: our cube against one pass through memory, and cross-checked against SQL."""

from __future__ import annotations

import math
import sqlite3
import statistics
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import sql
from bench.maal import Maal
from bench.runder import seconds
from bench.valg import TOP, Valg, drawn
from plads.cube import spoergsmaal
from plads.cube.rater import ELEVTAL
from plads.cube.terning import BLADE, OMRAADE, Terning, nr_af
from plads.serier import Periode, Trin

GOALS = {"M": 0.5, "L": 0.1}
RUNDER = {"S": 3, "M": 9, "L": 5}
EFTERPROEVEDE = 2
# A rate may differ in the last bit; nothing else may.
NAER = 1e-9


def measure(store: Path, t: Terning, size: str) -> list[Maal]:
    """Return the time of seven questions against one sum over all values; raise RuntimeError for a wrong answer."""
    choices = drawn(t)
    cross_check(store, t, choices[:EFTERPROEVEDE])
    values = t.antal[:, t.knuder :, : t.maaneder].astype(np.int32).ravel()
    asked, scanned = [], []
    for _ in range(RUNDER[size]):
        for valg in choices:
            scanned.append(seconds(values.sum))
            asked.append(seconds(lambda valg=valg: ask(t, valg)))  # type: ignore[misc]
    spent, scan = statistics.median(asked), statistics.median(scanned)
    return [
        Maal("syv spørgsmål mod ét gennemløb af hukommelsen", spent / scan, GOALS.get(size), "5"),
        Maal("  syv spørgsmål til terningen, ms", spent * 1000),
        Maal("  ét gennemløb af alle tal i hukommelsen, ms", scan * 1000),
    ]


def ask(t: Terning, v: Valg) -> list[NDArray[np.generic]]:
    """Return the seven answers, each copied out of the cube so that every cell of it has been read."""
    return [np.array(question(t, v)) for question in QUESTIONS.values()]


def _trend(t: Terning, v: Valg) -> NDArray[np.int32]:
    return spoergsmaal.trend(t, t.indikator_nr[v.indikator])


def _trend_of(t: Terning, v: Valg) -> NDArray[np.int32]:
    return spoergsmaal.trend_of(t, t.indikator_nr[v.indikator], t.enhed_nr[v.kommune])


def _areas(t: Terning, v: Valg) -> NDArray[np.int32]:
    return spoergsmaal.areas(t, t.indikator_nr[v.indikator], v.kommune, _year(t, v.aar))


def _drill_down(t: Terning, v: Valg) -> NDArray[np.int32]:
    last = _month(t, v.skoleaar[1])
    i, blade = t.indikator_nr[v.indikator], t.grupper[BLADE, v.kommune]
    return spoergsmaal.drill_down(t, i, blade, t.enhed_nr[v.omraade], last, _year(t, v.aar))


def _top_changes(t: Terning, v: Valg) -> NDArray[np.int32]:
    i, blade = t.indikator_nr[v.indikator], t.grupper[BLADE, v.kommune]
    return spoergsmaal.top_changes(t, i, blade, _year(t, v.aar - 1), _year(t, v.aar), TOP).aendring


def _rates(t: Terning, v: Valg) -> NDArray[np.float64]:
    i, e, blade = t.indikator_nr[v.indikator], t.indikator_nr[ELEVTAL], t.grupper[BLADE, v.kommune]
    return spoergsmaal.rates(t, i, e, blade, _year(t, v.aar), _month(t, v.september))


def _combination(t: Terning, v: Valg) -> NDArray[np.int32]:
    indikatorer = np.array([t.indikator_nr[kode] for kode in v.indikatorer])
    fra = _month(t, v.maaneder[0])
    blade = t.grupper[BLADE, v.kommune]
    over = t.foraeldre[OMRAADE, blade.start : blade.stop, fra]
    med = np.logical_or.reduce([over == t.enhed_nr[kode] for kode in v.omraader])
    return spoergsmaal.combination(t, indikatorer, np.flatnonzero(med) + blade.start, fra, fra + len(v.maaneder))


QUESTIONS: Mapping[str, Callable[[Terning, Valg], NDArray[np.generic]]] = {
    "trend": _trend,
    "trend_of": _trend_of,
    "areas": _areas,
    "drill_down": _drill_down,
    "top_changes": _top_changes,
    "rates": _rates,
    "combination": _combination,
}


def _year(t: Terning, aar: int) -> int:
    nr = t.periode_nr(Periode(aar * 12 + 7, Trin.SKOLEAAR))
    if nr is None:
        raise RuntimeError(f"skoleåret {aar} er ikke på terningens akse")
    return nr


def _month(t: Terning, maaned: int) -> int:
    return nr_af(maaned) - t.foerste_maaned


def cross_check(store: Path, t: Terning, choices: list[Valg]) -> None:
    """Raise RuntimeError if an answer is not what SQL says of the table itself."""
    with closing(sqlite3.connect(store)) as connection:
        sql.places(connection)
        for valg in choices:
            for name, question in QUESTIONS.items():
                rows = connection.execute(*sql.question("base", name, valg)).fetchall()
                if not same(question(t, valg), [row[-1] for row in rows]):
                    raise RuntimeError(f"terningen svarer noget andet end SQL på spørgsmålet {name}")


def same(answer: NDArray[np.generic], column: list[float | None]) -> bool:
    """Return whether an answer holds the numbers of a column of SQL, both put in order; 0 and none left out.

    Sizes only: where two changes are equally large, either may be the last on the list.
    """
    ours = [abs(float(value)) for value in answer.ravel() if value and not math.isnan(float(value))]
    theirs = [abs(float(value)) for value in column if value]
    pairs = zip(sorted(ours), sorted(theirs), strict=True) if len(ours) == len(theirs) else [(0.0, 1.0)]
    return all(math.isclose(one, other, rel_tol=NAER) for one, other in pairs)


