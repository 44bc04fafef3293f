"""A page as a file, from the command line: the same cards as on screen, for the same role."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qs

from plads.access import Bruger
from plads.dias import Figur
from plads.errors import ExportError
from plads.report.excel import workbook
from plads.report.semikolon import csv_bytes
from plads.ui import udtraek
from plads.ui.menu import SIDER
from plads.ui.udtraek import Kort


def page_file(fil: Path, side: str, filter_: str, bruger: Bruger) -> bytes:
    """Return a page as the bytes of a file; its ending says the kind. Raise ExportError when it cannot be made.

    `filter_` is the part of a link behind the question mark: "omraade=Amager&aar=2020".
    """
    make = {".xlsx": _xlsx, ".csv": _csv, ".pdf": _pdf}.get(fil.suffix.lower())
    if make is None:
        raise ExportError(f"«{fil.name}» skal ende på .xlsx, .csv eller .pdf.")
    kort = udtraek.collected(side, parse_qs(filter_), bruger)
    if not kort:
        raise ExportError(f"Siden «{side}» har ingen tal for de valg.")
    return make(next(page.titel for page in SIDER if page.file == side), kort)


def _xlsx(titel: str, kort: Sequence[Kort]) -> bytes:
    return workbook(titel, [(et.titel, et.tabel()) for et in kort], *_said(kort))


def _said(kort: Sequence[Kort]) -> tuple[list[tuple[str, str]], list[str]]:
    """Return what was chosen, and how the figures are made, each once."""
    notes = dict.fromkeys(f"{label}: {tekst}" for et in kort for label, tekst in et.beregning)
    return list(dict.fromkeys(pair for et in kort for pair in et.valg)), list(notes)


def _pdf(titel: str, kort: Sequence[Kort]) -> bytes:
    from plads.report.sidepdf import Sidekort, pdf_bytes

    shown = [Sidekort(et.titel, et.undertitel, et.tabel(), _figure(et)) for et in kort]
    return pdf_bytes(titel, shown, *_said(kort))


def _figure(kort: Kort) -> Figur | None:
    return Figur(kort.chart.spec, kort.chart.alt, kort.tabel()) if kort.chart else None


def _csv(_titel: str, kort: Sequence[Kort]) -> bytes:
    """Return the tables below one another, each under its heading."""
    parts = [f"{et.titel}\r\n".encode() + csv_bytes(et.tabel()).removeprefix(BOM) for et in kort]
    return BOM + b"\r\n".join(parts)


BOM = "\ufeff".encode()
