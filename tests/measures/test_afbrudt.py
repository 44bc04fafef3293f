"""Interrupted time series against published values, statsmodels, and series in which we know what happened."""

import numpy as np
import pytest

from plads.measures import kvasi
from plads.measures.afbrudt import BOELGER, HVER_MAANED, Spoergsmaal, Svar, autocorrelation, design, fitted, step, waves
from tests.measures.referencer import EFFEKT
from tests.measures.serier import AUGUST_2017, SAESON

SICILY = EFFEKT["its_sicily"]
JANUAR_2002 = 2002 * 12


@pytest.fixture(scope="module")
def sicily():
    y, n = (np.array(SICILY[felt], dtype=float) for felt in ("aces", "stdpop"))
    return y, n, JANUAR_2002 + np.arange(len(y), dtype=float)


def spoergsmaal(**andet):
    return Spoergsmaal(JANUAR_2002 + SICILY["step_month"] - 1, **andet)


def published(felt):
    return pytest.approx((SICILY[felt]["rr"], *SICILY[felt]["ci"]), abs=5e-7)


def test_the_plain_step_of_sicily(sicily):
    model = fitted(*sicily, spoergsmaal(boelger=0))
    assert model.ratio(1, spredt=False) == published("poisson")
    assert model.ratio(1) == published("quasipoisson")
    assert model.spredning == pytest.approx(SICILY["quasipoisson"]["dispersion"], abs=5e-5)


def test_the_step_of_sicily_with_the_season(sicily):
    model, svar = fitted(*sicily, spoergsmaal()), step(*sicily, spoergsmaal())
    assert model.ratio(1) == published("quasi_harmonic2")
    assert svar.spredning == pytest.approx(SICILY["quasi_harmonic2"]["dispersion"], abs=5e-5)
    assert svar.trend_pr_aar == pytest.approx(SICILY["quasi_harmonic2"]["trend_per_year"], abs=5e-5)
    assert (svar.svar, svar.foer, svar.efter) == (Svar.FALD, 36, 23)


def test_the_step_and_slope_of_sicily(sicily):
    svar = step(*sicily, spoergsmaal(haeldning=True))
    assert svar.trin == published("with_slope")
    assert svar.haeldning[0] == pytest.approx(SICILY["with_slope"]["slope"], abs=5e-7)


def test_the_fit_is_that_of_statsmodels(sicily):
    sm = pytest.importorskip("statsmodels.api", reason="Kræver requirements-dev.txt")
    y, n, maaneder = sicily
    x = design(maaneder, spoergsmaal())
    theirs = sm.GLM(y, x, family=sm.families.Poisson(), offset=np.log(n)).fit(scale="X2")
    ours = kvasi.fit(y, x, np.log(n))
    assert ours.b == pytest.approx(theirs.params, rel=1e-7)
    assert np.sqrt(np.diag(ours.kovarians) * ours.spredning) == pytest.approx(theirs.bse, rel=1e-6)


def by(rng, faktor=1.0, n=60, middel=100.0):
    """Return five years of a city's months with a season, and a step after two and a half of them."""
    maaneder = AUGUST_2017 + np.arange(n, dtype=float)
    saeson = np.array([max(SAESON[int(m) % 12], 0.3) for m in maaneder])
    mu = middel * saeson * np.where(maaneder >= AUGUST_2017 + 30, faktor, 1.0)
    return rng.poisson(mu).astype(float), np.full(n, 38000.0), maaneder


STEP = Spoergsmaal(AUGUST_2017 + 30, boelger=HVER_MAANED)


def test_no_step_is_seldom_called_one_and_the_interval_covers():
    rng, runs, fundet, daekket = np.random.default_rng(1), 400, 0, 0
    for _ in range(runs):
        y, n, maaneder = by(rng, 0.9)
        svar = step(y, n, maaneder, STEP)
        daekket += svar.trin[1] <= 0.9 <= svar.trin[2]
        fundet += step(*by(rng), STEP).svar is not Svar.IKKE_SKELNES
    assert abs(daekket / runs - 0.95) <= 0.02
    assert fundet / runs <= 0.07


def test_a_step_is_found():
    assert step(*by(np.random.default_rng(2), 0.7), STEP).svar is Svar.FALD
    assert step(*by(np.random.default_rng(2), 1.4), STEP).svar is Svar.STIGNING


def test_an_event_that_ended_is_a_step_while_it_lasted():
    y, n, maaneder = by(np.random.default_rng(3))
    y[30:33] *= 0.4
    kort = step(y, n, maaneder, Spoergsmaal(AUGUST_2017 + 30, AUGUST_2017 + 32, boelger=HVER_MAANED))
    assert kort.svar is Svar.FALD
    assert kort.trin[0] == pytest.approx(0.4, abs=0.1)
    assert kort.uden[40] == kort.ventet[40]
    assert kort.uden[31] == pytest.approx(kort.ventet[31] / kort.trin[0])


def test_gaps_and_hidden_months_are_left_out_and_not_read_as_zero():
    y, n, maaneder = by(np.random.default_rng(4))
    hul = y.copy()
    hul[[5, 40]] = np.nan
    faerre = step(hul, n, maaneder, STEP)
    samme = step(y, n, maaneder, STEP, udelad=(AUGUST_2017 + 5, AUGUST_2017 + 40))
    assert faerre.trin == samme.trin
    assert (faerre.foer, faerre.efter) == (29, 29)


def test_two_years_before_and_one_after_are_needed():
    y, n, maaneder = by(np.random.default_rng(5))
    assert step(y, n, maaneder, Spoergsmaal(AUGUST_2017 + 20)).svar is Svar.FOR_LIDT
    assert step(y, n, maaneder, Spoergsmaal(AUGUST_2017 + 50)).svar is Svar.FOR_LIDT
    assert step(np.zeros(60), n, maaneder, STEP).svar is Svar.FOR_LIDT


def test_neighbours_that_stray_together_widen_the_interval():
    rng, r, bredder = np.random.default_rng(6), 0.6, []
    for _ in range(20):
        stoej = [0.0]
        for _ in range(59):
            stoej.append(r * stoej[-1] + 0.15 * rng.standard_normal())
        y, n, maaneder = by(rng, middel=300.0)
        bredder.append(step(y * np.exp(stoej), n, maaneder, STEP).bredde)
    assert np.mean(np.array(bredder) > 1.2) >= 0.7
    tilfaeldige = [step(*by(rng, middel=300.0), STEP).bredde for _ in range(60)]
    assert np.mean(np.array(tilfaeldige) > 1) <= 0.1


def test_months_that_do_not_follow_on_one_another_are_no_neighbours():
    rester = np.tile([1.0, -1.0], 20)
    assert autocorrelation(rester, np.arange(40.0))[0] < -0.9
    assert autocorrelation(rester, np.arange(0.0, 400.0, 10))[0] == 0


def test_two_waves_would_take_the_summer_for_chance_and_see_less():
    y, n, maaneder = by(np.random.default_rng(8), 0.8)
    smal, bred = step(y, n, maaneder, STEP), step(y, n, maaneder, Spoergsmaal(STEP.fra))
    assert bred.spredning > 3 * smal.spredning
    assert (waves(y), waves(y[:40])) == (HVER_MAANED, BOELGER)


def test_columns_that_say_the_same_are_refused():
    x = np.ones((10, 2))
    with pytest.raises(ValueError, match="for få punkter"):
        kvasi.fit(np.arange(10.0), x, np.zeros(10))


@pytest.mark.parametrize("seed", range(5))
def test_where_hidden_months_leave_too_little_it_says_so_and_does_not_fall_over(seed):
    rng = np.random.default_rng(seed)
    maaneder = AUGUST_2017 + np.arange(60, dtype=float)
    y = rng.poisson(6.0, 60).astype(float)
    y[maaneder % 12 == 6] = 0
    y[(y > 0) & (y < 5)] = np.nan
    y[rng.random(60) < 0.35] = np.nan
    svar = step(y, np.full(60, 40_000.0), maaneder, Spoergsmaal(AUGUST_2017 + 30, boelger=HVER_MAANED))
    assert svar.svar in set(Svar)
    assert svar.svar is Svar.FOR_LIDT or np.isfinite(svar.trin).all()
