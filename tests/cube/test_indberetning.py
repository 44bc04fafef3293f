"""Who has reported and who has not, by name, equals the oracle."""

from plads.cube import indberetning
from plads.serier import Periode, Trin
from tests.cube.orakel import dag

INDIKATORER = ("ppv", "klage", "elevtal")


def by_hand(orakel, indikator, kommune, maaned):
    """Return (expected, missing) units of one indicator in a month, asked one by one."""
    omraader = [kode for kode, slags in orakel.enheder.items() if slags == ("omraade", kommune)]
    for enheder in (orakel.enkelte(kommune), omraader, [kommune]):
        ventet = {enhed for enhed in enheder if orakel.taeller(indikator, enhed, maaned)}
        if ventet:
            return ventet, {enhed for enhed in ventet if not orakel.egen(indikator, enhed, maaned).meldt}
    return set(), set()


def test_those_who_are_missing_equal_the_oracle(tilfaeldig):
    terning, orakel, rng = tilfaeldig
    for kommune in ("k1", "k2"):
        for maaned in orakel.maaneder:
            koder = rng.sample(INDIKATORER, rng.randint(1, 3))
            svar = indberetning.udeblevne(terning, koder, kommune, Periode(maaned, Trin.MAANED))
            each = [by_hand(orakel, kode, kommune, maaned) for kode in koder]
            assert set(svar.ventet) == set().union(*(ventet for ventet, _ in each)), (kommune, dag(maaned))
            assert set(svar.mangler) == set().union(*(mangler for _, mangler in each)), (kommune, dag(maaned))


def test_the_months_anybody_reported_equal_the_oracle(tilfaeldig):
    terning, orakel, _ = tilfaeldig
    for kommune in ("k1", "k2"):
        found = indberetning.meldte_maaneder(terning, kommune)
        for kode in INDIKATORER:
            assert found.get(kode, frozenset()) == orakel.kant(kode, kommune), (kommune, kode)


def test_what_the_cube_does_not_know_misses_nobody(tilfaeldig):
    terning, _, _ = tilfaeldig
    maaned = Periode(terning.foerste_maaned, Trin.MAANED)
    assert indberetning.udeblevne(terning, ["ukendt"], "k1", maaned) == ((), ())
    assert indberetning.udeblevne(terning, ["ppv"], "ukendt", maaned) == ((), ())
    assert indberetning.udeblevne(terning, ["ppv"], "k1", Periode(3000 * 12, Trin.MAANED)) == ((), ())
    assert not any(indberetning.meldte_maaneder(terning, "ukendt").values())
