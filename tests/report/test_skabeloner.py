"""Templates: each is known as its own kind, says what it holds, and reads without a problem when filled in."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.grund import personer
from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import heading
from plads.ingest.regneark.laesere import LAESERE, recognise
from plads.models.proveniens import Grad
from plads.skabeloner import TEMPLATES, template
from tests.report.udfyldte import RAEKKER, UDBYTTE, filled, headings

LAYOUTS = [opskrift.layout for opskrift in TEMPLATES]


@pytest.fixture(scope="module")
def blank(katalog):
    """Return the bytes of each blank template, made once."""
    return {layout: template(katalog, layout) for layout in LAYOUTS}


@pytest.fixture(scope="module")
def books(blank):
    """Return each blank template as openpyxl sees it."""
    return {layout: load_workbook(BytesIO(content)) for layout, content in blank.items()}


def known(katalog, content):
    return recognise(Anmodning(read_sheets(content), katalog))


def test_there_is_one_for_each_kind_of_upload():
    assert LAYOUTS == ["L01", "L05", "L06", "L07", "L08", "L09", "L10", "L11", "L12"]
    assert {opskrift.layout: opskrift.art for opskrift in TEMPLATES}.items() <= {
        laeser.layout: str(laeser.art) for laeser in LAESERE
    }.items()
    assert len({opskrift.filnavn for opskrift in TEMPLATES}) == len(TEMPLATES)
    assert len({opskrift.art for opskrift in TEMPLATES}) == len(TEMPLATES)


def test_an_unknown_layout_has_none(katalog):
    with pytest.raises(KeyError):
        template(katalog, "L99")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_blank_one_is_known_and_says_only_that_it_is_empty(katalog, blank, layout):
    anmodning = Anmodning(read_sheets(blank[layout]), katalog)
    (laeser,) = recognise(anmodning)
    udbytte = laeser.read(anmodning)
    assert laeser.layout == layout
    assert udbytte.report.rows == []
    assert len(udbytte.fund) == 1
    assert udbytte.fund[0].besked in (
        "Arket har overskrifter, men ingen rækker.", "Tabellen har overskrifter, men ingen poster.",
    )  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_filled_one_reads_without_a_problem(katalog, read, layout):
    udbytte = read(filled(katalog, layout))
    assert udbytte.layout == layout
    assert udbytte.report.problems == []
    assert udbytte.laest == udbytte.klar == len(RAEKKER[layout])
    assert udbytte.report.rows


@pytest.mark.parametrize("layout", UDBYTTE)
def test_a_filled_one_gives_its_rows(katalog, read, layout):
    rows = read(filled(katalog, layout)).report.rows
    found = [row.antal if layout == "L01" else row.oere for row in rows]
    assert (sorted(found) if layout == "L07" else found) == UDBYTTE[layout]


def test_cases_and_pupils_are_counted(katalog, read):
    assert read(filled(katalog, "L05")).summer == {"ppv": 1, "indstillinger": 2, "visitationer": 2, "klager": 1}
    assert read(filled(katalog, "L11")).summer["indskrevne"] == 2


def test_plans_are_read(katalog, read):
    assert {row.trin for row in read(filled(katalog, "L12")).report.rows} == {"planmaessig", "kritisk"}
    assert read(filled(katalog, "L10")).periode == "pr. 1. oktober 2020"


def test_expectations_keep_their_shares(katalog, read):
    rows = read(filled(katalog, "L09")).report.rows
    assert sorted(row.antal for row in rows if row.indikator == "segregeringsgrad" and row.antal) == [5200, 5600]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_only_the_wished_for_warnings(katalog, read, layout):
    warned = [m.besked for m in read(filled(katalog, layout)).fund if m.grad is Grad.ADVARSEL]
    allowed = {
        "L01": ["Kolonnen «Antal»: tallet er skjult i kilden. Det bliver gemt som skjult og tæller ikke med."],
        "L09": ["Filen har ingen tal for Indre By-Østerbro, Nørrebro-Bispebjerg og Valby-Vesterbro-Kgs. Enghave."],
        "L11": ["Kolonnen «Cpr.nr.» mangler. Vi kan ikke se, om en elev står to gange."],
    }
    assert warned == allowed.get(layout, [])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_columns_are_the_readers_own(katalog, books, layout):
    laeser = next(laeser for laeser in LAESERE if laeser.layout == layout)
    module = __import__(type(laeser).__module__, fromlist=["KOLONNER"])
    _, columns = headings(books[layout].worksheets[0])
    known = getattr(module, "KOLONNER", None)
    if known:
        assert all(any(heading(navn) in kolonne for kolonne in known if kolonne.bruges) for navn in columns)
        required = {kolonne.navn for kolonne in known if kolonne.kraevet}
        assert required <= columns.keys()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_asks_for_persons(blank, layout):
    bog = read_sheets(blank[layout])
    assert (personer.findings(bog), personer.names(bog)) == ([], [])
    first = next(iter(bog.ark))
    said = {str(value).casefold() for row in first.raekker.values() for value in row.values()}
    assert not [tekst for tekst in said if "cpr" in tekst or (tekst in ("navn", "elev", "barn") and layout != "L08")]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_guide_tells_every_column(books, layout):
    first, guide = books[layout].worksheets[0], books[layout]["Sådan gør du"]
    _, columns = headings(first)
    said = {row[0].value: [cell.value for cell in row] for row in guide.iter_rows(max_col=5)}
    for navn in {cell.value for cell in first[headings(first)[0]] if cell.value}:
        assert said[navn][1] in ("Ja", "Nej", "Nummer eller navn", "Når det kendes")
        assert said[navn][2], navn
        assert said[navn][3], navn
    assert columns
    assert "cpr-numre" in said["Det må ikke stå i filen"][1]
    assert "den 5. i måneden efter" in said["Hvornår"][1]
    assert guide["A1"].value == "Sådan gør du"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_cells_choose_from_the_code_lists(books, layout):
    bog = books[layout]
    ark, koder = bog.worksheets[0], bog["Koder"]
    assert bog.sheetnames == [ark.title, "Sådan gør du", "Koder"]
    assert all(sheet.sheet_state == "visible" for sheet in bog.worksheets)
    row, _ = headings(ark)
    rules = ark.data_validations.dataValidation
    for rule in rules:
        if rule.type == "list":
            sheet, area = rule.formula1.removeprefix("=").split("!")
            cells = [cell.value for line in koder[area.replace("$", "")] for cell in line]
            assert sheet == "Koder"
            assert all(cells)
    below = [area for rule in rules for area in rule.sqref.ranges if area.min_row > row]
    assert all((area.min_row, area.max_row) == (row + 1, row + 500) for area in below)
    assert below


def test_the_rules_of_activity(books):
    ark = books["L01"].worksheets[0]
    _, columns = headings(ark)
    rules = {next(iter(rule.sqref.ranges)).min_col: rule for rule in ark.data_validations.dataValidation}
    maaned, tal = rules[columns["Måned"]], rules[columns["Antal"]]
    assert (maaned.type, maaned.formula1, maaned.formula2, maaned.errorStyle) == ("whole", "1", "12", None)
    # A hidden figure is written «<3»: Excel asks, and lets it through.
    assert (tal.type, tal.operator, tal.formula1, tal.errorStyle) == ("whole", "greaterThanOrEqual", "0", "warning")


def test_the_code_lists_are_what_plads_knows(books, katalog):
    koder = books["L01"]["Koder"]
    values = {cell.value for row in koder.iter_rows() for cell in row if cell.value}
    assert {"Skole nr. 1", "999001", "Amager", "PPV'er", "Klager"} <= values
    assert "Den Nedlagte Skole" not in values
    assert "Segregeringsgrad" not in values
    assert {"Co-teaching", "Udskudt", "a"} <= {
        cell.value for row in books["L10"]["Koder"].iter_rows() for cell in row if cell.value
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_prints_on_a4_across_with_its_headings(books, layout):
    ark = books[layout].worksheets[0]
    row, _ = headings(ark)
    assert (ark.page_setup.orientation, ark.page_setup.paperSize) == ("landscape", 9)
    assert ark.print_title_rows == f"${row}:${row}"
    assert ark.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.parametrize("layout", ["L06", "L07", "L08"])
def test_the_municipality_is_filled_in_when_only_one_is_known(books, layout):
    assert books[layout].worksheets[0]["B2"].value == "Københavns Kommune (firmakode 0101)"


def test_it_carries_no_formula_and_no_connection(blank):
    for content in blank.values():
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            assert not [name for name in names if "external" in name.lower() or "connection" in name.lower()]
            assert not [name for name in names if "sheet" in name and b"<f>" in archive.read(name)]


def test_expectations_follow_the_year_of_last_month(katalog):
    januar = replace(katalog, i_dag=date(2021, 1, 8))
    ark = load_workbook(BytesIO(template(januar, "L09"))).worksheets[0]
    row, _ = headings(ark)
    said = [cell.value for cell in ark[row]]
    assert said[1:4] == ["Primo 2020", "Forventet ultimo 2020", "Realiseret december 2020"]


def test_a_store_that_knows_nothing_still_has_templates():
    for layout in LAYOUTS:
        assert template(Katalog(date(2020, 11, 24)), layout)[:2] == b"PK"
