"""How cells look in the sheet model: fills, bold and indents, also from themes and palettes, and within bounds."""

import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, GradientFill, PatternFill
from openpyxl.styles.colors import Color

from plads.ingest.regneark.fil.detaljer import FLEST_UDSEENDER
from plads.ingest.regneark.fil.overfoersel import said, understood
from plads.ingest.regneark.fil.proces import read_sheets
from tests.ingest.regneark.filer import parts, saved, zipped

STILE = "xl/styles.xml"


def filled(colour: Color | str, pattern: str = "solid") -> bytes:
    bog = Workbook()
    bog.active["B2"].fill = PatternFill(pattern, fgColor=colour)
    bog.active["A1"] = 1
    return saved(bog)


def fills(content: bytes) -> dict[tuple[int, int], str]:
    return dict(read_sheets(content).ark[0].fyld)


@pytest.mark.parametrize(
    ("colour", "rgb"),
    [
        ("92D050", "92D050"),
        ("FFffc000", "FFC000"),
        (Color(indexed=10), "FF0000"),
        (Color(theme=0), "FFFFFF"),
        (Color(theme=1), "000000"),
        (Color(theme=4), "4F81BD"),
        (Color(theme=9, tint=0.5999938962981048), "FCD5B5"),
        (Color(theme=0, tint=-0.5), "808080"),
    ],
)
def test_a_solid_fill_is_kept_by_its_colour_also_of_an_empty_cell(colour, rgb):
    found = fills(filled(colour))
    assert list(found) == [(2, 2)]
    # Excel rounds on another scale; the last bit of a tinted colour may differ.
    assert all(abs(int(found[2, 2][at : at + 2], 16) - int(rgb[at : at + 2], 16)) <= 2 for at in (0, 2, 4))


@pytest.mark.parametrize(
    "content",
    [
        filled("92D050", "lightGrid"),
        filled(Color(indexed=64)),
        filled(Color(theme=44)),
    ],
)
def test_a_colour_that_cannot_be_worked_out_is_none(content):
    assert fills(content) == {}


def test_a_gradient_is_no_solid_fill():
    bog = Workbook()
    bog.active["B2"].fill = GradientFill(stop=("FF0000", "00FF00"))
    bog.active["A1"] = 1
    assert fills(saved(bog)) == {}


def test_bold_and_indent_are_kept_and_go_through_json():
    bog = Workbook()
    ark = bog.active
    ark["A1"], ark["A2"], ark["A3"] = "Amager", "Testskole Ahorn", "plain"
    ark["A1"].font = Font(bold=True)
    ark["A2"].alignment = Alignment(indent=2)
    read = read_sheets(saved(bog))
    assert (read.ark[0].fed, dict(read.ark[0].indryk), dict(read.ark[0].fyld)) == ({(1, 1)}, {(2, 1): 2}, {})
    assert understood(b"".join(said(read))) == read


def test_a_font_that_says_it_is_not_bold_is_not():
    bog = Workbook()
    bog.active["A1"] = "x"
    bog.active["A1"].font = Font(bold=True)
    content = parts(saved(bog))
    content[STILE] = content[STILE].replace(b'<b val="1"', b'<b val="0"').replace(b"<b/>", b'<b val="0"/>')
    assert read_sheets(zipped(content)).ark[0].fed == frozenset()


def test_a_workbook_may_bring_its_own_palette_and_lack_a_theme():
    content = parts(filled(Color(indexed=1)))
    own = b'<colors><indexedColors><rgbColor rgb="00112233"/><rgbColor rgb="00ABCDEF"/></indexedColors></colors>'
    content[STILE] = content[STILE].replace(b"</styleSheet>", own + b"</styleSheet>")
    assert fills(zipped(content)) == {(2, 2): "ABCDEF"}
    content = parts(filled(Color(theme=4)))
    del content["xl/theme/theme1.xml"]
    assert fills(zipped(content)) == {}


def test_only_so_many_looks_are_kept():
    bog = Workbook()
    ark = bog.active
    fill = PatternFill("solid", fgColor="92D050")
    for nr in range(1, FLEST_UDSEENDER // 100 + 10):
        for c in range(1, 101):
            ark.cell(nr, c).fill = fill
    ark["A1"] = 1
    assert len(fills(saved(bog))) == FLEST_UDSEENDER


def test_a_sheet_as_wide_as_excel_allows_is_read():
    bog = Workbook()
    ark = bog.active
    ark["A1"] = 1
    ark.cell(1, 16_384).fill = PatternFill("solid", fgColor="FF0000")
    assert fills(saved(bog)) == {(1, 16_384): "FF0000"}


def test_a_hundred_thousand_styles_do_no_harm():
    content = parts(filled("92D050"))
    head, tail = content[STILE].split(b"</cellXfs>")
    content[STILE] = head + b'<xf fillId="2" fontId="0"/>' * 100_000 + b"</cellXfs>" + tail
    assert fills(zipped(content, zipfile.ZIP_STORED)) == {(2, 2): "92D050"}


@pytest.mark.parametrize("nr", [b"9", b"999999", b"0"])
def test_a_style_that_points_at_no_solid_fill_has_none(nr):
    content = parts(filled("92D050"))
    content[STILE] = content[STILE].replace(b'fillId="2"', b'fillId="' + nr + b'"')
    assert fills(zipped(content)) == {}
