"""The last look before a file is stored: no text that would be kept may hold a cpr number.

Columns are judged as wholes when a file is read, and a single number among many may be a case number. What is kept
as words is held to more: one is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sqlmodel import SQLModel

from plads.ingest.regneark.grund.personer import looks_like_cpr
from plads.ingest.regneark.grund.udbytte import Udbytte

# Numbers that are names: of vouchers, accounts, projects and other things.
KODER = frozenset(("bilagsnr", "artskonto", "psp", "profitcenter", "kode", "kilde"))


def check(udbytte: Udbytte) -> None:
    """Note as a problem each place whose text looks like holding a cpr number; the text itself is not repeated."""
    clean: set[str] = set()
    for row, place in zip(udbytte.report.rows, udbytte.report.places, strict=True):
        for tekst in _texts(row):
            if tekst not in clean and looks_like_cpr(tekst):
                ark, _, celle = place.rpartition(" ")
                besked = "Rækken har en tekst, der ser ud til at indeholde et cpr-nummer."
                udbytte.problem(ark, celle, f"{besked} Fjern det, og indlæs filen igen.")
            else:
                clean.add(tekst)


def _texts(row: SQLModel) -> Iterator[str]:
    return (value for navn in _fields(type(row)) if isinstance(value := getattr(row, navn), str))


@cache
def _fields(model: type[SQLModel]) -> tuple[str, ...]:
    """Return the columns of a table that hold words."""
    return tuple(navn for navn, column in model.model_fields.items()
                 if column.annotation in (str, str | None) and navn not in KODER)  # fmt: skip
