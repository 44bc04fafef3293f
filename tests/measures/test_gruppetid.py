"""Group-time effects against published values, and against a slow and obvious second implementation."""

import numpy as np
import pytest

from plads.measures.gruppetid import (
    ALDRIG,
    Kontrol,
    Panel,
    Skala,
    by_calendar,
    by_event,
    by_group,
    cells,
    combine,
    ratio_of_ratios,
    simple,
    two_by_two,
)
from tests.measures.referencer import EFFEKT

MPDTA = EFFEKT["did_staggered_mpdta"]
FIRST = MPDTA["years"][0]


@pytest.fixture(scope="module")
def mpdta():
    """Every county at the mean of its group: the estimates are of means, so they are the same."""
    antal = {int(g): n for g, n in MPDTA["counties"].items()}
    y = np.repeat([MPDTA["mean_lemp"][str(g)] for g in antal], list(antal.values()), axis=0)
    start = np.repeat([ALDRIG if g == 0 else g - FIRST for g in antal], list(antal.values()))
    return cells(Panel(y, np.ones(y.shape), start), Kontrol.ALDRIG, Skala.PLAIN, fast=False)


def only(skoen):
    return float(skoen.estimat[0])


def test_card_and_krueger():
    ref = EFFEKT["did_card_krueger"]
    assert two_by_two(ref["nj"], ref["pa"]) == pytest.approx(ref["did_from_rounded_means"])


def test_group_time_effects_are_the_published_ones(mpdta):
    found = {(celle.gruppe + FIRST, celle.tid + FIRST): only(celle.skoen) for celle in mpdta}
    assert found == {(g, t): pytest.approx(att, abs=5e-5) for g, t, att in MPDTA["att_gt"]}


def test_the_means_over_cells_are_the_published_ones(mpdta):
    assert only(simple(mpdta)) == pytest.approx(MPDTA["simple"], abs=5e-5)
    groups = {str(g + FIRST): only(s) for g, s in by_group(mpdta).items()}
    events = {str(e): only(s) for e, s in by_event(mpdta).items()}
    years = {str(t + FIRST): only(s) for t, s in by_calendar(mpdta).items()}
    for found, name in ((groups, "group"), (events, "dynamic"), (years, "calendar")):
        assert found == {k: pytest.approx(v, abs=5e-5) for k, v in MPDTA[name].items() if k != "overall"}


def test_the_overall_means_are_the_published_ones(mpdta):
    weights = [(float(MPDTA["counties"][str(g + FIRST)]), s) for g, s in by_group(mpdta).items()]
    assert only(combine(weights)) == pytest.approx(MPDTA["group"]["overall"], abs=5e-5)
    equal = combine([(1.0, s) for s in by_event(mpdta).values()])
    assert only(equal) == pytest.approx(MPDTA["dynamic"]["overall"], abs=5e-5)


def test_a_ratio_of_ratios_is_the_interaction_of_a_poisson_regression():
    sm = pytest.importorskip("statsmodels.api", reason="Kræver requirements-dev.txt")
    (t0, t1), (c0, c1) = ((90, 12000), (61, 12400)), ((120, 15000), (115, 15300))
    # Each figure stands as two parts: statsmodels wants more rows than coefficients. Only their sums matter.
    antal = np.array([pair[0] * andel for pair in (t0, t1, c0, c1) for andel in (0.4, 0.6)])
    af = np.repeat([pair[1] / 2 for pair in (t0, t1, c0, c1)], 2)
    x = np.repeat([[1, 1, 0, 0], [1, 1, 1, 1], [1, 0, 0, 0], [1, 0, 1, 0]], 2, axis=0).astype(float)
    fitted = sm.GLM(antal, x, family=sm.families.Poisson(), offset=np.log(af)).fit()
    assert ratio_of_ratios((t0, t1), (c0, c1)) == pytest.approx((fitted.params[3], fitted.bse[3]), rel=1e-6)


def slow(panel, g, t):
    """Return the log ratio of rate ratios of one cell, one school at a time."""

    def rate(schools, year):
        return sum(panel.y[i, year] for i in schools) / sum(panel.n[i, year] for i in schools)

    base = g - 1
    ok = [i for i in range(len(panel.y)) if not np.isnan(panel.y[i, [t, base]]).any()]
    inde = [i for i in ok if panel.start[i] == g]
    ude = [i for i in ok if panel.start[i] > max(t, base) and panel.start[i] != g]
    return np.log(rate(inde, t) / rate(inde, base)) - np.log(rate(ude, t) / rate(ude, base))


def test_counts_with_gaps_agree_with_the_slow_way():
    rng = np.random.default_rng(2)
    n = rng.integers(200, 900, (40, 5)).astype(float)
    y = rng.poisson(n * 0.012).astype(float)
    y[rng.random(y.shape) < 0.05] = np.nan
    panel = Panel(y, n, np.repeat([1, 2, 3, ALDRIG], 10))
    for celle in cells(panel, Kontrol.ENDNU_IKKE, Skala.LOG, fast=True):
        assert only(celle.skoen) == pytest.approx(slow(panel, celle.gruppe, celle.tid))


def test_those_who_started_earlier_are_never_compared_with():
    y = np.array([[10, 10, 10, 10], [10, 10, 50, 90], [10, 10, 10, 5], [10, 10, 10, 10]] * 3, dtype=float)
    panel = Panel(y, np.full(y.shape, 1000.0), np.tile([ALDRIG, 1, 3, ALDRIG], 3))
    late = [c for c in cells(panel, Kontrol.ENDNU_IKKE, Skala.LOG, fast=True) if (c.gruppe, c.tid) == (3, 3)]
    assert only(late[0].skoen) == pytest.approx(np.log(0.5))
    assert late[0].skoen.kontrol[0] == 6


def test_intervals_cover_what_they_promise():
    """A true quarter fewer at 20 of 60 schools that differ; the interval is Student's with schools as clusters."""
    rng, hit, runs = np.random.default_rng(5), 0, 1500
    start = np.repeat([2, ALDRIG], [20, 40])
    faktor = np.where(start[:, None] <= np.arange(4), 0.75, 1.0)
    for _ in range(runs):
        n = rng.integers(250, 950, (60, 1)) * np.ones(4)
        theta = rng.gamma(16, 1 / 16, (60, 1))
        y = rng.poisson(n * 0.010 * theta * faktor).astype(float)
        lav, hoej = simple(cells(Panel(y, n, start), Kontrol.ENDNU_IKKE, Skala.LOG, fast=True)).interval()
        hit += bool(lav[0] <= np.log(0.75) <= hoej[0])
    assert abs(hit / runs - 0.95) <= 0.02
