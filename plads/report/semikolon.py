"""Tables as the csv that a Danish Excel opens: semicolons, decimal comma, UTF-8 with its mark."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from plads.report.celler import enheder, ligner_formel, uden_nul
from plads.tables import Celle, Kind, Table
from plads.text import dato_kort
from plads.tilstand import Tilstand

_PROCENTDECIMALER = 4


def csv_bytes(table: Table) -> bytes:
    """Return the table as bytes: numbers unrounded and without thousands dots, missing ones by their word."""
    ark = StringIO(newline="")
    skriver = csv.writer(ark, delimiter=";", lineterminator="\r\n")
    skriver.writerow(map(_sikker, table.titler))
    kinds = [column.kind for column in table.columns]
    skriver.writerows(
        [_felt(celle, kind) for celle, kind in zip(row, kinds, strict=True)] for row in table.rows
    )
    return ark.getvalue().encode("utf-8-sig")


def _felt(celle: Celle, kind: Kind) -> str:
    if celle is None:
        return ""
    if isinstance(celle, Tilstand):
        return celle.tekst
    if isinstance(celle, str):
        return _sikker(celle)
    return dato_kort(celle) if isinstance(celle, date) else _tal(celle, kind)


def _sikker(tekst: str) -> str:
    """Return the text behind an apostrophe when a spreadsheet would run it."""
    return ("'" if ligner_formel(tekst) else "") + uden_nul(tekst)


def _tal(tal: int | float, kind: Kind) -> str:
    if kind is Kind.PROCENT:
        return _komma(f"{round(enheder(tal, kind) * 100, _PROCENTDECIMALER):f}") + "%"
    return _komma(f"{enheder(tal, kind):f}")


def _komma(tal: str) -> str:
    heltal, _, decimaler = tal.partition(".")
    decimaler = decimaler.rstrip("0")
    return f"{heltal},{decimaler}" if decimaler else heltal
