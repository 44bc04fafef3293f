"""Made-up curves for the tests of charts."""

from __future__ import annotations

import random

from plads.serier import Periode, Serie, Trin
from plads.tables import Celle
from plads.tilstand import Tilstand

TAVS, SKJULT = Tilstand.IKKE_RAPPORTERET, Tilstand.DISKRETIONERET
JANUAR_2019, AUGUST_2019 = 2019 * 12, 2019 * 12 + 7


def maaneder(
    *vaerdier: Celle,
    navn: str = "Amager",
    fra: int = JANUAR_2019,
    mangler: tuple[int, ...] = (),
    eksempel: bool = False,
) -> Serie:
    """Return a monthly curve; nothing is missing unless it is said."""
    perioder = tuple(Periode(fra + nr, Trin.MAANED) for nr in range(len(vaerdier)))
    return Serie(navn, perioder, vaerdier, mangler or (0,) * len(vaerdier), eksempel)


def skoleaar(*vaerdier: Celle, navn: str = "Amager", mangler: tuple[int, ...] = ()) -> Serie:
    """Return a curve over school years up to 2019/20."""
    foerste = AUGUST_2019 - 12 * (len(vaerdier) - 1)
    perioder = tuple(Periode(foerste + 12 * nr, Trin.SKOLEAAR) for nr in range(len(vaerdier)))
    return Serie(navn, perioder, vaerdier, mangler or (0,) * len(vaerdier))


def tilfaeldig(tilfaelde: random.Random, navn: str, laengde: int, fra: int = JANUAR_2019) -> Serie:
    """Return a monthly curve of random numbers, gaps, hidden values and missing reports."""
    vaerdier = [tilfaelde.choice([TAVS, SKJULT, 0, *tilfaelde.choices(range(1, 900), k=5)]) for _ in range(laengde)]
    mangler = tuple(
        tilfaelde.choice([0, 0, 3]) if not isinstance(vaerdi, Tilstand) else 0 for vaerdi in vaerdier
    )
    return maaneder(*vaerdier, navn=navn, fra=fra, mangler=mangler, eksempel=tilfaelde.random() < 0.3)
