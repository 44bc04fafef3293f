"""Public statistics: every figure of the fact file against the workbook it was copied from."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from pathlib import Path

import openpyxl
import pytest
import yaml

from plads.ingest.faktafiler.facts import read_facts
from plads.models.indikator import Indikator, Vaerdi
from plads.models.organisation import Enhed, EnhedNavn
from plads.models.proveniens import Dokument, Kildested
from plads.start import FACTS
from plads.tilstand import Tilstand

FAELLES = FACTS / "faelles"
SAMPLES = Path(os.environ.get("PLADS_SAMPLES", FACTS.parents[1] / "shared" / "samples"))
WORKBOOK = SAMPLES / "rigtige" / "uddstat_inklusion_2020-21_REAL.xlsx"
TABLES = yaml.safe_load((FAELLES / "inklusion.yaml").read_text(encoding="utf-8"))["statistik"]
CELLS = [(table, cell) for table in TABLES for cell in table["tal"]]
COUNTS = "Specialundervisning, kommuner"
# What the workbook holds and the file leaves out, as the file says.
NOT_CARRIED = {"Skoleår": {"Grand Total"}, "Bopælskommuner": {"<uoplyst>"}, COUNTS: {"Christiansø"}}
SMALL = """
statistik:
  - dokument: U
    ark: Kommuner
    kolonne: B
    ark_elevtal: Elever
    opgjort: 2022-03-28
    decimaler: 3
    indikatorer: {inklusionsgrad: institution}
    skoleaar: 2020/21
    tal:
      - {enhed: k1, raekke: 12, andel: "0.9375", segregerede: 1, elever: 16, elevtal_raekke: 14}
      - {enhed: k2, andel: ikke_oplyst, elever: 9}
"""


def with_workbook(test):
    """Leave out a test that needs the workbook where it is not; where nothing may be skipped it does not exist."""
    test.__test__ = WORKBOOK.exists() or not os.environ.get("PLADS_CI")
    return pytest.mark.skipif(not WORKBOOK.exists(), reason="Regnearket ligger ikke i samples (PLADS_SAMPLES)")(test)


@pytest.fixture(scope="module")
def workbook():
    """Return the workbook the figures were copied from."""
    return openpyxl.load_workbook(WORKBOOK, data_only=True)


def stored(name: str, model) -> list:
    report = read_facts(name, (FAELLES / name).read_bytes())
    assert not report.problems
    return [row for row in report.rows if isinstance(row, model)]


def small(old: str = "", new: str = "") -> tuple[list, list[str]]:
    assert old in SMALL
    report = read_facts("s.yaml", SMALL.replace(old, new, 1).encode())
    return report.rows, [str(problem) for problem in report.problems]


def names() -> dict[str, set[str]]:
    """Return every name of every unit, by code."""
    found: dict[str, set[str]] = {}
    for name in ("kommuner.yaml", "organisation.yaml"):
        for row in stored(name, EnhedNavn):
            found.setdefault(row.enhed, set()).add(row.navn)
    return found


@with_workbook
def test_every_cell_is_the_workbooks(workbook):
    known = names()
    for table, cell in CELLS:
        if "raekke" not in cell:
            continue
        sheet, row = workbook[table["ark"]], cell["raekke"]
        label = sheet[f"A{row}"].value
        assert float(cell["andel"]) == sheet[f"{table['kolonne']}{row}"].value, cell
        if "skoleaar" in cell:
            assert label == f"{cell['skoleaar'][:5]}20{cell['skoleaar'][5:]}"
        else:
            assert label in known[cell["enhed"]], cell


@with_workbook
def test_every_count_is_the_workbooks(workbook):
    known, sheet = names(), workbook[COUNTS]
    for _, cell in CELLS:
        if row := cell.get("elevtal_raekke"):
            assert (cell.get("segregerede"), cell["elever"]) == (sheet[f"B{row}"].value, sheet[f"D{row}"].value), cell
            assert sheet[f"A{row}"].value in {*known[cell["enhed"]], "Grand Total" if cell["enhed"] == "dk" else ""}


@with_workbook
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table["ark"])
def test_no_row_of_the_workbook_is_lost(workbook, table):
    def rows(ark: str) -> set[int]:
        last = workbook[ark].max_row
        left_out = NOT_CARRIED.get(ark, set()) | ({"Grand Total"} if ark != COUNTS else set())
        return {nr for nr in range(12, last + 1) if workbook[ark][f"A{nr}"].value not in left_out}

    assert {cell["raekke"] for cell in table["tal"] if "raekke" in cell} == rows(table["ark"])
    if table["ark"] == "Institutionskommuner":
        carried = {cell["elevtal_raekke"] for _, cell in CELLS if "elevtal_raekke" in cell}
        assert carried == rows(COUNTS)


@with_workbook
def test_the_country_is_the_same_by_both_bases(workbook):
    totals = {workbook[ark][cell].value for ark, cell in (
        ("Skoleår", "B24"), ("Institutionskommuner", "B108"), ("Bopælskommuner", "B110"),
    )}  # fmt: skip
    assert len(totals) == 1


def test_a_value_is_the_cell_rounded_half_up_to_the_decimals_of_its_indicator():
    decimals = {row.kode: row.decimaler for row in stored("indikatorer.yaml", Indikator)}
    values = {(row.indikator, row.enhed, row.fra.year): row for row in stored("inklusion.yaml", Vaerdi)}
    for table, cell in CELLS:
        year = int((cell.get("skoleaar") or table["skoleaar"])[:4])
        for indikator, grundlag in table["indikatorer"].items():
            row = values.pop((indikator, cell["enhed"], year))
            assert row.grundlag == grundlag
            if "raekke" not in cell:
                assert (row.antal, row.tilstand) == (None, Tilstand.IKKE_OPLYST)
                continue
            assert row.antal == floor(Fraction(cell["andel"]) * 10 ** decimals[indikator] + Fraction(1, 2))
    assert not values


def test_all_98_municipalities_are_there_once_by_both_bases():
    units = [unit.kode for name in ("kommuner.yaml", "organisation.yaml") for unit in stored(name, Enhed)]
    municipalities = {kode for kode in units if kode[0] == "k" and kode[1:].isdigit()}
    assert len(municipalities) == 98
    assert len(units) == len(set(units))
    for table in TABLES[1:]:
        assert sorted(cell["enhed"] for cell in table["tal"]) == sorted(municipalities)


def test_a_name_belongs_to_one_municipality():
    seen: dict[str, str] = {}
    for kode, own in names().items():
        for name in own:
            assert seen.setdefault(name.casefold(), kode) == kode, name


def test_every_value_names_its_cell_and_the_document_its_source():
    places = {place.kode: place for place in stored("inklusion.yaml", Kildested)}
    for row in stored("inklusion.yaml", Vaerdi):
        assert places[row.kilde].dokument == "UDDSTAT"
    (document,) = (row for row in stored("dokumenter.yaml", Dokument) if row.kode == "UDDSTAT")
    assert document.udgiver == "Kilde: Uddannelsesstatistik.dk"
    assert {table["opgjort"] for table in TABLES} == {document.dato}


def test_a_school_year_runs_from_august_to_july():
    rows, _ = small()
    (first, missing) = (row for row in rows if isinstance(row, Vaerdi))
    assert (first.fra, first.til, first.opgjort) == (date(2020, 8, 1), date(2021, 7, 31), date(2022, 3, 28))
    assert (first.antal, first.taeller, first.naevner) == (938, 15, 16)
    assert first.kilde == "U:12 (Kommuner, celle B12; elevtal: Elever, række 14)"
    assert (missing.antal, missing.taeller, missing.naevner) == (None, None, 9)
    assert missing.kilde == "U:- (Kommuner, ingen række)"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"0.9375"', "0.9375", "anførselstegn"),
        ('"0.9375"', '"0,9375"', "hverken en andel"),
        ('"0.9375"', '"93.75"', "hverken en andel"),
        ('"0.9375"', "oplyst", "hverken en andel"),
        ('"0.9375"', '"0.93"', "passer ikke med"),
        ("segregerede: 1,", "segregerede: 17,", "fra 0 til og med"),
        ("ikke_oplyst, elever: 9", "ikke_oplyst, segregerede: 2", "fra 0 til og med"),
        ("raekke: 12", "raekke: tolv", "«raekke»"),
        ("raekke: 12", "rakke: 12", "«rakke»"),
        ("enhed: k1, ", "", "«enhed»"),
        ("skoleaar: 2020/21", "skoleaar: 2020/22", "skoleår"),
        ("    skoleaar: 2020/21\n", "", "«skoleaar»"),
        ("2022-03-28", "i går", "ikke en dato"),
        ("decimaler: 3", "decimaler: 7", "fra 0 til 6"),
        ("decimaler: 3", "decimaler: 3.0", "ikke et helt tal"),
        ("{inklusionsgrad: institution}", "inklusionsgrad", "grundlag pr. indikator"),
        ("    ark_elevtal: Elever\n", "", "«ark_elevtal»"),
        ("    kolonne: B\n", "", "«kolonne»"),
    ],
)
def test_a_wrong_figure_is_named_by_line_and_key(old, new, said):
    _, problems = small(old, new)
    assert any(said in problem for problem in problems), problems
    assert all(problem.startswith("s.yaml, linje ") for problem in problems)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kommuner: [{nr: 1, navn: By Kommune}]", "«kort»"),
        ("kommuner: [{nr: en, navn: By Kommune, kort: By}]", "ikke et helt tal"),
        ("kommuner: [{nr: 1, navn: By Kommune, kort: By, ogsaa: Byen}]", "liste af navne"),
        ("kommuner: [{nr: 1, navn: By Kommune, kort: By, alias: Byen}]", "«alias»"),
    ],
)
def test_a_wrong_municipality_is_named_by_line_and_key(text, said):
    (problem,) = map(str, read_facts("s.yaml", text.encode()).problems)
    assert said in problem


def test_a_municipality_is_known_by_number_name_short_name_and_other_spellings():
    found = {row.navn: row.art.value for row in stored("kommuner.yaml", EnhedNavn) if row.enhed == "k751"}
    assert found == {
        "Aarhus Kommune": "officielt",
        "Aarhus": "kortform",
        "751": "alias",
        "Århus Kommune": "stavevariant",
        "Århus": "stavevariant",
    }


def test_copenhagen_counts_up_as_the_indicator_says():
    (row,) = (r for r in stored("inklusion.yaml", Vaerdi) if (r.enhed, r.grundlag) == ("k101", "institution"))
    assert (row.taeller, row.naevner) == (41937 - 2604, 41937)
    assert round(1 - Decimal(2604) / 41937, 5) == Decimal("0.93791") == Decimal(row.antal or 0).scaleb(-5)
