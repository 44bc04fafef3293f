"""Funnels against the plain way: a place lies outside when its own interval leaves the average out."""

import numpy as np
import pytest

from plads.measures import rater
from plads.measures.tragt import Slags, Sted, Zone, count_limits, funnel
from plads.tilstand import Tilstand

ZONER = {(1, 2): Zone.OVER_998, (1, 1): Zone.OVER_95, (-1, 1): Zone.UNDER_95, (-1, 2): Zone.UNDER_998}


def steder(antal, af):
    return [Sted(f"{nr:03}", f"Skole {nr:03}", int(a), int(n)) for nr, (a, n) in enumerate(zip(antal, af, strict=True))]


def by_interval(antal, af, snit, interval):
    """Return where a place lies by the intervals of its own count, 95 and 99,8 %."""
    for grad, z in ((2, rater.Z998), (1, rater.Z95)):
        low, high = (float(a) for a in interval(antal, af, z))
        if not low <= snit <= high:
            return ZONER[(1 if low > snit else -1, grad)]
    return Zone.INDEN


def counted(antal, af, z):
    return tuple(a / af for a in rater.count_interval(antal, z))


@pytest.mark.parametrize("froe", range(4))
def test_places_are_classified_by_the_interval_of_their_count(froe):
    rng = np.random.default_rng(froe)
    af = rng.integers(60, 950, 300)
    tragt = funnel(steder(rng.poisson(af * rng.gamma(2, 0.01, 300)), af), overspredning=False)
    assert [p.zone for p in tragt.punkter] == [
        by_interval(p.antal, p.af, tragt.snit / 1000, counted) for p in tragt.punkter
    ]
    assert len({p.zone for p in tragt.punkter}) == 5


@pytest.mark.parametrize("froe", range(4))
def test_shares_are_classified_by_wilsons_interval(froe):
    rng = np.random.default_rng(froe)
    af = rng.integers(20, 900, 300)
    tragt = funnel(steder(rng.binomial(af, rng.beta(8, 2, 300)), af), Slags.ANDEL, overspredning=False)
    assert [p.zone for p in tragt.punkter] == [
        by_interval(p.antal, p.af, tragt.snit, rater.wilson) for p in tragt.punkter
    ]
    assert len({p.zone for p in tragt.punkter}) == 5


def test_the_drawn_curve_and_the_classification_are_one():
    rng = np.random.default_rng(1)
    af = rng.integers(100, 900, 80)
    tragt = funnel(steder(rng.poisson(af * rng.gamma(4, 0.004, 80)), af))
    for p in tragt.punkter:
        assert (p.vaerdi > p.hoej998 + 1e-9) == (p.zone is Zone.OVER_998)
        assert (p.vaerdi < p.lav998 - 1e-9) == (p.zone is Zone.UNDER_998)
    assert min(tragt.kurve.af) < min(af)
    assert max(tragt.kurve.af) > max(af)


def test_limits_of_counts_only_grow():
    ventet = np.linspace(0.1, 60, 400)
    for z in (rater.Z95, rater.Z998):
        low, high = count_limits(ventet, z)
        assert np.diff(low).min() >= 0
        assert np.diff(high).min() > 0
        assert (low < ventet).all()
        assert (high > ventet).all()


def test_overdispersion_widens_the_limits_and_never_narrows_them():
    rng = np.random.default_rng(2)
    af = rng.integers(250, 950, 200)
    alle = steder(rng.poisson(af * rng.gamma(6, 0.005, 200)), af)
    wide, narrow = funnel(alle), funnel(alle, overspredning=False)
    # √ of a gamma with variance 1/6 has about a quarter of that.
    assert wide.overspredning.tau2 == pytest.approx(1 / 24, rel=0.35)
    for a, b in zip(wide.punkter, narrow.punkter, strict=True):
        assert a.hoej998 >= b.hoej998
        assert a.lav998 <= b.lav998
    assert len(wide.naevnt) < len(narrow.naevnt)


@pytest.mark.parametrize("pr_1000", [2, 8, 30])
@pytest.mark.parametrize("forskel", [0.0, 0.25])
def test_equal_or_ordinarily_different_places_are_hardly_ever_named(pr_1000, forskel):
    rng, naevnt = np.random.default_rng(99), 0
    for _ in range(60):
        af = rng.integers(250, 950, 60)
        sande = rng.gamma(1 / forskel**2, forskel**2, 60) if forskel else 1.0
        naevnt += len(funnel(steder(rng.poisson(af * pr_1000 / 1000 * sande), af)).naevnt)
    # 3.600 places, of which 99,8 % limits let 7 through; that the spread is estimated costs some more.
    assert naevnt <= 0.005 * 3600


def test_hidden_and_missing_places_are_absent_and_counted():
    alle = [
        *steder([5, 9, 12, 7], [300, 400, 500, 350]),
        Sted("a", "A", Tilstand.DISKRETIONERET, 300),
        Sted("b", "B", Tilstand.IKKE_RAPPORTERET, 300),
        Sted("c", "C", 4, None),
    ]
    tragt = funnel(alle)
    assert (len(tragt.punkter), tragt.skjulte, tragt.uden_tal) == (4, 1, 2)
    assert tragt.snit == pytest.approx(1000 * 33 / 1550)


def test_places_stand_by_name_as_danes_sort():
    navne = ["Ørestad", "Amager", "Aalborggade", "Zahle", "Ådal"]
    tragt = funnel([Sted(navn, navn, 5, 300 + nr) for nr, navn in enumerate(navne)])
    assert [p.navn for p in tragt.punkter] == ["Amager", "Zahle", "Ørestad", "Ådal", "Aalborggade"]


def test_too_few_places_or_nothing_at_all_make_no_funnel():
    assert funnel(steder([4, 5], [300, 400])) is None
    assert funnel(steder([0, 0, 0], [300, 400, 500])) is None
