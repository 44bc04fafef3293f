"""Cpr numbers are found in every spelling and hiding place, and other numbers raise no alarm."""

import random
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.grund.personer import findings, looks_like_cpr, name_looks_like_cpr, names
from tests.ingest.regneark.filer import PROEVER, saved, sheet, with_part

STAVEMAADER = (
    "0101120000",
    "010112-0000",
    "010112 0000",
    "010112\u00a00000",
    "010112\u20130000",
    "010112 - 0000",
    "010112\u20110000",
    "CPR: 010112-0000",
    "barn 010112-0000 ringede",
    "01-01-12-0000",
    "610112-0000",
    "０１０１１２-００００",
    "010112-\u200b0000",
    "290200-0000",
    "cpr.0101120000",
    "CPR-0101120000",
    "barn-0101120000",
    "barn nr.0101120000",
    "-0101120000",
    "01 01 12 0000",
    "0101 12 0000",
    "0101-12-0000",
    "010112 00 00",
    "01012012-0000",
    "01/01/2012-0000",
    "010112:0000",
    "010112*0000",
    "(010112)0000",
    "(010112) 0000",
    "010112-XXXX",
)


def found_in(content: bytes) -> list[str]:
    return findings(read_sheets(content))


@pytest.mark.parametrize("said", STAVEMAADER)
def test_every_spelling_is_found_in_a_cell_and_alone(said):
    assert looks_like_cpr(said)
    assert found_in(sheet([["Navn", "Tal"], [said, 3]])) == ["kolonne A, 1 række"]


@pytest.mark.parametrize("number", [101120000, 3112990000])
def test_a_number_is_found_even_without_its_leading_zero(number):
    assert found_in(sheet([["Barn"], [number], [number]])) == ["kolonne A, 2 rækker"]


@pytest.mark.parametrize(
    "said", ["320112-0000", "011312-0000", "000112-0000", "310212-0000", "990112-0000", "300200-0000"]
)
def test_what_is_no_date_is_no_cpr_number(said):
    assert not looks_like_cpr(said)


@pytest.mark.parametrize(
    "said",
    [
        "5798009811578",
        "20200423",
        "23-04-2020",
        "01-10-2020 08:14",
        "2020-0012345",
        "101093",
        "12.345.678,90",
        "XG-101-A",
        "0101120000123",
        "S20-0001",
        "01.08.2019-2020",
        "120320,5000",
        "12.01.20 - 31.12.20",
        "01-02-03-04",
        "2020-03-04 10:30",
        "20 10 12 12",
        "XG-3010000001-00001",
        "XG-0101120000",
        "tlf. 33 66 33 66",
    ],
)
def test_other_numbers_raise_no_alarm(said):
    assert not looks_like_cpr(said)


def test_a_column_of_random_numbers_raises_no_alarm():
    rng = random.Random(7)
    rows = [["Sagsnr."], *([rng.randrange(10**9, 10**10)] for _ in range(400))]
    assert found_in(sheet(rows)) == []


def test_p_numbers_and_amounts_raise_no_alarm():
    rows = [["P-nummer", "Beløb"], *([1001234567 + nr, 101120000] for nr in range(5))]
    assert found_in(sheet(rows)) == []


def test_the_samples_raise_an_alarm_where_they_hold_cpr_numbers_and_nowhere_else():
    alarms = {path.name[:3] for path in PROEVER.glob("*.xlsx") if found_in(path.read_bytes())}
    assert alarms == {"L05", "L11"}


def test_every_date_of_a_century_is_found():
    rng = random.Random(11)
    for _ in range(500):
        dag = date.fromordinal(rng.randint(date(1920, 1, 1).toordinal(), date(2019, 12, 31).toordinal()))
        assert looks_like_cpr(f"{dag:%d%m%y}-{rng.randrange(10**4):04}")


def hidden_sheet(bog: Workbook) -> None:
    bog.create_sheet("opslag").sheet_state = "veryHidden"
    bog.worksheets[1]["J900"] = "010112-0000"


def comment(bog: Workbook) -> None:
    bog.active["A1"].comment = Comment("010112-0000", "x")


def header(bog: Workbook) -> None:
    bog.active.oddHeader.center.text = "010112-0000"


def footer(bog: Workbook) -> None:
    bog.active.oddFooter.left.text = "Barn 0101120000"


def sheet_name(bog: Workbook) -> None:
    bog.active.title = "010112-0000"


def properties(bog: Workbook) -> None:
    bog.properties.title = "010112-0000"


HIDING_PLACES = {
    hidden_sheet: "arket «opslag», kolonne J, 1 række",
    comment: "en kommentar",
    header: "sidehoved eller sidefod i ark nr. 1",
    footer: "sidehoved eller sidefod i ark nr. 1",
    sheet_name: "navnet på ark nr. 1",
    properties: "filens egenskaber",
}


@pytest.mark.parametrize("hide", HIDING_PLACES)
def test_it_is_found_where_people_forget_to_look(hide):
    bog = Workbook()
    bog.active["A1"] = "Skole"
    hide(bog)
    found = found_in(saved(bog))
    assert HIDING_PLACES[hide] in found
    assert "0000" not in "".join(found)


def test_it_is_found_behind_a_pivot_table():
    xml = b'<pivotCacheRecords><r><s v="010112-0000"/></r></pivotCacheRecords>'
    assert found_in(with_part("xl/pivotCache/pivotCacheRecords1.xml", lambda _: xml)) == ["data bag en pivottabel"]


def named_in(content: bytes) -> list[str]:
    return names(read_sheets(content))


@pytest.mark.parametrize("said", ["101120000", " 101120000 ", "10112-0000", "10112 0000", "10112\u20110000"])
def test_a_text_is_found_even_without_its_leading_zero(said):
    assert found_in(sheet([["Barn"], [said], [said], ["ukendt"]])) == ["kolonne A, 2 rækker"]


def test_a_column_of_random_texts_of_nine_digits_raises_no_alarm():
    rng = random.Random(7)
    assert found_in(sheet([["Ordre"], *([str(rng.randrange(10**8, 10**9))] for _ in range(400))])) == []


@pytest.mark.parametrize("heading", ["Cpr", "CPR-nr.", "Cpr.nr.", "Elevens CPR-nummer", "Personnummer", "Personnr."])
@pytest.mark.parametrize("number", [999999999, "9999999999", "999999999"])
def test_a_column_that_says_it_holds_cpr_numbers_is_believed(heading, number):
    assert found_in(sheet([[heading, "Konto"], [number, 3], [None, 4]])) == ["kolonne A, 1 række"]


def test_a_column_that_says_so_but_is_empty_raises_no_alarm():
    assert found_in(sheet([["CPR", "Antal"], [None, 3], ["slettet", 4], [12, 4]])) == []


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Inst.nr.", [101093, 101525, 281588]),
        ("Inst.nr.", ["101093", "101525", "281588"]),
        ("Bilagsnr.", [510000101, 510000102]),
        ("Bilagsnr.", ["510000101", "1012120000"]),
        ("Telefon", ["33 66 33 66", "10121212", 33663366]),
        ("Tlf.", ["+45 33663366", "004533663366"]),
        ("EAN-nr.", ["5798009811578", 5798009371201]),
        ("EAN", ["1012120000"]),
        ("P-nr.", [1001234567, 1012345678]),
        ("P nr.", [1003265421]),
        ("P nummer", [1003265421]),
        ("P.nr.", ["1003265421"]),
        ("P.-nr", [1003265421]),
        ("P-enhed", [1003265421]),
        ("Penhedsnr.", [1003265421]),
        ("Produktionsnummer", [1003265421]),
        ("Produktionsenhed", [1003265421]),
        ("Tekst", ["Husleje P-nr. 1003265421", "Faktura nr. 1012120000", "CVR: 1012120000"]),
        ("CVR", [10121212, "10121212"]),
        ("Dato", ["20200423", 20200423, "01-10-2020 08:14"]),
        ("PSP-element", ["XG-0101120000-A", "101120000"]),
    ],
)
def test_other_columns_of_numbers_raise_no_alarm(heading, values):
    assert found_in(sheet([[heading, "Skole"], *([value, "Testskole Ahorn"] for value in values)])) == []


@pytest.mark.parametrize("heading", ["PSP-tekst", "Bilagstekst", "1.000 kr. 2023 p/l", "Bilagsnr."])
def test_a_number_in_a_sentence_is_found_whatever_the_heading_says(heading):
    assert found_in(sheet([[heading, "Tal"], ["Støtte barn 0101120000", 3], ["Løn", 4]])) == ["kolonne A, 1 række"]


@pytest.mark.parametrize("said", ["Telefon", "Konto", "P-nr."])
def test_a_word_below_a_number_does_not_say_what_it_is(said):
    rows = [["Tekst", "Tal"], ["Kørsel", 1], ["0101120000", 2], [said, 3]]
    assert found_in(sheet(rows)) == ["kolonne A, 1 række"]


@pytest.mark.parametrize(
    "navn",
    ["Sag_0101120000.xlsx", "Sag-0101120000.xlsx", "sag.0101120000.xlsx", "20200301_0101120000.xlsx",
     "0101120000.2020.xlsx", "01_01_12_0000.csv", "01012012-0000.xlsx", "Sag_101120000.xlsx"],
)  # fmt: skip
def test_a_name_of_a_file_that_holds_a_number_is_found(navn):
    assert name_looks_like_cpr(navn)


@pytest.mark.parametrize(
    "navn",
    ["PPV_2020-03.xlsx", "udtræk 20200301.xlsx", "2020-03-04 10.30 PPV.csv", "KMD_20200301123015.csv",
     "aktivitet jan-mar 2020 (2).xlsx", "sag 2020-0012345.xlsx", "101093_ppv.xlsx", "PPV 01.08.2019-31.07.2020.xlsx"],
)  # fmt: skip
def test_a_usual_name_of_a_file_raises_no_alarm(navn):
    assert not name_looks_like_cpr(navn)


def test_a_long_cell_is_judged_at_once():
    for said in ("konto 1 " * 4000, "0113 12 " * 4000, "(010112) " * 3500, "1" * 32_000, "barn 4711223344 " * 2000):
        assert not looks_like_cpr(said[:32_000])


def test_a_child_whose_name_sounds_like_a_heading_hides_nothing():
    assert found_in(sheet([["Barn"], ["Jean"], [101120000], [101120000]])) == ["kolonne A, 2 rækker"]


@pytest.mark.parametrize(
    "heading",
    ["Navn", "Barn", "Elevens navn", "Barnets navn", "Elevnavn", "Fornavn", "Efternavn", "NAVN:", "Mor", "Elev/barn",
     "Navn på barn", "Navn (elev)", "Borgers navn", "Forældre", "Kontaktperson", "Navn på eleven"],
)  # fmt: skip
def test_names_beside_numbers_or_dates_of_birth_are_found(heading):
    rows = [["Frida Frandsen", "010112-0000"], ["Bo Berg", "020211-0000"]]
    assert named_in(sheet([["Titel"], [], [heading, "CPR"], *rows])) == ["kolonne A, 2 rækker"]
    assert named_in(sheet([[heading, "Fødselsdato"], *([name, date(2012, 1, 1)] for name, _ in rows)])) == [
        "kolonne A, 2 rækker"
    ]


@pytest.mark.parametrize("head", [("Navn", "Oprettet"), ("Skolenavn", "CPR"), ("Skole", "Født"), ("Navn", "Antal")])
def test_names_of_schools_raise_no_alarm(head):
    assert named_in(sheet([head, ["Testskole Ahorn", 3], ["Testskole Birk", 4]])) == []


def test_a_sheet_named_after_somebody_is_called_by_its_number():
    bog = Workbook()
    bog.active["A1"] = "Skole"
    for navn, cell in (("Frida Frandsen", "010112-0000"), ("Elever 2020", "010112-0000")):
        bog.create_sheet(navn)["C3"] = cell
    assert found_in(saved(bog)) == ["ark nr. 2, kolonne C, 1 række", "arket «Elever 2020», kolonne C, 1 række"]


@pytest.mark.parametrize("said", ["Udskrevet af AB12 01.05.2020", "Bruger 12 01/05/2020", "12 01-05-2020 kl. 08:14"])
def test_a_day_behind_a_number_is_no_cpr_number(said):
    assert not looks_like_cpr(said)
    assert looks_like_cpr(f"{said} 030312-1111")
