"""Tables of places and forløb: zero, hidden and not reported stay three things, empty columns are left out."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from plads.charts.aktivitet import Stedraekke, forloebstabel, stedtabel
from plads.tables import Kind
from plads.tilstand import Tilstand

TAVS, SKJULT = Tilstand.IKKE_RAPPORTERET, Tilstand.DISKRETIONERET


class Forloeb(NamedTuple):
    typenavn: str = "Co-teaching"
    skole: str = "Dyveke"
    skoleaar: str = "2019/20"
    klasser: int | None = 4
    planlagt: str = "uge 43"
    start: str = ""
    status: str = "i_gang"
    ny_dato: str = ""
    opgjort: date | None = date(2020, 4, 23)
    eksempel: bool = False


def sted(navn, klager, rate, **andet):
    row = Stedraekke(navn, "Amager", "Almenskole", 612, {"klage": klager}, {"klage": rate}, mangler=0, eksempel=False)
    return row._replace(**andet)


def test_zero_hidden_and_not_reported_are_three_things():
    table = stedtabel([sted("a", 0, 0.0), sted("b", SKJULT, SKJULT), sted("c", TAVS, TAVS)], [("klage", "Klager")])
    assert [row[-2:] for row in table.texts()] == [("0", "0,0"), ("•", "•"), ("–", "–")]


def test_a_rate_has_one_decimal_and_sorts_as_a_number():
    table = stedtabel([sted("a", 3, 4.902)], [("klage", "Klager")])
    assert table.texts()[0] == ("a", "Amager", "Almenskole", "612", "3", "4,9")
    assert table.columns[-1].kind is Kind.DECIMAL
    assert table.columns[-1].kind.er_tal


def test_a_column_that_is_empty_in_every_row_is_left_out():
    table = stedtabel([sted("Amager", 3, 4.9, omraade="")], [("klage", "Klager")])
    assert "Område" not in table.titler
    assert "Mangler" not in table.titler
    assert "Datagrundlag" not in table.titler


def test_missing_reports_and_made_up_figures_have_a_column_of_their_own():
    rows = [sted("a", 3, 4.9, mangler=2), sted("b", 1, 1.0, eksempel=True)]
    table = stedtabel(rows, [("klage", "Klager")])
    assert table.column("mangler") == (2, None)
    assert table.column("datagrundlag") == ("", "Eksempeldata")


def test_forloeb_say_their_status_in_danish():
    table = forloebstabel([Forloeb()])
    assert table.titler == ("Skole", "Forløb", "Skoleår", "Klasser", "Planlagt start", "Status", "Opgjort")
    assert table.texts() == (("Dyveke", "Co-teaching", "2019/20", "4", "uge 43", "i gang", "23.04.2020"),)
