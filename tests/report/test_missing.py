"""Files tell zero, hidden and not reported apart, in counts and in rates."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

from openpyxl import load_workbook

from plads.report.excel import workbook
from plads.report.semikolon import csv_bytes
from plads.tables import Column, Kind, Table
from plads.tilstand import Tilstand

CELLS = (0, Tilstand.DISKRETIONERET, Tilstand.IKKE_RAPPORTERET, 12)
TABLE = Table(
    (Column("antal", "Klager", Kind.ANTAL), Column("rate", "Klager pr. 1.000", Kind.DECIMAL)),
    tuple((cell, 4.24 if cell == 12 else cell) for cell in CELLS),
)


def test_a_workbook_tells_them_apart():
    sheet = load_workbook(BytesIO(workbook("Klager", [("Tal", TABLE)], [], [])))["Tal"]
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]
    assert rows == [(0, 0), ("•", "•"), ("–", "–"), (12, 4.24)]
    assert [type(row[0]) for row in rows] == [int, str, str, int]
    assert sheet["B5"].number_format == "#,##0.0"


def test_a_csv_tells_them_apart():
    rows = list(csv.reader(StringIO(csv_bytes(TABLE).decode("utf-8-sig")), delimiter=";"))
    assert rows[1:] == [["0", "0"], ["•", "•"], ["–", "–"], ["12", "4,24"]]
