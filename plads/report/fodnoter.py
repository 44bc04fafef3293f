"""What stands under every slide and figure, the same in the room and on paper: period, source, stamp, marks."""

from __future__ import annotations

from plads import text
from plads.dias import Dias, Frosset

SKJULT = "• Skjult: små tal"
EKSEMPEL = "Eksempeldata"


def stamp(saet: Frosset) -> str:
    """Return when a set was frozen: 'Frosset 15. maj 2020 kl. 10.00'."""
    return f"Frosset {text.tidspunkt(saet.frosset)}"


def place(nr: int, af: int) -> str:
    """Return which slide it is."""
    return f"Dias {nr} af {af}"


def marks(dias: Dias) -> list[str]:
    """Return what must be said of a slide's figures wherever they are shown."""
    return [*([EKSEMPEL] if dias.eksempel else []), *([SKJULT] if dias.skjult else [])]


def source_line(dias: Dias) -> str:
    """Return period and source in one line."""
    return " · ".join(del_ for del_ in (dias.periode, dias.kilde) if del_)


def footer(saet: Frosset, dias: Dias, nr: int) -> str:
    """Return the footer of a slide."""
    dele = [source_line(dias), *marks(dias), stamp(saet), place(nr, len(saet.dias))]
    return " · ".join(del_ for del_ in dele if del_)
