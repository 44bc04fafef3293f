"""A file is read in a process of its own: every cell under its address, and nothing can take the app down."""

import contextlib
import random
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from plads.errors import FileRefusedError
from plads.ingest.regneark.fil import proces
from plads.ingest.regneark.fil.overfoersel import said, understood
from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.grund.ark import UDEN_VAERDI, Ark, Fejlvaerdi, Projektmappe, celle
from tests.ingest.regneark.filer import L01, PROEVER, changed, parts, saved, sheet, sheet_xml, with_part, zipped

pytestmark = pytest.mark.egen_proces

SAMPLES = sorted(PROEVER.glob("*.xlsx"))


def only(content: bytes) -> Ark:
    return read_sheets(content).ark[0]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_it_reads_what_another_parser_reads(path: Path):
    for ark, other in zip(read_sheets(path.read_bytes()).ark, load_workbook(path, data_only=True), strict=True):
        expected = {
            (cell.row, cell.column): cell.value for row in other.iter_rows() for cell in row if cell.value is not None
        }
        expected = {place: v.date() if isinstance(v, datetime) else v for place, v in expected.items()}
        expected |= dict.fromkeys(_formulas(path, other.title) - expected.keys(), UDEN_VAERDI)
        assert {(r, c): value for r, row in ark.raekker.items() for c, value in row.items()} == expected


def _formulas(path: Path, navn: str) -> set[tuple[int, int]]:
    """Return the cells that hold a formula, worked out or not."""
    return {(cell.row, cell.column) for row in load_workbook(path)[navn].iter_rows() for cell in row
            if cell.data_type == "f"}  # fmt: skip


def test_a_workbook_survives_its_json():
    ark = Ark(
        "Å",
        {
            3: {
                2: "tekst",
                4: 1.5,
                5: True,
                6: date(2020, 1, 2),
                7: datetime.fromisoformat("2020-01-02T03:00"),
                8: UDEN_VAERDI,
            }
        },
    )
    bog = Projektmappe((ark,), (("en kommentar", 2),))
    assert understood(b"".join(said(bog))) == bog


@pytest.mark.parametrize(("r", "c", "expected"), [(17, 3, "C17"), (1, 26, "Z1"), (2, 27, "AA2"), (5, 16384, "XFD5")])
def test_an_address_is_as_in_excel(r, c, expected):
    assert celle(r, c) == expected


def test_a_table_far_from_the_corner_keeps_its_addresses():
    ark = only(sheet([["a", 1], ["b", 2]], at=(7, 3)))
    assert ark.raekker == {7: {3: "a", 4: 1}, 8: {3: "b", 4: 2}}


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"])
def test_an_error_cell_is_an_error_and_not_empty(error):
    assert only(sheet([[error, 1]])).raekker[1][1] == Fejlvaerdi(error)


def test_a_formula_without_a_stored_value_is_told_from_an_empty_cell():
    assert only(sheet([["=1+1", None, 3]])).raekker[1] == {1: UDEN_VAERDI, 3: 3}


def test_it_knows_per_cent_hidden_rows_hidden_sheets_and_merged_cells():
    bog = Workbook()
    ark = bog.active
    ark["A1"], ark["A2"], ark["A3"] = 0.5, 0.25, 0.5
    ark["A1"].number_format, ark["A2"].number_format = "0.0 %", "0%"
    ark.row_dimensions[3].hidden = True
    ark.merge_cells("B5:D6")
    bog.create_sheet("gemt").sheet_state = "veryHidden"
    bog.worksheets[1]["A1"] = 1
    first, second = read_sheets(saved(bog)).ark
    assert first.procent == {(1, 1), (2, 1)}
    assert first.skjulte_raekker == {3}
    assert first.flettede == ((5, 2, 6, 4),)
    assert (first.skjult, second.skjult, second.navn) == (False, True, "gemt")


def test_dates_of_the_1904_system_are_the_same_days():
    bog = Workbook()
    bog.epoch = CALENDAR_MAC_1904
    bog.active["A1"] = date(2020, 4, 23)
    assert only(saved(bog)).raekker[1][1] == date(2020, 4, 23)


def test_formatted_blanks_to_the_last_row_cost_nothing():
    def blanks(ark):
        ark.cell(1_048_576, 16_384).number_format = "0.00"

    assert only(changed(L01, blanks)).raekker == only(L01.read_bytes()).raekker


def test_a_lying_dimension_changes_nothing():
    def lie(xml: bytes) -> bytes:
        return xml.replace(b'ref="A1:G365"', b'ref="A1:XFD1048576"', 1)

    assert only(with_part("xl/worksheets/sheet1.xml", lie)).raekker == only(L01.read_bytes()).raekker


HOSTILE = {
    "hjørneceller": '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
    "række 4294967297": '<row r="4294967297"><c r="A4294967297"><v>1</v></c></row>',
    "række -5": '<row r="-5"><c r="A1"><v>1</v></c></row>',
    "kolonne ZZZZZ": '<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>',
    "to gange": '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    "uorden": '<row r="9"><c r="A9"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>',
    "halv xml": '<row r="1"><c r="A1"><v>1',
    "ukendt tekst": '<row r="1"><c r="A1" t="s"><v>99999</v></c></row>',
    "ugyldigt utf-8": '<row r="1"><c r="A1" t="inlineStr"><is><t>\udcff</t></is></c></row>',
    "dyb": "<x>" * 100_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_sheet_is_refused_in_danish_and_quickly(kind):
    content = sheet_xml(HOSTILE[kind])
    start = time.monotonic()
    with pytest.raises(FileRefusedError, match="xlsx"):
        read_sheets(content)
    assert time.monotonic() - start < 10


def test_a_million_rows_are_refused_before_they_are_held():
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(1, 700_000))
    with pytest.raises(FileRefusedError, match="for stort"):
        read_sheets(sheet_xml(rows))


@pytest.mark.skipif(sys.platform == "win32", reason="Hukommelsesloftet findes ikke på Windows")
def test_one_long_text_in_every_cell_does_not_grow_the_app():
    cells = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 60_000))
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + b"x" * 32_000
    found = parts(sheet_xml(cells)) | {"xl/sharedStrings.xml": strings + b"</t></si></sst>"}
    with pytest.raises(FileRefusedError):
        read_sheets(zipped(found))


def test_a_workbook_of_charts_only_is_refused():
    def no_sheets(xml: bytes) -> bytes:
        return xml.replace(b"/relationships/worksheet", b"/relationships/chartsheet")

    with pytest.raises(FileRefusedError, match="ingen ark"):
        read_sheets(with_part("xl/_rels/workbook.xml.rels", no_sheets))


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.kill(os.getpid(), 9)",
        "import time; time.sleep(60)",
        "print('ikke json')",
        'print(\'{"ark": 3, "cpr_steder": []}\')',
        "print('[]')",
        "raise SystemExit(1)",
    ],
    ids=["dræbt", "hænger", "vrøvl", "forkert form", "liste", "opgiver"],
)
def test_a_process_that_fails_gives_one_message(code, monkeypatch):
    real = subprocess.Popen
    monkeypatch.setattr(proces.subprocess, "Popen", lambda _, **given: real([sys.executable, "-c", code], **given))
    monkeypatch.setattr(proces, "VENT", 1 / proces.RAMMER.sekunder)
    with pytest.raises(FileRefusedError, match="Vi kunne ikke læse filen"):
        read_sheets(L01.read_bytes())


@pytest.mark.skipif(sys.platform == "win32", reason="Grænserne findes ikke på Windows")
def test_the_process_bounds_its_own_memory():
    code = (
        "from plads.ingest.regneark.fil.barn import limit, HUKOMMELSE\nlimit(5)\n"
        "try:\n    x = bytearray(HUKOMMELSE)\nexcept MemoryError:\n    raise SystemExit(7)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=proces.ROOT, check=False).returncode == 7


def test_the_process_imports_only_what_it_needs():
    heavy = {"numpy", "pandas", "sqlmodel", "openpyxl", "streamlit"}
    code = f"import plads.ingest.regneark.fil.barn, sys; print({heavy} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], cwd=proces.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_random_changes_to_a_sheet_never_escape():
    rng = random.Random(20200423)
    for _ in range(25):

        def scramble(xml: bytes) -> bytes:
            text = bytearray(xml)
            for _ in range(rng.randint(1, 20)):
                text[rng.randrange(len(text))] = rng.choice(b'<>"/=0123456789abcr \xff')
            return bytes(text)

        with contextlib.suppress(FileRefusedError):
            read_sheets(with_part("xl/worksheets/sheet1.xml", scramble))


def test_an_error_that_excel_does_not_have_is_refused_and_not_repeated():
    cell = '<row r="1"><c r="A1" t="e"><v>Frida</v></c></row>'
    with pytest.raises(FileRefusedError) as refused:
        read_sheets(sheet_xml(cell))
    assert "Frida" not in str(refused.value)
