"""Schools that are alike: distances that can be checked by hand, and said."""

import pytest

from plads.measures.ligner import Skole, Vaegte, alike
from plads.tilstand import Tilstand

TRIN = frozenset(map(str, range(10)))
EGEN = Skole("1", "Egen", 500, klassetrin=TRIN)


def test_the_nearest_stand_first_and_equal_ones_by_name():
    andre = [Skole("2", "Stor", 900), Skole("3", "Ås", 540), Skole("4", "Bo", 460), Skole("5", "Special", 500, True)]
    assert [skole.navn for skole in alike(EGEN, [EGEN, *andre])] == ["Bo", "Ås", "Special", "Stor"]


def test_the_distance_is_the_weighted_root_of_what_differs():
    anden = Skole("2", "Anden", 700, klassetrin=TRIN - {"7", "8", "9"})
    fjern = Skole("3", "Fjern", 900, True, TRIN)
    fundne = {skole.navn: skole.afstand for skole in alike(EGEN, [anden, fjern], Vaegte(0.5, 0.3, 0.2))}
    assert fundne["Anden"] == pytest.approx((0.5 * 0.5**2 + 0.2 * 0.3**2) ** 0.5)
    assert fundne["Fjern"] == pytest.approx(0.8**0.5)


def test_every_difference_is_said():
    anden = Skole("2", "Anden", 460, klassetrin=TRIN - {"9"})
    ukendt = Skole("3", "Ukendt", 500, True)
    assert {skole.navn: skole.forskelle for skole in alike(EGEN, [anden, ukendt])} == {
        "Anden": ("460 elever, 40 færre", "også almenskole", "1 klassetrin til forskel"),
        "Ukendt": ("500 elever, lige så mange", "specialskole", "klassetrin kendes ikke"),
    }


def test_what_is_not_known_of_both_does_not_count():
    assert alike(EGEN, [Skole("2", "Anden", 500)])[0].afstand == 0


def test_a_school_whose_size_is_hidden_is_not_compared():
    skjult = Skole("2", "Skjult", Tilstand.DISKRETIONERET)
    assert alike(EGEN, [skjult]) == []
    assert alike(skjult, [EGEN]) == []
