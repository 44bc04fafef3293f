"""Bad sheets: cells out of place, headings and rows that are missing or too many, sheets that lie (B35–B56)."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from tests.indlaes.daarlige.sag import FIRE, SYV, Sag
from tests.ingest.regneark.filer import HOVED, activity, long_list, parts, saved, sheet, sheet_xml, zipped

GOD = long_list(activity(), activity(Måned=2, Antal=3))
ARK = "xl/worksheets/sheet1.xml"


def but(change: Callable[[Any], object], content: bytes = GOD) -> bytes:
    """Return a good file after a change to its sheet."""
    bog = load_workbook(BytesIO(content))
    change(bog.worksheets[0])
    return saved(bog)


def xml(old: bytes, new: bytes, name: str = ARK) -> bytes:
    """Return a good file with something else in the text of one part."""
    found = parts(GOD)
    assert old in found[name]
    return zipped(found | {name: found[name].replace(old, new, 1)})


def without(missing: str) -> bytes:
    c = HOVED.index(missing)
    return sheet([[*row[:c], *row[c + 1 :]] for row in (HOVED, activity())])


def merges() -> bytes:
    each = "".join(f'<mergeCell ref="J{2 * nr + 9}:J{2 * nr + 10}"/>' for nr in range(300_000))
    return xml(b"</sheetData>", f'</sheetData><mergeCells count="300000">{each}</mergeCells>'.encode())


def names() -> bytes:
    each = "".join(f'<definedName name="n{nr}">Data!$A$1</definedName>' for nr in range(100_000))
    return xml(b"</sheets>", f"</sheets><definedNames>{each}</definedNames>".encode(), "xl/workbook.xml")


def two_sheets(first: str, *, same: bool) -> bytes:
    bog = load_workbook(BytesIO(GOD))
    if same:
        bog.copy_worksheet(bog.worksheets[0]).title = first
    else:
        bog.create_sheet(first, 0)["A1"] = "Velkommen"
    return saved(bog)


def hidden(ark: Any) -> None:
    ark.row_dimensions[3].hidden = True


def hidden_sheet(ark: Any) -> None:
    extra = ark.parent.create_sheet("gammel")
    extra["A1"] = 1
    extra.sheet_state = "hidden"


def blanks(ark: Any) -> None:
    for r in range(10, 30):
        ark.cell(r, 2).number_format = "@"


def wide(ark: Any) -> None:
    for c in range(8, 16_385):
        ark.cell(1, c).value = f"k{c}"


def merged_area() -> bytes:
    def merge(ark: Any) -> None:
        ark.merge_cells("C2:C3")

    return but(merge, long_list(activity(), activity(Instnr=999002, Skole="Testskole Birk")))


FORMER = [
    Sag(
        "B35",
        "celler i arkets fire hjørner",
        sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'),
    ),
    Sag("B36a", "række 4294967297", sheet_xml('<row r="4294967297"><c r="A4294967297"><v>1</v></c></row>')),
    Sag("B36b", "række −5", sheet_xml('<row r="-5"><c r="A1"><v>1</v></c></row>')),
    Sag("B36c", "kolonne ZZZZZ", sheet_xml('<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>')),
    Sag("B38", "16.384 kolonner", lambda: but(wide), SYV),
    Sag("B39a", "arket siger, at det har en million rækker", xml(b'ref="A1:G3"', b'ref="A1:XFD1048576"'), SYV),
    Sag("B39b", "arket siger, at det har én celle", xml(b'ref="A1:G3"', b'ref="A1"'), SYV),
    Sag("B39c", "arkets omfang er vrøvl", xml(b'ref="A1:G3"', b'ref="hej"'), SYV),
    Sag("B39d", "arkets omfang mangler", xml(b'<dimension ref="A1:G3" />', b""), SYV),
    Sag("B40", "tomme formaterede rækker", but(blanks), SYV),
    Sag("B41a", "300.000 flettede celler", merges, SYV),
    Sag(
        "B41b",
        "hele arket er flettet",
        xml(b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        SYV,
    ),
    Sag("B42", "100.000 navne", names, SYV),
    Sag(
        "B43a",
        "rækker i uorden",
        sheet_xml('<row r="9"><c r="A9"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'),
    ),
    Sag("B43b", "den samme celle to gange", sheet_xml('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')),
    Sag("B44", "tallene står på andet ark", two_sheets("Forside", same=False), SYV),
    Sag("B45", "to ark passer", two_sheets("Kopi", same=True)),
    Sag("B46", "tabellen begynder i C7", sheet([HOVED, activity(), activity(Måned=2, Antal=3)], at=(7, 3)), SYV),
    Sag("B47", "kun overskrifter", sheet([HOVED])),
    Sag("B48", "en kolonne mangler", without("Antal")),
    Sag("B49", "en overskrift står to gange", sheet([[*HOVED, "Antal"], [*activity(), 9]])),
    Sag("B50", "en overskrift er stavet forkert", sheet([[*HOVED[:6], "Antl"], activity()])),
    Sag(
        "B51",
        "kolonner i en anden orden",
        sheet([row[::-1] for row in (HOVED, activity(), activity(Måned=2, Antal=3))]),
        SYV,
    ),
    Sag("B52", "flettet område, som ikke passer på den anden skole", merged_area(), {"PPV'er": 8}),
    Sag(
        "B53",
        "måneder hen ad siden",
        sheet([["Klager"], ["Skole", "jan 2020", "feb 2020"], ["Testskole Ahorn", 1, 2]]),
        {"Klager": 3},
    ),
    Sag("B54", "skjult række", but(hidden), SYV),
    Sag(
        "B55a",
        "sumrække, der passer",
        long_list(activity(), activity(Måned=2, Antal=3), [None, "I alt", *[None] * 4, 7]),
        SYV,
    ),
    Sag("B55b", "sumrække, der ikke passer", long_list(activity(), [None, "I alt", *[None] * 4, 7])),
    Sag(
        "B56", "note under tabellen", long_list(activity(), activity(Måned=2, Antal=3), [], ["Kilde: fagsystemet"]), SYV
    ),
    Sag("U08", "ukendte overskrifter", sheet([["Noget", "andet"], [1, 2]])),
    Sag("U09", "kolonne, der ikke bruges", sheet([[*HOVED, "Bemærkning"], [*activity(), "hej"]]), FIRE),
    Sag("U10", "skjult ark", but(hidden_sheet), SYV),
]
