"""What a template holds: columns with their rules, what is said once, and code lists. Pure values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, NamedTuple


class Regel(NamedTuple):
    """How a cell shows its number, what it accepts, and what Excel says of anything else."""

    talformat: str
    krav: Mapping[str, Any] | None = None
    besked: str = ""


def _between(kind: str, least: float, most: float) -> Mapping[str, Any]:
    return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}


class Slags(Enum):
    """What is written in a cell."""

    TEKST = Regel("@")
    FRI = Regel("General")
    ANTAL = Regel(
        "0", {"validate": "integer", "criteria": ">=", "value": 0}, "Det skal være et helt tal, 0 eller derover."
    )
    BELOEB = Regel("#,##0.00", _between("decimal", -1e12, 1e12), "Skriv beløbet som tal.")
    ANDEL = Regel("0.0 %", _between("decimal", 0, 1), "Skriv en procent mellem 0 og 100, fx 5,6 %.")
    DATO = Regel("dd-mm-yyyy", _between("date", 36526, 73050), "Skriv en dato, fx 23-04-2020.")
    MAANED = Regel("0", _between("integer", 1, 12), "Skriv måneden som et tal fra 1 til 12.")
    AAR = Regel("0", _between("integer", 2000, 2100), "Skriv året med fire cifre, fx 2020.")


class Felt(NamedTuple):
    """A column: its heading, what it holds, and how. `gruppe` is a heading over several columns."""

    navn: str
    forklaring: str
    skrives: str
    eksempel: str
    skal: str = "Nej"
    slags: Slags = Slags.TEKST
    liste: str = ""
    gruppe: str = ""


class Oplysning(NamedTuple):
    """Something said once, above the table; `vaerdi` is what Plads knows already."""

    navn: str
    vaerdi: str | int | None
    forklaring: str
    slags: Slags = Slags.FRI
    liste: str = ""


class Liste(NamedTuple):
    """A code list. Cells choose from its first column; with `aaben` other values may be written too."""

    navn: str
    overskrifter: tuple[str, ...]
    raekker: Sequence[tuple[str, ...]]
    aaben: bool = False


class Skabelon(NamedTuple):
    """Everything a blank workbook holds."""

    titel: str
    ark: str
    indhold: str
    persondata: str
    frist: str
    felter: tuple[Felt, ...]
    oplysninger: tuple[Oplysning, ...] = ()
    lister: tuple[Liste, ...] = ()

    @property
    def hovedraekke(self) -> int:
        """Return the row of the headings, counted from 0."""
        return (2 + len(self.oplysninger) if self.oplysninger else 2) + any(felt.gruppe for felt in self.felter)
