"""The made-up units: enough of them, all different, none real, with a history."""

from __future__ import annotations

import csv
import os
from collections import Counter
from datetime import date

import pytest

from plads.demo.register import read_register
from plads.errors import FactsError
from plads.ingest.faktafiler.facts import read_facts
from tests.demo.laesning import DATA

REGISTER = DATA / "demo" / "register.yaml"
RIGTIGE = DATA.parents[1] / "shared" / "samples" / "rigtige" / "kbh_skoler_afledt.csv"
OMRAADER = [
    "k101-amager",
    "k101-indre-by-oesterbro",
    "k101-noerrebro-bispebjerg",
    "k101-valby-vesterbro-kgs-enghave",
    "k101-vanloese-broenshoej",
]
PROEVENAVNE = ["Ahorn", "Birk", "Cypres", "Ege", "Fyr", "Gran", "Hassel", "Ibsens Allés", "Kastanje", "Lærk"]


def _names(enhed):
    return [navn["navn"] for navn in enhed["navne"]]


def test_it_is_a_fact_file_without_problems():
    report = read_facts(REGISTER.name, REGISTER.read_bytes())
    assert not report.problems
    assert {type(row).__name__ for row in report.rows} == {"Enhed", "EnhedNavn", "Enhedspris", "Tilknytning"}


def test_it_has_seventy_schools_and_their_institutions(enheder):
    assert Counter(enhed["type"] for enhed in enheder) == {
        "skole": 60,
        "specialskole": 10,
        "daginstitution": 40,
        "klynge": 10,
        "hovedinstitution": 1,
    }
    numre = {
        type_: sorted(enhed["kode"] for enhed in enheder if enhed["type"] == type_)
        for type_ in ("skole", "specialskole")
    }
    assert numre["skole"] == [str(nr) for nr in range(999001, 999061)]
    assert numre["specialskole"] == [str(nr) for nr in range(999101, 999111)]


def test_no_number_and_no_name_is_used_twice(enheder):
    numre = [enhed["institutionsnr"] for enhed in enheder if "institutionsnr" in enhed]
    navne = [navn for enhed in enheder for navn in _names(enhed)]
    assert len(set(numre)) == len(numre)
    assert len({navn.casefold() for navn in navne}) == len(navne)
    assert all(nr.startswith("999") and len(nr) == 6 for nr in numre)


def test_every_unit_belongs_to_an_omraade(enheder):
    fundet = Counter(led["foraelder"] for enhed in enheder for led in enhed["tilknytninger"] if led["art"] == "omraade")
    assert sorted(fundet) == OMRAADER
    assert min(fundet.values()) >= 20
    assert all("omraade" in {led["art"] for led in enhed["tilknytninger"]} for enhed in enheder)


def test_the_ten_schools_of_the_samples_are_there(enheder):
    kendte = {enhed["kode"]: enhed for enhed in enheder}
    for nr, navn in enumerate(PROEVENAVNE):
        enhed = kendte[str(999001 + nr)]
        assert any("Testskole" in andet or "Testskole" in navn for andet in _names(enhed)[1:])
        assert navn.rstrip("e") in _names(enhed)[1]
        assert enhed["tilknytninger"][0]["foraelder"] == OMRAADER[nr % 5]


# Where nothing may be skipped, a test that needs a list that is not there does not exist.
@pytest.mark.skipif(not RIGTIGE.exists(), reason="Listen over rigtige skoler er her ikke")
def test_no_school_is_real(enheder):
    with RIGTIGE.open(encoding="utf-8-sig") as fil:
        rigtige = list(csv.DictReader(fil, delimiter=";"))
    navne = {navn.casefold() for enhed in enheder for navn in _names(enhed)}
    assert len(rigtige) > 60
    assert not navne & {row["navn"].casefold() for row in rigtige}
    assert not {enhed["kode"] for enhed in enheder} & {row["institutionsnr"] for row in rigtige}


test_no_school_is_real.__test__ = RIGTIGE.exists() or not os.environ.get("PLADS_CI")


def test_a_school_has_the_omraade_of_the_day():
    skole = next(enhed for enhed in read_register().enheder if enhed.nr == "999036")
    assert skole.omraade(date(2019, 7, 31)) == "k101-indre-by-oesterbro"
    assert skole.omraade(date(2019, 8, 1)) == "k101-amager"


def test_one_school_opens_and_one_closes(tal):
    maaneder = {nr: sorted({m for (enhed, _, m) in tal.antal if enhed == nr}) for nr in ("999057", "999058")}
    assert (maaneder["999057"][0], maaneder["999057"][-1]) == (201908, 202207)
    assert (maaneder["999058"][0], maaneder["999058"][-1]) == (201708, 202007)


def test_departments_report_and_their_head_does_not(enheder, tal):
    afdelinger = {
        enhed["kode"] for enhed in enheder for led in enhed["tilknytninger"] if led["art"] == "hovedinstitution"
    }
    rapporterer = {nr for nr, _, _ in tal.antal}
    assert len(afdelinger) == 2
    assert afdelinger <= rapporterer
    assert "999091" not in rapporterer


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "register.yaml").write_text("enheder: [{type: skole}]", encoding="utf-8")
    with pytest.raises(FactsError, match=r"register\.yaml"):
        read_register(tmp_path)
