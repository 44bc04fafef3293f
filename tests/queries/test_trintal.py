"""Cases per class level against plain SQL on a small random store."""

from __future__ import annotations

import random

import pytest
import sqlalchemy as sa

from plads.charts.trintal import trintabel
from plads.filters import Filter
from plads.models.indikator import Indikatorart, Trintal
from plads.models.proveniens import Indlaesningsart
from plads.queries import trintal
from plads.serier import Periode, Trin
from plads.store import Upload, accept, reading, transaction
from tests.facts import load
from tests.queries.skoler import DER, register, skole

TRIN = ("dagtilbud", "0", "3", "10", "ukendt")
YEARS = {"2018/19": (201808, 201907), "2019/20": (201908, 202007), "2020/21": (202008, 202107)}


def cases(chance):
    months = [aar * 100 + nr for aar in (2019, 2020) for nr in range(1, 13)]
    return [
        Trintal(maaned=maaned, indikator=indikator, enhed=enhed, trin=trin, antal=chance.randint(1, 9))
        for maaned in months
        for indikator in ("ppv", "klage", "elever")
        for enhed in (skole(0), skole(1), f"{DER}-skole")
        for trin in TRIN
        if chance.random() < 0.15
    ]


@pytest.fixture(params=range(2), ids=lambda seed: f"seed{seed}")
def filled(engine, request):
    """Return a store with random counts; those of klage are made up."""
    load(engine)
    rows = cases(random.Random(request.param))
    with transaction(engine) as session:
        accept(session, Upload(Indlaesningsart.FORLOEB, "x", "x", "0" * 64, tuple(register(2))))
        for nr, made_up in enumerate((False, True), 1):
            part = tuple(row for row in rows if (row.indikator == "klage") is made_up)
            accept(session, Upload(Indlaesningsart.SAGER, f"{nr}", "x", f"{nr}" * 64, part, eksempel=made_up))
    return engine


def asked(engine, **choice):
    with reading(engine) as session:
        return trintal.levels(session, Filter("lille", **choice))


def sql(engine, query, **values):
    with engine.connect() as connection:
        return connection.execute(sa.text(query), values).all()


@pytest.mark.parametrize("skoleaar", YEARS)
@pytest.mark.parametrize("nr", [0, 1])
def test_flows_add_up_and_a_stock_is_that_of_its_last_month(filled, skoleaar, nr):
    first, last = YEARS[skoleaar]
    span = "FROM trintal WHERE enhed = :e AND maaned BETWEEN :first AND :last"
    query = f"""SELECT indikator, trin, sum(antal) {span} AND indikator <> 'elever' GROUP BY indikator, trin
        UNION ALL SELECT indikator, trin, antal {span} AND indikator = 'elever'
        AND maaned = (SELECT max(maaned) {span} AND indikator = 'elever')"""
    truth = {(i, t): antal for i, t, antal in sql(filled, query, e=skole(nr), first=first, last=last)}
    rows = asked(filled, skoler=(skole(nr),), skoleaar=(skoleaar,))
    assert {(row.indikator, row.trin): row.antal for row in rows} == truth
    assert len(rows) == len(truth)
    assert {row.indikator for row in rows if row.eksempel} <= {"klage"}


def test_each_row_tells_the_months_its_indicator_is_from(filled):
    query = "SELECT min(maaned), max(maaned) FROM trintal WHERE enhed = :e AND indikator = 'ppv' AND maaned <= 201907"
    [(first, last)] = sql(filled, query, e=skole(0))
    rows = [row for row in asked(filled, skoler=(skole(0),), skoleaar=("2018/19",)) if row.indikator == "ppv"]
    numbers = {(row.foerste.foerste, row.sidste.foerste) for row in rows}
    assert numbers == {(first // 100 * 12 + first % 100 - 1, last // 100 * 12 + last % 100 - 1)}


def test_only_what_is_chosen_and_only_the_plans_own_schools(filled):
    rows = asked(filled, indikatorer=("ppv",), skoleaar=("2019/20",))
    [(own,)] = sql(filled, "SELECT sum(antal) FROM trintal WHERE indikator = 'ppv' AND enhed LIKE 'k999%' "
                           "AND maaned BETWEEN 201908 AND 202007")  # fmt: skip
    assert {row.indikator for row in rows} == {"ppv"}
    assert sum(row.antal for row in rows) == own
    assert asked(filled) == []


def row(indikator, trin, antal, art=Indikatorart.STROEM, orden=1):
    september = Periode(2020 * 12 + 8, Trin.MAANED)
    return trintal.TrintalRow(
        indikator, f"Navn {indikator}", orden, art, trin, antal, september, september, eksempel=False
    )


def test_levels_go_from_the_youngest_to_the_unknown_and_an_empty_one_is_empty():
    rows = [row("b", trin, 1) for trin in ("ukendt", "10", "2", "0", "dagtilbud")]
    rows += [row("a", "2", 4, Indikatorart.BEHOLDNING, orden=2)]
    table = trintabel(rows)
    assert table.titler == ("Klassetrin", "Navn b", "Navn a, september 2020")
    assert table.texts() == (
        ("Dagtilbud", "1", ""), ("0. klasse", "1", ""), ("2. klasse", "1", "4"), ("10. klasse", "1", ""),
        ("Ukendt", "1", ""),
    )  # fmt: skip


def test_made_up_levels_are_marked():
    table = trintabel([row("a", "1", 2), row("a", "2", 2)._replace(eksempel=True)])
    assert table.column("datagrundlag") == ("", "Eksempeldata")
