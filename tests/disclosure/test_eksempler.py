"""The worked examples of small numbers: what an attacker can tell before, and after."""

from types import SimpleNamespace

import numpy as np
import pytest

from plads.disclosure.menu import Diskretion, simple
from plads.disclosure.moenster import moenster
from plads.disclosure.revision import safe
from tests.disclosure.angriber import Angriber, Forsoeg

BY_K = Diskretion(k=5, indviede=False)


def attack(antal, set_, *, mindst=()):
    """Return an attacker who has seen some sums (lists of places in `antal`) and knows that some are not zero."""
    a = Angriber(SimpleNamespace(sandt=np.array(antal, dtype=float), atomer=list(enumerate(antal))))
    for celle in set_:
        a.sum(list(celle), sum(antal[nr] for nr in celle))
    a.mindst = {tuple(celle): 1 for celle in mindst}
    return a


def interval(a, celle):
    """Return the least and the greatest an attacker thinks possible."""
    forsoeg = Forsoeg(a, [tuple(celle)])
    forsoeg.solve(np.array([1.0]), np.array([1e6]))
    forsoeg.solve(np.array([-1.0]), np.array([0.0]))
    return [round(float(forsoeg.laveste[0]), 6), round(float(forsoeg.hoejeste[0]), 6)]


def row(antal):
    """Return the menu of some places and their total."""
    hver = [[nr] for nr in range(len(antal))]
    return simple(antal, [*hver, list(range(len(antal)))], [(len(antal), list(range(len(antal))))])


def hidden(antal, d=BY_K):
    """Return the numbers hidden among some places whose total is on the menu, and whether the total is."""
    skjult = moenster(row(antal), d)
    return [tal for tal, skjul in zip(antal, skjult, strict=False) if skjul], bool(skjult[-1])


def after(antal, celle, d=BY_K, *, mindst=0):
    """Return what an attacker can tell of a place after the rule."""
    skjult = moenster(row(antal), d)
    celler = [[nr] for nr in range(len(antal))] + [range(len(antal))]
    ikke_nul = [c for c, skjul in zip(celler, skjult, strict=True) if skjul and mindst]
    return interval(attack(antal, [c for c, s in zip(celler, skjult, strict=True) if not s], mindst=ikke_nul), [celle])


def test_a_hiding_only_the_small_one_hides_nothing():
    antal = [12, 3, 9, 6]
    assert interval(attack(antal, [[0], [2], [3], range(4)]), [1]) == [3, 3]
    assert hidden(antal) == ([3, 6], False)
    assert after(antal, 1) == [0, 9]


def test_b_two_ones_do_not_hide_one_another():
    antal = [12, 1, 9, 1]
    assert interval(attack(antal, [[0], [2], range(4)]), [1]) == [0, 2]
    assert hidden(antal) == ([1, 9, 1], False)
    assert after(antal, 1) == [0, 11]


def test_c_one_mark_for_all_that_is_hidden_tells_less_than_two():
    antal = [4, 4, 12]
    fire_hoejst = attack(antal, [[0, 1], [2]])
    assert interval(fire_hoejst, [0]) == [0, 8]


def test_d_a_sum_that_leaves_one_place_out_is_not_on_the_menu():
    # Hele området 41, uden S2 38: a free set of places is no cell of the menu, so the gate never shows it.
    antal = [3, 20, 18]
    assert interval(attack(antal, [range(3), [1, 2]]), [0]) == [3, 3]
    assert not any(celle.tolist() == [0, 1, 1] for celle in row(antal).atomer.toarray().astype(int))


def test_f_a_running_sum_gives_the_last_month_away():
    antal = [5, 4, 5, 2]
    assert interval(attack(antal, [range(3), range(4)]), [3]) == [2, 2]


def test_g_half_a_year_less_a_quarter_is_the_other_quarter():
    menu = simple([7, 2], [[0], [1], [0, 1]], [(2, [0, 1])])
    assert interval(attack([7, 2], [[0], [0, 1]]), [1]) == [2, 2]
    skjult = moenster(menu, BY_K)
    assert skjult.tolist() == [True, True, False]
    assert interval(attack([7, 2], [[0, 1]]), [1]) == [0, 9]


def test_i_a_table_hides_a_rectangle():
    tabel = [7, 3, 9, 6, 8, 12, 10, 5, 6]
    hver = [[nr] for nr in range(9)]
    raekker, soejler = [[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[0, 3, 6], [1, 4, 7], [2, 5, 8]]
    alle = [*hver, *raekker, *soejler]
    ligninger = [(9 + nr, celler) for nr, celler in enumerate([*raekker, *soejler])]
    assert interval(attack(tabel, [celle for celle in alle if celle != [1]]), [1]) == [3, 3]
    seet = [celle for celle in alle if celle not in ([1], [0])]
    assert interval(attack(tabel, seet), [1]) == [3, 3]
    hele = attack(tabel, [*raekker, *soejler, [2], [3], [4], [5], [8]])
    assert interval(hele, [1]) == [0, 8]
    skjult = moenster(simple(tabel, alle, ligninger), BY_K)
    a = attack(tabel, [celle for celle, skjul in zip(alle, skjult, strict=True) if not skjul])
    fra, til = interval(a, [1])
    assert til - fra >= 4


def test_two_seven_nine_four_six():
    antal = [2, 7, 9, 4, 6]
    assert interval(attack(antal, [[1], [2], [3], [4], range(5)]), [0]) == [2, 2]
    assert interval(attack(antal, [[1], [2], [4], range(5)]), [0]) == [0, 6]
    assert hidden(antal)[0] == [2, 4]


def test_one_who_knows_that_no_hidden_number_is_zero_is_still_left_in_doubt():
    # 1 and 4 hide one another when a hidden number may be zero; when it may not, they are [1;4].
    antal = [1, 4, 9, 12]
    fra, til = after(antal, 0, mindst=1)
    assert til - fra >= 4


def test_against_insiders_three_are_hidden_and_any_two_hide_one_another():
    antal = [3, 6, 7, 12, 20]
    skjulte, _ = hidden(antal, Diskretion())
    assert len(skjulte) >= 3
    skjult = moenster(row(antal), Diskretion())
    celler = [[nr] for nr in range(5)] + [range(5)]
    a = attack(antal, [c for c, s in zip(celler, skjult, strict=True) if not s], mindst=[[0], [1], [2]])
    a.egne = {1}
    fra, til = interval(a, [0])
    assert til - fra >= 4


@pytest.mark.parametrize(("skjul_nul", "skjulte"), [(False, [3, 6]), (True, [3, 0, 6])])
def test_zeros_are_shown_unless_the_settings_say_so(skjul_nul, skjulte):
    assert hidden([12, 3, 0, 6, 9], Diskretion(skjul_nul=skjul_nul, indviede=False))[0] == skjulte


def test_the_total_is_hidden_when_no_part_is_left_to_hide():
    assert hidden([3, 0, 0]) == ([3], True)


def test_what_was_shown_before_hides_nothing():
    menu = row([12, 3, 9, 6])
    kendt = np.array([False, False, False, True, False])
    assert np.flatnonzero(moenster(menu, BY_K, None, kendt)).tolist() == [1, 2]


def test_what_was_hidden_before_stays_hidden():
    menu = row([12, 30, 9, 6])
    foer = np.array([False, False, True, False, False])
    assert moenster(menu, BY_K, foer)[2]


def test_calendars_that_overlap_are_told_from_one_another():
    # Half years 0, 6, 3, 9, 0: the two school years and the years around are shown, the year in the middle is not.
    antal = [0, 6, 3, 9, 0]
    celler = [[0, 1], [1, 2], [2, 3], [3, 4], [0], [4], [2]]
    menu = simple(antal, celler, [])
    primaer = moenster(menu, BY_K)
    assert primaer.tolist() == [False] * 6 + [True]
    assert interval(attack(antal, celler[:6]), [2]) == [3, 3]
    skjult = safe(menu, BY_K, primaer, np.zeros(7, dtype=bool)).skjult
    a = attack(antal, [c for c, s in zip(celler, skjult, strict=True) if not s], mindst=[[2]])
    fra, til = interval(a, [2])
    assert til - fra >= 4


def test_the_published_example_of_gauss_suppression():
    # Statistics Norway's GaussSuppression vignette: two age groups, three countries, all margins shown.
    antal = [3, 4, 6, 2, 0, 5]
    margener = [[0, 1, 2], [3, 4, 5], [0, 3], [1, 4], [2, 5], range(6)]
    kun_primaer = attack(antal, [*margener, [0], [1], [2], [3], [5]])
    assert interval(kun_primaer, [4]) == [0, 0]
    a = attack(antal, [*margener, [2], [5]])
    assert [interval(a, [nr]) for nr in (0, 1, 3, 4)] == [[3, 5], [2, 4], [0, 2], [0, 2]]
