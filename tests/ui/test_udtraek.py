"""A page as tables: the same numbers as the store, nothing beyond a role, and never for a reader in a browser."""

import csv
import io
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from plads import eksport
from plads.access import Bruger, Rolle
from plads.errors import AccessError, ExportError
from plads.ui import udtraek

ADMIN = Bruger("x", Rolle.ADMINISTRATOR)
CHEF = Bruger("x", Rolle.OMRAADECHEF, "Amager")
AMAGER = """SELECT sum(a.antal) FROM aktivitet a JOIN tilknytning t ON t.barn = a.enhed AND t.art = 'omraade'
  AND t.foraelder = 'k101-amager' AND t.gyldig_fra <= '2018-08-01' AND coalesce(t.gyldig_til, '2099') > '2019-07-31'
  WHERE a.indikator = :indikator AND a.maaned BETWEEN 201808 AND 201907"""


def asked(store, indikator):
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute(AMAGER, {"indikator": indikator}).fetchone()[0]


@pytest.mark.parametrize("bruger", [ADMIN, CHEF], ids=["administrator", "chef"])
def test_an_export_holds_the_store_s_numbers(store, bruger):
    content = eksport.page_file(Path("a.xlsx"), "omraade", "omraade=Amager&skoleaar=2018/19", bruger)
    book = openpyxl.load_workbook(BytesIO(content))
    sheets = {sheet.title: list(sheet.values) for sheet in book}
    curves = [rows for rows in sheets.values() if rows[0][:2] == ("Måned", "Amager")]
    assert sum(row[1] for row in curves[0][1:]) == asked(store, "ppv")
    places = next(rows for rows in sheets.values() if rows[0][:2] == ("Sted", "Område"))
    for navn, kode in (("PPV'er", "ppv"), ("Indstillinger", "indstilling"), ("Klager", "klage")):
        cells = [row[places[0].index(navn)] for row in places[1:]]
        assert sum(cell for cell in cells if isinstance(cell, int)) == asked(store, kode)
    assert any("Internt" in str(row) for row in sheets["Om tallene"])
    assert any("Eksempeldata" in str(row) for row in curves[0])


def test_a_csv_has_every_card_under_its_heading(store):
    content = eksport.page_file(Path("a.csv"), "oekonomi", "plan=kbh", Bruger("x", Rolle.UDVALG))
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert ["Budgetlinjer"] in rows
    assert any("35.075.000 kr." in cell.replace("\u00a0", " ") for row in rows for cell in row)


def test_a_role_exports_only_what_it_sees(store):
    kort = udtraek.collected("skole", {"skole": ["999030"]}, Bruger("x", Rolle.UDVALG))
    tables = [et.tabel() for et in kort]
    cells = [cell for t in tables for c in t.columns if c.navn != "mangler" for cell in t.column(c.navn)]
    assert kort
    assert not [et for et in kort if et.key in ("klassetrin", "perioder")]
    assert not [cell for cell in cells if type(cell) is int and 0 < cell < 5]
    with pytest.raises(AccessError):
        udtraek.collected("indlaes", {}, CHEF)


@pytest.mark.parametrize("side", ["skoler", "historik"])
def test_nothing_to_press_is_spoken_of_on_paper(store, side):
    kort = udtraek.collected(side, {}, ADMIN)
    assert kort
    assert not [et.undertitel for et in kort if "Vælg" in et.undertitel]


@pytest.mark.parametrize(("fil", "side"), [("a.docm", "omraade"), ("a.xlsx", "findes-ikke")])
def test_what_cannot_be_made_says_so(store, fil, side):
    with pytest.raises(ExportError, match=r"skal ende på|findes ikke"):
        eksport.page_file(Path(fil), side, "", ADMIN)
