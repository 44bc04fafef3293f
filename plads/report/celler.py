"""What a cell becomes in a file: numbers in the unit of their heading, text that no program will run."""

from __future__ import annotations

from decimal import Decimal

from plads.tables import Kind

# A spreadsheet runs text that begins like this, also behind blanks.
_FORMELTEGN = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_STYRETEGN = ("\t", "\r", "\n", "\0")
_OERE_PER_ENHED = {Kind.KR: 100, Kind.TKR: 100_000, Kind.MIO_KR: 100_000_000}


def ligner_formel(tekst: str) -> bool:
    """Return whether a spreadsheet could take the text for a formula."""
    return tekst.startswith(_STYRETEGN) or tekst.lstrip().startswith(_FORMELTEGN)


def uden_nul(tekst: str) -> str:
    """Return the text without NUL, which no file format can hold."""
    return tekst.replace("\0", "")


def enheder(tal: int | float, kind: Kind) -> Decimal:
    """Return the number in the unit of its column, unrounded: øre as kr., 1.000 kr. or mio. kr."""
    return Decimal(str(tal)) / _OERE_PER_ENHED.get(kind, 1)
