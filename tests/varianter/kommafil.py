"""Variants as csv: the first sheet of another variant, as Excel and other systems write it out."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from openpyxl import load_workbook

from tests.varianter.grund import Facit, Lod

TEGNSAET = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16", "cp1252")
LAYOUTS = ("L01", "L04", "L05", "L06", "L08", "L10", "L11")


def as_csv(lod: Lod, layout: str, content: bytes, facit: Facit) -> bytes:
    """Return a workbook's table as csv; what cannot be told from text alone may be asked about."""
    bog = load_workbook(BytesIO(content))
    ws = max(
        (sheet for sheet in bog if sheet.sheet_state == "visible"), key=lambda sheet: sheet.max_row * sheet.max_column
    )
    skille = lod.en("skilletegn", ";", ",", "\t")
    tegn = lod.en("tegnsæt", *TEGNSAET)
    out = StringIO()
    writer = csv.writer(out, delimiter=skille, lineterminator=lod.choice(("\r\n", "\n")))
    for row in ws.iter_rows(values_only=True):
        writer.writerow([_text(value) for value in row])
    _doubts(lod, layout, facit)
    text = out.getvalue().rstrip(f"{skille}\r\n") + "\r\n"
    try:
        return text.encode(tegn)
    except UnicodeEncodeError:
        lod.kvirker.append("utf-8 alligevel")
        return text.encode()


def _text(value: Any) -> str:
    if value is None or (isinstance(value, str) and value.startswith("=")):
        return ""
    if isinstance(value, bool):
        return "SAND" if value else "FALSK"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return str(value)


def _doubts(lod: Lod, layout: str, facit: Facit) -> None:
    """Allow questions about what the workbook said in another way: a sheet's name, a day, a cell's look."""
    said = " ".join(lod.kvirker)
    if layout == "L01" and any(word in said for word in ("måned: 'dato'", "måned: 'serienummer'")):
        facit.may_ask()
    if layout == "L11" and "arknavn" in said:
        # The month is concluded from the newest date, with a warning.
        facit.raekker = {}
        facit.beskeder = ["siger ikke, hvilken måned"]
    elif layout in ("L04", "L08") or "arknavn" in said or "engelsk tekst" in said:
        facit.may_ask()
