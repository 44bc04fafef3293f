"""Fuzzy Danish dates and school years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import format_date

from plads.periods import (
    FleksDato,
    parse,
    parse_skoleaar,
    skoleaar_interval,
    skoleaar_of,
    uge,
)
from plads.text import dato, dato_kort

DAGE = [date(2019, 12, 28) + timedelta(days=17 * n) for n in range(60)]


@pytest.mark.parametrize(
    ("tekst", "fra", "til", "praecision"),
    [
        ("12. marts 2020", "2020-03-12", "2020-03-12", "dag"),
        ("torsdag den 12. marts 2020", "2020-03-12", "2020-03-12", "dag"),
        ("12/3-2020", "2020-03-12", "2020-03-12", "dag"),
        ("12.01.15", "2015-01-12", "2015-01-12", "dag"),
        ("03-04-20", "2020-04-03", "2020-04-03", "dag"),
        ("3-4-2020", "2020-04-03", "2020-04-03", "dag"),
        ("jan-20", "2020-01-01", "2020-01-31", "måned"),
        ("Maj-2020", "2020-05-01", "2020-05-31", "måned"),
        ("Q1 2020", "2020-01-01", "2020-03-31", "kvartal"),
        ("3. kvt. 2020", "2020-07-01", "2020-09-30", "kvartal"),
        ("3.-24. februar 2016", "2016-02-03", "2016-02-24", "interval"),
        ("uge 43 2020", "2020-10-19", "2020-10-25", "uge"),
        ("uge43 2020", "2020-10-19", "2020-10-25", "uge"),
        ("uge 43-45, 2020", "2020-10-19", "2020-11-08", "interval"),
        ("April 2020", "2020-04-01", "2020-04-30", "måned"),
        ("2020-02", "2020-02-01", "2020-02-29", "måned"),
        ("4/2020", "2020-04-01", "2020-04-30", "måned"),
        ("efteråret 2020", "2020-09-01", "2020-11-30", "årstid"),
        ("foråret 2021", "2021-03-01", "2021-05-31", "årstid"),
        ("sommeren 2020", "2020-06-01", "2020-08-31", "årstid"),
        ("vinteren 2020/21", "2020-12-01", "2021-02-28", "årstid"),
        ("primo 2020", "2020-01-01", "2020-02-29", "interval"),
        ("medio 2020", "2020-06-01", "2020-07-31", "interval"),
        ("ultimo 2020", "2020-11-01", "2020-12-31", "interval"),
        ("primo marts 2020", "2020-03-01", "2020-03-10", "interval"),
        ("medio marts 2020", "2020-03-11", "2020-03-20", "interval"),
        ("ultimo marts 2020", "2020-03-22", "2020-03-31", "interval"),
        ("ultimo 1. halvår 2020", "2020-05-02", "2020-06-30", "interval"),
        ("i starten af 2020", "2020-01-01", "2020-03-31", "kvartal"),
        ("slutningen af 2020", "2020-10-01", "2020-12-31", "kvartal"),
        ("1. halvår 2020", "2020-01-01", "2020-06-30", "halvår"),
        ("2. kvartal 2020", "2020-04-01", "2020-06-30", "kvartal"),
        ("2020", "2020-01-01", "2020-12-31", "år"),
        ("2016-2020", "2016-01-01", "2020-12-31", "interval"),
        ("2016 til 2020", "2016-01-01", "2020-12-31", "interval"),
        ("skoleåret 2020/21", "2020-08-01", "2021-07-31", "skoleår"),
        ("2020/21", "2020-08-01", "2021-07-31", "skoleår"),
        ("skoleåret 2019/20 og 2020/21", "2019-08-01", "2021-07-31", "interval"),
        ("august 2019 – august 2020", "2019-08-01", "2020-08-31", "interval"),
        ("fra november til februar 2021", "2020-11-01", "2021-02-28", "interval"),
        ("inden sommerferien 2020", "2020-01-01", "2020-06-30", "halvår"),
        ("efter sommerferien 2020", "2020-08-01", "2020-12-31", "interval"),
        ("efteråret 2020 og foråret 2021", "2020-09-01", "2021-05-31", "interval"),
    ],
)
def test_it_reads_the_interval_a_text_means(tekst: str, fra: str, til: str, praecision: str) -> None:
    laest = parse(tekst)
    assert laest == FleksDato(tekst, date.fromisoformat(fra), date.fromisoformat(til))
    assert laest.praecision == praecision


@pytest.mark.parametrize(
    ("tekst", "fra", "til"),
    [
        ("frem mod 2023", None, date(2023, 12, 31)),
        ("senest 1. maj 2020", None, date(2020, 5, 1)),
        ("inden 1. maj 2020", None, date(2020, 4, 30)),
        ("inden udgangen af 2020", None, date(2020, 12, 31)),
        ("inden jul 2020", None, date(2020, 12, 23)),
        ("fra 2021", date(2021, 1, 1), None),
        ("efter uge 43 2020", date(2020, 10, 26), None),
    ],
)
def test_it_leaves_an_end_open_when_the_text_does(tekst: str, fra: date | None, til: date | None) -> None:
    assert parse(tekst) == FleksDato(tekst, fra, til)
    assert parse(tekst).praecision == "interval"


@pytest.mark.parametrize(
    "tekst",
    ["afventer styregruppen", "løbende", "", "maj", "uge 43", "31.02.2020", "uge 54 2020", "19-20",
     "24.-3. februar 2016", "2020-13-01", "5. kvartal 2020", "3. halvår 2020", "efter jul 2020", "29 skoler",
     "31-02-20", "Q5 2020", "3-4", "Q1",
     "maj 2020 - ", "2021-2020"],
)  # fmt: skip
def test_it_keeps_a_text_it_cannot_date(tekst: str) -> None:
    assert parse(tekst) == FleksDato(tekst, None, None)
    assert parse(tekst).praecision == "ukendt"


@pytest.mark.parametrize(
    "tekst", ["uge 43", "maj", "12. marts", "efterår", "inden sommerferien", "1. halvår"]
)
def test_it_borrows_the_year_it_is_given(tekst: str) -> None:
    laant, skrevet = parse(tekst, 2020), parse(f"{tekst} 2020")
    assert laant.tekst == tekst
    assert (laant.fra, laant.til) == (skrevet.fra, skrevet.til) != (None, None)


@pytest.mark.parametrize("dag", DAGE)
def test_it_reads_back_every_way_of_writing_a_day(dag: date) -> None:
    for tekst in (
        dato(dag),
        dato_kort(dag),
        dag.isoformat(),
        format_date(dag, "EEEE 'den' d. MMMM y", locale="da"),
    ):
        assert parse(tekst) == FleksDato(tekst, dag, dag)


@pytest.mark.parametrize("dag", DAGE)
def test_it_puts_every_day_inside_its_own_week_month_and_school_year(dag: date) -> None:
    iso = dag.isocalendar()
    fra, til = uge(iso.year, iso.week)
    assert fra <= dag <= til
    assert (fra.isoweekday(), til.isoweekday()) == (1, 7)
    maaned = parse(format_date(dag, "MMMM y", locale="da"))
    assert maaned.fra
    assert maaned.til
    assert maaned.fra <= dag <= maaned.til
    assert (maaned.til + timedelta(days=1)).day == 1


@pytest.mark.parametrize("dag", DAGE)
def test_it_agrees_with_itself_about_school_years(dag: date) -> None:
    skoleaar = skoleaar_of(dag)
    fra, til = skoleaar_interval(skoleaar)
    assert fra <= dag <= til
    assert skoleaar_of(fra) == skoleaar_of(til) == parse_skoleaar(skoleaar) == skoleaar
    assert skoleaar_of(til + timedelta(days=1)) != skoleaar
    assert (parse(skoleaar).fra, parse(skoleaar).til) == (fra, til)


@pytest.mark.parametrize(
    "tekst", ["2019-20", "19/20", "2019/2020", "2019/20", "skoleåret 2019/20", " 2019–20 "]
)
def test_it_reads_a_school_year_in_any_spelling(tekst: str) -> None:
    assert parse_skoleaar(tekst) == "2019/20"


@pytest.mark.parametrize("tekst", ["2019", "2019/21", "2020/19", "19.20", "", "maj 2020"])
def test_it_refuses_what_is_not_a_school_year(tekst: str) -> None:
    assert parse_skoleaar(tekst) is None
    with pytest.raises(ValueError, match="ikke et skoleår"):
        skoleaar_interval(tekst)


def test_it_crosses_the_century_in_a_school_year() -> None:
    assert skoleaar_of(date(1999, 9, 1)) == "1999/00"
    assert skoleaar_interval("1999/00") == (date(1999, 8, 1), date(2000, 7, 31))


def test_it_refuses_a_week_the_year_does_not_have() -> None:
    assert uge(2020, 53) == (date(2020, 12, 28), date(2021, 1, 3))
    with pytest.raises(ValueError, match="week"):
        uge(2021, 53)


def test_it_sorts_by_the_earliest_day_and_unknown_last() -> None:
    tekster = ["starten af 2020", "uge 43 2020", "frem mod 2023", "afventer styregruppen"]
    assert sorted(map(parse, reversed(tekster)), key=lambda f: f.noegle) == [parse(t) for t in tekster]
