"""Random numbers that stay the same: one stream per unit and purpose, and counts that follow their mean."""

from __future__ import annotations

from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Tal: TypeAlias = NDArray[np.float64]
Antal: TypeAlias = NDArray[np.int64]

_SLAEK = 12


def stream(froe: int, enhed: str, formaal: str) -> np.random.Generator:
    """Return the stream of a unit for one purpose; no other unit or purpose moves it."""
    noegle = np.random.SeedSequence([froe, crc32(enhed.encode()), crc32(formaal.encode())])
    return np.random.Generator(np.random.PCG64(noegle))


def poisson(jaevne: Tal, middel: Tal) -> Antal:
    """Return Poisson counts with these means from as many uniform numbers, one by one.

    The inverse of the distribution is used, so that a mean moves its own count only, and never the other way.
    """
    hoejst = float(middel.max(initial=0.0))
    k = np.arange(1, int(hoejst + _SLAEK * (1 + hoejst**0.5)))
    led = np.cumprod(middel[:, None] / k, axis=1)
    fordeling = np.exp(-middel)[:, None] * np.cumsum(np.column_stack([np.ones_like(middel), led]), axis=1)
    taelling: Antal = (jaevne[:, None] > fordeling).sum(axis=1)
    return taelling
