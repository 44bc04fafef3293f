"""Counts that follow their mean, and streams that do not disturb each other."""

from __future__ import annotations

import math

import numpy as np
import pytest

from plads.demo.tilfaeldighed import poisson, stream


@pytest.mark.parametrize("middel", [0.02, 0.7, 5.0, 60.0])
def test_counts_have_the_probabilities_of_poisson(middel):
    jaevne = (np.arange(20_000) + 0.5) / 20_000
    antal = poisson(jaevne, np.full(20_000, middel))
    for k in range(int(middel + 6 * middel**0.5) + 2):
        ventet = math.exp(k * math.log(middel) - middel - math.lgamma(k + 1))
        assert np.mean(antal == k) == pytest.approx(ventet, abs=2e-4)


def test_a_closed_month_counts_nothing():
    assert poisson(np.array([0.999999, 0.0]), np.zeros(2)).tolist() == [0, 0]


def test_a_higher_mean_never_gives_a_lower_count_and_moves_its_own_only():
    slump = np.random.default_rng(1)
    jaevne, middel = slump.random(500), slump.uniform(0, 8, 500)
    foer, efter = poisson(jaevne, middel), poisson(jaevne, np.where(np.arange(500) < 100, middel * 1.5, middel))
    assert (efter >= foer).all()
    assert (efter[100:] == foer[100:]).all()


def test_a_stream_is_of_its_unit_and_its_purpose():
    def naeste(*noegle):
        return stream(*noegle).random(3).tolist()

    assert naeste(1, "999001", "ppv") == naeste(1, "999001", "ppv")
    assert len({tuple(naeste(*noegle)) for noegle in ((1, "a", "x"), (2, "a", "x"), (1, "b", "x"), (1, "a", "y"))}) == 4
