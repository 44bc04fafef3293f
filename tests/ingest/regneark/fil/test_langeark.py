"""A long sheet that is taken apart says the same, cell by cell, as one that is read cell by cell."""

import random
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from plads.ingest.regneark.fil import laes
from plads.ingest.regneark.fil.barn import BROKEN
from plads.ingest.regneark.fil.detaljer import SheetError
from plads.ingest.regneark.fil.laes import read_workbook
from plads.ingest.regneark.grund.soejler import Soejleraekker
from tests.ingest.regneark.filer import PROEVER, saved, with_part

SAMPLES = sorted(PROEVER.glob("*.xlsx"))
MEST = 600_000


@pytest.fixture
def both(monkeypatch):
    """Return a function that reads a workbook in both ways, and what became of each."""

    def read(content: bytes):
        found = []
        for limit in (0, 1 << 40):
            monkeypatch.setattr(laes, "LANGT_FRA", limit)
            try:
                found.append(read_workbook(content, MEST))
            except (SheetError, *BROKEN) as error:
                found.append(str(error) if isinstance(error, SheetError) else "beskadiget")
        return found

    return read


def taken_apart(bog) -> bool:
    return not isinstance(bog, str) and any(isinstance(ark.raekker, Soejleraekker) for ark in bog.ark)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_say_the_same(both, path: Path):
    long, short = both(path.read_bytes())
    assert long == short
    assert taken_apart(long)


def strange(rng: random.Random) -> Workbook:
    """Return a workbook with all kinds of cells in no order."""
    bog = Workbook()
    for _ in range(2):
        ark = bog.create_sheet()
        for _ in range(rng.randint(1, 200)):
            cell = ark.cell(rng.choice([1, 2, 3, 7, 8, 40, 1000]) + rng.randint(0, 9), rng.choice([1, 2, 3, 28, 703]))
            cell.value = rng.choice([
                None, 0, -1, 7, 7.0, 1.5, 1e300, 123456789, True, False, "æøå", " ", "x & <y>", "=1+1", "#REF!",
                "2020-01-02", date(2020, 3, 1), datetime.fromisoformat("2020-03-01T10:30"), "a\nb", "'", '"',
            ])  # fmt: skip
            cell.number_format = rng.choice(["General", "0%", "0.00", "yyyy-mm-dd", "@"])
            if rng.random() < 0.2:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FFFF0000")
            ark.row_dimensions[cell.row].hidden = rng.random() < 0.1
        ark.merge_cells("B2:C4")
        ark.oddHeader.center.text = "Side 1"
    return bog


@pytest.mark.parametrize("seed", range(12))
def test_every_kind_of_cell_says_the_same(both, seed):
    long, short = both(saved(strange(random.Random(seed))))
    assert long == short
    assert taken_apart(long)


CHANGES = {
    "mellemrum": lambda xml: xml.replace(b"</row>", b"</row>\n  ").replace(b"</c>", b"</c> "),
    "kommentar": lambda xml: xml.replace(b"</row>", b"<!-- x --></row>", 3),
    "uden adresser": lambda xml: xml.replace(b'<c r="A2" ', b"<c ", 1),
    "anden orden": lambda xml: xml.replace(b'<c r="B3" t="s">', b'<c t="s" r="B3">', 1),
    "tom række": lambda xml: xml.replace(b"</row>", b'</row><row r="2000" hidden="1"/>').replace(
        b'<row r="2000" hidden="1"/>', b"", xml.count(b"</row>") - 1
    ),
    "rækker bytter": lambda xml: xml.replace(b'<row r="5"', b'<row r="4"', 1),
    "celler bytter": lambda xml: xml.replace(b'<c r="C5"', b'<c r="A5"', 1),
    "forkert række": lambda xml: xml.replace(b'<c r="C5"', b'<c r="C6"', 1),
    "ulukket": lambda xml: xml.replace(b"</c>", b"", 1),
    "ulukket række": lambda xml: xml.replace(b"</row>", b"", 1),
    "celle i celle": lambda xml: xml.replace(b"<v>", b'<c r="H9"><v>', 1),
    "langt borte": lambda xml: xml.replace(b'<row r="9"', b'<row r="99999999"', 1),
    "rigtig tekst": lambda xml: xml.replace(b'<c r="C5" t="s"><v>', b'<c r="C5" t="str"><v>a &amp; b ', 1),
    "findes ikke": lambda xml: xml.replace(b'<c r="C5" t="s"><v>', b'<c r="C5" t="s"><v>9999', 1),
    "formel": lambda xml: xml.replace(b'<c r="G5">', b'<c r="G5"><f>1+1</f>', 1),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_sheet_written_otherwise_says_the_same_or_is_refused_with_the_same_words(both, change):
    long, short = both(with_part("xl/worksheets/sheet1.xml", change))
    assert long == short


@pytest.mark.parametrize("seed", range(4))
def test_random_changes_say_the_same(both, seed):
    rng = random.Random(seed)
    for _ in range(15):

        def scramble(xml: bytes) -> bytes:
            text = bytearray(xml)
            for _ in range(rng.randint(1, 3)):
                text[rng.randrange(len(text))] = rng.choice(b'<>"/=0123456789abcr ')
            return bytes(text)

        long, short = both(with_part("xl/worksheets/sheet1.xml", scramble))
        assert long == short


def test_it_works_in_pieces_that_end_in_the_middle_of_a_row(both, monkeypatch):
    from plads.ingest.regneark.fil import langeark

    monkeypatch.setattr(langeark, "STYKKE", 997)
    long, short = both(SAMPLES[0].read_bytes())
    assert long == short
    assert taken_apart(long)


def test_too_many_cells_are_refused_with_the_same_words(both, monkeypatch):
    monkeypatch.setattr(__import__(__name__, fromlist=["MEST"]), "MEST", 100)
    long, short = both(SAMPLES[0].read_bytes())
    assert long == short
    assert isinstance(long, str)
