"""What a file is, is told by its bytes: each other kind has its own words, whatever it is called."""

import re
import time
import zipfile

import pytest

from plads.errors import FileRefusedError
from plads.ingest.regneark.fil.endelse import remark
from plads.ingest.regneark.fil.formater import refused_text
from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.fil.vagt import objection
from tests.ingest.regneark.filer import L01, parts, zipped

pytestmark = pytest.mark.egen_proces

GOOD = L01.read_bytes()
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600
CSV = "Skole;Antal\nAhorn;1\n"


def old(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le")


def opendocument(kind: str) -> bytes:
    mimetype = b"application/vnd.oasis.opendocument." + kind.encode()
    return zipped({"mimetype": mimetype, "content.xml": b""}, zipfile.ZIP_STORED)


GEM = "Gem den som .xlsx i Excel, og prøv igen."
VAELG = "Vælg Excel-filen (.xlsx) eller csv-filen."
HVERKEN = f"Vi kunne ikke læse filen. Den er hverken en Excel-fil (.xlsx) eller en csv-fil. {GEM}"
WEBSIDE = f"Filen er en webside, selv om den ligner et regneark. Åbn den i Excel. {GEM}"
PAKKET = f"Filen er pakket sammen. Pak den ud, og prøv igen med den fil, der ligger i den. {VAELG}"
BILLEDE = f"Filen er et billede, ikke et regneark. {VAELG}"
KODE = "Filen er beskyttet med adgangskode. Fjern koden i Excel, og prøv igen."
ANDRE = {
    "tom": (b"", "Filen er tom."),
    "xls": (old("Workbook"), f"Filen er en ældre Excel-fil (.xls). {GEM}"),
    "doc": (old("WordDocument"), f"Filen er et Word-dokument, ikke et regneark. {GEM}"),
    "ppt": (old("PowerPoint Document"), f"Filen er en PowerPoint-præsentation, ikke et regneark. {GEM}"),
    "msg": (old("__substg1.0_0037"), f"Filen er en mail, ikke et regneark. Gem den vedhæftede fil for sig. {VAELG}"),
    "xlsx med kode": (old("EncryptedPackage"), KODE),
    "xlsb": (zipped({"xl/workbook.bin": b""}), f"Filen er en binær Excel-fil (.xlsb). {GEM}"),
    "xlsm": (zipped(parts(GOOD) | {"xl/vbaProject.bin": b"x"}), f"Filen indeholder makroer (.xlsm). {GEM}"),
    "ods": (opendocument("spreadsheet"), f"Filen er et OpenDocument-regneark (.ods). {GEM}"),
    "odt": (opendocument("text"), f"Filen er et OpenDocument-dokument, ikke et regneark. {GEM}"),
    "numbers": (
        zipped({"Index/Document.iwa": b"", "Metadata/Properties.plist": b""}),
        f"Filen er et regneark fra Numbers (.numbers). Eksportér den som Excel. {GEM}",
    ),
    "docx": (zipped({"word/document.xml": b""}), f"Filen er et Word-dokument, ikke et regneark. {GEM}"),
    "pptx": (zipped({"ppt/presentation.xml": b""}), f"Filen er en PowerPoint-præsentation, ikke et regneark. {GEM}"),
    "zip med regneark": (zipped({"mappe/Tal.xlsx": GOOD}), PAKKET),
    "zip med brev": (zipped({"brev.txt": b"hej"}), f"Filen er en zip-fil, men ikke et helt regneark. {GEM}"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\4", PAKKET),
    "gz": (b"\x1f\x8b\x08\0" + b"x" * 50, PAKKET),
    "pdf": (b"%PDF-1.7\n1 0 obj", f"Filen er en pdf, ikke et regneark. Hent tallene som Excel-fil. {GEM}"),
    "png": (b"\x89PNG\r\n\x1a\n", BILLEDE),
    "jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF", BILLEDE),
    "bmp": (b"BM\x36\0\x0c\0", BILLEDE),
    "svg": (b"<svg xmlns='x'></svg>", BILLEDE),
    "exe": (b"MZ\x90\0\x03", f"Filen er et program, ikke et regneark. {VAELG}"),
    "rtf": (b"{\\rtf1\\ansi", f"Filen er et tekstdokument, ikke et regneark. {GEM}"),
    "html": (b"\r\n<!-- eksport -->\n<TABLE><tr><td>1</td></tr></TABLE>", WEBSIDE),
    "html i utf-16": ("\ufeff<html><table></table></html>".encode("utf-16-le"), WEBSIDE),
    "xhtml": (b"<?xml version='1.0'?>\n<html xmlns='x'></html>", WEBSIDE),
    "mht": (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", WEBSIDE),
    "xml": (
        b"<?xml version='1.0'?><tal><t>1</t></tal>",
        f"Filen er en xml-fil, ikke et regneark. Åbn den i Excel. {GEM}",
    ),
    "json": (b'[{"skole": "Ahorn", "antal": 1}]', f"Filen er en json-fil, ikke et regneark. {GEM}"),
    "støj": (bytes(range(1, 256)) * 20, HVERKEN),
    "én byte": (b"x", HVERKEN),
}


@pytest.mark.parametrize("kind", ANDRE)
def test_each_other_kind_has_its_own_words(kind):
    content, said = ANDRE[kind]
    assert objection(content) == said
    with pytest.raises(FileRefusedError, match=re.escape(said)):
        read_sheets(content)


@pytest.mark.parametrize(
    "tekst",
    ["BM;Antal\nx;1\n", "Mz nr,Antal\nx,1\n", "RIFF\tAntal\nx\t1\n", "[Skole];[Antal]\nAhorn;1\n", "«Å»;b\n1;2\n", CSV],
)
def test_a_list_is_never_taken_for_something_else(tekst):
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"):
        assert objection(tekst.encode(encoding)) is None


def test_eleven_megabytes_are_too_many_in_the_app_and_not_on_the_command_line():
    content = ("Skole;Antal\n" + "Testskole Ahorn;1\n" * 650_000).encode()
    assert len(content) > 11_000_000
    with pytest.raises(FileRefusedError, match=r"Filen er større end 10 MB. Del den op, og prøv igen."):
        read_sheets(content)
    assert read_sheets(content[: 5 * 1024 * 1024], stor=True).ark[0].raekker


def test_many_comments_before_a_page_cost_no_time():
    start = time.process_time()
    assert refused_text(b"<!-- x -->" * 400 + b"\na;b\n1;2") is None
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("content", "navn", "said"),
    [
        (GOOD, "Tal.xlsx", ""),
        (CSV.encode(), "Tal.CSV", ""),
        (CSV.encode(), "Tal.txt", ""),
        (CSV.encode(), "Tal.xlsx", "Filens navn slutter ikke på .csv, men det er indholdet. Den er læst som csv."),
        (GOOD, "Tal.csv", "Filens navn slutter ikke på .xlsx, men det er indholdet. Den er læst som xlsx."),
        (GOOD, "Tal", "Filens navn slutter ikke på .xlsx, men det er indholdet. Den er læst som xlsx."),
    ],
)
def test_a_wrong_ending_is_read_by_its_content_and_told(content, navn, said):
    assert remark(content, navn) == said
