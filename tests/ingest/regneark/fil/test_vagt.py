"""The guard turns away what is no workbook, each with its own words."""

import random
import zipfile
from pathlib import Path

import pytest

from plads.ingest.regneark.fil.vagt import Graenser, objection
from tests.ingest.regneark.filer import L01, L06, L09, L10, parts, with_part, zipped

GOOD = L01.read_bytes()
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600
ANDRE = {
    "tom": (b"", "Filen er tom"),
    "en byte": (b"x", "kunne ikke læse"),
    "støj": (random.Random(1).randbytes(5000), "kunne ikke læse"),
    "html": (b"<html><table><tr><td>1</td></tr></table>", "webside"),
    "xml 2003": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML 2003"),
    "pdf": (b"%PDF-1.7 ...", "pdf"),
    "png": (b"\x89PNG\r\n\x1a\n....", "billede"),
    "exe": (b"MZ\x90\0\x03", "program"),
    "xls": (OLE + "Workbook".encode("utf-16-le"), "(.xls)"),
    "adgangskode": (OLE + "EncryptedPackage".encode("utf-16-le"), "adgangskode"),
    "halv": (GOOD[: len(GOOD) // 2], "beskadiget"),
    "uden slutning": (GOOD[:-20], "beskadiget"),
    "tom zip": (zipped({}), "kunne ikke læse"),
    "docx": (zipped({"[Content_Types].xml": b"", "word/document.xml": b"<a/>"}), "Word"),
    "xlsb": (zipped({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), ".xlsb"),
    "xlsm": (zipped(parts(GOOD) | {"xl/vbaProject.bin": b"x"}), "makroer"),
    "ods": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""}, zipfile.ZIP_STORED),
        ".ods",
    ),
    "zip": (zipped({"brev.txt": b"hej"}), "ikke et helt regneark"),
}


@pytest.mark.parametrize("path", [L01, L06, L09, L10], ids=lambda path: path.stem)
def test_it_lets_a_workbook_in(path: Path):
    assert objection(path.read_bytes()) is None


@pytest.mark.parametrize("kind", ANDRE)
def test_it_says_what_a_file_is_instead(kind):
    content, said = ANDRE[kind]
    assert said in (objection(content) or "")


@pytest.mark.parametrize("missing", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_it_misses_a_part_that_must_be_there(missing):
    left = {name: data for name, data in parts(GOOD).items() if name != missing}
    assert "ikke et helt regneark" in objection(zipped(left))


def test_a_flipped_byte_is_noticed():
    with_flip = bytearray(GOOD)
    with_flip[100] ^= 0xFF
    assert objection(bytes(with_flip)) is not None


@pytest.mark.parametrize("name", ["../ude.xml", "/rod.xml", "C:/ude.xml", "xl\\..\\..\\ude.xml"])
def test_a_path_that_leads_out_is_refused(name):
    assert "peger ud" in objection(zipped(parts(GOOD) | {name: b"x"}))


def test_two_parts_with_one_name_are_refused():
    twice = [*parts(GOOD).items(), ("xl/worksheets/SHEET1.xml", b"<a/>")]
    assert "to dele med samme navn" in objection(zipped(twice))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_that_excel_does_not_use_is_refused(method):
    assert "Excel ikke bruger" in objection(zipped(parts(GOOD), method))


@pytest.mark.parametrize("said", ["<!DOCTYPE a>", '<!DOCTYPE a [<!ENTITY b "c">]>'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_part_and_encoding(said, encoding):
    assert "DOCTYPE" in objection(with_part("docProps/app.xml", lambda _: f"{' ' * 70000}{said}<a/>".encode(encoding)))


def test_a_drawing_with_a_document_type_is_let_be():
    assert objection(with_part("xl/media/image1.svg", lambda _: b"<!DOCTYPE svg><svg/>")) is None


def test_a_bomb_is_counted_and_not_believed():
    bomb = bytearray(with_part("xl/bombe.xml", lambda _: b" " * 61 * 1024 * 1024))
    assert "fylder for meget" in objection(bytes(bomb))
    # The directory now says that the part is 10 bytes.
    place = bomb.rfind(b"PK\x01\x02", 0, bomb.rfind(b"xl/bombe.xml"))
    bomb[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert objection(bytes(bomb)) is not None


def test_too_many_parts_and_too_many_bytes_are_refused():
    many = parts(GOOD) | {f"xl/x{nr}.xml": b"" for nr in range(600)}
    assert "flere end 500 dele" in objection(zipped(many))
    assert "større end" in objection(GOOD, Graenser(bytes=1000))


def test_an_encrypted_part_is_refused():
    locked = bytearray(GOOD)
    place = locked.rfind(b"PK\x01\x02")
    locked[place + 8] |= 1
    assert "adgangskode" in objection(bytes(locked))


def test_random_damage_never_raises():
    rng = random.Random(20200423)
    for _ in range(300):
        damaged = bytearray(GOOD)
        for _ in range(rng.randint(1, 8)):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        objection(bytes(damaged[: rng.randint(1, len(damaged))]))
