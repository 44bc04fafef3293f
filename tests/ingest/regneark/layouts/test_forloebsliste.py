"""The list of forløb: schools by name, school years, and dates as people write them."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.layouts.planer.forloebsliste import Forloebslaeser
from plads.models.forloeb import Forloeb, ForloebHistorik, Forloebstatus
from plads.models.proveniens import Grad
from tests.ingest.regneark.filer import L10, changed, sheet

HOVED = ["Skole/institution", "Område", "Forløb", "Indsats", "Skoleår", "Klasser", "Planlagt start", "Faktisk start",
         "Status", "Ny dato", "Bemærkning"]  # fmt: skip


def liste(*rows, titel="Forløbsliste pr. 23. april 2020"):
    return sheet([[titel], [], HOVED, *rows], navn="Forløb")


def forloeb(**changed):
    good = ["Testskole Ahorn", "Amager", "Aktionslæring", "d", "2020/21", None, None, None, "Udskudt", "uge 43", None]
    return [changed.get(name, value) for name, value in zip(HOVED, good, strict=True)]


def problems(udbytte):
    return [(problem.celle, problem.besked) for problem in udbytte.report.problems]


def historik(udbytte) -> list[ForloebHistorik]:
    return [row for row in udbytte.report.rows if isinstance(row, ForloebHistorik)]


def test_the_sample_gives_what_stands_in_it(read):
    udbytte = read(L10.read_bytes())
    rows = list(load_workbook(L10)["Forløb"].iter_rows(min_row=4, values_only=True))
    assert udbytte.report.problems == []
    assert (udbytte.laest, udbytte.klar, udbytte.periode) == (len(rows), 49, "pr. 23. april 2020")
    assert udbytte.summer == {"forloeb": 49, "udskudt_uge43": sum(str(row[9]).startswith("uge 43") for row in rows)}
    stored = [row for row in udbytte.report.rows if isinstance(row, Forloeb)]
    assert len({(row.type, row.enhed, row.skoleaar, row.loebenr) for row in stored}) == 49
    assert sum(row.klasser or 0 for row in stored) == sum(row[5] or 0 for row in rows)
    assert {row.opgjort for row in historik(udbytte)} == {date(2020, 4, 23)}
    delayed = [row for row in historik(udbytte) if row.status is Forloebstatus.FORSINKET]
    assert len(delayed) == sum(row[8] == "Igangsat (forsinket)" for row in rows)


def test_the_same_school_again_is_the_next_number_in_the_order_of_the_file(read):
    udbytte = read(liste(forloeb(), forloeb(), forloeb(Forløb="Co-teaching", Indsats="a/b")))
    assert [(row.type, row.loebenr) for row in historik(udbytte)] == [
        ("aktionslaering", 1), ("aktionslaering", 2), ("co-teaching", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("value", ["2020/21", "20/21", "2020-21", "2020/2021"])
def test_a_school_year_has_four_spellings(read, value):
    assert historik(read(liste(forloeb(Skoleår=value))))[0].skoleaar == "2020/21"


@pytest.mark.parametrize(
    ("value", "tekst", "fra", "til"),
    [
        ("uge 43", "uge 43", date(2020, 10, 19), date(2020, 10, 25)),
        ("uge 4", "uge 4", date(2021, 1, 25), date(2021, 1, 31)),
        ("uge 43, 2020", "uge 43, 2020", date(2020, 10, 19), date(2020, 10, 25)),
        ("efter sommerferien", "efter sommerferien", date(2020, 8, 1), date(2020, 12, 31)),
        ("afventer styregruppen", "afventer styregruppen", None, None),
        (date(2020, 9, 1), "01.09.2020", date(2020, 9, 1), date(2020, 9, 1)),
    ],
)
def test_a_new_date_keeps_its_words_and_lies_after_the_list(read, value, tekst, fra, til):
    row = historik(read(liste(forloeb(**{"Ny dato": value}))))[0]
    assert (row.ny_dato_tekst, row.ny_dato_fra, row.ny_dato_til) == (tekst, fra, til)


@pytest.mark.parametrize(
    ("column", "value", "place", "word"),
    [
        ("Skole/institution", "Testskole Ahron", "A4", "Mente du «Testskole Ahorn»?"),
        ("Område", "Valby-Vesterbro", "B4", "hører til Amager"),
        ("Forløb", "Aktionlæring", "C4", "Mente du «Aktionslæring»?"),
        ("Skoleår", "2020/22", "E4", "skoleåret kan ikke læses"),
        ("Klasser", 2.5, "F4", "helt antal"),
        ("Planlagt start", 43910, "G4", "står som et tal"),
        ("Status", "på vej", "I4", "status kendes ikke"),
        ("Ny dato", "x" * 100, "J4", "for lang"),
    ],
)
def test_a_wrong_cell_is_named(read, column, value, place, word):
    found = problems(read(liste(forloeb(**{column: value}))))
    assert [at for at, _ in found] == [place]
    assert word in found[0][1]


@pytest.mark.parametrize(
    ("value", "problem", "warning"),
    [("d", False, False), ("D", False, False), ("d)", False, False), ("a/d", False, True), ("z", True, False)],
)
def test_the_letters_of_indsatser_are_held_against_the_plan(katalog, value, problem, warning):
    kinds = tuple(replace(kind, indsatser={"k101": frozenset("d")}) for kind in katalog.forloebstyper)
    known = replace(katalog, indsatser={"k101": frozenset("abcdefgh")}, forloebstyper=kinds)
    udbytte = Forloebslaeser().read(Anmodning(read_sheets(liste(forloeb(Indsats=value))), known))
    assert (bool(udbytte.report.problems), bool(udbytte.advarsler)) == (problem, warning)


@pytest.mark.parametrize("titel", ["Forløbsliste", "Forløbsliste pr. april 2020", "Forløbsliste pr. 23. april 2030"])
def test_a_list_without_its_day_is_refused(read, titel):
    assert len(problems(read(liste(forloeb(), titel=titel)))) == 1


def test_the_user_may_say_the_period_instead(read):
    assert historik(read(liste(forloeb(), titel="Liste"), (2020, 4)))[0].opgjort == date(2020, 4, 30)


def test_the_free_text_is_never_kept(read):
    udbytte = read(liste(forloeb(Bemærkning="Frida Frandsen er syg")))
    assert "Frida" not in repr(udbytte)
    assert any("ikke gemt" in melding.besked for melding in udbytte.fund if melding.grad is Grad.INFO)


@pytest.mark.parametrize("name", ["Aktionslæring andre faggrupper", "Aktionslæring (andre faggrupper)"])
def test_aktionslaering_for_others_is_a_kind_of_its_own(read, name):
    assert historik(read(liste(forloeb(Forløb=name))))[0].type == "aktionslaering-andre"


def test_columns_in_another_order_and_place_give_the_same(read):
    def move(ark):
        ark.insert_cols(1, 2)
        ark.insert_rows(2, 3)

    first, second = read(L10.read_bytes()), read(changed(L10, move))
    assert [row.model_dump() for row in first.report.rows] == [row.model_dump() for row in second.report.rows]
