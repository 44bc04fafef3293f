"""What an attacker knows, as linear programmes: all numbers that fit everything shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from plads.cube.terning import Ja, Numre
from plads.disclosure.menu import Diskretion, Menu

Kommatal = NDArray[np.float64]
_INTET = 1e-7


@dataclass(frozen=True, eq=False)
class Viden:
    """An attacker: he has seen every cell shown, now or before, and may know some atoms himself.

    He knows that no number is negative and, when zeros are shown, that no hidden cell is zero.
    """

    menu: Menu
    d: Diskretion
    skjult: Ja
    kendt: Ja
    egne: Ja

    @property
    def mindst(self) -> int:
        """Return the least a hidden cell can be."""
        return 0 if self.d.skjul_nul else 1

    @cached_property
    def sete(self) -> Ja:
        """Return the cells he has seen: [celle]."""
        found: Ja = self.menu.vises & (~self.skjult | self.kendt)
        return found

    @cached_property
    def uset(self) -> Ja:
        """Return the hidden cells he knows are not zero: [celle]."""
        found: Ja = self.menu.vises & ~self.sete & (self.menu.vaerdi >= self.mindst) & (self.mindst > 0)
        return found

    @cached_property
    def frie(self) -> Ja:
        """Return the atoms he does not know: [atom]. All within a shown zero are zero."""
        nul = self.sete & (self.menu.vaerdi == 0)
        found: Ja = (self.menu.atomer[np.flatnonzero(nul)].sum(axis=0) == 0) & ~self.egne
        return found

    @cached_property
    def maal(self) -> Numre:
        """Return the cells that must be safe from him: small, unseen, and not only his own beside public zeros.

        Small remainders are among them: what is left of a total is a count of children too.
        """
        fremmede = self.menu.atomer @ self.frie.astype(np.float64) > 0
        smaa = self.menu.primaer(self.d) | self.menu.small_rests(self.d)
        return np.flatnonzero(smaa & ~self.sete & fremmede)


class Program:
    """Linear programmes over some unknowns: how far each is moved from the truth.

    matrix: [celle, ubekendt] what a move of 1 does to each cell. Cells he has seen may not move; `faste` are further
    sums that may not. ned: [ubekendt] how far each may go down.
    """

    def __init__(self, viden: Viden, matrix: sparse.csr_array, ned: Kommatal, faste: sparse.csr_array) -> None:
        """Keep what every programme shares."""
        self.matrix, self._ned, self._vaerdi = matrix, ned, viden.menu.vaerdi.astype(np.float64)
        roert = np.diff(matrix.indptr) > 0
        self.sete, skjulte = np.flatnonzero(viden.sete & roert), np.flatnonzero(viden.uset & roert)
        self.roert: Ja = roert
        self._lig = sparse.vstack([matrix[self.sete], faste]).tocsr()
        self._skjulte, self._plads = matrix[skjulte], self._vaerdi[skjulte] - viden.mindst

    def push(self, celler: Numre, graense: Kommatal, vaegt: Kommatal, retning: int) -> tuple[Kommatal, Numre]:
        """Push some cells up (1) or down (−1) together, each at most to a limit.

        Return what every cell becomes, a proof that it can be that, and the seen cells that held the pushed ones back.
        """
        # Here: it takes a third of the time a command line takes to start, and only a release asks it anything.
        from scipy.optimize import linprog

        n, m = len(self._ned), len(celler)
        # One more unknown for each cell: how far the push has come, in its direction.
        over = sparse.vstack(
            [
                sparse.hstack([-retning * self.matrix[celler], sparse.eye_array(m)]),
                sparse.hstack([-self._skjulte, sparse.csr_array((len(self._plads), m))]),
            ]
        ).tocsr()
        svar = linprog(
            np.concatenate([np.zeros(n), -vaegt]),
            A_ub=over,
            b_ub=np.concatenate([retning * self._vaerdi[celler], self._plads]),
            A_eq=sparse.csr_array((self._lig.data, self._lig.indices, self._lig.indptr), (self._lig.shape[0], n + m)),
            b_eq=np.zeros(self._lig.shape[0]),
            bounds=_bounds(self._ned, retning * graense),
            method="highs",
            # These are small, and solved sooner than made smaller.
            options={"presolve": False},
        )
        return self._read(svar, n)

    def _read(self, svar: Any, n: int) -> tuple[Kommatal, Numre]:
        if svar.x is None:
            return self._vaerdi, np.zeros(0, dtype=np.intp)
        haardt = np.abs(svar.eqlin.marginals[: len(self.sete)]) > _INTET
        blev: Kommatal = self._vaerdi + self.matrix @ svar.x[:n]
        return blev, self.sete[haardt]


def _bounds(ned: Kommatal, graense: Kommatal) -> Kommatal:
    fra = np.concatenate([ned, np.full(len(graense), -np.inf)])
    til = np.concatenate([np.full(len(ned), np.inf), graense])
    return np.stack([fra, til], axis=1)


def exact(viden: Viden) -> Program:
    """Return the programme over every free atom: what is narrow here is narrow."""
    frie = np.flatnonzero(viden.frie)
    matrix = viden.menu.atomer[:, frie].tocsr()
    return Program(viden, matrix, -viden.menu.antal[frie].astype(np.float64), sparse.csr_array((0, len(frie))))


def monthly(viden: Viden) -> Program:
    """Return the programme of one unknown for each month, over the cells of whole months only.

    It leaves out what else is known: what is narrow here is narrow, what is wide may not be.
    """
    menu = viden.menu
    hele = _whole_months(menu, np.zeros_like(menu.gruppe)).astype(np.float64)
    maaned = _numbered(menu.tid.tolist())
    i = _incidence(maaned, int(maaned.max(initial=-1)) + 1)
    matrix = (sparse.diags_array(hele) @ menu.atomer @ i @ sparse.diags_array(1 / i.sum(axis=0))).tocsr()
    matrix.eliminate_zeros()
    return Program(viden, matrix, -(i.T @ menu.antal.astype(np.float64)), sparse.csr_array((0, i.shape[1])))


def coarse(viden: Viden, gruppe: Numre, *, loes: bool) -> Program:
    """Return a far smaller programme whose proofs hold in the exact one; what is narrow here may be wide there.

    Atoms of one group that stand in the same cells, but for cells that hold a group's whole months, are one unknown.
    Unknowns with the same months exchange numbers; their sum stays. Any such exchange can be made month by month
    without moving a month's sum (a transport between rows and columns of known sums), so cells of whole months stay.
    With `loes`, a month whose own cell is hidden may move as well: its atoms are unknowns of their own.
    """
    menu = viden.menu
    hele = _whole_months(menu, gruppe)
    loese = _loose_months(viden, hele) if loes else np.zeros(len(menu.tid), dtype=np.bool_)
    klasse = _classes(menu.atomer[np.flatnonzero(~hele)].tocsc(), gruppe, np.where(loese, menu.tid, -1))
    antal = int(klasse.max(initial=-1)) + 1
    atomer_i = _incidence(klasse, antal)
    frie = np.flatnonzero(atomer_i.T @ (~viden.frie).astype(np.float64) == 0)
    bundne = sparse.diags_array(hele.astype(np.float64)) @ menu.atomer @ sparse.diags_array((~loese).astype(np.float64))
    snit = (menu.atomer - bundne) @ atomer_i @ sparse.diags_array(1 / np.maximum(atomer_i.sum(axis=0), 1))
    matrix = snit.tocsr()[:, frie].tocsr()
    matrix.eliminate_zeros()
    noegle = _keys(menu, klasse, gruppe, loese, antal)[frie]
    faste = _incidence(noegle, int(noegle.max(initial=-1)) + 1).T.tocsr()[1:]
    return Program(viden, matrix, -(atomer_i.T @ menu.antal.astype(np.float64))[frie], faste)


def _classes(delt: sparse.csc_array, gruppe: Numre, loes: Numre) -> Numre:
    """Return which unknown each atom belongs to."""
    steder = (delt.indices[fra:til].tobytes() for fra, til in zip(delt.indptr[:-1], delt.indptr[1:], strict=True))
    return _numbered(zip(gruppe.tolist(), steder, loes.tolist(), strict=True))


def _keys(menu: Menu, klasse: Numre, gruppe: Numre, loese: Ja, antal: int) -> Numre:
    """Return a number for each unknown, the same where the sum must stay; 0 for those of a loose month."""
    maaneder: list[set[int]] = [set() for _ in range(antal)]
    for nr, tid in zip(klasse.tolist(), menu.tid.tolist(), strict=True):
        maaneder[nr].add(tid)
    hjemme, fri = np.zeros(antal, dtype=np.intp), np.zeros(antal, dtype=np.bool_)
    hjemme[klasse], fri[klasse] = gruppe, loese
    noegler = zip(hjemme.tolist(), fri.tolist(), maaneder, strict=True)
    return _numbered([None, *(None if loes else (nr, tuple(sorted(tider))) for nr, loes, tider in noegler)])[1:]


def _loose_months(viden: Viden, hele: Ja) -> Ja:
    """Return the atoms of months that have a hidden cell of their own: [atom]."""
    menu = viden.menu
    skjulte = np.flatnonzero(hele & menu.vises & ~viden.sete)
    egne = [menu.tid[menu.atomer.indices[menu.atomer.indptr[nr] : menu.atomer.indptr[nr + 1]]] for nr in skjulte]
    found: Ja = np.isin(menu.tid, [tider[0] for tider in egne if (tider == tider[0]).all()])
    return found


def _whole_months(menu: Menu, gruppe: Numre) -> Ja:
    """Return the cells that hold all of a group's atoms of a month, or none of them, in every month: [celle]."""
    maaned = _numbered(zip(gruppe.tolist(), menu.tid.tolist(), strict=True))
    i = _incidence(maaned, int(maaned.max(initial=-1)) + 1)
    talt = (menu.atomer @ i).tocsr()
    kun_dele = talt.data < i.sum(axis=0)[talt.indices]
    found = np.ones(len(menu.vaerdi), dtype=np.bool_)
    found[np.repeat(np.arange(len(found)), np.diff(talt.indptr))[kun_dele]] = False
    return found


def _numbered(noegler: Iterable[object]) -> Numre:
    """Return a number for each key, the same for the same key, from 0 in order of appearance."""
    kendte: dict[object, int] = {}
    return np.array([kendte.setdefault(noegle, len(kendte)) for noegle in noegler], dtype=np.intp)


def _incidence(i: Numre, antal: int) -> sparse.csr_array:
    """Return the matrix [len(i), antal] that says what each belongs to."""
    return sparse.csr_array((np.ones(len(i)), (np.arange(len(i)), i)), shape=(len(i), antal))
