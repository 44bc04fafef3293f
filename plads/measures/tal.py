"""The arrays that measures work on, and sums over windows of them."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Tal: TypeAlias = NDArray[np.float64]
Ja: TypeAlias = NDArray[np.bool_]
Koder: TypeAlias = NDArray[np.int8]


def windows(a: Tal, k: int) -> Tal:
    """Return the sum of each k neighbours on the last axis, at the last of them; NaN where one is missing."""
    if k == 1:
        return a
    known = np.where(np.isnan(a), 0.0, a)
    sums, holes = (_moving(part, k) for part in (known, np.isnan(a).astype(np.float64)))
    return np.where(holes > 0, np.nan, sums)


def members(ends: Ja, k: int) -> Ja:
    """Return which places lie in one of the windows of k that end where `ends` says."""
    found = ends.copy()
    for back in range(1, k):
        found[..., :-back] |= ends[..., back:]
    return found


def full(what: Ja, k: int) -> Ja:
    """Return where k neighbours that all hold end."""
    found: Ja = _moving(what.astype(np.float64), k) == k
    return found


def _moving(a: Tal, k: int) -> Tal:
    """Return moving sums; the first k − 1 are NaN."""
    sums = np.full(a.shape, np.nan)
    if a.shape[-1] >= k:
        cum = np.concatenate([np.zeros((*a.shape[:-1], 1)), np.cumsum(a, axis=-1)], axis=-1)
        sums[..., k - 1 :] = cum[..., k:] - cum[..., :-k]
    return sums
