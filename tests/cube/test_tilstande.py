"""Zero, not reported and hidden are three things; so are an unfinished year and a whole one."""

import pytest
from sqlmodel import Session

from plads.cube import udsnit
from plads.cube.byg import build
from plads.disclosure.frigiv import ALT, release
from plads.serier import Trin
from plads.tilstand import Tilstand
from tests.cube import lager

INTET, SKJULT = Tilstand.IKKE_RAPPORTERET, Tilstand.DISKRETIONERET


@pytest.fixture
def bygget(engine):
    """Return a function that builds the cube of a few rows: two schools in one område."""
    with Session(engine) as session:
        lager.begin(session)
        session.add(lager.enhed("k1", "kommune"))
        session.flush()
        session.add_all([lager.enhed("o1", "omraade"), lager.enhed("h1", "hovedinstitution")])
        session.add_all([lager.enhed("s1", "skole"), lager.enhed("s2", "skole")])
        session.flush()
        session.add_all([lager.tilknyt("s1", "omraade", "o1"), lager.tilknyt("s2", "omraade", "o1")])
        session.flush()

        def build_with(*rows, links=()):
            session.add_all([*rows, *links])
            session.flush()
            return release(build(session, lager.VERSION), ALT)

        yield build_with


def months(terning, enhed, indikator="ppv"):
    serie = udsnit.serie(terning, indikator, enhed)
    return list(zip(serie.vaerdier, serie.mangler, strict=True))


def test_a_reported_zero_a_gap_and_a_hidden_figure_stay_apart(bygget):
    terning = bygget(
        lager.meldt(202001, "ppv", "s1", 0), lager.meldt(202003, "ppv", "s1", tilstand="diskretioneret"),
        lager.meldt(202004, "ppv", "s1", 5),
    )  # fmt: skip
    assert months(terning, "o1") == [(0, 0), (INTET, 1), (SKJULT, 1), (5, 0)]


def test_a_zero_is_a_zero_whatever_it_is_called(bygget):
    terning = bygget(lager.meldt(202001, "ppv", "s1", 0, "oplyst"))
    assert months(terning, "s1") == [(0, 0)]


def test_a_row_that_says_not_reported_is_no_report(bygget):
    rows = [lager.meldt(m, "ppv", "s1", tilstand="ikke_rapporteret", indlaesning=2) for m in (202001, 202002)]
    terning = bygget(*rows)
    assert months(terning, "k1") == [(INTET, 0), (INTET, 0)]
    assert not terning.eksempel.any()


def test_a_total_that_lacks_a_school_says_so(bygget):
    rows = [lager.meldt(m, "ppv", s, 2) for m in (202001, 202003) for s in ("s1", "s2")]
    terning = bygget(*rows, lager.meldt(202002, "ppv", "s1", 2))
    assert months(terning, "k1") == [(4, 0), (2, 1), (4, 0)]


def test_a_year_that_is_not_over_lacks_the_rest(bygget):
    terning = bygget(*(lager.meldt(202008 + nr, "ppv", s, 1) for nr in range(3) for s in ("s1", "s2")))
    skoleaar = udsnit.serie(terning, "ppv", "o1", Trin.SKOLEAAR)
    assert (skoleaar.vaerdier, skoleaar.mangler) == ((6,), (18,))


def test_a_stock_takes_the_latest_month_and_is_never_added_over_time(bygget):
    terning = bygget(*(lager.meldt(m, "elevtal", s, m % 100) for m in (202003, 202009) for s in ("s1", "s2")))
    aar = udsnit.serie(terning, "elevtal", "k1", Trin.AAR)
    assert (aar.vaerdier, aar.mangler) == ((18,), (0,))


def test_a_main_institution_is_never_counted_with_its_departments(bygget):
    links = [lager.tilknyt(s, "hovedinstitution", "h1") for s in ("s1", "s2")]
    rows = [lager.meldt(202001, "ppv", "h1", 10), lager.meldt(202002, "ppv", "h1", 10)]
    terning = bygget(*rows, lager.meldt(202002, "ppv", "s1", 3), lager.meldt(202002, "ppv", "s2", 4), links=links)
    assert months(terning, "k1") == [(10, 0), (7, 0)]
    assert months(terning, "h1") == [(10, 0), (7, 0)]


def test_what_comes_per_omraade_stands_until_its_schools_report(bygget):
    rows = [lager.meldt(m, "ppv", "o1", 10) for m in (202001, 202002)]
    terning = bygget(*rows, lager.meldt(202002, "ppv", "s1", 3))
    assert months(terning, "k1") == [(10, 0), (3, 0)]


def test_the_rate_has_the_same_units_above_and_below(bygget):
    # s2 has no pupils, as a daginstitution: its PPV'er are in the total, but not in the rate.
    rows = [lager.meldt(202009, "ppv", "s1", 5), lager.meldt(202009, "ppv", "s2", 50)]
    terning = bygget(*rows, lager.meldt(202009, "elevtal", "s1", 500))
    assert udsnit.serie(terning, "ppv", "k1", Trin.SKOLEAAR).vaerdier == (55,)
    assert udsnit.pr_1000(terning, "ppv", "k1", Trin.SKOLEAAR).vaerdier == (10.0,)
    assert udsnit.pr_1000(terning, "ppv", "s2", Trin.SKOLEAAR).vaerdier == (INTET,)


def test_a_unit_without_pupils_has_no_rate(bygget):
    terning = bygget(lager.meldt(202009, "ppv", "s1", 5), lager.meldt(202009, "elevtal", "s1", 0))
    assert udsnit.pr_1000(terning, "ppv", "s1", Trin.SKOLEAAR).vaerdier == (INTET,)


def test_a_year_is_divided_by_the_pupils_of_the_school_year_that_begins_in_it(bygget):
    rows = [lager.meldt(aar * 100 + 9, "elevtal", "s1", aar - 1000) for aar in (2019, 2020)]
    terning = bygget(*rows, *(lager.meldt(m, "ppv", "s1", 1) for m in (202002, 202010)))
    assert udsnit.pr_1000(terning, "ppv", "k1", Trin.AAR).vaerdier == (INTET, 1000 * 2 / 1020)
    assert udsnit.pr_1000(terning, "ppv", "k1", Trin.SKOLEAAR).vaerdier == (1000 / 1019, 1000 / 1020)
