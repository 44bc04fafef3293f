"""Every published value, to the digits it was published with."""

import numpy as np
import pytest

from plads.measures import kort, rater, xmr
from plads.measures.overspredning import Skala, overdispersion
from plads.measures.regler import Omkring, four_rules, run_limits, runs, shift, trend, two_of_three
from plads.measures.tendens import KRITISK, Vej, recent_trend
from plads.measures.tragt import share_limits
from tests.measures.referencer import REFERENCER


def floats(values):
    return np.array(values, dtype=float)


def snapshot(navn):
    first = next(x for x in REFERENCER["xmr_nhs"] if x["name"] == "snapshot r1")["y"]
    return floats(first) if navn == "snapshot r1" else floats([*first[:14], 10, *first[15:]])


@pytest.mark.parametrize("ref", REFERENCER["xmr_nhs"], ids=lambda ref: ref["name"])
def test_xmr_limits_are_those_of_making_data_count(ref):
    y = floats(ref["y"]) if "y" in ref else snapshot(ref["name"])
    found = [float(a[0, 0]) for a in xmr.limits(y[None, :], skaerm=ref["screen_outliers"])]
    if ref.get("dp"):
        assert found == [pytest.approx(ref[key], abs=0.005 + 1e-9) for key in ("mean", "lpl", "upl")]
    else:
        assert found == [pytest.approx(ref[key], rel=2e-7) for key in ("mean", "lpl", "upl")]


def test_xmr_limits_are_montgomerys():
    ref = REFERENCER["xmr_montgomery_6_5"]
    midte, nedre, oevre = (a[0, 0] for a in xmr.limits(floats([ref["y"]]), skaerm=False, faktor=3 / 1.128))
    assert (midte, nedre, oevre) == pytest.approx((ref["mean"], ref["lcl"], ref["ucl"]), abs=5e-7)
    assert [round(a[0, 0], 2) for a in xmr.limits(floats([ref["y"]]), skaerm=False)] == [300.5, 279.78, 321.22]


def test_the_c_chart_is_montgomerys():
    ref = REFERENCER["c_chart_montgomery_7_3"]
    y = floats(ref["y"])
    grundlag = np.ones(y.shape, dtype=bool)
    grundlag[[nr - 1 for nr in ref["exclude_1based"]]] = False
    assert [a[0] for a in kort.c_chart(y, grundlag)] == pytest.approx([ref["cl"], ref["lcl"], ref["ucl"]], abs=5e-7)


def test_u_charts_are_montgomerys():
    ref = REFERENCER["u_chart_montgomery_7_4"]
    found = [a[0] for a in kort.u_chart(floats(ref["y"]), ref["n"])]
    assert found == pytest.approx([ref["cl"], ref["lcl"], ref["ucl"]], abs=5e-7)
    ref = REFERENCER["u_chart_montgomery_7_5_per50"]
    g = kort.u_chart(floats(ref["y"]), floats(ref["n"]), ref["multiplier"])
    assert g.midte[0] == pytest.approx(ref["cl"], abs=5e-7)
    assert [[a, b] for a, b in zip(g.nedre[:3], g.oevre[:3], strict=True)] == [
        pytest.approx(pair, abs=5e-7) for pair in ref["limits_first3"]
    ]


def test_the_p_chart_is_montgomerys():
    ref = REFERENCER["p_chart_montgomery_7_1"]
    found = [a[0] for a in kort.p_chart(floats(ref["y28"]), ref["n"])]
    assert found == pytest.approx([ref["cl"], ref["lcl"], ref["ucl"]], abs=5e-7)


def test_the_t_chart_is_montgomerys():
    ref = REFERENCER["t_chart_montgomery_7_6"]
    found = [a[0, 0] for a in kort.t_chart(floats([ref["y"]]))]
    assert found == pytest.approx([ref["cl"], ref["lcl"], ref["ucl"]], abs=5e-6)


def test_the_g_chart_stands_on_the_geometric_distribution():
    y = floats([3, 7, 1, 12, 4])
    g = kort.g_chart(y)
    assert (g.midte[0], g.nedre[0]) == (4, 0)
    assert g.oevre[0] == pytest.approx(5.4 + 3 * (5.4 * 6.4) ** 0.5)


@pytest.mark.parametrize(("n", "expected"), REFERENCER["anhoej_rules"]["n:max_run,min_cross"].items())
def test_run_limits_are_anhoejs(n, expected):
    assert list(run_limits(int(n))) == expected


def test_runs_are_counted_without_the_points_on_the_median():
    found = runs(floats([1, 1, 5, 9, 9, 1, 9, 5, 1, 9]))
    assert (found.laengste, found.krydsninger) == (2, 5)
    assert runs(np.arange(24.0)).signal


def codes(*z, graense=3.0):
    z = floats([z])
    return four_rules(Omkring(z, np.full(z.shape, graense), np.full(z.shape, graense * 2 / 3)))[0].tolist()


def test_seven_that_rise_are_a_trend_and_six_or_a_pause_are_none():
    assert trend(floats([[1, 2, 3, 4, 5, 6, 7]])).tolist() == [[1] * 7]
    assert not trend(floats([[1, 2, 3, 3, 4, 5, 6]])).any()
    assert not trend(floats([[1, 2, 3, 4, 5, 6]])).any()


def test_seven_on_one_side_are_a_shift_and_a_point_on_the_mean_breaks_it():
    assert shift(np.array([[1] * 7], dtype=np.int8)).all()
    assert not shift(np.array([[1, 1, 1, 0, 1, 1, 1, 1]], dtype=np.int8)).any()


def test_two_of_three_lie_on_one_side_of_the_mean():
    def found(near, side):
        return two_of_three(np.array([near], dtype=bool), np.array([side], dtype=np.int8))[0].astype(int).tolist()

    assert found((1, 0, 1), (1, 1, 1)) == [1, 1, 1]
    assert found((1, 0, 1), (1, -1, 1)) == [0, 0, 0]
    assert found((0, 0, 1, 0, 1, 0, 0), (1,) * 7) == [0, 0, 1, 1, 1, 0, 0]


def test_the_first_rule_that_holds_is_the_one_that_is_told():
    assert codes(0.5, -0.1, 3.5) == [0, 0, 1]
    assert codes(2.5, 0.5, 2.2) == [3, 0, 3]
    assert codes(-0.1, -0.2, -0.3, -0.2, -0.1, -0.2, -0.1) == [-4] * 7


@pytest.mark.parametrize("ref", REFERENCER["rates_phe"], ids=lambda ref: f"{ref['x']}af{ref['n']}")
def test_rates_have_the_published_intervals(ref):
    found = rater.rate(ref["x"], ref["n"], ref["mult"])
    assert found.rate == pytest.approx(ref["rate"], rel=1e-9)
    assert (found.lav95, found.hoej95) == pytest.approx(ref["ci95"], rel=1e-8)
    assert (found.lav998, found.hoej998) == pytest.approx(ref["ci998"], rel=1e-8)


def test_no_case_at_all_still_has_an_interval():
    low, high = rater.count_interval(0, rater.Z95)
    assert (float(low), round(float(high), 4)) == (0.0, 3.6889)


@pytest.mark.parametrize("ref", REFERENCER["wilson_phe"], ids=lambda ref: f"{ref['x']}af{ref['n']}")
def test_shares_have_the_published_intervals(ref):
    assert rater.wilson(ref["x"], ref["n"], rater.Z95) == pytest.approx(ref["ci95"], abs=1e-9)
    assert rater.wilson(ref["x"], ref["n"], rater.Z998) == pytest.approx(ref["ci998"], abs=1e-9)


@pytest.mark.parametrize(("n", "expected"), REFERENCER["funnel_proportion"]["rows"].items())
def test_the_funnel_of_shares_has_the_published_limits(n, expected):
    n, snit = floats([n]), REFERENCER["funnel_proportion"]["avg"]
    found = [100 * a[0] / n[0] for z in (rater.Z95, rater.Z998) for a in share_limits(n, snit, z)]
    assert found == pytest.approx(expected, abs=5e-6)


@pytest.mark.parametrize(("antal", "expected"), REFERENCER["funnel_ratio"]["rows_obs:[lo95_exp,hi95_exp]"].items())
def test_the_funnel_of_counts_has_the_published_limits(antal, expected):
    low, high = rater.exact_interval(int(antal), rater.Z95)
    assert (float(high), float(low)) == pytest.approx(expected, rel=5e-6)


@pytest.mark.parametrize(("n", "expected"), REFERENCER["funnel_poisson_funnelplotr"].items())
def test_unadjusted_limits_around_an_expected_count_are_the_exact_ones(n, expected):
    found = [float(a) / int(n) for z in (rater.Z95, rater.Z998) for a in rater.exact_interval(int(n), z)]
    assert found == pytest.approx(expected, rel=5e-7)


def test_overdispersion_is_the_published_one():
    ref = REFERENCER["overdispersion"]
    num, den = floats(ref["num"]), floats(ref["den"])
    found = overdispersion(Skala(np.log(num / den), 1 / np.sqrt(den)))
    assert found.phi == pytest.approx(ref["phi"], abs=5e-7)
    assert found.tau2 == pytest.approx(ref["tau2"], rel=1e-8)
    out = rater.Z95 * np.sqrt(1 / ref["den"][0] + found.tau2)
    assert np.exp([-out, out]) == pytest.approx(ref["od95_first"], abs=5e-7)


def test_the_recent_trend_is_the_published_one():
    ref = REFERENCER["fingertips_trend"]
    assert pytest.approx(ref["chi2_crit"], rel=1e-10) == KRITISK
    found = recent_trend(*(floats(ref[key]) for key in ("values", "lower", "upper")))
    assert found.haeldning == pytest.approx(ref["slope"], abs=5e-7)
    assert found.vej is Vej.STIGER


def test_a_trend_that_one_point_carries_is_none():
    y = floats([10, 10.1, 9.9, 10, 30])
    assert recent_trend(y, y - 0.1, y + 0.1).vej is Vej.UAENDRET
