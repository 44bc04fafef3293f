"""Names of sheets that Excel accepts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

LAENGST = 31
_ULOVLIGE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def arknavne(navne: Sequence[str], optaget: Iterable[str] = (), ellers: str = "Tabel") -> list[str]:
    """Return the names without forbidden signs, at most 31 long, none twice and none that is taken."""
    brugt = {"history", *(navn.casefold() for navn in optaget)}
    return [_ledigt(_ULOVLIGE.sub(" ", navn).strip(" '") or ellers, brugt) for navn in navne]


def _ledigt(navn: str, brugt: set[str]) -> str:
    fundet = next(forslag for forslag in _forslag(navn) if forslag.casefold() not in brugt)
    brugt.add(fundet.casefold())
    return fundet


def _forslag(navn: str) -> Iterator[str]:
    yield navn[:LAENGST].strip(" '")
    for nr in range(2, 10_000):
        yield f"{navn[: LAENGST - len(str(nr)) - 1]} {nr}"
