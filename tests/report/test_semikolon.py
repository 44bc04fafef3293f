"""The csv for a Danish Excel, read back with another reader."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest

from plads.report.semikolon import csv_bytes
from plads.tables import Celle, Column, Kind, Table
from plads.tilstand import Tilstand


def _read(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def _cell(celle: Celle, kind: Kind = Kind.TEKST) -> str:
    return _read(csv_bytes(Table((Column("a", "A", kind), Column("b", "B")), ((celle, "b"),))))[1][0]


@pytest.mark.parametrize(
    ("celle", "kind", "felt"),
    [
        (2_836_500_000, Kind.KR, "28365000"),
        (123_450, Kind.KR, "1234,5"),
        (77_500_000, Kind.MIO_KR, "0,775"),
        (-6_710_000_00, Kind.MIO_KR, "-6,71"),
        (135_400_000, Kind.TKR, "1354"),
        (0.808696, Kind.PROCENT, "80,8696%"),
        (1200, Kind.ANTAL, "1200"),
        (2020, Kind.AAR, "2020"),
        (date(2020, 4, 23), Kind.DATO, "23.04.2020"),
        (Tilstand.IKKE_OPLYST, Kind.KR, "ikke oplyst"),
        (None, Kind.KR, ""),
        ('Ærø; "Øst"\nÅ', Kind.TEKST, 'Ærø; "Øst"\nÅ'),
    ],
)
def test_it_writes_a_cell_so_that_a_danish_excel_reads_it(celle: Celle, kind: Kind, felt: str) -> None:
    assert _cell(celle, kind) == felt


@pytest.mark.parametrize("farlig", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1", " =1", "＝1"])
def test_it_never_hands_a_spreadsheet_a_formula(farlig: str) -> None:
    assert _cell(farlig) == "'" + farlig.replace("\0", "")


def test_it_is_marked_as_utf8_and_has_danish_headings() -> None:
    data = csv_bytes(Table((Column("aar", "År", Kind.AAR), Column("i", "=Indsats")), ()))
    assert data.startswith(b"\xef\xbb\xbf")
    assert _read(data) == [["År", "'=Indsats"]]
