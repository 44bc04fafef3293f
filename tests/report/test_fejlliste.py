"""The error list: the same cells in the same places, what was found beside them, and a way back in."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill

from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.grund.ark import UDEN_VAERDI, Ark, Fejlvaerdi, Projektmappe, celle
from plads.ingest.regneark.grund.egne import without_own
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.udbytte import Melding
from plads.ingest.regneark.laesere import recognise
from plads.ingest.regneark.layouts.planer.temperaturfarver import MARKERINGER
from plads.models.proveniens import Grad
from plads.report.fejlceller import Maerke
from plads.report.fejlliste import error_list
from tests.ingest.regneark.filer import L01, L06, L09, L10, RAEKKE, activity, changed, kept, long_list, saved
from tests.ingest.regneark.personfiler import SAMPLES, with_sample
from tests.report.udfyldte import RAEKKER, filled

ROED, GUL = "FFFFE0E0", "FFFFEECC"
PROEVER = [L01, L06, L09, L10]
FEJL = Melding(Grad.FEJL, "Data", "C2", "Kolonnen «Antal»: værdien er ikke et helt antal.")


def book(rows, **more) -> Projektmappe:
    """Return a workbook of one sheet «Data» from rows of cells, counted from 1."""
    cells = {r: {c: v for c, v in enumerate(row, start=1) if v is not None} for r, row in enumerate(rows, start=1)}
    return Projektmappe((Ark("Data", {r: row for r, row in cells.items() if row}, **more),))


def opened(content: bytes):
    return load_workbook(BytesIO(content))


def written(rows, *fund, **more):
    """Return the sheet «Data» of an error list."""
    return opened(error_list(book(rows, **more), fund))["Data"]


def test_a_finding_stands_beside_its_row_and_marks_its_cell():
    ark = written([["Skole", "Måned", "Antal"], ["A", 3, "x"], ["B", 4, 2]], FEJL)
    assert (ark["D1"].value, ark["D2"].value) == ("Fejl", f"Fejl: {FEJL.besked}")
    assert ark["C2"].fill.fgColor.rgb == ROED
    assert ark["C2"].border.left.style == "thin"
    assert ark["C3"].fill.fill_type is None
    assert [cell.value for cell in ark[3]] == ["B", 4, 2, None]


def test_a_warning_is_yellow_and_what_only_informs_marks_nothing():
    fund = [FEJL._replace(grad=Grad.ADVARSEL), FEJL._replace(grad=Grad.INFO, celle="A2", besked="Brugt som tal.")]
    ark = written([["Skole", "Måned", "Antal"], ["A", 3, "x"]], *fund)
    assert ark["C2"].fill.fgColor.rgb == GUL
    assert ark["A2"].fill.fill_type is None
    assert ark["D2"].value == f"Advarsel: {FEJL.besked}\nInfo: Brugt som tal."


def test_of_two_findings_in_a_cell_the_worse_marks_it():
    ark = written([["Skole", "Måned", "Antal"], ["A", 3, "x"]], FEJL._replace(grad=Grad.ADVARSEL), FEJL)
    assert ark["C2"].fill.fgColor.rgb == ROED


def test_an_empty_cell_is_marked_too():
    ark = written([["Skole", "Måned", "Antal"], ["A", 3]], FEJL)
    assert (ark["C2"].value, ark["C2"].fill.fgColor.rgb) == (None, ROED)


def test_a_row_that_does_not_exist_gets_its_message():
    ark = written([["Skole", "Antal"], ["A", 3]], FEJL._replace(celle="række 9"))
    assert ark["C9"].value == f"Fejl: {FEJL.besked}"


def test_a_cell_with_a_colour_of_its_own_keeps_it_and_gets_a_frame():
    ark = written([["Indsats", "Temperatur"], ["a", "●"]], FEJL._replace(celle="B2"), fyld={(2, 2): "92D050"})
    assert (ark["B2"].fill.fgColor.rgb, ark["B2"].border.top.style) == ("FF92D050", "medium")


@pytest.mark.parametrize("graa", ["DDDDDD", "FFFFFF", "FFE0E0", "FFEECC"])
def test_grey_and_our_own_marks_give_way(graa):
    ark = written([["Skole", "Måned", "Antal"], ["A", 3, "x"]], FEJL, fyld={(2, 3): graa})
    assert ark["C2"].fill.fgColor.rgb == ROED


def test_the_first_sheet_lists_everything_with_links():
    fund = [FEJL, Melding(Grad.FEJL, "", "", "Hele filen."), Melding(Grad.INFO, "Data", "", "Hele arket.")]
    bog = opened(error_list(book([["Skole", "Måned", "Antal"], ["A", 3, "x"]]), fund))
    ark = bog["Fejlliste"]
    assert bog.sheetnames == ["Fejlliste", "Data"]
    rows = [[cell.value for cell in row] for row in ark.iter_rows(min_row=5)]
    assert rows == [
        ["Grad", "Ark", "Celle", "Besked"],
        ["Fejl", "Data", "C2", FEJL.besked],
        ["Fejl", None, None, "Hele filen."],
        ["Info", "Data", None, "Hele arket."],
    ]
    assert ark["C6"].hyperlink.location == "'Data'!C2"
    assert ark["C7"].hyperlink is None


@pytest.mark.parametrize("navn", ["It's «data»", "Ark 1 (2020)", "Fejlliste", "'hej'", "a" * 31])
def test_a_link_finds_any_sheet(navn):
    bog = book([["Skole", "Antal"], ["A", "x"]])
    bog = replace(bog, ark=(replace(bog.ark[0], navn=navn),))
    ny = opened(error_list(bog, [FEJL._replace(ark=navn, celle="B2")]))
    place = ny["Fejlliste"]["C6"].hyperlink.location
    assert place == f"'{ny.sheetnames[1].replace(chr(39), chr(39) * 2)}'!B2"
    assert ny.worksheets[1]["C2"].value == f"Fejl: {FEJL.besked}"


def test_a_sheet_whose_name_is_not_said_is_found_by_its_number():
    bog = Projektmappe((Ark("Forside", {}), Ark("Frida", {1: {1: "Skole", 2: "Trin"}, 2: {1: "A", 2: "x"}})))
    ny = opened(error_list(bog, [FEJL._replace(ark="ark nr. 2", celle="B2")]))
    assert ny["Frida"]["C2"].value == f"Fejl: {FEJL.besked}"


def test_the_headings_are_the_row_with_most_texts_above_the_first_finding():
    rows = [["Titel"], ["Opgjort pr.", date(2020, 3, 1)], ["Skole", "Måned", "Antal"], ["A", 3, "x"], ["B", "c", "d"]]
    ark = written(rows, FEJL._replace(celle="C4"))
    assert ark["D3"].value == "Fejl"


def test_without_headings_the_column_is_named_above_the_first_finding():
    ark = written([[1, 2], [3, 4], [5, "x"]], FEJL._replace(celle="B3"))
    assert (ark["C2"].value, ark["C3"].value) == ("Fejl", f"Fejl: {FEJL.besked}")


def test_a_finding_in_the_headings_is_on_the_first_sheet():
    ny = opened(error_list(book([["Skole", "Antal"], ["A", 3]]), [FEJL._replace(celle="B1")]))
    assert (ny["Data"]["C1"].value, ny["Data"]["B1"].fill.fgColor.rgb) == ("Fejl", ROED)
    assert ny["Fejlliste"]["D6"].value == FEJL.besked


@pytest.mark.parametrize(
    "tekst", ["=1+1", "+45 12345678", "-3", "@SUM(A1)", "\t=1", " =cmd|' /C calc'!A0", "=HYPERLINK(1)"]
)
def test_a_text_never_becomes_a_formula(tekst):
    cell = written([["Skole", "Måned", "Antal"], [tekst, 3, "x"]], FEJL)["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (tekst, "s", True)


def test_values_stay_what_they_were():
    stamp = datetime.fromisoformat("2020-03-01T14:30")
    row = ["12.345,67", 7, 1.5, 0.056, True, date(2020, 3, 1), stamp, -1234567890123, date(1899, 12, 31)]
    ark = written([list("abcdefghi"), row], FEJL._replace(celle="A2"), procent=frozenset([(2, 4)]))
    said = [cell.value for cell in ark[2]][:9]
    day = datetime.fromisoformat("2020-03-01")
    assert said == ["12.345,67", 7, 1.5, 0.056, True, day, stamp, -1234567890123, "1899-12-31"]
    assert ark["A2"].data_type == "s"
    assert (ark["F2"].number_format, ark["G2"].number_format) == ("dd-mm-yyyy", "dd-mm-yyyy hh:mm")
    assert "%" in ark["D2"].number_format


def test_errors_stay_errors_and_a_formula_without_a_value_still_has_none():
    bog = book([["a", "b", "c"], [Fejlvaerdi("#REF!"), UDEN_VAERDI, Fejlvaerdi("=cmd()")]])
    back = without_own(read_sheets(error_list(bog, [])))
    assert back.ark[0].raekker[2] == {1: Fejlvaerdi("#REF!"), 2: UDEN_VAERDI, 3: UDEN_VAERDI}


def test_strange_signs_do_no_harm():
    row = ["a\x00b", "\x01\x1f", "_x0041_", "<b>&amp;</b>", "\ufffe\uffff", " luft ", "linje 1\nlinje 2", "😀" * 20_000]
    back = without_own(read_sheets(error_list(book([["a"] * 8, row]), [])))
    said = back.ark[0].raekker[2]
    assert (said[1], said[4], said[6], said[7]) == ("ab", "<b>&amp;</b>", " luft ", "linje 1\nlinje 2")
    assert len(said) == 8


def test_merged_areas_are_kept_as_far_as_they_do_not_cover_the_messages():
    areas = ((1, 1, 1, 3), (1, 2, 1, 9), (2, 1, 3, 1), (1, 1, 1_048_576, 16_384))
    ark = written([["Titel"], ["Skole", "Måned", "Antal"], [None, 3, "x"]], FEJL._replace(celle="C3"), flettede=areas)
    assert sorted(map(str, ark.merged_cells.ranges)) == ["A1:C1", "A2:A3"]
    assert ark["D2"].value == "Fejl"


def test_hidden_sheets_stay_hidden_and_hidden_rows_show_their_findings():
    rows = {1: {1: "Skole", 2: "Antal"}, 2: {1: "A", 2: "x"}, 3: {1: "B", 2: 1}}
    ark = Ark("Data", rows, skjulte_raekker=frozenset((2, 3)))
    bog = Projektmappe((ark, Ark("opslag", {1: {1: "x"}}, skjult=True)))
    ny = opened(error_list(bog, [FEJL._replace(celle="B2")]))
    assert (ny["Data"].row_dimensions[2].hidden, ny["Data"].row_dimensions[3].hidden) == (False, True)
    assert ny["opslag"].sheet_state == "hidden"


def test_looks_that_mean_something_are_kept():
    looks = {"fed": frozenset([(2, 1)]), "indryk": {(3, 1): 2}, "fyld": {(4, 2): "FFC000"}}
    ark = written([["Område"], ["Amager"], ["Skole A"]], **looks)
    assert (ark["A2"].font.b, ark["A3"].alignment.indent, ark["B4"].fill.fgColor.rgb) == (True, 2, "FFFFC000")


def test_the_last_column_of_a_sheet_leaves_no_room():
    bog = Projektmappe((Ark("Data", {1: {1: "Skole", 16_384: "Antal"}, 2: {1: "A", 16_384: "x"}}),))
    ny = opened(error_list(bog, [FEJL._replace(celle="XFD2")]))
    assert ny["Data"]["XFD2"].fill.fgColor.rgb == ROED
    assert ny["Fejlliste"]["D6"].value == FEJL.besked


def test_a_workbook_without_sheets_gives_the_list_alone():
    assert opened(error_list(Projektmappe(()), [FEJL])).sheetnames == ["Fejlliste"]


def test_the_list_of_a_list_has_one_list_and_one_column():
    first = error_list(book([["Skole", "Måned", "Antal"], ["A", 3, "x"], ["B", 4, "y"]]), [FEJL])
    again = opened(error_list(read_sheets(first), [FEJL._replace(celle="C3")]))
    assert again.sheetnames == ["Fejlliste", "Data"]
    ark = again["Data"]
    assert [ark.cell(nr, 4).value for nr in (1, 2, 3)] == ["Fejl", None, f"Fejl: {FEJL.besked}"]
    assert ark.max_column == 4


def test_a_column_of_errors_of_its_own_is_kept():
    ark = written([["Skole", "Fejl"], ["A", 3]], FEJL._replace(celle="B2"))
    assert [cell.value for cell in ark[1]] == ["Skole", "Fejl", "Fejl"]
    assert (ark["B2"].value, ark["C2"].value) == (3, f"Fejl: {FEJL.besked}")


def test_progress_is_told():
    told = []
    error_list(book([["a", "b"]] * 2500), [], lambda nr, alle: told.append((nr, alle)))
    assert told == [(1000, 2500), (2000, 2500), (2500, 2500)]


def test_the_readers_know_our_marks():
    assert {maerke.fyld.removeprefix("#") for maerke in Maerke} == MARKERINGER


def test_nothing_touches_the_disk(tmp_path, monkeypatch):
    """Uploaded rows may be about persons."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "findes-ikke"))
    assert error_list(book([["Skole", "Måned", "Antal"], ["A", 3, "x"]]), [FEJL])
    with pytest.raises(FileNotFoundError):
        tempfile.mkstemp()


TEKSTER = [
    "=1+1", "-5", "@a", "1.234,56", "#REF!", "Skole æøå", " luft ", "007", "SAND", "2020-01-01", "<3", "a\nb", "😀",
]  # fmt: skip


def any_cell(rng: random.Random):
    """Return a value of any kind a cell can hold."""
    makers = (
        lambda: rng.choice(TEKSTER),
        lambda: rng.randint(-(10**12), 10**12),
        lambda: rng.random() < 0.5,
        lambda: date(1900, 3, 2) + timedelta(days=rng.randint(0, 100_000)),
        lambda: datetime.fromisoformat("2020-01-01") + timedelta(minutes=rng.randint(1, 1439)),
        lambda: round(rng.uniform(-(10**6), 10**6), 3),
        lambda: None,
    )
    return rng.choice(makers)()


@pytest.mark.parametrize("seed", range(12))
def test_every_cell_is_read_again_as_it_was(seed):
    rng = random.Random(seed)
    rows = [[any_cell(rng) for _ in range(rng.randint(1, 7))] for _ in range(rng.randint(1, 40))] + [["sidste"]]
    bog = book(rows)
    places = [(rng.randint(1, len(rows)), rng.randint(1, 7), rng.choice(list(Grad))) for _ in range(rng.randint(0, 9))]
    fund = [FEJL._replace(grad=grad, celle=celle(r, c)) for r, c, grad in places]
    back = without_own(read_sheets(error_list(bog, fund)))
    assert [ark.raekker for ark in back.ark] == [ark.raekker for ark in bog.ark]


# The way back in: what cannot be read is corrected in the error list itself.


def listed(katalog, content: bytes) -> tuple[bytes, list[Melding]]:
    """Return the error list of a file, and its problems."""
    bog = read_sheets(content)
    anmodning = Anmodning(bog, katalog)
    (laeser,) = recognise(anmodning)
    fund = laeser.read(anmodning).fund
    return error_list(bog, fund), [melding for melding in fund if melding.grad is Grad.FEJL]


def rows(udbytte) -> list[dict[str, object]]:
    """Return what the rows of an outcome hold."""
    return [row.model_dump() for row, _ in kept(udbytte)]


def same(read, one: bytes, other: bytes) -> None:
    """Assert that two files give the same rows without a problem."""
    first, second = read(one), read(other)
    assert second.report.problems == []
    assert rows(second) == rows(first)
    assert (second.summer, second.laest) == (first.summer, first.laest)


@pytest.mark.parametrize("path", PROEVER, ids=lambda path: path.stem)
def test_a_good_file_reads_the_same_from_its_list(katalog, read, path):
    content, problems = listed(katalog, path.read_bytes())
    assert problems == []
    same(read, path.read_bytes(), content)


@pytest.mark.parametrize("layout", RAEKKER)
def test_a_template_reads_the_same_from_its_list(katalog, read, layout):
    content, _ = listed(katalog, filled(katalog, layout))
    same(read, filled(katalog, layout), content)


SPOILED = {
    "L01": ("Antal", "mange"), "L05": ("Klassetrin", "14. x"), "L06": ("Beløb", "meget"),
    "L07": ("Bevillingsans.", "meget"), "L08": ("2021", "meget"),
    "L09": ("Elever i specialtilbud Primo 2020", "mange"), "L10": ("Status", "måske"),
    "L11": ("Indskrevet i dag", "måske"), "L12": ("Projekttemperatur", "lunken"),
}  # fmt: skip


@pytest.mark.parametrize("keeps_list", [True, False], ids=["med listen", "kun kolonnen"])
@pytest.mark.parametrize("layout", RAEKKER)
def test_a_cell_corrected_in_the_list_reads_again(katalog, read, layout, keeps_list):
    good = RAEKKER[layout]
    column, nonsense = SPOILED[layout]
    content, problems = listed(katalog, filled(katalog, layout, [{**good[0], column: nonsense}, *good[1:]]))
    assert len(problems) == 1
    bog = opened(content)
    ark = bog.worksheets[1]
    (cell,) = [cell for row in ark.iter_rows() for cell in row if cell.value == nonsense]
    assert cell.fill.fgColor.rgb == ROED
    assert ark.cell(cell.row, ark.max_column).value.startswith("Fejl: ")
    cell.value = good[0].get(column)
    if not keeps_list:
        del bog["Fejlliste"]
    same(read, filled(katalog, layout), saved(bog))


def test_a_list_that_was_not_corrected_says_the_same_again(katalog):
    content, first = listed(katalog, long_list(RAEKKE, activity(Antal="mange", Måned=4)))
    again, second = listed(katalog, content)
    assert second == first
    assert opened(again).sheetnames == ["Fejlliste", "Data"]


def test_a_colour_and_a_text_that_disagree_still_do_in_the_list(katalog):
    """The mark of an error must not hide the colour it is about."""
    bog = opened(filled(katalog, "L12"))
    ark = bog.worksheets[0]
    (cell,) = [cell for row in ark.iter_rows() for cell in row if cell.value == "Planmæssig"]
    cell.fill = PatternFill("solid", fgColor="FF0000")
    content, first = listed(katalog, saved(bog))
    assert len(first) == 1
    assert listed(katalog, content)[1] == first


def test_a_temperature_that_is_missing_stays_missing(katalog, read):
    """Neither of our tints is a temperature."""
    rows = [{**RAEKKER["L12"][0], "Projekttemperatur": None}, RAEKKER["L12"][1]]
    content, problems = listed(katalog, filled(katalog, "L12", rows))
    assert problems == []
    same(read, filled(katalog, "L12", rows), content)


def test_a_message_holds_no_cell(katalog):
    content, _ = listed(katalog, changed(L01, lambda ark: setattr(ark["G5"], "value", "hemmelighed")))
    bog = opened(content)
    assert "hemmelighed" in [cell.value for cell in bog["Data"][5]]
    assert not [c for row in bog["Fejlliste"].iter_rows() for c in row if "hemmelighed" in str(c.value)]


@with_sample("L04_pivot_flettet.xlsx")
def test_every_sample_reads_the_same_from_its_list(katalog, read):
    rng = random.Random(4)
    for path in sorted(SAMPLES.glob("L*.xlsx")):
        bog = read_sheets(path.read_bytes())
        fund = [
            FEJL._replace(ark=ark.navn, celle=celle(nr, 2))
            for ark in bog.ark
            for nr in rng.sample(sorted(ark.raekker), min(3, len(ark.raekker)))
        ]
        udbytte, again = read(path.read_bytes()), read(error_list(bog, fund))
        assert again.layout == udbytte.layout, path.name
        assert again.fund == udbytte.fund, path.name
        assert rows(again) == rows(udbytte) != [], path.name
