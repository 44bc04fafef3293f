"""A composed set in the order and with the words that people have given it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from plads.dias import Dias, Frosset, Moede

if TYPE_CHECKING:
    from plads.moede.arkiv import DiasRow

FELTER = ("titel", "pointe", "noter")


def arranged(udkast: Frosset, rows: Sequence[DiasRow], moede: Moede) -> Frosset:
    """Return a composed set with the slides that are shown, in their order, with the words written for them."""
    found = {dias.noegle: dias for dias in udkast.dias}
    vist = tuple(_worded(found[row.noegle], row) for row in rows if row.vist and row.noegle in found)
    kendt = replace(moede, plannavn=udkast.moede.plannavn, kommune=udkast.moede.kommune)
    return replace(udkast, dias=vist, moede=kendt)


def _worded(dias: Dias, row: DiasRow) -> Dias:
    skrevet = {felt: tekst for felt in FELTER if (tekst := getattr(row, felt)) is not None}
    return replace(dias, **skrevet)
