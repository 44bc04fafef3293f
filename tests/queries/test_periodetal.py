"""Figures of whole periods against plain SQL on a small random store, beside what the months give."""

from __future__ import annotations

import random
from datetime import date

import pytest
import sqlalchemy as sa

from plads.charts.periodetal import periodetabel
from plads.filters import Filter
from plads.models.indikator import Aktivitet, Periodeart, Vaerdi
from plads.models.organisation import ALTID, Tilknytning, Tilknytningsart
from plads.models.proveniens import Indlaesningsart
from plads.queries import periodetal
from plads.serier import Periode, Trin, maaned_nr
from plads.store import Upload, accept, reading, transaction
from plads.tilstand import Tilstand
from tests.facts import load
from tests.queries.skoler import HER, register, skole

MOVED = date(2020, 7, 1)
PERIODS = [Periode(maaned_nr(date(2020, nr, 1)), Trin.KVARTAL) for nr in (1, 4, 7)]
PERIODS += [Periode(maaned_nr(date(2020, 1, 1)), trin) for trin in (Trin.HALVAAR, Trin.AAR)]
PERIODS += [Periode(maaned_nr(date(2019, 8, 1)), Trin.SKOLEAAR)]
CHOICES = [Filter("lille"), Filter("lille", skoler=(skole(1),)), Filter("lille", indikatorer=("klage",))]
CHOICES += [Filter("lille", omraader=(f"{HER}-{navn}",)) for navn in ("nord", "syd")]


def value(periode, indikator, enhed, antal, opgjort, **other):
    state = Tilstand.DISKRETIONERET if antal is None else Tilstand.OPLYST if antal else Tilstand.NUL
    return Vaerdi(
        indikator=indikator, enhed=enhed, periodeart=Periodeart(periode.trin.value), fra=periode.fra, til=periode.til,
        opgjort=opgjort, antal=antal, tilstand=state, **other,
    )  # fmt: skip


def month(nr, indikator, enhed, antal):
    state = Tilstand.DISKRETIONERET if antal is None else Tilstand.OPLYST
    return Aktivitet(maaned=nr, indikator=indikator, enhed=enhed, antal=antal, tilstand=state)


def figures(chance):
    """Return figures of four schools, two of them the same school in two områder, with a few things beside them."""
    indicators = ("ppv", "klage", "elever")
    found = [
        value(p, i, skole(nr), chance.choice([None, 0, 3, 14]), date(2020, 12, dag), **beside)
        for p in PERIODS for i in indicators for nr in range(4) for dag in (1, 20) if chance.random() < 0.6
        for beside in [{"grundlag": "bopael"} if chance.random() < 0.1 else {}]
    ]  # fmt: skip
    found += [value(PERIODS[0], "andel", skole(0), 5, date(2020, 4, 1)), value(PERIODS[0], "ppv", "k101-skole", 9,
              date(2020, 4, 1))]  # fmt: skip
    for i in indicators:
        for nr in range(4):
            gap = chance.choice([None, 202002, 202009])
            found += [
                month(m, i, skole(nr), chance.choice([1, 1, 2, None] if m == gap else [1, 2]))
                for m in (201908, 201909, *range(201910, 201913), *range(202001, 202013))
                if m != gap or chance.random() < 0.5
            ]
    return found


def memberships():
    def member(nr, navn, **other):
        return Tilknytning(barn=skole(nr), art=Tilknytningsart.OMRAADE, foraelder=f"{HER}-{navn}", **other)

    yield from (member(0, "nord"), member(1, "nord"), member(2, "syd"))
    yield member(3, "nord", gyldig_fra=ALTID, gyldig_til=date(2020, 6, 30))
    yield member(3, "syd", gyldig_fra=MOVED)


@pytest.fixture(params=range(2), ids=lambda seed: f"seed{seed}")
def filled(engine, request):
    """Return a store with random figures; those of klage are made up."""
    load(engine)
    rows = figures(random.Random(request.param))
    with transaction(engine) as session:
        accept(session, Upload(Indlaesningsart.FORLOEB, "x", "x", "0" * 64, (*register(4), *memberships())))
        for nr, made_up in enumerate((False, True), 1):
            part = tuple(row for row in rows if (row.indikator == "klage") is made_up)
            accept(session, Upload(Indlaesningsart.AKTIVITET, f"{nr}", "x", f"{nr}" * 64, part, eksempel=made_up))
    return engine


def asked(engine, valg):
    with reading(engine) as session:
        return periodetal.figures(session, valg)


def sql(engine, query, **values):
    with engine.connect() as connection:
        return connection.execute(sa.text(query), values).all()


def in_area(navn, nr, periode):
    if nr == 3:
        return navn.endswith("syd" if periode.til >= MOVED else "nord")
    return navn.endswith("syd" if nr == 2 else "nord")


def wanted(valg, nr, periode, indikator):
    chosen = not valg.skoler or skole(nr) in valg.skoler
    placed = not valg.omraader or in_area(valg.omraader[0], nr, periode)
    return chosen and placed and (not valg.indikatorer or indikator in valg.indikatorer)


def reported(engine, valg, periode, indikator):
    """Return the newest figure of each chosen school: {school: number or None}."""
    query = """SELECT enhed, antal FROM vaerdi v WHERE indikator = :i AND periodeart = :art AND fra = :fra
        AND grundlag = '' AND opgjort = (SELECT max(opgjort) FROM vaerdi w WHERE w.indikator = v.indikator
        AND w.enhed = v.enhed AND w.periodeart = v.periodeart AND w.fra = v.fra AND w.grundlag = '')"""
    rows = sql(engine, query, i=indikator, art=periode.trin.value, fra=str(periode.fra))
    numbers = {skole(nr): nr for nr in range(4)}
    return {e: antal for e, antal in rows if e in numbers and wanted(valg, numbers[e], periode, indikator)}


def of_months(engine, periode, indikator, enhed):
    """Return what the months give, or None when one is missing."""
    first, last = (dag.year * 100 + dag.month for dag in (periode.fra, periode.til))
    first = last if indikator == "elever" else first
    query = """SELECT count(antal), sum(antal) FROM aktivitet WHERE indikator = :i AND enhed = :e
        AND maaned BETWEEN :first AND :last"""
    [(count, total)] = sql(engine, query, i=indikator, e=enhed, first=first, last=last)
    return total if count == (1 if indikator == "elever" else len(periode.maaneder)) else None


@pytest.mark.parametrize("valg", CHOICES, ids=str)
def test_every_figure_is_what_the_store_holds(filled, valg):
    shown = {(row.periode, row.indikator): row for row in asked(filled, valg)}
    for periode in PERIODS:
        for indikator in ("ppv", "klage", "elever"):
            truth = reported(filled, valg, periode, indikator)
            row = shown.pop((periode, indikator), None)
            assert (row is None) == (not truth)
            if row is None:
                continue
            known = {e: antal for e, antal in truth.items() if antal is not None}
            assert row.celle == (sum(known.values()) if known else Tilstand.DISKRETIONERET)
            assert (row.skoler, row.uden) == (set(known), len(truth) - len(known))
            assert row.eksempel == (indikator == "klage")
            months = {e: of_months(filled, periode, indikator, e) for e in known}
            assert row.afviger == {e for e in known if months[e] not in (None, known[e])}
            assert row.maaneder == (None if not months or None in months.values() else sum(months.values()))
    assert not shown


def test_the_newest_period_comes_first(filled):
    rows = asked(filled, Filter("lille"))
    order = [row.periode.til for row in rows]
    assert order == sorted(order, reverse=True)


@pytest.mark.parametrize(
    ("choice", "gone"),
    [({"aar": (2019,)}, {"1. kvartal 2020", "1. halvår 2020", "2020"}), ({"skoleaar": ("2020/21",)}, {"2019/20"})],
)
def test_only_periods_that_touch_the_chosen_years(filled, choice, gone):
    every = {row.periode.navn for row in asked(filled, Filter("lille"))}
    names = {row.periode.navn for row in asked(filled, Filter("lille", **choice))}
    assert names
    assert gone <= every - names


def test_another_plan_has_none(filled):
    assert asked(filled, Filter("findes ikke")) == []


def test_a_public_statistic_is_no_report_of_a_school(filled):
    before = asked(filled, Filter("lille"))
    with filled.begin() as connection:
        place = "(SELECT min(kode) FROM kildested)"
        connection.execute(sa.text(f"UPDATE vaerdi SET kilde = {place} WHERE indikator = 'klage'"))
    left = asked(filled, Filter("lille"))
    assert left == [row for row in before if row.indikator != "klage"]


ROW = periodetal.PeriodetalRow(
    "ppv", "PPV'er", 1, PERIODS[0], 12, frozenset("ab"), 0, 14, frozenset("a"), maaneder_eksempel=False,
    opgjort=date(2020, 4, 2), eksempel=False,
)  # fmt: skip
KLAGE = ROW._replace(indikator="klage", navn="Klager", orden=2)


def shown(rows, *, flere=False):
    table = periodetabel(rows, flere=flere)
    return [dict(zip(table.titler, texts, strict=True)) for texts in table.texts()]


def test_numbers_that_disagree_stand_beside_each_other():
    rows = [ROW, KLAGE._replace(celle=Tilstand.DISKRETIONERET, maaneder=None, afviger=frozenset())]
    assert shown(rows) == [
        {"Periode": "1. kvartal 2020", "PPV'er": "12", "Klager": "•", "Månederne giver": "PPV'er: 14",
         "Senest opgjort": "02.04.2020"}
    ]  # fmt: skip


def test_months_that_agree_are_not_mentioned():
    [line] = shown([ROW._replace(celle=14, afviger=frozenset())])
    assert "Månederne giver" not in line


def test_made_up_months_and_made_up_figures_are_marked():
    [line] = shown([ROW._replace(maaneder_eksempel=True, eksempel=True), KLAGE])
    assert line["Månederne giver"] == "PPV'er: 14 · Klager: 14 (eksempeldata)"
    assert line["Datagrundlag"] == "Eksempeldata"


def test_several_schools_are_counted_and_so_are_those_whose_months_differ():
    rows = [ROW._replace(uden=1), KLAGE._replace(skoler=frozenset("bc"), maaneder=None, afviger=frozenset("c"))]
    [line] = shown(rows, flere=True)
    assert (line["Skoler"], line["Skoler, hvor månederne afviger"], line["Mangler"]) == ("3", "2", "1")


def test_a_year_and_a_school_year_are_told_apart_and_what_is_not_reported_is_said():
    lines = shown([ROW._replace(periode=PERIODS[4]), KLAGE._replace(periode=PERIODS[5])])
    assert [(line["Periode"], line["PPV'er"], line["Klager"]) for line in lines] == [
        ("Året 2020", "12", "–"), ("Skoleåret 2019/20", "–", "12"),
    ]  # fmt: skip


def test_a_share_never_is_a_figure_of_a_period(filled):
    assert "andel" not in {row.indikator for row in asked(filled, Filter("lille"))}
