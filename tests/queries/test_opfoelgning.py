"""The uploaded follow-up and budget tables against plain SQL on the same store."""

import random

import pytest
import sqlalchemy as sa

from plads.charts.opfoelgning import budgettabel, opfoelgningstabel
from plads.filters import Filter
from plads.models.oekonomi import Budgetpost, Opfoelgningskolonne, Opfoelgningstal
from plads.models.proveniens import Indlaesningsart
from plads.queries import opfoelgning
from plads.store import Upload, accept, reading, transaction
from tests.facts import load

VALG = Filter("lille")
MIO = 100_000_000


def figures(rng, kommune):
    return [
        Opfoelgningstal(kommune=kommune, aar=aar, kode=f"K{nr}", kolonne=kolonne, tekst=f"Tekst {nr}",
                        oere=rng.randint(-(10**12), 10**12))
        for aar in (2020, 2021) for nr in range(6) for kolonne in Opfoelgningskolonne if rng.random() < 0.8
    ]  # fmt: skip


def posts(rng, kommune):
    return [
        Budgetpost(kommune=kommune, tabel=f"Tabel {t}", tekst=f"Post {nr}", styringsomraade="Service", aar=aar,
                   afsnit=f"Afsnit {nr % 2}", oere=rng.randint(0, 10**10), prisniveau=2020)
        for t in (1, 2) for nr in range(5) for aar in (2020, 2021, 2022) if rng.random() < 0.7
    ]  # fmt: skip


@pytest.fixture
def filled(engine):
    """Return a store with figures of the small plan's municipality and of another."""
    rng = random.Random(20200423)
    load(engine)
    with transaction(engine) as session:
        for art, make in ((Indlaesningsart.BUDGETOPFOELGNING, figures), (Indlaesningsart.BUDGET, posts)):
            accept(session, Upload(art, "x", "x.xlsx", art.ljust(64, "0"), tuple(make(rng, "k999"))))
    return engine


def sql(engine, query):
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(query))]


def asked(engine, query, valg=VALG):
    with reading(engine) as session:
        return query(session, valg)


def test_the_follow_up_is_what_the_store_holds(filled):
    shown = {
        (row.aar, row.kode, kolonne): oere
        for row in asked(filled, opfoelgning.follow_up)
        for kolonne, oere in [
            ("oprindeligt", row.oprindeligt),
            ("korrigeret_inkl", row.korrigeret),
            *zip(("forventet_31_03", "forventet_31_05", "forventet_30_09"), row.forventet, strict=True),
        ]
        if oere is not None
    }
    query = "SELECT aar, kode, kolonne, oere FROM opfoelgningstal WHERE kolonne LIKE 'opr%' OR kolonne LIKE '%inkl' \
        OR kolonne LIKE 'forv%'"
    assert shown == {(aar, kode, kolonne): oere for aar, kode, kolonne, oere in sql(filled, query)}


def test_the_result_is_what_is_expected_less_the_corrected_budget(filled):
    shown = {
        (r.aar, r.kode): r.afvigelse[0] for r in asked(filled, opfoelgning.follow_up) if r.afvigelse[0] is not None
    }
    query = (
        "SELECT a.aar, a.kode, a.oere - b.oere FROM opfoelgningstal a \
        JOIN opfoelgningstal b USING (kommune, aar, kode) \
        WHERE a.kolonne = 'forventet_31_03' AND b.kolonne = 'korrigeret_inkl'"
    )
    assert shown == {(aar, kode): oere for aar, kode, oere in sql(filled, query)}


def test_the_budget_tables_are_what_the_store_holds(filled):
    shown = {
        (row.tabel, row.tekst, aar): oere
        for row in asked(filled, opfoelgning.budget_posts)
        for aar, oere in row.beloeb.items()
    }
    query = "SELECT tabel, tekst, aar, oere FROM budgetpost"
    assert shown == {(tabel, tekst, aar): oere for tabel, tekst, aar, oere in sql(filled, query)}


@pytest.mark.parametrize("query", [opfoelgning.follow_up, opfoelgning.budget_posts])
def test_only_the_chosen_years_and_the_plans_own_municipality(filled, query):
    rows = asked(filled, query, Filter("lille", aar=(2021,)))
    assert rows
    assert {aar for row in rows for aar in (getattr(row, "beloeb", None) or [row.aar])} == {2021}
    assert asked(filled, query, Filter("findes ikke")) == []


def test_a_result_is_shown_with_its_number_and_in_words():
    row = opfoelgning.OpfoelgningRow(
        2020, "K1", "PPR", 30 * MIO, 31 * MIO, (None, int(32.5 * MIO), None), eksempel=False
    )
    table = opfoelgningstabel([row])
    shown = dict(zip(table.titler, table.texts()[0], strict=True))
    assert shown == {
        "Område": "PPR", "Kode": "K1", "Oprindeligt budget": "30,0", "Korr. budget inkl. bevillinger": "31,0",
        "Forventet 31. maj": "32,5", "Afvigelse 31. maj": "1,5", "Seneste forventning": "Merforbrug 1,5 mio. kr.",
    }  # fmt: skip


def test_a_year_without_an_amount_is_empty_in_the_table():
    rows = [
        opfoelgning.BudgetpostRow("T", "", "Løn", "Service", {2020: 98_800_000}, (2020,), eksempel=False),
        opfoelgning.BudgetpostRow("T", "", "Hus", "Anlæg", {2021: 135_400_000}, (2020,), eksempel=False),
    ]
    table = budgettabel(rows)
    assert table.titler == ("Post", "Styringsområde", "2020", "2021")
    assert table.texts() == (("Løn", "Service", "988", ""), ("Hus", "Anlæg", "", "1.354"))
