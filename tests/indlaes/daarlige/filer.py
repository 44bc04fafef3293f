"""Bad files: what is no workbook, what is damaged, and what is built to do harm (B01–B34)."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

from tests.indlaes.daarlige.sag import FIRE, Sag
from tests.ingest.regneark.fil.test_formater import ANDRE
from tests.ingest.regneark.filer import activity, long_list, parts, sheet_xml, with_part, zipped

GOD = long_list(activity())
DELE = parts(GOD)
ARK = "xl/worksheets/sheet1.xml"
CSV = "Inst.nr.;Skole;Område;År;Måned;Indikator;Antal\n999001;Testskole Ahorn;Amager;2020;3;PPV'er;4\n".encode()


def other(nr: str, hvad: str, kind: str, navn: str = "fil.xlsx") -> Sag:
    """Return a file of another kind that gives itself away by its bytes."""
    return Sag(nr, hvad, ANDRE[kind][0], navn=navn)


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def overlapping() -> bytes:
    """Return a workbook whose directory names the same bytes twice, under two names."""
    content = bytearray(zipped({**DELE, "xl/a.xml": random.Random(2).randbytes(9000), "xl/b.xml": b""}))
    first, second = (content.rfind(b"PK\1\2", 0, content.rfind(name)) for name in (b"xl/a.xml", b"xl/b.xml"))
    for start, end in ((10, 12), (16, 28), (42, 46)):
        content[second + start : second + end] = content[first + start : first + end]
    return bytes(content)


def encrypted() -> bytes:
    content = bytearray(GOD)
    content[content.rfind(b"PK\1\2") + 8] |= 1
    return bytes(content)


def with_sheets(count: int) -> bytes:
    return zipped(DELE | {f"xl/worksheets/sheet{nr}.xml": b"<a/>" for nr in range(1, count)})


def stored(content: bytes) -> bytes:
    """Return the same parts without compression."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts(content).items():
            archive.writestr(name, data)
    return out.getvalue()


FILER = [
    other("B01", "tom fil", "tom"),
    other("B02", "én byte", "én byte"),
    Sag("B03", "kun hentet halvt", GOD[: len(GOD) // 2]),
    Sag("B04", "de sidste 20 byte mangler", GOD[:-20]),
    Sag("B05", "én byte er ændret", flipped(GOD, 100)),
    Sag("B06", "tilfældige bytes", random.Random(1).randbytes(5000)),
    Sag("B07", "csv med navnet .xlsx", CSV, FIRE),
    other("B08", "webside som .xls", "html", "fil.xls"),
    Sag("B09", "XML 2003", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
    other("B10", "pdf", "pdf"),
    other("B11", "billede", "png"),
    other("B12", "program", "exe"),
    other("B13", "Word", "docx"),
    other("B14", ".xls", "xls", "fil.xls"),
    other("B15", ".xlsb", "xlsb", "fil.xlsb"),
    other("B16", ".ods", "ods", "fil.ods"),
    other("B17", ".xlsm med makroer", "xlsm", "fil.xlsm"),
    other("B18", "adgangskode", "xlsx med kode"),
    Sag("B19", "tom zip", zipped({})),
    Sag("B20", "en nødvendig del mangler", zipped({name: x for name, x in DELE.items() if name != "xl/workbook.xml"})),
    Sag(
        "B21",
        "kun diagramark",
        with_part(
            "xl/_rels/workbook.xml.rels",
            lambda xml: xml.replace(b"/relationships/worksheet", b"/relationships/chartsheet"),
        ),
    ),
    Sag("B22", "to dele med samme navn", zipped([*DELE.items(), ("xl/worksheets/SHEET1.xml", b"<a/>")])),
    Sag("B23", "sti ud af filen", zipped(DELE | {"../ude.xml": b"x"})),
    Sag("B24", "dele, der overlapper", overlapping),
    Sag("B25a", "pakket med bzip2", zipped(DELE, zipfile.ZIP_BZIP2)),
    Sag("B25b", "krypteret del", encrypted()),
    Sag("B26", "noget foran zip-filen", b"junk" * 9 + GOD),
    Sag("B27", "over 10 MB", lambda: CSV * 150_000, navn="fil.csv"),
    Sag("B28", "zip-bombe", lambda: with_part("xl/bombe.xml", lambda _: b" " * 61 * 1024 * 1024)),
    Sag("B29a", "over 500 dele", lambda: zipped(DELE | {f"xl/x{nr}.xml": b"" for nr in range(600)})),
    Sag("B29b", "2.000 ark", lambda: with_sheets(2000)),
    Sag(
        "B30a",
        "entitet, der henter en fil",
        with_part("docProps/app.xml", lambda _: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
    ),
    Sag(
        "B30b",
        "milliard-latter",
        with_part(ARK, lambda _: b'<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><a>&b;</a>'),
    ),
    Sag("B31", "100.000 elementer i hinanden", sheet_xml("<x>" * 100_000)),
    Sag("B32", "ugyldig UTF-8", sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>\udcff</t></is></c></row>')),
    Sag(
        "B33",
        "henvisning til en tekst, der ikke er der",
        sheet_xml('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'),
    ),
    Sag("B34a", "filnavn med sti og vendt skrift", GOD, FIRE, "..\u202e<b>x.xlsx"),
    Sag("B34b", "filnavn på over 200 tegn", GOD, FIRE, "x" * 200 + ".xlsx"),
    Sag("B34c", "cpr-nummer i filens navn", GOD, navn="010112-0000.xlsx"),
    other("U01", "PowerPoint", "pptx", "fil.pptx"),
    other("U02", "Numbers", "numbers", "fil.numbers"),
    other("U03", "regneark i en zip-fil", "zip med regneark", "fil.zip"),
    other("U04", "mail", "msg", "fil.msg"),
    other("U05", "json", "json", "fil.json"),
    Sag("U06", "noget andet i en zip-fil", zipped({"brev.txt": b"hej"}), navn="fil.zip"),
    Sag("U07", "kun pakket anderledes", stored(GOD), FIRE),
]
