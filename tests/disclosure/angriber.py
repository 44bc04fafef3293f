"""The attacker: a second, plain implementation. He sees released cells and knows how the municipality is organised.

He writes one unknown for each figure a place has reported in a month, one equation for every number he has seen, and
asks how small and how great a hidden cell can be. Nothing here comes from the gate but what it has shown.
"""

from collections import defaultdict

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from plads.cube.terning import HOVEDINSTITUTIONER, KLYNGER, NUL, OMRAADER, OPLYST

LANGE = ("aar", "skoleaar")
TAL = (NUL, OPLYST)


class By:
    """The unknowns of one indicator in one municipality, and which of them each cell counts."""

    def __init__(self, t, kode, kommune):
        self.t, self.i, self.kommune = t, t.indikator_nr[kode], kommune
        self.rows = [nr for nr, enhed in enumerate(t.enheder) if enhed.kommune == kommune]
        self.by = t.enhed_nr[kommune]
        self.atomer, self.i_celle = [], defaultdict(list)
        for maaned in range(t.maaneder):
            for row, taeller_i in self.counted(maaned):
                nr = len(self.atomer)
                self.atomer.append((row, maaned))
                for sted in {row, *taeller_i} - {-1}:
                    self.i_celle[sted, maaned].append(nr)
        self.sandt = np.array([self.own(row, maaned)[0] for row, maaned in self.atomer], dtype=float)

    def own(self, row, maaned):
        """Return (number, state) a place reported itself."""
        if row < self.t.knuder:
            return int(self.t.egne_antal[self.i, row, maaned]), int(self.t.egne_tilstand[self.i, row, maaned])
        return int(self.t.antal[self.i, row, maaned]), int(self.t.tilstand[self.i, row, maaned])

    def counted(self, maaned):
        """Give each place whose own number stands in a month, and the totals that count it."""
        t, over = self.t, self.t.foraeldre[:, :, maaned]
        meldt = {row: self.own(row, maaned)[1] for row in self.rows}
        # A main institution whose departments speak for it says nothing itself.
        tavse = {over[2, row] for row in self.rows if over[2, row] >= 0 and meldt[row]}
        enkelte = [row for row in self.rows if t.enheder[row].lag >= HOVEDINSTITUTIONER and row not in tavse]
        omraader = [row for row in self.rows if t.enheder[row].lag == OMRAADER]
        hoerte = {sted for row in enkelte if meldt[row] for sted in (*over[:, row].tolist(), self.by)}
        egne = [row for row in omraader if row not in hoerte]
        yield from ((row, [*over[:, row].tolist(), self.by]) for row in enkelte if meldt[row] in TAL)
        yield from ((row, [self.by]) for row in egne if meldt[row] in TAL)
        klynger = [row for row in self.rows if t.enheder[row].lag == KLYNGER and row not in hoerte]
        yield from ((row, []) for row in klynger if meldt[row] in TAL)
        if meldt[self.by] in TAL and self.by not in hoerte and not any(meldt[row] for row in egne):
            yield self.by, []

    def cell(self, row, p):
        """Return the unknowns a cell of the cube adds up, or the one month a stock shows."""
        maaneder = [nr - self.t.foerste_maaned for nr in self.t.perioder[p].maaneder]
        maaneder = [maaned for maaned in maaneder if 0 <= maaned < self.t.maaneder]
        if self.t.indikatorer[self.i].art == "beholdning":
            maaneder = [m for m in maaneder if self.t.tilstand[self.i, row, m]][-1:]
        return [nr for maaned in maaneder for nr in self.i_celle.get((row, maaned), ())]

    def numerator(self, row, p):
        """Return the unknowns above the line of a rate: of all the place's units that have pupils in September."""
        t, elever = self.t, self.t.indikator_nr["elevtal"]
        sidste = t.perioder[p].maaneder[-1] - t.foerste_maaned
        september = max((m for m in range(sidste + 1) if (t.foerste_maaned + m) % 12 == 8), default=None)
        if september is None:
            return []
        under = [row] if t.enheder[row].lag >= HOVEDINSTITUTIONER else [
            u for u in self.rows
            if t.enheder[u].lag >= HOVEDINSTITUTIONER and (row == self.by or t.foraeldre[0, u, september] == row)
        ]  # fmt: skip
        med = [u for u in under if t.antal[elever, u, september] and t.tilstand[self.i, u, p] in TAL]
        # Where no unit has reported it, the totals' own figures stand above the line.
        med = med or [u for u in self.rows if t.enheder[u].lag == OMRAADER and row in (u, self.by)]
        return sorted({nr for u in med for nr in self.cell(u, p)})


class Angriber:
    """What one attacker knows of a `By`: sums he has seen, cells he knows are not zero, unknowns that are his own."""

    def __init__(self, by):
        self.by, self.lig, self.mindst, self.egne = by, {}, {}, set()

    def see(self, flade, rows, menu=None):
        """Take in every shown cell and every shown rate of a surface; with its menu, also that hidden is not zero."""
        t, i = self.by.t, self.by.i
        for u, row in enumerate(rows):
            for p in range(len(t.perioder)):
                if flade.tilstand[i, u, p] in TAL:
                    self.sum(self.by.cell(row, p), int(flade.antal[i, u, p]))
                elif menu is not None and menu[i, u, p] and self.by.sandt[self.by.cell(row, p)].sum():
                    self.mindst[tuple(self.by.cell(row, p))] = 1
                if flade.sats_tilstand[i, u, p] == OPLYST and t.perioder[p].trin in LANGE:
                    self.sum(self.by.numerator(row, p), int(flade.taeller[i, u, p]))
        return self

    def sum(self, atomer, vaerdi):
        assert self.by.sandt[atomer].sum() == vaerdi, "han har ikke forstået tallet"
        if atomer:
            self.lig[tuple(atomer)] = vaerdi

    def knows(self, rows):
        """Let him know everything some places reported."""
        self.egne |= {nr for nr, (row, _) in enumerate(self.by.atomer) if row in rows}
        return self

    def narrow(self, maal, k):
        """Return the cells (tuples of unknowns) whose values he can tell closer than k possible ones: {cell: width}.

        A cell that is only his own, beside what is shown as zero, tells him nothing about anybody else.
        """
        nul = {nr for atomer, vaerdi in self.lig.items() if vaerdi == 0 for nr in atomer}
        return Forsoeg(self, [tuple(m) for m in maal if not (self.egne | nul).issuperset(m)]).narrow(k)


class Forsoeg:
    """An attack on some cells: first all together with random weights, then what is left one by one."""

    def __init__(self, angriber, maal):
        by = angriber.by
        self.maal = maal
        nul = {nr for atomer, vaerdi in angriber.lig.items() if vaerdi == 0 for nr in atomer}
        self.frie = [nr for nr in range(len(by.atomer)) if nr not in nul and nr not in angriber.egne]
        self.nr = {atom: nr for nr, atom in enumerate(self.frie)}
        kendt = by.sandt * np.isin(np.arange(len(by.atomer)), sorted(angriber.egne))
        self.rest = {atomer: kendt[list(atomer)].sum() for atomer in (*angriber.lig, *angriber.mindst, *maal)}
        lig = list(angriber.lig)
        self.eq, self.b = self.matrix(lig), np.array([angriber.lig[a] - self.rest[a] for a in lig])
        mindst = list(angriber.mindst)
        self.ub = -self.matrix(mindst)
        self.ub_b = np.array([self.rest[a] - 1.0 for a in mindst])
        self.t = self.matrix(maal)
        self.laveste = self.hoejeste = np.array([by.sandt[list(m)].sum() for m in maal])

    def matrix(self, celler):
        """Return [celle, fri ubekendt]."""
        sted = [(nr, self.nr[atom]) for nr, celle in enumerate(celler) for atom in celle if atom in self.nr]
        i, j = zip(*sted, strict=True) if sted else ((), ())
        return sparse.csr_array((np.ones(len(i)), (i, j)), shape=(len(celler), len(self.frie)))

    def solve(self, vaegt, loft):
        """Push cells: greatest Σ vaegt · y where y is a cell, at most its limit. Return every target's value."""
        valgt = np.flatnonzero(vaegt)
        n, m, tegn = len(self.frie), len(valgt), np.sign(vaegt[valgt])
        y = sparse.hstack([sparse.diags_array(-tegn) @ self.t[valgt], sparse.eye_array(m)])
        rest = np.array([self.rest[self.maal[nr]] for nr in valgt])
        svar = linprog(
            np.concatenate([np.zeros(n), -np.abs(vaegt[valgt])]),
            A_ub=sparse.vstack([y, sparse.hstack([self.ub, sparse.csr_array((self.ub.shape[0], m))])]).tocsr(),
            b_ub=np.concatenate([tegn * rest, self.ub_b]),
            A_eq=sparse.hstack([self.eq, sparse.csr_array((self.eq.shape[0], m))]).tocsr(),
            b_eq=self.b,
            bounds=np.array([(0, np.inf)] * n + [(-np.inf, top) for top in tegn * loft[valgt]]),
            method="highs",
        )
        assert svar.status in (0, 3), svar.message
        fundet = self.t @ svar.x[:n] + np.array([self.rest[m] for m in self.maal])
        self.laveste, self.hoejeste = np.minimum(self.laveste, fundet), np.maximum(self.hoejeste, fundet)

    def narrow(self, k):
        if not self.maal:
            return {}
        rng, smalt, foer = np.random.default_rng(1), self.still(k), len(self.maal) + 3
        runde = 0
        while smalt.any() and (smalt.sum() < foer or runde % 4):
            foer = smalt.sum() if not runde % 4 else foer
            op = runde % 2 == 0
            vaegt = np.where(smalt, rng.uniform(0.1, 1, len(smalt)), 0)
            self.solve(vaegt if op else -vaegt, self.laveste + k - 1 if op else self.hoejeste - k + 1)
            smalt, runde = self.still(k), runde + 1
        for nr in np.flatnonzero(smalt):
            een = np.eye(len(self.maal))[nr]
            self.solve(een, np.full(len(een), 1e6))
            self.solve(-een, np.zeros(len(een)))
        bredde = self.hoejeste - self.laveste
        return {self.maal[nr]: round(float(bredde[nr]), 3) for nr in np.flatnonzero(self.still(k))}

    def still(self, k):
        return self.hoejeste - self.laveste < k - 1 - 1e-6
