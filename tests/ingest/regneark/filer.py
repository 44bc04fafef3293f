"""Workbooks built for tests: from rows, from a sample with one thing changed, and from bare zip parts."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from sqlmodel import SQLModel

from plads.ingest.regneark.grund.udbytte import Udbytte

PROEVER = Path(__file__).parents[2] / "data" / "regneark"
L01, L06 = PROEVER / "L01_aktivitet_lang.xlsx", PROEVER / "L06_posteringer.xlsx"
L09, L10 = PROEVER / "L09_forventningstal.xlsx", PROEVER / "L10_forloebsliste.xlsx"
HOVED = ["Inst.nr.", "Skole", "Område", "År", "Måned", "Indikator", "Antal"]
RAEKKE = [999001, "Testskole Ahorn", "Amager", 2020, 3, "PPV'er", 4]


def saved(bog: Workbook) -> bytes:
    """Return a workbook as bytes."""
    out = BytesIO()
    bog.save(out)
    return out.getvalue()


def sheet(rows: list[list[Any]], navn: str = "Data", at: tuple[int, int] = (1, 1)) -> bytes:
    """Return a workbook with one sheet of rows, the first cell at (row, column)."""
    bog = Workbook()
    ark = bog.active
    ark.title = navn
    for r, row in enumerate(rows, start=at[0]):
        for c, value in enumerate(row, start=at[1]):
            ark.cell(r, c).value = value
    return saved(bog)


def activity(**changed: Any) -> list[Any]:
    """Return a good row of the long list with some cells changed, by heading without punctuation."""
    names = [name.replace(".", "") for name in HOVED]
    if strange := changed.keys() - set(names):
        raise KeyError(strange)
    return [changed.get(name, value) for name, value in zip(names, RAEKKE, strict=True)]


def long_list(*rows: list[Any]) -> bytes:
    """Return a long list with these rows."""
    return sheet([HOVED, *rows])


def changed(path: Path, change: Callable[[Any], object]) -> bytes:
    """Return a sample after a change to its (first) sheet."""
    bog = load_workbook(path)
    change(bog.worksheets[0])
    return saved(bog)


def parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(contents: dict[str, bytes] | list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return parts as a zip; a list may name one twice."""
    out = BytesIO()
    pairs = list(contents.items()) if isinstance(contents, dict) else contents
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in pairs:
            archive.writestr(name, data)
    return out.getvalue()


def with_part(name: str, change: Callable[[bytes], bytes], path: Path = L01) -> bytes:
    """Return a sample in which one part has been changed or added."""
    found = parts(path.read_bytes())
    return zipped(found | {name: change(found.get(name, b""))})


def sheet_xml(cells: str) -> bytes:
    """Return a workbook whose only sheet holds this XML between <sheetData> and </sheetData>."""
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    xml = f"{head}{cells}</sheetData></worksheet>".encode("utf-8", "surrogateescape")
    return with_part("xl/worksheets/sheet1.xml", lambda _: xml)


def kept(udbytte: Udbytte) -> list[tuple[SQLModel, str]]:
    """Return the rows an outcome holds, each with its place, whichever way it holds them: long lists in columns."""
    if udbytte.tal is None:
        return list(zip(udbytte.report.rows, udbytte.report.places, strict=True))
    assert not udbytte.report.rows
    return [(udbytte.tal.row(nr), udbytte.talsted.place(nr)) for nr in range(len(udbytte.tal))]
