"""Is the curve broken: the index, the verdict and its words."""

import numpy as np
import pytest

from plads.measures import knaekord
from plads.measures.knaek import Knaek, curve
from plads.serier import Periode, Serie, Trin
from plads.tilstand import Tilstand
from tests.measures.serier import serie

SKJULT, TAVS = Tilstand.DISKRETIONERET, Tilstand.IKKE_RAPPORTERET


def kurve(antal, elever, fra=2016, mangler=None, steder=1):
    """Return the verdict on counts of so many pupils, year by year."""
    perioder = tuple(Periode(12 * (fra + nr), Trin.AAR) for nr in range(len(antal)))
    satser = tuple(
        1000 * x / n if isinstance(x, int) and not isinstance(x, Tilstand) else x
        for x, n in zip(antal, elever, strict=True)
    )
    mangler = mangler or (0,) * len(antal)
    return curve("Byen", Serie("", perioder, tuple(antal), mangler), Serie("", perioder, satser, mangler), steder)


STABIL = [40000] * 7


def test_a_count_that_follows_the_pupils_stays_at_100():
    k = kurve([2000, 2100, 2200, 2300, 2400, 2500], [40000, 42000, 44000, 46000, 48000, 50000])
    assert [p.indeks for p in k.punkter] == pytest.approx([100] * 6)
    assert k.punkter[-1].raat == pytest.approx(100 * 2500 / 2300)
    assert k.punkter[3].lav == k.punkter[3].indeks == k.punkter[3].hoej


def test_growth_that_goes_on_is_not_broken():
    k = kurve([8000, 8400, 8800, 9300, 9800, 10300, 10800], STABIL)
    assert k.dom is Knaek.IKKE_KNAEKKET
    assert "voksede" in knaekord.sentence(k, "elever")
    assert f"ned på {k.ned_til:,}".replace(",", ".") in knaekord.what_would_change(k)


def test_growth_that_stops_is_broken_even_a_little_above_the_level():
    k = kurve([7000, 8000, 9000, 10000, 10100, 10000, 10050], STABIL)
    assert k.dom is Knaek.KNAEKKET
    assert k.vaekst.foer[0] > 1 > k.vaekst.knaek[2]


def test_a_clear_fall_is_broken_without_any_years_before():
    assert kurve([10000, 9000], [40000, 40000], fra=2019).dom is Knaek.KNAEKKET


def test_few_cases_cannot_be_told_apart():
    k = kurve([50, 52, 51, 53, 55, 52], STABIL[:6])
    assert k.dom is Knaek.UAFGJORT
    assert k.ned_til < 53 < k.op_til
    assert f"knækket ved {k.ned_til} eller færre og ikke knækket ved flere end {k.op_til}" in (
        knaekord.what_would_change(k)
    )


def test_the_counts_that_would_change_it_would_indeed_change_it():
    k = kurve([2300, 2300], [40000, 40000], fra=2019)
    assert k.dom is Knaek.UAFGJORT
    # The interval of the new count is a little narrower or wider than that of the old one.
    assert kurve([2300, round(k.ned_til * 0.99)], [40000] * 2, fra=2019).dom is Knaek.KNAEKKET
    assert kurve([2300, round(k.op_til * 1.01)], [40000] * 2, fra=2019).dom is Knaek.IKKE_KNAEKKET


@pytest.mark.parametrize(
    ("antal", "hvorfor"), [([2000, TAVS, 2100], "ikke oplyst"), ([2000, SKJULT, 2100], "skjult, fordi tallet er lille")]
)
def test_without_the_base_year_nothing_is_measured(antal, hvorfor):
    k = kurve(antal, STABIL[:3], fra=2018)
    assert (k.dom, k.punkter, k.mangler) == (Knaek.UAFGJORT, (), hvorfor)
    assert hvorfor in knaekord.sentence(k, "elever")


def test_a_hidden_year_is_a_gap_and_not_a_zero():
    assert [p.periode.fra.year for p in kurve([2000, SKJULT, 2100], STABIL[:3], fra=2019).punkter] == [2019, 2021]


def test_a_year_that_lacks_many_reports_is_no_level():
    antal, elever = [2000, 2000, 1000], STABIL[:3]
    assert len(kurve(antal, elever, 2018, (0, 0, 200), 60).punkter) == 2
    assert len(kurve(antal, elever, 2018, (0, 5, 0), 60).punkter) == 3
    assert kurve(antal, elever, 2018, (0, 200, 0), 60).mangler == "ikke fuldt indberettet"


def test_the_interval_of_the_index_covers_what_it_promises():
    rng, runs = np.random.default_rng(3), 2000
    x0, x1 = rng.poisson(300, runs), rng.poisson(330, runs)
    hit = 0
    for a, b in zip(x0.tolist(), x1.tolist(), strict=True):
        p = kurve([a, b], [40000, 40000], fra=2019).punkter[-1]
        hit += p.lav <= 110 <= p.hoej
    assert abs(hit / runs - 0.95) <= 0.02


def test_no_growth_at_all_is_called_unbroken_in_one_of_forty_at_most():
    rng = np.random.default_rng(4)
    domme = [kurve(rng.poisson(2400, 7).tolist(), STABIL).dom for _ in range(600)]
    assert domme.count(Knaek.IKKE_KNAEKKET) <= 0.04 * 600


def test_the_places_are_told_by_number():
    a, b = kurve([10000, 9000], [40000] * 2, fra=2019), kurve([50, 52], [40000] * 2, fra=2019)
    assert knaekord.places([a, b, b]) == "1 knækket og 2 kan ikke afgøres endnu."


def test_the_public_statistic_says_when_it_cannot_tell():
    skoleaar = serie([TAVS, TAVS, TAVS, 0.062], trin=Trin.SKOLEAAR)
    assert knaekord.public_verdict(skoleaar) == "Byen: det kan ikke afgøres endnu, for statistikken har kun 2020/21"
    begge = serie([0.058, 0.06, 0.06, 0.063], trin=Trin.SKOLEAAR)
    assert knaekord.public_verdict(begge) == "Byen: segregeringsgraden er indeks 105,0 mod 2019 (over 102)"
