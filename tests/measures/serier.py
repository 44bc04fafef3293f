"""Made-up series for the tests of measures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from plads.measures.valg import Maalinger
from plads.serier import Periode, Serie, Trin
from plads.tables import Celle

AUGUST_2017 = 2017 * 12 + 7
LAENGDE = {Trin.MAANED: 1, Trin.KVARTAL: 3, Trin.SKOLEAAR: 12}
SAESON = (1.25, 1.05, 1.2, 1.0, 1.15, 0.85, 0.05, 0.6, 1.1, 1.2, 1.45, 1.1)


def serie(
    vaerdier: Sequence[Celle], *, fra: int = AUGUST_2017, trin: Trin = Trin.MAANED, mangler: Sequence[int] = ()
) -> Serie:
    """Return a series that begins in a month; nothing is missing unless it is said."""
    perioder = tuple(Periode(fra + LAENGDE[trin] * nr, trin) for nr in range(len(vaerdier)))
    return Serie("Byen", perioder, tuple(vaerdier), tuple(mangler) or (0,) * len(vaerdier))


def poisson(rng: np.random.Generator, middel: float, n: int, *, saeson: bool = False) -> list[int]:
    """Return monthly counts from August 2017 around a mean, with the seasons of a school year or without."""
    faktor = [SAESON[(7 + nr) % 12] if saeson else 1.0 for nr in range(n)]
    return rng.poisson(middel * np.array(faktor)).tolist()


def maalinger(y: np.ndarray) -> Maalinger:
    """Return many whole series [serie, måned] without a season."""
    alle = np.ones(y.shape, dtype=bool)
    bredde = y.shape[1]
    ingen = np.zeros(bredde, dtype=bool)
    return Maalinger(y, np.ones(bredde), np.full(bredde, np.inf), ~ingen, alle, alle, ingen)
