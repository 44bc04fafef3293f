"""What the engine promises about chance, measured on series in which we know what happened. Seeded."""

import numpy as np
import pytest
from scipy.special import ndtr
from scipy.stats import binom
from scipy.stats import poisson as poissons

from plads.measures import rater, xmr
from plads.measures.gruppe import learn
from plads.measures.motor import vurder
from plads.measures.regler import SKIFT, Omkring, four_rules
from plads.measures.saetninger import FALSK_EKSAKT, FALSK_XMR
from plads.measures.tragt import Sted, funnel
from plads.measures.valg import choose, judge
from plads.measures.vurdering import Dom
from tests.measures.serier import SAESON, maalinger, poisson, serie

MIDLER = (0.25, 0.5, 1, 2, 3, 5, 10, 20)
SERIER, MAANEDER = 4000, 24


def newest(y, gruppe=None, perioder=()):
    """Return what the engine says of the newest month of each series, by the rule it chooses itself.

    `gruppe` is what taught the season, if anything did.
    """
    valg = choose(measured(y, gruppe, perioder), 12)
    koder = np.zeros(len(y))
    for vindue in np.unique(valg.vindue):
        med = valg.vindue == vindue
        fund = judge(measured(y[med], gruppe, perioder), int(vindue), int(valg.kraevet[med][0]), graenser=False)
        koder[med] = fund.koder[:, -1]
    return koder


def measured(y, gruppe, perioder):
    if gruppe is None:
        return maalinger(y)
    ny = np.array([periode.foerste > gruppe.kendt_til for periode in perioder])
    return maalinger(y)._replace(e=gruppe.stoerrelser(perioder), laert=gruppe.grundlag(perioder), ny=ny)


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


@pytest.mark.parametrize(("middel", "antal"), [(0.25, 100), (1, 100), (3, 100), (5, 100), (10, 600), (20, 1200)])
def test_a_series_that_teaches_its_own_season_is_called_a_signal_in_two_of_a_hundred(middel, antal):
    """As far as so many can tell; 12.000 at a mean of 20 gave 1,8 %, and 2,1 % on three years or less."""
    assert signals(middel, antal) <= binom.ppf(0.975, antal, FALSK_XMR)


def seasonal(middel, maaneder, serier=2000):
    """Return what is said of the newest month of many series whose city has taught the season, for six cities."""
    rng, koder = np.random.default_rng(int(100 * middel) + maaneder), []
    faktor = np.array([SAESON[(7 + nr) % 12] for nr in range(maaneder)])
    for _ in range(6):
        # The city is small beside what is judged, so that its season is as unsure as it will ever be.
        by = serie(rng.poisson(middel * faktor * (5 if middel >= 10 else 60)).tolist())
        y = rng.poisson(middel * faktor, (serier // 6, maaneder)).astype(float)
        koder.append(newest(y, learn(by), by.perioder))
    return np.concatenate(koder)


@pytest.mark.parametrize("middel", MIDLER)
@pytest.mark.parametrize("maaneder", [30, 48])
def test_a_season_learned_from_the_city_adds_no_signals(middel, maaneder):
    assert (seasonal(middel, maaneder) != 0).mean() <= FALSK_XMR


def test_the_four_rules_alone_are_wrong_in_two_of_a_hundred():
    """What no way of learning the season can come below: chance around limits that are known, with no counts at all."""
    z = np.random.default_rng(5).standard_normal((200_000, 14))
    koder = four_rules(Omkring(z, np.full(z.shape, 3.0), np.full(z.shape, 2.0)))[:, -1]
    skift = 0.5**6 - 0.5**6 * (1 - ndtr(3)) * 2
    assert (np.abs(koder) == SKIFT).mean() == pytest.approx(skift, abs=0.001)
    assert 0.018 <= (koder != 0).mean() <= FALSK_XMR


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


@pytest.mark.parametrize("middel", [8, 9, 9.5, 10, 10.5, 12, 20])
def test_intervals_of_counts_cover_what_whole_numbers_allow(middel):
    """Each end may miss one in forty at most; whole counts make it less: at a mean of 10 none covers under 97.5 %."""
    fordeling = poissons(middel)
    under = max((p for p in fordeling.cdf(np.arange(60)) if p <= 0.025), default=0.0)
    over = max(p for p in fordeling.sf(np.arange(120)) if p <= 0.025)
    assert cover(middel, rater.Z95) == pytest.approx(1 - under - over, abs=0.002)


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
