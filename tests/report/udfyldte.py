"""The templates filled in, as somebody does who reads «Sådan gør du»."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from plads.ingest.regneark.grund.katalog import Katalog
from plads.skabeloner import template
from tests.ingest.regneark.filer import saved

AHORN, BIRK = "Testskole Ahorn", "Testskole Birk"
# What is written above the table, beside its label.
OVER: dict[str, dict[str, Any]] = {
    "L10": {"Opgjort pr.": date(2020, 10, 1)},
    "L11": {"Opgjort pr.": date(2020, 10, 1)},
    "L12": {"Opgjort pr.": date(2020, 10, 1), "Plan": "Indsatsplanen"},
}
# The rows by the headings of the template.
RAEKKER: dict[str, list[dict[str, Any]]] = {
    "L01": [
        {"Inst.nr.": "999001", "Skole": AHORN, "Område": "Amager", "År": 2020, "Måned": 3, "Indikator": "PPV'er",
         "Antal": 4},
        {"Skole": BIRK, "År": 2020, "Måned": 4, "Indikator": "Klager", "Antal": 0},
        {"Inst.nr.": "999002", "År": 2020, "Måned": 5, "Indikator": "Klager", "Antal": "<3"},
    ],
    "L05": [
        {"Sagsnr.": "S1", "Inst.nr.": "999001", "Skole": AHORN, "Klassetrin": "4", "PPV dato": date(2020, 2, 12),
         "Indstillingsdato": date(2020, 3, 3), "Visitationsdato": date(2020, 4, 23), "Klage": "Nej"},
        {"Sagsnr.": "S2", "Skole": BIRK, "Klassetrin": "dagtilbud", "Indstillingsdato": date(2020, 3, 9),
         "Visitationsdato": date(2020, 4, 2), "Klage": "Ja", "Klagedato": date(2020, 5, 1)},
    ],
    "L06": [
        {"Bilagsnr.": "5100000001", "Bogføringsdato": date(2020, 4, 23), "Periode": 4, "Artskonto": "40000000",
         "Profitcenter": "1234567", "PSP-element": "XG-1", "PSP-tekst": "Co-teaching", "Debet/kredit": "Debet",
         "Beløb": 12345.67},
        {"Bilagsnr.": "5100000002", "Bogføringsdato": date(2020, 5, 2), "Artskonto": "40000000",
         "PSP-element": "XG-1", "Debet/kredit": "Kredit", "Beløb": 45.5, "Periode": 5},
    ],
    "L07": [
        {"Kode": "7300020AIR35.0023", "Tekst": "Specialskoler", "Oprindeligt budget": 119.449,
         "Korr. budget ekskl. bevillingsans.": 120.449, "Bevillingsans.": 0.5,
         "Korr. budget inkl. bevillingsans.": 120.949, "Forv. forbrug 31.03": 122.198, "Overførsler": -0.4},
    ],
    "L08": [
        {"Tekst": "Styrket tidlig indsats", "Styringsområde": "Service", "2021": 1354, "2022": 2000.5},
        {"Tekst": "Ombygning", "Styringsområde": "Anlæg", "2021": 500},
    ],
    "L09": [
        {"Område": "Amager", "Elever i specialtilbud Primo 2020": 212, "Elever i specialtilbud Realiseret oktober 2020":
         220, "Segregeringsgrad Primo 2020": "5,6 %", "Økonomi, mio. kr. Forventningstal 2020": 62.4},
        {"Område": "Vanløse-Brønshøj", "Elever i specialtilbud Primo 2020": 100, "Segregeringsgrad Primo 2020": 0.052},
    ],
    "L10": [
        {"Skole/institution": AHORN, "Inst.nr.": "999001", "Område": "Amager", "Forløb": "Co-teaching",
         "Skoleår": "2020/21", "Klasser": 3, "Planlagt start": "uge 43", "Status": "Planlagt"},
        {"Skole/institution": BIRK, "Forløb": "Aktionslæring", "Skoleår": "2020/21",
         "Planlagt start": date(2020, 8, 20), "Faktisk start": date(2020, 9, 1), "Status": "Igangsat"},
    ],
    "L11": [
        {"Betalingsskole": AHORN, "Inst.nr.": "999001", "Betalings-kommune": "Københavns Kommune",
         "Indskrevet i dag": "Ja", "Tilgang dato": date(2019, 8, 1), "Trin første halvår": "4",
         "Trin sidste halvår": "5"},
        {"Betalingsskole": BIRK, "Betalings-kommune": "Københavns Kommune", "Indskrevet i dag": "Ja",
         "Tilgang dato": date(2020, 8, 1), "Trin sidste halvår": "1"},
    ],
    "L12": [
        {"Bogstav": "a", "Indsats": "Ressourcecentre", "Projekttemperatur": "Planmæssig"},
        {"Indsats": "Fleksible indsatser", "Projekttemperatur": "Kritisk"},
    ],
}  # fmt: skip
# What must come out: the number of rows to store, and what each holds of its figures.
UDBYTTE: dict[str, list[Any]] = {
    "L01": [4, 0, None],
    "L06": [1234567, -4550],
    "L07": [-40000000, 50000000, 11944900000, 12044900000, 12094900000, 12219800000],
    "L08": [135400000, 200050000, 50000000],
}


def headings(ark: Any) -> tuple[int, dict[str, int]]:
    """Return the row of headings of a template, the one it stays frozen below, and the column of each."""
    row = ark[ark.freeze_panes].row - 1
    found: dict[str, int] = {}
    areas = ark.merged_cells.ranges
    groups = {c: str(area.start_cell.value) for area in areas for c in range(area.min_col, area.max_col + 1)}
    for cell in ark[row]:
        if cell.value is not None:
            found[f"{groups[cell.column]} {cell.value}" if cell.column in groups else str(cell.value)] = cell.column
    return row, found


def filled(katalog: Katalog, layout: str, rows: list[dict[str, Any]] | None = None) -> bytes:
    """Return the template of a layout with rows in it."""
    bog = load_workbook(BytesIO(template(katalog, layout)))
    fill(bog, layout, RAEKKER[layout] if rows is None else rows)
    return saved(bog)


def fill(bog: Workbook, layout: str, rows: list[dict[str, Any]]) -> None:
    """Write what is said once, and rows under the headings."""
    ark = bog.worksheets[0]
    first, columns = headings(ark)
    for label, value in OVER.get(layout, {}).items():
        (cell,) = [row[0] for row in ark.iter_rows(max_row=first, max_col=1) if row[0].value == label]
        cell.offset(0, 1).value = value
    for nr, row in enumerate(rows, start=first + 1):
        for heading, value in row.items():
            ark.cell(nr, columns[heading]).value = value
