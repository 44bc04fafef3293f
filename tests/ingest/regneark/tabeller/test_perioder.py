"""Period words and headings of months: what they mean, and what is not guessed."""

import time
from datetime import date, datetime
from itertools import product

import pytest

from plads.ingest.regneark.tabeller.maanedsord import maaned, maanedsord
from plads.ingest.regneark.tabeller.perioder import hele_maaned, opgjort, periode, spaend
from plads.text import MAANEDER


@pytest.mark.parametrize(
    ("tekst", "said"),
    [
        ("1. halvår 2020", "1. halvår 2020"),
        ("1.halvår 2020", "1. halvår 2020"),
        ("andet halvår 2020", "2. halvår 2020"),
        ("2. kvt. 2020", "2. kvartal 2020"),
        ("2. kvartal i 2020", "2. kvartal 2020"),
        ("Q2 2020", "2. kvartal 2020"),
        ("2020K1", "1. kvartal 2020"),
        ("skoleåret 2019/20", "skoleåret 2019/20"),
        ("Skoleår: 2019/2020", "skoleåret 2019/20"),
        ("marts 2020", "marts 2020"),
        ("mar-20", "marts 2020"),
        ("2020-03", "marts 2020"),
        ("2020", "2020"),
        ("Data pr. område, 1. halvår 2020", "1. halvår 2020"),
        ("Ledelsesinformation 2020 - PPV'er", "2020"),
        ("2020, 1. halvår", "1. halvår 2020"),
        ("Periode: 01.01.2020 - 30.06.2020", "1. halvår 2020"),
        ("01-01-2020 til 30-06-2020", "1. halvår 2020"),
        ("januar–juni 2020", "1. halvår 2020"),
        ("aug. 2019 - jul. 2020", "skoleåret 2019/20"),
        ("1. halvår 2020, opgjort pr. 01.07.2020", "1. halvår 2020"),
        ("Data fra 1. halvår 2020", "1. halvår 2020"),
        ("uge 12, 2020", "uge 12, 2020"),
        ("PPV 2020 - 1. halvår", "1. halvår 2020"),
        ("2020: marts", "marts 2020"),
        ("1. - 2. kvartal 2020", "1. halvår 2020"),
        ("3.-4. kvt. 2020", "2. halvår 2020"),
        ("1.-4. kvartal 2020", "2020"),
        ("1. og 2. halvår 2020", "2020"),
        ("Perioden januar - juni 2020", "1. halvår 2020"),
        ("Aktivitet jan-mar 2020 for skoler", "1. kvartal 2020"),
        ("Indsatsplan for marts 2020", "marts 2020"),
        ("Indsatsplan 2019-2021, status marts 2020", "marts 2020"),
        ("Indsatsplanen for inkluderende læringsmiljøer 2019 | 1. kvartal 2020", "1. kvartal 2020"),
        ("PPV marts 2020 sammenlignet med marts 2019", "marts 2020"),
        ("PPV marts 2020, opdateret 3. april 2020", "marts 2020"),
        ("Ledelsesinformation marts 2020; næste rapport: maj 2020", "marts 2020"),
    ],
)
def test_a_period_is_found_in_a_text(tekst, said):
    found = periode(tekst)
    assert found is not None
    assert found.tekst == said


@pytest.mark.parametrize(
    "tekst",
    [
        "Indsatsplan 2019", "Rammehandleplan 2019-2021", "Indsatsplan for inkluderende læringsmiljøer 2019",
        "Næste rapport: maj 2020", "Sidste rapport var februar 2020", "Sammenlignet med marts 2019", "Skabelon 2018",
        "Godkendt maj 2020", "Behandlet i udvalget maj 2020", "Møde maj 2020", "Udsendt maj 2020",
        "Opdateret maj 2020", "Version 2020", "Frist: maj 2020",
    ],
)  # fmt: skip
def test_what_dates_something_else_is_no_period_of_the_figures(tekst):
    assert periode(tekst) is None


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "Børne- og Ungdomsforvaltningen",
        "Opgjort pr. 30-09-2020",
        "Opgjort pr. 30. september 2020",
        "januar–september 2020",
        "efter 1. halvår 2020",
        "foråret 2020",
        "2019 og 2020",
        "Tal for 2019 og 1. halvår 2020",
        "Skoleåret 2019/20, marts 2020",
        "1. halvår",
        "marts",
        "Bilag 2020.5",
        "2020 " * 60,
        "1.-3. kvartal 2020",
        "Q1-Q3 2020",
        "2020 til og med juni",
        "2020 og frem",
        "3. kvartal 2020 og frem",
    ],
)
def test_what_names_no_single_period_is_not_guessed(tekst):
    assert periode(tekst) is None


@pytest.mark.parametrize(
    ("tekst", "said"), [("1. kvt.", "1. kvartal 2020"), ("Marts", "marts 2020"), ("2. halvår", "2. halvår 2020")]
)
def test_a_period_without_a_year_gets_the_one_given(tekst, said):
    found = periode(tekst, 2020)
    assert found is not None
    assert found.tekst == said


@pytest.mark.parametrize(
    "celle",
    [
        datetime.fromisoformat("2020-01-01"),
        date(2020, 1, 31),
        43831,
        43831.0,
        "jan-20",
        "jan. 2020",
        "Jan '20",
        "2020 januar",
        "2020 jan",
        "2020-januar",
        "2020 Jan.",
        "2020, januar*",
        "2020-01",
        "01-2020",
        "1/2020",
        "Januar 2020",
        "2020M01",
        202001,
        "202001",
        "01-01-2020",
        "31.01.2020",
        "2020-01-01 00:00:00",
        "januar 2020*",
    ],
)
def test_a_heading_with_a_year_is_that_month(celle):
    assert maaned(celle, None) == 202001
    assert maaned(celle, 1999) == 202001


@pytest.mark.parametrize("celle", ["jan", "januar", "Jan.", "1", 1, "01", "md. 1", "Måned 1"])
def test_a_heading_without_a_year_needs_one(celle):
    assert maaned(celle, None) is None
    assert maaned(celle, 2020) == 202001


@pytest.mark.parametrize(
    "celle",
    [None, "", "I alt", "13", 0, 13, 2020, "2020", "2019/20", True, "Mål", "1. kvt.", "15.01.2020", 3.5, "x", "1.",
     "20 januar", "2020/21 januar", "2020 jan-mar", "2020 jan 21", "2020 januar og frem"],
)  # fmt: skip
def test_what_is_no_month_is_none(celle):
    assert maanedsord(celle) is None


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        ("Opgjort pr. 30-09-2020", date(2020, 9, 30)),
        ("Opgjort pr. 30. september 2020", date(2020, 9, 30)),
        ("Opgjort den 30.9.2020", date(2020, 9, 30)),
        ("Status pr. 2020-09-30", date(2020, 9, 30)),
        ("Udtræk 01-10-2020 08:14", date(2020, 10, 1)),
        ("Opgjort pr. | 30-09-2020", date(2020, 9, 30)),
        ("Data pr. område, 1. halvår 2020", None),
        ("30-09-2020", None),
        ("Opgjort pr. 30-09-2020 og 31-10-2020", None),
        ("Opgjort pr. 31-02-2020", None),
    ],
)
def test_the_day_of_a_count_is_read(tekst, dag):
    assert opgjort(tekst) == dag


def test_months_are_told_as_a_span():
    assert spaend([]) == ""
    assert spaend([202003]) == "marts 2020"
    assert spaend([202009, 202001]) == "januar–september 2020"
    assert spaend([201908, 202007]) == "august 2019–juli 2020"


@pytest.mark.parametrize("form", ["{n} {y}", "{n:.3}-{s:02}", "{m:02}-{y}", "{y}-{m:02}", "{n:.3}. {y}"])
def test_a_month_in_any_spelling_is_itself(form):
    for aar, nr in product(range(2000, 2100, 7), range(1, 13)):
        said = form.format(n=MAANEDER[nr - 1], y=aar, s=aar % 100, m=nr)
        assert maaned(said, None) == aar * 100 + nr
        # 2010-11 is a school year to some and November to others: only a heading of months says which.
        assert periode(said) == hele_maaned(aar * 100 + nr) or form == "{y}-{m:02}"


def test_the_longest_cell_there_can_be_is_no_month_and_takes_no_time():
    start = time.process_time()
    assert maanedsord("-" * 32_767) is None
    assert time.process_time() - start < 1
