"""What a file contains: rows we understood, where each stood, and every problem we met."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

Row = TypeVar("Row")

BESKEDER = {
    "missing": "mangler og skal udfyldes",
    "extra_forbidden": "kendes ikke",
    "int_parsing": "«{input}» er ikke et helt tal",
    "int_type": "«{input}» er ikke et helt tal",
    "int_from_float": "«{input}» er ikke et helt tal",
    "string_type": "«{input}» skal være tekst. Sæt den i anførselstegn",
    "string_too_short": "er for kort",
    "string_too_long": "er for lang (højst {max_length} tegn)",
    "string_pattern_mismatch": "«{input}» er ikke skrevet rigtigt",
    "enum": "«{input}» kendes ikke. Brug {expected}",
    "greater_than_equal": "{input} er for lille (mindst {ge})",
    "less_than_equal": "{input} er for stort (højst {le})",
    "date_type": "«{input}» er ikke en dato",
    "date_parsing": "«{input}» er ikke en dato",
    "date_from_datetime_parsing": "«{input}» er ikke en dato (skriv 2020-04-23)",
    "bool_type": "«{input}» skal være ja eller nej",
    "bool_parsing": "«{input}» skal være ja eller nej",
}


class Problem(NamedTuple):
    """One thing wrong in a file, said so that staff can find and mend it."""

    ark: str
    celle: str
    besked: str

    def __str__(self) -> str:
        """Return the problem as one line."""
        return f"{self.ark}, {self.celle}: {self.besked}"


@dataclass
class Report(Generic[Row]):
    """The outcome of reading a file: accepted only without problems. `places[i]` is where `rows[i]` stood."""

    rows: list[Row] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def besked(error: Mapping[str, Any]) -> str:
    """Return a pydantic error in Danish."""
    details = {"input": error.get("input"), **error.get("ctx", {})}
    if "expected" in details:
        details["expected"] = re.sub(r" or (?='[^']*'$)", " eller ", str(details["expected"]))
    return BESKEDER.get(error["type"], "«{input}» kan ikke bruges her").format(**details)
