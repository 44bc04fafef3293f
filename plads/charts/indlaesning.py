"""Tables of an upload: what the file looks like, what was noticed in it, and what it would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plads.tables import Celle, Column, Kind, Table
from plads.text import antal, stort

FUND = (
    Column("grad", "Grad"),
    Column("ark", "Ark"),
    Column("celle", "Celle"),
    Column("besked", "Hvad er der, og hvad kan du gøre"),
    Column("antal", "Antal", Kind.ANTAL),
)
LINJER = (
    Column("slags", "Ændring"),
    Column("hvad", "Hvad"),
    Column("hvor", "Hvor"),
    Column("naar", "Hvornår"),
    Column("foer", "Før", Kind.DECIMAL),
    Column("efter", "Efter", Kind.DECIMAL),
)
GRUPPER = (
    Column("naar", "Måned"),
    Column("hvad", "Hvad"),
    Column("omraade", "Område"),
    Column("nye", "Nye", Kind.ANTAL),
    Column("aendrede", "Ændrede", Kind.ANTAL),
    Column("fjernes", "Fjernes", Kind.ANTAL),
    Column("foer", "Sum før", Kind.ANTAL),
    Column("efter", "Sum efter", Kind.ANTAL),
)
CELLER_VIST = 3


class Fundet(NamedTuple):
    """Something noticed in a file: how serious, where, and what to do."""

    grad: str
    ark: str
    celle: str
    besked: str


def fundtabel(fund: Iterable[Fundet]) -> Table:
    """Return what was noticed, alike ones in one row with their cells."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for one in fund:
        alike.setdefault((one.grad, one.ark, one.besked), []).append(one.celle)
    rows = (
        (stort(grad), ark, _cells(cells), besked, len(cells)) for (grad, ark, besked), cells in alike.items()
    )
    return Table(FUND, tuple(rows))


def _cells(cells: Sequence[str]) -> str:
    shown = [cell for cell in dict.fromkeys(cells) if cell]
    more = len(shown) - CELLER_VIST
    return ", ".join(shown[:CELLER_VIST]) + (f" og {antal(more)} til" if more > 0 else "")


def grader(fund: Iterable[Fundet]) -> Counter[str]:
    """Return how many there are of each grade."""
    return Counter(one.grad for one in fund)


def linjetabel(linjer: Iterable[tuple[Celle, ...]]) -> Table:
    """Return the rows that change, before and after."""
    return Table(LINJER, tuple(tuple(linje) for linje in linjer))


def gruppetabel(grupper: Iterable[tuple[Celle, ...]]) -> Table:
    """Return what changes by month, indicator and område."""
    return Table(GRUPPER, tuple(tuple(gruppe) for gruppe in grupper))
