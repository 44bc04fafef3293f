"""Forecasts: signed errors, the band for the year's end, and years that stand out."""

from datetime import date
from typing import NamedTuple

import numpy as np
import pytest

from plads.measures.prognose import Fejl, accuracy, band, price_of, unusual
from plads.measures.trappe import deviations, misses, stairs, total, year_end


class Row(NamedTuple):
    enhed: str
    omraade: str
    aar: int
    version: str
    gaelder_fra: date
    antal: int | None
    decimaler: int = 1
    eksempel: bool = False


def year(aar, *tal, sted="a", ramme=None):
    """Return a year's forecasts of May, August and November, and what it is held to."""
    maaneder = (5, 8, 11)
    rows = [Row(sted, sted.upper(), aar, f"pr. {nr} {aar}", date(aar, m, 20), t) for nr, (m, t) in enumerate(
        zip(maaneder, tal, strict=False), 1)]  # fmt: skip
    holdt = [] if ramme is None else [Row(sted, sted.upper(), aar, "Forventningstal", date(aar, 1, 1), ramme)]
    return rows, holdt


def built(years, udfald=None):
    ventet = [row for rows, _ in years for row in rows]
    return stairs(ventet, [row for _, holdt in years for row in holdt], udfald or {})


def test_every_vintage_is_kept_in_order_whatever_order_it_came_in():
    rows, holdt = year(2020, 970, 985, 995, ramme=1000)
    (t,) = stairs(rows[::-1], holdt, {("a", 2020): 100.0})
    assert [(u.navn, u.vaerdi) for u in t.udgaver] == [("pr. 1", 97.0), ("pr. 2", 98.5), ("pr. 3", 99.5)]
    assert (t.ramme, t.maal, t.seneste) == (100.0, 100.0, ("resultat", 100.0))


def test_errors_have_the_sign_of_the_forecast():
    trapper = built([year(2020, 970, 1030)], {("a", 2020): 100.0})
    assert [f.fejl for f in misses(trapper)] == pytest.approx([-0.03, 0.03])


def test_without_any_outcome_the_last_forecast_of_a_full_year_stands_in():
    trapper = built([year(2020, 970, 985, 1000), year(2021, 990)])
    assert [(t.udfald, t.foreloebigt) for t in trapper] == [(100.0, True), (None, False)]
    assert [f.fejl for f in misses(trapper)] == pytest.approx([-0.03, -0.015])


def test_the_city_is_the_sum_of_places_that_all_have_the_vintage():
    byen = total(built([year(2020, 970, 985, ramme=1000), year(2020, 485, sted="b", ramme=500)]), "k", "Byen")
    assert [(t.ramme, [u.vaerdi for u in t.udgaver]) for t in byen] == [(150.0, [145.5])]
    assert total(built([year(2020, 970), year(2021, 970), year(2020, 970, sted="b")]), "k", "Byen")[-1].aar == 2020


def test_bias_is_the_mean_signed_error_and_is_only_called_so_when_the_years_agree():
    skaev = [Fejl(aar, "a", "1.", 97 + (aar % 2) / 2, 100) for aar in range(2015, 2020)]
    a = accuracy(skaev)
    assert (a.skaevhed, a.for_lave, a.aar, a.skaev) == (pytest.approx(-0.027), 5, 5, True)
    lige = [Fejl(aar, "a", "1.", 100 + (-1) ** aar * 3, 100) for aar in range(2015, 2020)]
    assert (accuracy(lige).skaev, accuracy(lige).stoerrelse) == (False, pytest.approx(0.03))
    assert accuracy([]) is None


def test_places_of_one_year_are_not_counted_as_many_years():
    fejl = [Fejl(2020, str(nr), "1.", 97, 100) for nr in range(20)]
    assert not accuracy(fejl).skaev


def test_a_band_ends_at_misses_that_have_happened():
    b = band(97.0, [-0.03, -0.02, 0.0])
    assert (b.lav, b.hoej, b.antal) == (pytest.approx(97.0), pytest.approx(100.0), 3)
    assert b.daekning == pytest.approx(0.5)
    assert band(97.0, [-0.03, 0.0]) is None


@pytest.mark.parametrize("antal", [4, 9, 19])
def test_a_band_holds_as_often_as_it_says(antal):
    """Whatever the distribution of errors; with nine misses and more it is the four of five that are asked for."""
    rng = np.random.default_rng(antal)
    hit, runs = 0, 3000
    for fejl in rng.gamma(2, 0.02, (runs, antal + 1)) - 0.03:
        b = band(100.0, fejl[:-1].tolist())
        hit += b.lav <= 100.0 / (1 + fejl[-1]) <= b.hoej
    assert hit / runs == pytest.approx(b.daekning, abs=0.02)
    assert b.daekning == pytest.approx(0.8 if antal > 4 else 0.6)


def test_the_years_end_is_judged_by_the_same_forecast_of_the_same_place():
    aarene = [year(a, 970 - a % 3, 990, 1000) for a in range(2016, 2020)] + [year(2020, 950)]
    trapper = built([*aarene, year(2019, 500, 900, 1000, sted="b")])
    ny = next(t for t in trapper if t.aar == 2020)
    b = year_end(ny, trapper)
    assert b.antal == 4
    assert (b.lav, b.hoej) == (pytest.approx(95 / 0.97), pytest.approx(95 / 0.968))
    assert year_end(trapper[0], trapper) is None


def test_only_what_no_other_does_is_unusual():
    assert unusual([0.04, 0.001, -0.002, 0.003, 0.0]) == [True, False, False, False, False]
    assert unusual([0.005, 0.0, 0.0, 0.0]) == [False] * 4
    assert unusual([-0.01, -0.03, -0.03, -0.03, -0.03]) == [False] * 5
    assert unusual([0.5, 0.0]) == [False, False]


def test_a_year_is_held_against_the_same_kind_of_figure():
    aarene = [year(a, 970, 985, 1000, ramme=1000) for a in range(2016, 2020)]
    trapper = built([*aarene, year(2020, 1010, ramme=1000)])
    found = {a.trappe.aar: (a.grundlag, a.usaedvanlig) for a in deviations(trapper)}
    assert found == {**dict.fromkeys(range(2016, 2020), ("pr. 3", False)), 2020: ("pr. 1", True)}


def test_a_conversion_changes_only_with_the_price():
    assert price_of(10, 14_950_000) == 149_500_000
    assert price_of(-3, 14_950_000) == -price_of(3, 14_950_000)
