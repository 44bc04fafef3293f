"""Which cells are hidden: the small ones, and as many others as it takes that nobody can subtract (R1 to R3)."""

from __future__ import annotations

from collections import deque

import numpy as np

from plads.cube.terning import Ja, Numre
from plads.disclosure.menu import Diskretion, Ligning, Menu


def moenster(menu: Menu, d: Diskretion, skjult: Ja | None = None, kendt: Ja | None = None) -> Ja:
    """Return which cells are hidden: [celle].

    `skjult` is what must be hidden besides the small cells (once hidden, always hidden). `kendt` is what earlier
    releases have shown with the value it still has: hiding it again protects nothing.
    """
    arbejde = _Moenster(menu, d, kendt)
    arbejde.hide(np.flatnonzero(menu.primaer(d) if skjult is None else menu.primaer(d) | (skjult & menu.vises)))
    arbejde.settle()
    return arbejde.skjult


class _Moenster:
    """The hidden cells so far, and the equations that may no longer hold."""

    def __init__(self, menu: Menu, d: Diskretion, kendt: Ja | None) -> None:
        self.menu, self.d = menu, d
        self.skjult = np.zeros(len(menu.vaerdi), dtype=np.bool_)
        self.kendt = np.zeros_like(self.skjult) if kendt is None else kendt
        self.lille_rest = menu.small_rests(d)
        self.mindst = 0 if d.skjul_nul else 1
        self._i: list[list[int]] = [[] for _ in menu.vaerdi]
        for nr, (total, dele, _) in enumerate(menu.ligninger):
            for celle in (total, *dele.tolist()):
                self._i[celle].append(nr)
        # Every equation is looked at once: what is left over may be small though nothing is hidden.
        self._koe = deque(range(len(menu.ligninger)))
        self._venter = set(self._koe)

    def hide(self, celler: Numre) -> None:
        self.skjult[celler] = True
        for celle in celler.tolist():
            for nr in self._i[celle]:
                if nr not in self._venter:
                    self._venter.add(nr)
                    self._koe.append(nr)

    def settle(self) -> None:
        """Hide one cell at a time until every equation is safe."""
        while self._koe:
            nr = self._koe.popleft()
            self._venter.discard(nr)
            celle = self._next(self.menu.ligninger[nr])
            if celle is not None:
                self.hide(np.array([celle]))

    def _next(self, ligning: Ligning) -> int | None:
        """Return one more cell to hide in an equation; None if it is safe, or if nothing in it can help."""
        total, dele, steder = ligning
        vises = self.menu.vises[dele]
        ukendte = dele[~vises | (self.skjult[dele] & ~self.kendt[dele])]
        flere = 1 if steder and self.d.indviede else 0
        kandidater = dele[vises & ~self.skjult[dele] & ~self.kendt[dele] & (self.menu.vaerdi[dele] > 0)]
        if self.skjult[total] and not self.kendt[total]:
            mangler = len(ukendte) < 1 + flere and kandidater.size > 0
            return self._smallest(kandidater) if mangler else None
        if not (self.menu.vises[ukendte] | self.lille_rest[ukendte]).any() or self._safe(ukendte, flere):
            return None
        return self._choose(ukendte, kandidater, total, flere)

    def _safe(self, ukendte: Numre, flere: int) -> bool:
        """Return whether hidden parts of a shown total hide one another, also when the largest of them is known."""
        bevaeget = self.menu.vaerdi[ukendte] - self.mindst * self.menu.vises[ukendte]
        if len(ukendte) < 2 + flere:
            return False
        fri = int(bevaeget.sum()) - (int(bevaeget.max()) if flere else 0)
        sum_ = int(self.menu.vaerdi[ukendte].sum()) - (int(self.menu.vaerdi[ukendte].max()) if flere else 0)
        return fri >= self.d.k - 1 and sum_ >= self.d.k

    def _choose(self, ukendte: Numre, kandidater: Numre, total: int, flere: int) -> int | None:
        """Return the smallest part that makes the equation safe, else the largest part, else the total."""
        ordnet = kandidater[np.argsort(self.menu.vaerdi[kandidater], kind="stable")]
        for celle in ordnet:
            if self._safe(np.append(ukendte, celle), flere):
                return int(celle)
        if ordnet.size:
            return int(ordnet[-1])
        return None if self.skjult[total] or self.kendt[total] or not self.menu.vises[total] else total

    def _smallest(self, kandidater: Numre) -> int:
        return int(kandidater[np.argmin(self.menu.vaerdi[kandidater])])
