"""The verdict on a forløb: what it finds, and what it cannot be fooled by. Seeded."""

import numpy as np
import pytest

from plads.measures import effektord
from plads.measures.effekt import Grund, Krav, Slutning, assess
from plads.measures.effektdata import Skoleforloeb, left_out, panel_of, share_hidden
from plads.measures.gruppetid import ALDRIG, Kontrol, Panel, Skala, cells, simple
from plads.measures.krympning import effect, parts
from plads.measures.regression import expected, expected_change, spread
from plads.retning import Retning
from plads.serier import Periode, Trin
from plads.tilstand import Tilstand
from tests.measures.serier import AUGUST_2017, serie

SKOLER, VALGT, SATS, CV2 = 60, 15, 0.008, 0.0625


def schools(rng, aar, faktor=1.0):
    """Return y, n and true rates of sixty schools, 8 per 1.000 with a true CV of 25 %, over some years."""
    n = rng.integers(300, 900, SKOLER)[:, None] * np.ones(aar)
    theta = rng.gamma(1 / CV2, CV2, SKOLER)[:, None]
    return rng.poisson(n * SATS * theta * faktor).astype(float), n


def chosen_for_high_figures(y, n, i_aar):
    """Return the start of the fifteen highest of a year, the year after it."""
    hoejest = np.argsort(-(y[:, i_aar] / n[:, i_aar]), kind="stable")[:VALGT]
    start = np.full(SKOLER, ALDRIG)
    start[hoejest] = i_aar + 1
    return start


def test_schools_chosen_for_high_figures_do_not_look_like_an_effect():
    """A thousand times nothing is done to the fifteen highest of sixty: they fall a third, and it is no finding."""
    rng, found, naive = np.random.default_rng(1), 0, []
    for nr in range(1000):
        y, n = schools(rng, 2 + nr % 2)
        start = chosen_for_high_figures(y, n, nr % 2)
        e = assess(Panel(y, n, start), Retning.NED, traekninger=199)
        found += e.slutning is Slutning.EFFEKT
        if nr % 2 == 0:
            naive.append(e.opdeling.naiv - 1)
    assert found <= 50
    assert np.mean(naive) == pytest.approx(-0.32, abs=0.03)


def test_the_year_before_alone_would_be_fooled_by_that_choice():
    """The reason for the shrunken base."""
    rng, fooled = np.random.default_rng(1), 0
    for _ in range(300):
        y, n = schools(rng, 2)
        plain = simple(cells(Panel(y, n, chosen_for_high_figures(y, n, 0)), Kontrol.ENDNU_IKKE, Skala.LOG, fast=True))
        fooled += bool(plain.p[0] < 0.05 and plain.estimat[0] < 0)
    assert fooled > 0.5 * 300


def test_a_real_effect_is_found_through_the_choice_of_schools():
    rng, found = np.random.default_rng(2), 0
    for _ in range(60):
        y, n = schools(rng, 4)
        start = chosen_for_high_figures(y, n, 1)
        y[start == 2, 2:] = rng.binomial(y[start == 2, 2:].astype(int), 0.6)
        found += assess(Panel(y, n, start), Retning.NED, traekninger=199).slutning is Slutning.EFFEKT
    assert found >= 48


@pytest.mark.parametrize("paa_hoeje_tal", [False, True])
def test_the_interval_of_the_mean_effect_covers_a_true_quarter_fewer(paa_hoeje_tal):
    rng, hit, runs = np.random.default_rng(3), 0, 1000
    for _ in range(runs):
        y, n = schools(rng, 4)
        start = (
            chosen_for_high_figures(y, n, 1) if paa_hoeje_tal else np.where(rng.permutation(SKOLER) < VALGT, 2, ALDRIG)
        )
        y[start == 2, 2:] = rng.binomial(y[start == 2, 2:].astype(int), 0.75)
        samlet = assess(Panel(y, n, start), Retning.NED, traekninger=1).samlet
        hit += samlet.lav <= 0.75 <= samlet.hoej
    assert 0.93 <= hit / runs <= 0.97


def test_the_fall_by_itself_is_expected_and_not_an_effect():
    rng, ventet, sket = np.random.default_rng(3), [], []
    for _ in range(300):
        y, n = schools(rng, 2)
        valgt = (chosen_for_high_figures(y, n, 0) == 1)[None]
        forskel = spread(y[:, 0], n[:, 0], np.ones((1, SKOLER)))
        ventet.append(expected_change(y[:, 0], n[:, 0], valgt, forskel)[0])
        sket.append(y[valgt[0], 1].sum() / y[valgt[0], 0].sum() - 1)
    assert np.mean(ventet) == pytest.approx(np.mean(sket), abs=0.02)


def test_schools_that_do_not_differ_are_all_expected_at_the_mean():
    x, n = np.full(20, 5.0), np.full(20, 500.0)
    assert expected(x, n, spread(x, n, np.ones((1, 20)))) == pytest.approx(np.full((1, 20), 0.01))


def test_the_gamma_behind_the_counts_is_found_again():
    rng = np.random.default_rng(4)
    n = rng.integers(300, 900, 20000).astype(float)
    x = rng.poisson(n * 0.02 * rng.gamma(16, 1 / 16, 20000)).astype(float)
    forskel = spread(x, n, np.ones((1, 20000)))
    assert forskel.a[0] == pytest.approx(16, rel=0.1)
    assert forskel.a[0] / forskel.b[0] == pytest.approx(0.02, rel=0.02)


def staggered(rng, faktor=0.7):
    """Return forty schools in two waves and twenty that never start, 30 cases a year each."""
    start = np.repeat([2, 3, ALDRIG], 20)
    n = np.full((60, 5), 600.0)
    virker = np.where(start[:, None] <= np.arange(5), faktor, 1.0)
    return Panel(rng.poisson(30 * virker).astype(float), n, start)


def test_the_parts_multiply_to_what_before_and_after_shows():
    o = assess(staggered(np.random.default_rng(6)), Retning.NED, traekninger=9).opdeling
    assert o.selv * o.byen * o.effekt == pytest.approx(o.naiv)


def test_many_orders_at_once_are_the_same_as_one_by_one():
    panel = staggered(np.random.default_rng(7))
    orders = np.random.default_rng(8).permuted(np.tile(panel.start, (5, 1)), axis=1)
    together = effect(panel, orders)
    for nr, order in enumerate(orders):
        alone = effect(panel, order[None])
        assert (together.estimat[nr], together.fejl[nr]) == pytest.approx((alone.estimat[0], alone.fejl[0]))


def test_the_verdict_follows_the_direction_that_is_wanted():
    panel = staggered(np.random.default_rng(9))
    found = {r: assess(panel, r, traekninger=99).slutning for r in Retning}
    assert found == {
        Retning.NED: Slutning.EFFEKT, Retning.OP: Slutning.MODSAT, Retning.NEUTRAL: Slutning.EFFEKT
    }  # fmt: skip


def test_a_fall_that_had_begun_before_is_not_the_forloebs():
    rng = np.random.default_rng(10)
    start = np.repeat([3, ALDRIG], 30)
    falder = np.where(start[:, None] == 3, 0.8 ** np.arange(6), 1.0)
    panel = Panel(rng.poisson(60 * falder).astype(float), np.full((60, 6), 600.0), start)
    e = assess(panel, Retning.NED, traekninger=99)
    assert (e.slutning, e.grund) == (Slutning.IKKE_SKELNES, Grund.TENDENS)
    assert "på vej samme vej før start" in effektord.sentence(e, "Visitationer", "Co-teaching")


@pytest.mark.parametrize(
    ("start", "krav", "grund"),
    [
        (np.repeat([2, ALDRIG], [4, 56]), Krav(), Grund.SKOLER),
        (np.repeat([2, ALDRIG], [56, 4]), Krav(), Grund.KONTROL),
        (np.repeat([2, ALDRIG], [20, 40]), Krav(tilfaelde=10**6), Grund.TILFAELDE),
        (np.repeat([0, ALDRIG], [20, 40]), Krav(), Grund.FOER),
        (np.full(60, ALDRIG), Krav(), Grund.SKOLER),
    ],
)
def test_too_little_is_said_and_why(start, krav, grund):
    rng = np.random.default_rng(11)
    panel = Panel(rng.poisson(30, (60, 4)).astype(float), np.full((60, 4), 600.0), start)
    e = assess(panel, Retning.NED, krav, traekninger=9)
    assert (e.slutning, e.grund) == (Slutning.FOR_LIDT, grund)
    assert effektord.sentence(e, "Visitationer", "Co-teaching", krav).startswith("Der er for lidt data")


def test_a_school_without_pupils_or_with_all_zeros_breaks_nothing():
    panel = staggered(np.random.default_rng(12))
    panel.y[0], panel.n[1] = 0, np.nan
    assert assess(panel, Retning.NED, traekninger=9).skoler == 39
    nothing = Panel(np.zeros((60, 5)), panel.n, panel.start)
    assert assess(nothing, Retning.NED, traekninger=9).slutning is Slutning.FOR_LIDT


def skole(nr, antal, start=None, andre=()):
    perioder = [Periode(AUGUST_2017 + 12 * aar, Trin.SKOLEAAR) for aar in range(4)]
    return Skoleforloeb(
        str(nr), f"Skole {nr}", serie(antal, trin=Trin.SKOLEAAR), serie([500] * 4, trin=Trin.SKOLEAAR),
        None if start is None else perioder[start], tuple(perioder[a] for a in andre),
    )  # fmt: skip


SKJULT = Tilstand.DISKRETIONERET


def test_what_is_hidden_or_mixed_is_left_out_and_counted():
    skoler = [
        *(skole(nr, [9, 8, 7, 9], start=2) for nr in range(3)),
        skole(3, [9, SKJULT, SKJULT, SKJULT], start=2),
        skole(4, [9, 8, 7, 6], start=2, andre=[1]),
        skole(5, [9, Tilstand.IKKE_RAPPORTERET, 8, Tilstand.IKKE_RAPPORTERET], start=3),
        skole(6, [9, 8, 7, 6], start=0),
        *(skole(nr, [9, 8, 9, 8]) for nr in range(7, 12)),
        skole(12, [9, SKJULT, 9, 8], andre=[2]),
    ]
    ude = left_out(skoler, panel_of(skoler))
    assert (ude.skjult, ude.andet_forloeb, ude.mangler, ude.ingen_foer) == (1, 1, 1, 1)
    assert (ude.skjult_kontrol, ude.kontrol_med_andet) == (1, 1)


def test_a_hidden_value_is_never_a_zero():
    panel = panel_of([skole(0, [9, SKJULT, 0, Tilstand.IKKE_RAPPORTERET])])
    assert np.isnan(panel.y[0]).tolist() == [False, True, False, True]


def test_a_school_year_that_lacks_months_has_no_number():
    s = skole(0, [9, 8, 7, 6])
    s = Skoleforloeb(s.kode, s.navn, serie([9, 8, 7, 6], trin=Trin.SKOLEAAR, mangler=[0, 2, 0, 0]), s.elever, None)
    assert np.isnan(panel_of([s]).y[0]).tolist() == [False, True, False, False]


def test_nothing_is_said_where_many_small_counts_are_hidden():
    """What is hidden is always small, so schools that fall would drop out, and those that rise stay."""
    skoler = [skole(nr, [9, 8, SKJULT if nr % 3 else 7, 6], start=2 if nr < 10 else None) for nr in range(20)]
    andel = share_hidden(skoler)
    e = assess(panel_of(skoler), Retning.NED, skjult=andel)
    assert andel == pytest.approx(13 / 80)
    assert (e.slutning, e.grund, e.samlet) == (Slutning.FOR_LIDT, Grund.SKJULT, None)
    assert effektord.basis(e, left_out(skoler, panel_of(skoler))).endswith("har skjulte tal.")


def test_a_school_stands_for_its_group_only_until_it_starts_something_else():
    skoler = [skole(nr, [9, 8, 7, 6], start=1, andre=[3] if nr < 4 else []) for nr in range(6)]
    skoler += [skole(nr, [9, 8, 9, 8]) for nr in range(6, 12)]
    sidste = {del_.celle.tid: int(del_.behandlede.sum()) for del_ in parts(panel_of(skoler))}
    assert sidste == {1: 6, 2: 6, 3: 2}


def test_the_words_of_an_effect():
    e = assess(staggered(np.random.default_rng(9)), Retning.NED, traekninger=99)
    said = effektord.sentence(e, "Visitationer", "Co-teaching")
    assert effektord.word(e) == "Tegn på effekt"
    assert said.startswith("Visitationer: ")
    assert "pct. færre end ventet, efter at co-teaching begyndte (fra " in said
    assert "misvisende" in effektord.misleading(e)
    assert "ingen sikker tendens" in effektord.before(e)
    assert effektord.change(1.004) == "uændret"


def test_schools_without_a_single_case_before_have_an_effect_but_no_before_and_after():
    rng = np.random.default_rng(13)
    y = rng.poisson(3, (40, 4)).astype(float)
    y[:6, :2] = 0
    e = assess(Panel(y, np.full((40, 4), 500.0), np.repeat([2, ALDRIG], [6, 34])), Retning.NED, traekninger=9)
    assert e.samlet.forhold > 1
    assert e.opdeling is None
    assert "ikke" in effektord.misleading(e)
