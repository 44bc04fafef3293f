"""Rounds in turns: what is compared is measured side by side, so that a busy machine slows both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any


def seconds(work: Callable[[], Any]) -> float:
    """Return how long a piece of work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def in_turns(rounds: int, work: Mapping[str, Callable[[], float]]) -> dict[str, float]:
    """Return the median of each figure over rounds in which every one is taken once, in turns."""
    found: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, measure in work.items():
            found[name].append(measure())
    return {name: statistics.median(values) for name, values in found.items()}
