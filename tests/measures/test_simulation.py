"""What the engine promises about chance, measured on series in which we know what happened. Seeded."""

import numpy as np
import pytest
from scipy.stats import binom
from scipy.stats import poisson as poissons

from plads.measures import rater, xmr
from plads.measures.gruppe import learn
from plads.measures.motor import vurder
from plads.measures.regler import Omkring, four_rules
from plads.measures.saetninger import FALSK_EKSAKT, FALSK_XMR
from plads.measures.tragt import Sted, funnel
from plads.measures.valg import choose, judge
from plads.measures.vurdering import Dom
from tests.measures.serier import SAESON, maalinger, poisson, serie

MIDLER = (0.25, 0.5, 1, 2, 3, 5, 10, 20)
SERIER, MAANEDER = 4000, 24


def newest(y):
    """Return what the engine says of the newest month of each series, by the rule it chooses itself."""
    valg = choose(maalinger(y), 12)
    koder = np.zeros(len(y))
    for vindue in np.unique(valg.vindue):
        med = valg.vindue == vindue
        fund = judge(maalinger(y[med]), int(vindue), int(valg.kraevet[med][0]), graenser=False)
        koder[med] = fund.koder[:, -1]
    return koder


def plain_xmr(y):
    """Return what XmR and its four rules say, whatever the volume."""
    g = xmr.limits(y)
    return four_rules(Omkring(y - g.midte, g.afvigelse, g.afvigelse * xmr.NAER))[:, -1]


def chance(middel):
    return np.random.default_rng(int(100 * middel)).poisson(middel, (SERIER, MAANEDER)).astype(float)


@pytest.mark.parametrize("middel", MIDLER)
def test_chance_alone_is_called_a_signal_in_two_of_a_hundred_at_most(middel):
    assert (newest(chance(middel)) != 0).mean() <= FALSK_XMR


@pytest.mark.parametrize("middel", [2, 3, 5])
def test_schools_are_called_wrongly_no_more_often_than_the_exact_test_promises(middel):
    assert (newest(chance(middel)) != 0).mean() <= FALSK_EKSAKT


@pytest.mark.parametrize("middel", [3, 5, 10, 20])
def test_a_doubling_is_found_at_least_as_often_as_by_xmr(middel):
    y = chance(middel)
    y[:, -3:] += np.random.default_rng(1).poisson(middel, (SERIER, 3))
    assert (newest(y) > 0).mean() >= (plain_xmr(y) > 0).mean()


def test_xmr_alone_would_be_wrong_about_small_counts():
    """The reason for choosing by volume."""
    assert (plain_xmr(chance(0.25)) != 0).mean() > 5 * FALSK_XMR


def signals(middel, antal):
    rng = np.random.default_rng(5265)
    verdicts = [vurder(serie(poisson(rng, middel, 48 + nr % 12, saeson=True)), "Tal").dom for nr in range(antal)]
    return sum(dom in (Dom.FLERE, Dom.FAERRE) for dom in verdicts)


def test_a_season_makes_hardly_more_signals_than_chance():
    """XmR itself gives 2 in 100 on four years of months; that the season is learned may add a little, not more."""
    assert signals(20, 250) + signals(100, 250) <= 0.03 * 500
    assert signals(4, 150) <= 0.02 * 150


def test_the_season_of_the_city_is_found_again():
    rng = np.random.default_rng(7)
    fundet = learn(serie(poisson(rng, 400, 60, saeson=True)))
    assert fundet.faktorer == pytest.approx(np.array(SAESON) / np.mean(SAESON), abs=0.06)


def test_no_season_is_found_where_there_is_none():
    rng = np.random.default_rng(8)
    assert sum(learn(serie(poisson(rng, 20, 60))).faktorer is not None for _ in range(200)) <= 6


def cover(middel, z):
    antal = np.arange(poissons.ppf(1 - 1e-9, middel) + 1)
    low, high = rater.count_interval(antal, z)
    return poissons.pmf(antal, middel)[(low <= middel) & (middel <= high)].sum()


@pytest.mark.parametrize("spand", [(8, 16), (16, 60), (60, 300)])
@pytest.mark.parametrize(("z", "nominel"), [(rater.Z95, 0.95), (rater.Z998, 0.998)])
def test_intervals_of_counts_cover_what_they_promise(spand, z, nominel):
    assert nominel - 0.002 <= np.mean([cover(middel, z) for middel in np.linspace(*spand, 80)]) <= nominel + 0.02


@pytest.mark.parametrize("middel", [0.5, 1, 3, 6])
def test_intervals_of_few_counts_never_cover_less_than_they_promise(middel):
    antal = np.arange(60)
    low, high = rater.exact_interval(antal, rater.Z95)
    assert poissons.pmf(antal, middel)[(low <= middel) & (middel <= high)].sum() >= 0.95


@pytest.mark.parametrize("andel", [0.1, 0.3, 0.5, 0.8])
def test_intervals_of_shares_cover_what_they_promise(andel):
    antal = np.arange(301)
    low, high = rater.wilson(antal, 300, rater.Z95)
    assert abs(binom.pmf(antal, 300, andel)[(low <= andel) & (andel <= high)].sum() - 0.95) <= 0.02


@pytest.mark.parametrize(("pr_1000", "design"), [(2, 0.7), (8, 1.4), (20, 1.9)])
def test_the_expected_number_of_false_places_is_the_one_that_chance_gives(pr_1000, design):
    rng = np.random.default_rng(60)
    elever = np.linspace(300, 900, 60).astype(int)
    antal = rng.poisson(pr_1000 * elever / 1000)
    tragt = funnel(
        [Sted(str(nr), str(nr), int(a), int(n)) for nr, (a, n) in enumerate(zip(antal, elever, strict=True))],
        overspredning=False,
    )
    assert tragt.falske95 == pytest.approx(design, abs=0.35)
    assert tragt.falske998 <= 0.09
