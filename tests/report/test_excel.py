"""The workbook, read back with openpyxl."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from plads.report.excel import workbook
from plads.tables import Column, Kind, Table
from plads.tilstand import Tilstand

BUDGET = Table(
    (
        Column("indsats", "Indsats"),
        Column("aar", "År", Kind.AAR),
        Column("kr", "Budget, kr.", Kind.KR),
        Column("mio", "Budget, mio. kr.", Kind.MIO_KR),
        Column("tkr", "Budget, 1.000 kr.", Kind.TKR),
        Column("andel", "Disponeret, %", Kind.PROCENT),
        Column("dato", "Opgjort", Kind.DATO),
        Column("antal", "Skoler", Kind.ANTAL),
    ),
    (
        ("a Ærø", 2020, 2_836_500_000, 77_500_000, 135_400_000, 0.808696, date(2020, 4, 23), 29),
        (
            "b",
            2021,
            Tilstand.IKKE_OPLYST,
            None,
            Tilstand.INDEN_FOR_RAMME,
            Tilstand.IKKE_RAPPORTERET,
            "uge 43",
            0,
        ),
    ),
)


def _open(*tables: tuple[str, Table], notes: tuple[str, ...] = ()) -> Any:
    return load_workbook(BytesIO(workbook("Budget", tables, [("Plan", "Plads"), ("År", "2020")], notes)))


def test_it_writes_numbers_as_numbers_in_the_unit_of_their_heading() -> None:
    ark = _open(("Tal", BUDGET))["Tal"]
    assert [celle.value for celle in ark[1]] == list(BUDGET.titler)
    raekke = [celle.value for celle in ark[2]]
    assert raekke == ["a Ærø", 2020, 28_365_000, 0.775, 1354, 0.808696, datetime(2020, 4, 23), 29]  # noqa: DTZ001
    assert [celle.number_format for celle in ark[2]][2:7] == [
        "#,##0",
        "#,##0.0",
        "#,##0",
        "0.0 %",
        "dd.mm.yyyy",
    ]


def test_it_writes_a_missing_number_by_its_word_and_zero_as_zero() -> None:
    ark = _open(("Tal", BUDGET))["Tal"]
    assert [celle.value for celle in ark[3]] == [
        "b",
        2021,
        "ikke oplyst",
        None,
        "inden for rammen",
        "–",
        "uge 43",
        0,
    ]


@pytest.mark.parametrize(
    "farlig", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1", '=HYPERLINK("x")']
)
def test_it_never_writes_a_formula_from_data(farlig: str) -> None:
    tabel = Table((Column("a", farlig),), ((farlig,),))
    bog = _open((farlig, tabel), notes=(farlig,))
    celler = [
        celle for ark in bog for raekke in ark.iter_rows() for celle in raekke if celle.value is not None
    ]
    assert {celle.data_type for celle in celler} == {"s"}
    assert all(ark.sheet_state == "visible" for ark in bog)
    assert bog.worksheets[0]["A2"].quotePrefix


def test_it_says_what_the_numbers_are() -> None:
    ark = _open(("Tal", BUDGET), notes=("Findes kun for hele planen.", "Afrundet."))["Om tallene"]
    assert [[celle.value for celle in raekke] for raekke in ark.iter_rows()] == [
        ["Budget", None],
        [None, None],
        ["Plan", "Plads"],
        ["År", "2020"],
        ["Bemærkninger", "Findes kun for hele planen."],
        ["", "Afrundet."],
    ]


def test_it_freezes_filters_and_widens_every_sheet() -> None:
    ark = _open(("Tal", BUDGET))["Tal"]
    assert ark.freeze_panes == "A2"
    assert ark.auto_filter.ref == "A1:H3"
    assert ark["A1"].font.b
    assert ark.column_dimensions["C"].width >= len("28.365.000")


def test_it_gives_every_sheet_a_name_excel_accepts() -> None:
    lange = "Budget [2020]: fordelt på planens mange dele"
    navne = _open((lange, BUDGET), (lange, BUDGET), ("Om tallene", BUDGET), ("'", BUDGET)).sheetnames
    assert len({navn.casefold() for navn in navne}) == len(navne) == 5
    assert all(0 < len(navn) <= 31 and not set(navn) & set("[]:*?/\\") for navn in navne)


def test_it_keeps_people_out_of_the_file() -> None:
    egenskaber = _open(("Tal", BUDGET)).properties
    assert (egenskaber.creator or "", egenskaber.lastModifiedBy or "") == ("", "")
    assert egenskaber.title == "Budget"


def test_it_shows_decimals_of_kroner_and_counts_only_when_there_are_any() -> None:
    tabel = Table(
        (Column("kr", "Kr.", Kind.KR), Column("n", "Antal", Kind.ANTAL)), ((123_450, 2.5), (100, 2))
    )
    ark = _open(("Tal", tabel))["Tal"]
    assert [[(c.value, c.number_format) for c in raekke] for raekke in ark["A2:B3"]] == [
        [(1234.5, "#,##0.00"), (2.5, "#,##0.0")],
        [(1, "#,##0"), (2, "#,##0")],
    ]


def test_it_writes_a_table_without_rows() -> None:
    assert _open(("Tom", Table(BUDGET.columns, ())))["Tom"].max_row == 1


def test_it_writes_a_time_with_a_zone() -> None:
    tabel = Table((Column("t", "Tid", Kind.DATO),), ((datetime(2020, 4, 2, 7, 14, tzinfo=UTC),),))
    assert _open(("Tal", tabel))["Tal"]["A2"].value == datetime(2020, 4, 2, 7, 14)  # noqa: DTZ001
