"""The inclusion rate: figures that can be counted by hand, beside the plan's own municipality."""

from __future__ import annotations

from datetime import date

import pytest

from plads.filters import Filter
from plads.ingest.faktafiler.facts import read_facts
from plads.models.proveniens import Indlaesningsart
from plads.queries import inklusion
from plads.serier import Trin
from plads.store import Upload, accept, reading, transaction
from plads.tilstand import Tilstand
from tests.facts import load

INDICATOR = """
  - {kode: %s, navn: Grad, ental: grad, beskrivelse: b, taeller: t, naevner: n, opgoerelsesniveau: kommune, art: andel,
     retning: op, kildegrad: k, decimaler: 4}"""
PLACES = f"""
dokumenter: [{{kode: U, titel: U, kort_navn: U, art: statistik}}]
indikatorer: {INDICATOR % "inklusionsgrad"} {INDICATOR % "inklusionsgrad_bopael"}
kommuner:
  - {{nr: 1, navn: Ærø Kommune, kort: Ærø}}
  - {{nr: 2, navn: Aarup Kommune, kort: Aarup}}
  - {{nr: 3, navn: Zetas Kommune, kort: Zeta, ogsaa: [Zetaby]}}
enheder: [{{kode: dk, type: organ, kommune: dk, navne: [{{navn: Hele landet, art: officielt}}]}}]
"""
SCHOOL, HOME = "inklusionsgrad: institution", "inklusionsgrad_bopael: bopael"


def table(basis: str, *cells: str, opgjort: str = "2022-03-28") -> str:
    """Return a table of cells written «unit, year, rate»."""
    split = [cell.split(", ") for cell in cells]
    tal = (f"{{enhed: {enhed}, skoleaar: {aar}, raekke: 1, andel: '{andel}'}}" for enhed, aar, andel in split)
    head = f"dokument: U, ark: A, kolonne: B, decimaler: 4, opgjort: {opgjort}, indikatorer: {{{basis}}}"
    return f"  - {{{head}, tal: [{', '.join(tal)}]}}\n"


FIGURES = (
    "statistik:\n"
    + table(SCHOOL, "k999, 2019/20, 0.9", "k1, 2020/21, 0.8", "k2, 2020/21, 0.7")
    + table(SCHOOL, "dk, 2018/19, 0.95", "k3, 2020/21, ikke_oplyst")
    + table(SCHOOL, "k999, 2019/20, 0.9123", opgjort="2023-01-01")
    + table(HOME, "k999, 2020/21, 0.6", "dk, 2020/21, 0")
)


@pytest.fixture
def ask(engine):
    """Return a way to ask a query of a store with the small plan and a few rates."""
    load(engine)
    for name, content in (("steder", PLACES), ("tal", FIGURES)):
        report = read_facts(f"{name}.yaml", content.encode())
        assert not report.problems, report.problems
        with transaction(engine) as session:
            accept(session, Upload(Indlaesningsart.FAELLES, name, name, "0" * 64, tuple(report.rows)))

    def run(query, *args, plan="lille", **choice):
        with reading(engine) as session:
            return query(session, Filter(plan, **choice), *args)

    return run


def told(rows: list) -> list[tuple]:
    return [(row.grundlag, row.navn, row.skoleaar, row.celle) for row in rows]


def test_the_plans_own_municipality_comes_first_then_the_country(ask):
    assert told(ask(inklusion.rates)) == [
        ("institution", "Lilleby Kommune", "2019/20", 0.9123),
        ("institution", "Hele landet", "2018/19", 0.95),
        ("bopael", "Lilleby Kommune", "2020/21", 0.6),
        ("bopael", "Hele landet", "2020/21", 0.0),
    ]


def test_the_chosen_follow_as_a_danish_reader_sorts_them(ask):
    rows = ask(inklusion.rates, kommune=("k2", "k1", "k3"))
    assert [row.navn for row in rows if row.skoleaar == "2020/21" and row.grundlag == "institution"] == [
        "Zeta",
        "Ærø",
        "Aarup",
    ]


def test_a_rate_published_again_takes_the_place_of_the_first(ask):
    row = ask(inklusion.rates)[0]
    assert (row.andel, row.opgjort) == (0.9123, date(2023, 1, 1))


def test_a_missing_rate_is_its_state_and_a_rate_of_nothing_is_a_number(ask):
    missing = ask(inklusion.rates, kommune=("k3",))[2]
    assert (missing.andel, missing.celle, missing.segregeringsgrad) == (None, Tilstand.IKKE_OPLYST, None)
    nothing = ask(inklusion.rates)[-1]
    assert (nothing.andel, nothing.tilstand, nothing.segregeringsgrad) == (0.0, Tilstand.NUL, 1.0)


def test_segregation_is_the_rest_without_the_noise_of_binary_numbers(ask):
    assert ask(inklusion.rates)[0].segregeringsgrad == 0.0877


def test_a_school_year_chosen_leaves_the_others_out(ask):
    assert told(ask(inklusion.rates, skoleaar=("2018/19",))) == [("institution", "Hele landet", "2018/19", 0.95)]


def test_the_curves_of_one_basis_share_their_years(ask):
    missing = Tilstand.IKKE_OPLYST
    curves = ask(inklusion.series, "institution", kommune=("k1", "k3"))
    assert {(curve.navn, curve.vaerdier) for curve in curves} == {
        ("Lilleby Kommune", (missing, 0.9123, missing)),
        ("Hele landet", (0.95, missing, missing)),
        ("Zeta", (missing, missing, missing)),
        ("Ærø", (missing, missing, 0.8)),
    }
    for curve in curves:
        assert [periode.navn for periode in curve.perioder] == ["2018/19", "2019/20", "2020/21"]
        assert {periode.trin for periode in curve.perioder} == {Trin.SKOLEAAR}
        assert curve.mangler == (0, 0, 0)


def test_the_two_bases_are_two_queries_and_never_mixed(ask):
    assert ask(inklusion.series_of("institution")) == ask(inklusion.series, "institution")
    assert [curve.vaerdier for curve in ask(inklusion.series_of("bopael"))] == [(0.6,), (0.0,)]
    names = {inklusion.series_of(basis).__qualname__ for basis in inklusion.INDIKATOR}
    assert len(names) == len(inklusion.INDIKATOR)


def test_one_can_compare_with_every_other_municipality_that_is_told_of(ask):
    assert list(ask(inklusion.municipalities).items()) == [("k3", "Zeta"), ("k1", "Ærø"), ("k2", "Aarup")]


def test_an_unknown_plan_sees_the_country_alone(ask):
    assert {row.enhed for row in ask(inklusion.rates, plan="ukendt")} == {"dk"}


def test_no_curve_where_nothing_is_told(ask):
    assert ask(inklusion.series, "institution", skoleaar=("1999/00",)) == []
