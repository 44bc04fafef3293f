"""One file that is bad, or looks bad. What Plads says of it stands in docs/indlaes-fejl.md, word for word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

Summer = Mapping[str, float]
TRE, FIRE, SYV = ({"PPV'er": antal} for antal in (3, 4, 7))


class Sag(NamedTuple):
    """A file of the table: refused, or read with these control sums in spite of what is odd about it.

    Large files are made when they are needed.
    """

    nr: str
    hvad: str
    indhold: bytes | Callable[[], bytes]
    laest: Summer | None = None
    navn: str = "fil.xlsx"

    def content(self) -> bytes:
        """Return the file."""
        return self.indhold if isinstance(self.indhold, bytes) else self.indhold()
