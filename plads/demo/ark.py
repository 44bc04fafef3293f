"""Workbooks whose bytes do not tell when or where they were written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TypeAlias

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

# Written into every file, so that two runs give the same bytes.
LAVET = datetime(2022, 8, 1, tzinfo=UTC)
DATOFORMAT = "dd-mm-yyyy"

Vaerdi: TypeAlias = str | int | float | date | None
# A workbook's name and what makes its bytes: the name alone often is enough.
Fil: TypeAlias = tuple[str, Callable[[], bytes]]


class Ark:
    """A sheet that writes rows of values, each as what it is."""

    def __init__(self, bog: Workbook, blad: Worksheet) -> None:
        """Write on a sheet of a workbook."""
        self._bog = bog
        self.blad = blad
        self.fed: Format = bog.add_format({"bold": True})
        self.midt: Format = bog.add_format({"bold": True, "align": "center"})
        self.procent: Format = bog.add_format({"num_format": "0.0 %"})
        self._dato: Format = bog.add_format({"num_format": DATOFORMAT})

    def skriv(self, raekke: int, kolonne: int, vaerdi: Vaerdi, udseende: Format | None = None) -> None:
        """Write a value: text as text, a date as a date, None as an empty cell."""
        if isinstance(vaerdi, str):
            self.blad.write_string(raekke, kolonne, vaerdi, udseende)
        elif isinstance(vaerdi, date):
            self.blad.write_datetime(raekke, kolonne, vaerdi, self._dato)
        elif vaerdi is not None:
            self.blad.write_number(raekke, kolonne, vaerdi, udseende)

    def raekke(self, nr: int, vaerdier: Sequence[Vaerdi], udseende: Format | None = None) -> None:
        """Write a row from the first column on."""
        for kolonne, vaerdi in enumerate(vaerdier):
            self.skriv(nr, kolonne, vaerdi, udseende)

    def raekker(self, foerste: int, indhold: Iterable[Sequence[Vaerdi]]) -> int:
        """Write rows below each other and return the number of the row after them."""
        nr = foerste
        for nr, vaerdier in enumerate(indhold, foerste):
            self.raekke(nr, vaerdier)
        return nr + 1


def bog(arknavn: str, fyld: Callable[[Ark], None]) -> bytes:
    """Return a workbook of one sheet, filled by `fyld`."""
    fil = BytesIO()
    with xlsxwriter.Workbook(fil, {"in_memory": True}) as bogen:
        bogen.set_properties({"created": LAVET.replace(tzinfo=None)})
        fyld(Ark(bogen, bogen.add_worksheet(arknavn)))
    return fil.getvalue()
