"""One measured figure and its goal."""

from __future__ import annotations

from typing import NamedTuple


class Maal(NamedTuple):
    """A figure; a goal of None means: for information. At most the goal is good."""

    navn: str
    vaerdi: float
    maal: float | None

    @property
    def naaet(self) -> bool | None:
        """Return whether the goal is reached; None where there is no goal."""
        return None if self.maal is None else self.vaerdi <= self.maal
