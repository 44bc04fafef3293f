"""What an amount in a table means: its unit and price level, as the texts beside it say, and the amount in øre."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum

from plads.ingest.regneark.grund.ark import Celle
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.tabeller.celler import RET, STOERSTE_BELOEB, CellError, decimal
from plads.text import afrund

_INTERVAL = re.compile(r"\d[\d.,]* ?(?:-|til) ?\d[\d.,]*(?: ?(?:mio|t|mia)?\.? ?kr\.?)?")


class Pengeenhed(Enum):
    """A unit of money: what it is called, and how many øre it is."""

    KR = ("kr.", 100)
    TUSIND = ("1.000 kr.", 100_000)
    MIO = ("mio. kr.", 100_000_000)
    MIA = ("mia. kr.", 100_000_000_000)

    @property
    def navn(self) -> str:
        """Return the name people use."""
        return self.value[0]

    @property
    def oere(self) -> int:
        """Return its worth in øre."""
        return self.value[1]

    @property
    def decimaler(self) -> int | None:
        """Return the most decimals an amount can have; None when there is no limit."""
        return 2 if self is Pengeenhed.KR else None


# A unit stands alone: «5 mio. kr.» in a sentence is an amount.
_ENHEDER = (
    (Pengeenhed.TUSIND, re.compile(r"(?<![\d.,])1[., ]?000 ?-?kr|\bt\.? ?kr|\btusinde?r? ?kr"
                                   r"|\bi (?:hele )?tusinde?r?\b")),
    (Pengeenhed.MIO, re.compile(r"(?<!\d)(?<!\d )\bmio\b|\bi (?:hele )?millioner\b")),
    (Pengeenhed.MIA, re.compile(r"(?<!\d)(?<!\d )\bmia\b")),
    (Pengeenhed.KR, re.compile(r"(?<![\d.])(?<!\d )(?<!mio )(?<!mio\. )(?<!mia )(?<!mia\. )(?<!\bt )(?<!\bt\.)"
                               r"(?<!tusind )(?<!tusinde )\b(?:kr\b|kroner\b)")),
)  # fmt: skip
_AAR = (
    re.compile(r"\b(20\d\d)[- ]?\(?p/?l\b"),
    re.compile(r"\bp/?l[- ]?(?:i )?(20\d\d)\b"),
    re.compile(r"\b(20\d\d)[- ]?(?:priser|prisniveau|pris- og lønniveau)"),
    re.compile(r"\b(?:prisniveau|priser|pris- og lønniveau):? ?(?:i |er )?(20\d\d)\b"),
)
_AARETS = re.compile(r"\b(?:årets|løbende)[- ]?(?:priser|p/?l|pris)")


def units(texts: Iterable[str]) -> set[Pengeenhed]:
    """Return the units that texts beside a table name."""
    said = [noegle(text) for text in texts]
    return {unit for unit, pattern in _ENHEDER if any(pattern.search(text) for text in said)}


def price_levels(texts: Iterable[str]) -> set[int]:
    """Return the years whose price level texts say amounts are in."""
    said = [noegle(text) for text in texts]
    return {int(found[1]) for pattern in _AAR for text in said for found in pattern.finditer(text)}


def in_running_prices(texts: Iterable[str]) -> bool:
    """Return whether texts say that each year is in its own prices."""
    return any(_AARETS.search(noegle(text)) for text in texts)


def amount(cell: Celle | None, enhed: Pengeenhed) -> int | None:
    """Return an amount in whole øre, so that what a computer's fractions added is gone; None for none."""
    if isinstance(cell, str) and _INTERVAL.fullmatch(noegle(cell)):
        raise CellError(f"cellen viser et interval. Skriv ét beløb, eller lad cellen være tom. {RET}")
    # A dash in a table of amounts stands for none.
    number = None if isinstance(cell, str) and noegle(cell) == "-" else decimal(cell)
    if number is None:
        return None
    if not number.is_finite() or abs(number) * enhed.oere > STOERSTE_BELOEB:
        raise CellError(f"beløbet er for stort. {RET}")
    return int(afrund(number * enhed.oere))


def in_unit(oere: int, enhed: Pengeenhed) -> Decimal:
    """Return øre as a number of a unit."""
    return Decimal(oere) / enhed.oere
