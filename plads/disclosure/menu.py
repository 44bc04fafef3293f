"""The lattice of one indicator: cells that may be shown, what each is the sum of, and how they add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from plads.cube.terning import Ja, Numre

Hele = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Diskretion:
    """What small means, and whom to protect against.

    k: counts from 1 to k − 1 are small. skjul_nul: hide zeros as well. indviede: protect also against somebody who
    knows the true numbers of one place.
    """

    k: int = 5
    skjul_nul: bool = False
    indviede: bool = True

    def __post_init__(self) -> None:
        """Refuse a k outside 3 to 10."""
        if not 3 <= self.k <= 10:
            raise ValueError("k skal være mellem 3 og 10")


class Ligning(NamedTuple):
    """A total that is the sum of its parts, as rows of the menu. `steder`: the parts are places, not times."""

    total: int
    dele: Numre
    steder: bool


@dataclass(frozen=True, eq=False)
class Menu:
    """Cells, atoms and equations. An atom is what one place reported for one month: the least there is to know.

    antal: [atom] the true numbers. sted, gruppe, tid: [atom] the place that reported it, the område (−1 for none) and
    the month. atomer: [celle, atom] 1 where the cell counts the atom; no two cells alike.
    vaerdi: [celle]. vises: [celle], False for a remainder: what is left of a total when its parts on the menu are
    taken away, never shown itself.
    """

    antal: Hele
    sted: Numre
    gruppe: Numre
    tid: Numre
    atomer: sparse.csr_array
    vaerdi: Hele
    vises: Ja
    ligninger: tuple[Ligning, ...]

    def primaer(self, d: Diskretion) -> Ja:
        """Return the cells that are small in themselves."""
        found: Ja = self.vises & (self.vaerdi < d.k) & (self.vaerdi >= (0 if d.skjul_nul else 1))
        return found

    def small_rests(self, d: Diskretion) -> Ja:
        """Return the remainders that are small."""
        found: Ja = ~self.vises & (self.vaerdi < d.k) & (self.vaerdi >= 1)
        return found


class Menubygger:
    """A menu in the making. Cells of the same atoms are one cell: they are shown together or not at all."""

    def __init__(self, antal: Hele, sted: Numre, gruppe: Numre, tid: Numre) -> None:
        """Begin with the true number of every atom, its place and område, and its month."""
        self._antal, self._sted, self._gruppe, self._tid = antal, sted, gruppe, tid
        self._nr: dict[bytes, int] = {}
        self._atomer: list[Numre] = []
        self._vises: list[bool] = []
        self._ligninger: dict[tuple[int, bytes, bool], Ligning] = {}

    def cell(self, atomer: Numre, *, vises: bool = True) -> int:
        """Return the row of the cell that counts some atoms (sorted); it is made if it is not there."""
        noegle = atomer.tobytes()
        nr = self._nr.setdefault(noegle, len(self._atomer))
        if nr == len(self._atomer):
            self._atomer.append(atomer)
            self._vises.append(vises)
        self._vises[nr] |= vises
        return nr

    def atoms_of(self, nr: int) -> Numre:
        """Return the atoms of a cell."""
        return self._atomer[nr]

    def equation(self, total: int, dele: Iterable[int], *, steder: bool) -> None:
        """Add that a total is the sum of some cells that lie inside it, and of what is left when they are taken away.

        Cells that reach outside the total, or overlap one before them, are no parts of it.
        """
        rest, fundet = np.zeros(len(self._antal), dtype=np.bool_), []
        rest[self._atomer[total]] = True
        for nr in dict.fromkeys(dele):
            atomer = self._atomer[nr]
            if nr != total and rest[atomer].all():
                rest[atomer] = False
                fundet.append(nr)
        if not fundet:
            return
        if rest.any():
            fundet.append(self.cell(np.flatnonzero(rest), vises=False))
        numre = np.array(sorted(fundet), dtype=np.intp)
        self._ligninger[total, numre.tobytes(), steder] = Ligning(total, numre, steder)

    def menu(self) -> Menu:
        """Return the menu."""
        laengder = [len(atomer) for atomer in self._atomer]
        pegere = np.concatenate([[0], np.cumsum(laengder, dtype=np.intp)]).astype(np.intp)
        hvilke = np.concatenate(self._atomer) if self._atomer else np.zeros(0, np.intp)
        matrix = sparse.csr_array(
            (np.ones(len(hvilke)), hvilke, pegere), shape=(len(self._atomer), len(self._antal)), dtype=np.float64
        )
        vaerdi = np.rint(matrix @ self._antal).astype(np.int64)
        vises = np.array(self._vises, dtype=np.bool_)
        return Menu(
            self._antal, self._sted, self._gruppe, self._tid, matrix, vaerdi, vises, tuple(self._ligninger.values())
        )


def simple(
    antal: Sequence[int], celler: Sequence[Sequence[int]], ligninger: Sequence[tuple[int, Sequence[int]]]
) -> Menu:
    """Return a menu written by hand: cells as lists of atoms, equations as (total, parts)."""
    hver = np.arange(len(antal))
    bygger = Menubygger(np.array(antal, dtype=np.int64), hver, np.zeros_like(hver), hver)
    numre = [bygger.cell(np.array(sorted(atomer), dtype=np.intp)) for atomer in celler]
    for total, dele in ligninger:
        bygger.equation(numre[total], [numre[del_] for del_ in dele], steder=True)
    return bygger.menu()
