"""What is asked for: choices drawn from one seed, the same for every way of answering."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from bench.data import INDICATORS, SEED
from plads.cube.rater import ELEVTAL
from plads.cube.terning import KOMMUNER, OMRAADER, Terning

ANTAL = 40
TOP = 10
_STROEMME = tuple(kode for kode in INDICATORS if kode != ELEVTAL)


class Valg(NamedTuple):
    """One set of choices. A school year is called by the year it begins in; `maaneder` are ÅÅÅÅMM, twelve on end."""

    indikator: str
    kommune: str
    omraade: str
    aar: int
    indikatorer: tuple[str, ...]
    omraader: tuple[str, ...]
    maaneder: tuple[int, ...]

    @property
    def skoleaar(self) -> tuple[int, int]:
        """Return the first and the last month of the school year, as ÅÅÅÅMM."""
        return self.aar * 100 + 8, self.aar * 100 + 107

    @property
    def skoleaar_foer(self) -> tuple[int, int]:
        """Return the first and the last month of the school year before."""
        return self.aar * 100 - 92, self.aar * 100 + 7

    @property
    def september(self) -> int:
        """Return the month whose pupils the school year is divided by."""
        return self.aar * 100 + 9


def drawn(t: Terning, antal: int = ANTAL) -> list[Valg]:
    """Return so many sets of choices among what a cube holds."""
    generator = np.random.Generator(np.random.PCG64(SEED))
    kommuner = [e.kode for e in t.enheder if e.lag == KOMMUNER and (OMRAADER, e.kode) in t.grupper]
    return [_one(t, generator, kommuner) for _ in range(antal)]


def _one(t: Terning, generator: np.random.Generator, kommuner: list[str]) -> Valg:
    kommune = kommuner[generator.integers(len(kommuner))]
    omraader = [t.enheder[row].kode for row in t.grupper[OMRAADER, kommune]]
    aarene = t.maaneder // 12
    foerste = t.foerste_maaned + int(generator.integers(t.maaneder - 12))
    return Valg(
        str(generator.choice(_STROEMME)),
        kommune,
        str(generator.choice(omraader)),
        t.foerste_maaned // 12 + 1 + int(generator.integers(aarene - 1)),
        tuple(sorted(generator.choice(_STROEMME, 3, replace=False).tolist())),
        tuple(sorted(generator.choice(omraader, 3, replace=False).tolist())),
        tuple(nr // 12 * 100 + nr % 12 + 1 for nr in range(foerste, foerste + 12)),
    )
