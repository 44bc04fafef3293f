"""What of a list of children may be asked about by name: a school misspelt, or one that several cases share."""

import pytest

from plads.ingest.regneark.grund.skolenavne import is_misspelt, is_shared
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.models.proveniens import Indlaesningsart


@pytest.mark.parametrize("navn", ["Ahornskolenn", "ahorn skolen"[:5] + "skolen", "Ahornskole"])
def test_a_misspelt_name_is_known(navn):
    assert is_misspelt(navn, "Ahornskolen")


@pytest.mark.parametrize(
    ("navn", "kendt"),
    [
        ("Ida Nørrebro Skole", "Nørrebro Skole"), ("Nørrebro Skole Ida", "Nørrebro Skole"), ("Emma Hansen", None),
        ("Emma Skov", "Ahornskolen"), ("Birka", "Birk"), ("Ida Ahornskolen", "Ahornskolen"),
    ],
)  # fmt: skip
def test_a_name_beside_a_schools_is_not(navn, kendt):
    assert not is_misspelt(navn, kendt)


@pytest.mark.parametrize("navn", ["Byens Skole", "Sankt Annæ Skole", "Børnehuset Solen", "Skolen ved Søerne 2"])
def test_several_cases_share_a_school(navn):
    assert is_shared(navn, 3)
    assert not is_shared(navn, 2)


@pytest.mark.parametrize(
    "navn",
    [
        "Emma Hansen", "Emma, Byens Skole", "Byens Skole (Emma)", "Emma: skole", "12345 Skole", "Emma\nByens Skole",
        "skole " + "a" * 60,
    ],
)  # fmt: skip
def test_what_may_be_somebodys_is_not_shared_by_however_many(navn):
    assert not is_shared(navn, 100)


def test_only_what_is_surely_a_school_is_asked_about_in_a_list_of_children():
    udbytte = Udbytte("L05", Indlaesningsart.SAGER)
    for _ in range(3):
        for navn in ("Byens Skole", "Emma Hansen", "010112-0000 Byens Skole"):
            udbytte.ask(navn, None)
    udbytte.ask("Andens Skole", None)
    udbytte.ask("Ahornskolenn", "Ahornskolen")
    assert udbytte.ukendte == {"Byens Skole": None, "Ahornskolenn": "Ahornskolen"}


def test_other_files_ask_about_every_name():
    udbytte = Udbytte("L01", Indlaesningsart.AKTIVITET)
    udbytte.ask("Emma Hansen", None)
    assert udbytte.ukendte == {"Emma Hansen": None}
