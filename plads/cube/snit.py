"""What every slice shares: which columns, which rows, and cells as people read them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import numpy as np

from plads.cube.frigivet import Frigivet
from plads.cube.maaneder import Blok
from plads.cube.terning import DISKRETIONERET, HOVEDINSTITUTIONER, IKKE_RAPPORTERET, Numre
from plads.serier import Serie, Trin, maaned_nr, maaned_start
from plads.tables import Celle
from plads.tilstand import Tilstand

Asked = ParamSpec("Asked")
Slice = TypeVar("Slice")
# A page asks for some twenty; this is what many readers of many places ask for between two uploads.
KEPT = 4096
INGEN: Numre = np.array([], dtype=np.intp)
_UDEN_TAL = {IKKE_RAPPORTERET: Tilstand.IKKE_RAPPORTERET, DISKRETIONERET: Tilstand.DISKRETIONERET}


def kept(slice_: Callable[Concatenate[Frigivet, Asked], Slice]) -> Callable[Concatenate[Frigivet, Asked], Slice]:
    """Decorate a slice: what was cut before is handed over again, as long as the cube lives; it is never changed.

    A cube never changes either; readers of one page ask for the same curves at every click.
    """

    @wraps(slice_)
    def cut(t: Frigivet, /, *args: Asked.args, **named: Asked.kwargs) -> Slice:
        asked = (slice_.__qualname__, *map(_hashable, args), *((key, _hashable(named[key])) for key in sorted(named)))
        found: Slice | None = t.snit.get(asked)
        if found is None:
            if len(t.snit) >= KEPT:
                t.snit.clear()
            found = t.snit[asked] = slice_(t, *args, **named)
        return found

    return cut


def _hashable(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def celle(antal: int, tilstand: int) -> Celle:
    """Return a cell as a number, or as the reason there is none."""
    return _UDEN_TAL.get(tilstand, antal)


def columns(t: Frigivet, trin: Trin, fra: date | None = None, til: date | None = None) -> range:
    """Return the columns of a length that lie wholly between two days; None is open."""
    alle = t.soejler.get(trin)
    if alle is None:
        return range(0)
    foerste = 0 if fra is None else maaned_nr(fra) + (maaned_start(maaned_nr(fra)) < fra)
    start, laengde = t.perioder[alle.start].foerste, len(t.perioder[alle.start].maaneder)
    antal = alle.stop - alle.start
    stop = start + laengde * antal if til is None else maaned_nr(til) + (til.day == monthrange(til.year, til.month)[1])
    fra_nr, til_nr = max(-((start - foerste) // laengde), 0), min(max((stop - start) // laengde, 0), antal)
    return range(alle.start + fra_nr, alle.start + max(til_nr, fra_nr))


def series(t: Frigivet, navn: str, soejler: range, raekke: Blok | None, rows: Numre) -> Serie:
    """Return columns of a row of cells as a series; None is a row in which nobody has reported.

    `rows` are the rows of the cube it stands on.
    """
    valgt = slice(soejler.start, soejler.stop)
    perioder = t.perioder[valgt]
    if raekke is None:
        return Serie(navn, perioder, (Tilstand.IKKE_RAPPORTERET,) * len(perioder), (0,) * len(perioder))
    vaerdier = map(celle, raekke.antal[valgt].tolist(), raekke.tilstand[valgt].tolist())
    eksempel = bool(raekke.eksempel[valgt].any())
    mangler = tuple(raekke.mangler[valgt].tolist())
    return Serie(navn, perioder, tuple(vaerdier), mangler, eksempel, own(t, rows, soejler))


def own(t: Frigivet, rows: Numre, soejler: range, *, alle: bool = False) -> bool:
    """Return whether any of some cells (or all of them) are true counts from the viewer's own scope."""
    celler = t.intern[rows, soejler.start : soejler.stop]
    return bool(celler.all() if alle else celler.any())


def single_rows(t: Frigivet, enheder: Sequence[str]) -> Numre:
    """Return the rows of a set of single units; raise ValueError for totals, or for two municipalities."""
    rows = sorted({t.enhed_nr[kode] for kode in enheder if kode in t.enhed_nr})
    if any(t.enheder[row].lag < HOVEDINSTITUTIONER for row in rows):
        raise ValueError("en sum af enheder kan ikke selv indeholde en sum")
    if len({t.enheder[row].kommune for row in rows}) > 1:
        raise ValueError("to kommuners tal lægges ikke sammen")
    return np.array(rows, dtype=np.intp)
