"""Forventningstal in the shareable plane: a report with a small number in it is left out whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Forventet(Protocol):
    """What one report expects of an område in a year; a count has no decimals and is no share."""

    @property
    def aar(self) -> int: ...
    @property
    def version(self) -> str: ...
    @property
    def antal(self) -> int | None: ...
    @property
    def decimaler(self) -> int: ...
    @property
    def er_andel(self) -> bool: ...


Row = TypeVar("Row", bound=Forventet)


def shareable(rows: Sequence[Row], k: int) -> list[Row]:
    """Return the rows of the reports (year and version) in which no count is from 1 to k − 1.

    Counts per område are in the hundreds. Where one is small, the shares and amounts beside it would tell it, and
    the other områder's would tell it from the sum; so the whole report of that year goes.
    """
    smaa = {(row.aar, row.version) for row in rows if _is_small(row, k)}
    return [row for row in rows if (row.aar, row.version) not in smaa]


def _is_small(row: Forventet, k: int) -> bool:
    return row.antal is not None and not row.er_andel and not row.decimaler and 0 < row.antal < k
