"""Every slice equals the oracle."""

from datetime import date

import pytest

from plads.cube import udsnit
from plads.models.organisation import Tilknytningsart
from plads.serier import Periode, Trin
from plads.tilstand import Tilstand
from tests.cube.orakel import SKJULT, TAL, dag

INDIKATORER = ("ppv", "klage", "pladser", "elevtal")


def read(celle):
    """Return an oracle's cell as a slice says it."""
    if celle.tilstand == TAL:
        return celle.antal
    return Tilstand.DISKRETIONERET if celle.tilstand == SKJULT else Tilstand.IKKE_RAPPORTERET


def some(rng, enheder, antal):
    return [rng.choice(enheder) for _ in range(antal)]


@pytest.mark.parametrize("trin", Trin)
def test_a_series_equals_the_oracle(tilfaeldig, trin):
    terning, orakel, _ = tilfaeldig
    for indikator in INDIKATORER:
        for enhed in orakel.enheder:
            serie = udsnit.serie(terning, indikator, enhed, trin, navn="x")
            celler = [orakel.celle(indikator, enhed, p.foerste, trin.value) for p in serie.perioder]
            assert serie.vaerdier == tuple(map(read, celler))
            assert serie.mangler == tuple(c.mangler for c in celler)
            assert serie.eksempel == any(c.eksempel for c in celler)


@pytest.mark.parametrize("trin", Trin)
def test_a_series_keeps_the_periods_wholly_between_two_days(tilfaeldig, trin):
    terning, _, rng = tilfaeldig
    hele = udsnit.serie(terning, "ppv", "k1", trin)
    for _ in range(60):
        fra, til = (date(rng.randint(2019, 2022), rng.randint(1, 12), rng.choice([1, 2, 28])) for _ in range(2))
        til = rng.choice([til, date(til.year, 12, 31), date.max])
        serie = udsnit.serie(terning, "ppv", "k1", trin, fra=fra, til=til)
        ventet = [(p, v) for p, v in hele if fra <= p.fra and p.til <= til]
        assert list(serie) == ventet


@pytest.mark.parametrize("trin", Trin)
def test_the_sum_of_a_free_set_equals_the_oracle(tilfaeldig, trin):
    terning, orakel, rng = tilfaeldig
    for _ in range(12):
        koder = sorted(set(some(rng, orakel.enkelte("k1"), rng.randint(1, 6))))
        indikator = rng.choice(INDIKATORER)
        serie = udsnit.sum_af(terning, indikator, koder, trin)
        celler = [orakel.af(indikator, koder, p.foerste, trin.value) for p in serie.perioder]
        assert serie.vaerdier == tuple(map(read, celler))
        assert serie.mangler == tuple(c.mangler for c in celler)
        assert serie.eksempel == any(c.eksempel for c in celler)


def test_a_set_of_units_is_never_a_sum_of_sums_or_of_two_municipalities(tilfaeldig):
    terning, orakel, _ = tilfaeldig
    with pytest.raises(ValueError, match="sum"):
        udsnit.sum_af(terning, "ppv", ["o1", "s1"])
    with pytest.raises(ValueError, match="kommune"):
        udsnit.pr_1000_af(terning, "ppv", [orakel.enkelte("k1")[0], "s8"])


def check_rate(serie, dele):
    for vaerdi, mangler, (over, under, ventet) in zip(serie.vaerdier, serie.mangler, dele, strict=True):
        if under:
            assert vaerdi == pytest.approx(1000 * over / under, rel=1e-12)
        else:
            assert isinstance(vaerdi, Tilstand)
        assert mangler == ventet


def test_the_random_stores_have_rates(tilfaeldig):
    terning, orakel, _ = tilfaeldig
    for enheder in (["k1"], ["o1", "o2", "o3"], ["h1", "h2"], orakel.enkelte("k1")):
        rater = [vaerdi for enhed in enheder for vaerdi in udsnit.pr_1000(terning, "ppv", enhed).vaerdier]
        assert any(not isinstance(rate, Tilstand) for rate in rater)


@pytest.mark.parametrize("trin", Trin)
def test_a_rate_equals_the_oracle(tilfaeldig, trin):
    terning, orakel, _ = tilfaeldig
    for indikator in ("ppv", "klage"):
        for enhed in orakel.enheder:
            serie = udsnit.pr_1000(terning, indikator, enhed, trin)
            check_rate(serie, [orakel.broek(indikator, enhed, p.foerste, trin.value) for p in serie.perioder])


@pytest.mark.parametrize("trin", Trin)
def test_the_rate_of_a_free_set_equals_the_oracle(tilfaeldig, trin):
    terning, orakel, rng = tilfaeldig
    for _ in range(12):
        koder = sorted(set(some(rng, orakel.enkelte("k1"), rng.randint(1, 6))))
        serie = udsnit.pr_1000_af(terning, "ppv", koder, trin)
        check_rate(serie, [orakel.broek_af("ppv", koder, p.foerste, trin.value) for p in serie.perioder])


def test_a_missing_rate_says_which_figure_is_missing(tilfaeldig):
    terning, orakel, _ = tilfaeldig
    for enhed in orakel.enheder:
        for periode, vaerdi in udsnit.pr_1000(terning, "ppv", enhed):
            over, under = orakel.begge("ppv", enhed, periode.foerste, "skoleaar")
            if isinstance(vaerdi, Tilstand):
                skjult = (over if over.tilstand != TAL else under).tilstand == SKJULT
                assert vaerdi is (Tilstand.DISKRETIONERET if skjult else Tilstand.IKKE_RAPPORTERET)


def test_members_and_parents_are_those_of_the_period(tilfaeldig):
    terning, orakel, _ = tilfaeldig
    for periode in terning.perioder:
        maaned = min(periode.maaneder[-1], orakel.maaneder[-1])
        for enhed, (slags, _) in orakel.enheder.items():
            if slags in ("kommune", "omraade", "klynge", "hovedinstitution"):
                assert set(udsnit.medlemmer(terning, enhed, periode)) == orakel.medlemmer(enhed, maaned)
            else:
                for art in ("omraade", "klynge", "hovedinstitution"):
                    over = orakel.over(enhed, art, maaned)
                    # An område of another municipality is nobody's parent here.
                    assert udsnit.foraelder(terning, enhed, Tilknytningsart(art), periode) == over


def test_the_rows_of_a_table_hold_the_same_cells(tilfaeldig):
    terning, orakel, _ = tilfaeldig
    for periode in terning.perioder:
        for raekke in udsnit.raekker(terning, list(orakel.enheder), INDIKATORER, periode):
            celler = {i: orakel.celle(i, raekke.enhed, periode.foerste, periode.trin.value) for i in INDIKATORER}
            assert raekke.vaerdier == {i: read(c) for i, c in celler.items()}
            assert raekke.mangler == {i: c.mangler for i, c in celler.items()}
            assert raekke.eksempel == any(c.eksempel for c in celler.values())


def test_the_last_month_is_the_last_that_anybody_reported(tilfaeldig):
    terning, orakel, _ = tilfaeldig
    for kommune in ("k1", "k2"):
        for indikator in INDIKATORER:
            meldt = [m for m in orakel.maaneder if orakel.maaned(indikator, kommune, m).meldt]
            fundet = udsnit.seneste_maaned(terning, indikator, kommune)
            assert fundet == (Periode(meldt[-1], Trin.MAANED) if meldt else None)
    hver = [udsnit.seneste_maaned(terning, i, k) for i in INDIKATORER for k in ("k1", "k2")]
    assert udsnit.seneste_maaned(terning) == max(filter(None, hver))


def test_how_many_have_reported_equals_the_oracle(tilfaeldig):
    terning, orakel, _ = tilfaeldig
    for indikator in INDIKATORER:
        for kommune in ("k1", "k2"):
            for maaned in orakel.maaneder:
                svar = udsnit.indberettet(terning, indikator, kommune, Periode(maaned, Trin.MAANED))
                assert svar == orakel.indberettet(indikator, kommune, maaned), (indikator, kommune, dag(maaned))


def test_what_the_cube_does_not_know_has_reported_nothing(tilfaeldig):
    terning, _, _ = tilfaeldig
    for serie in (
        udsnit.serie(terning, "ukendt", "k1"), udsnit.serie(terning, "ppv", "ukendt"),
        udsnit.pr_1000(terning, "ukendt", "k1"), udsnit.pr_1000(terning, "ppv", "ukendt"),
        udsnit.sum_af(terning, "ppv", ["ukendt"]), udsnit.pr_1000_af(terning, "ukendt", ["s1"]),
    ):  # fmt: skip
        assert serie.perioder
        assert set(serie.vaerdier) == {Tilstand.IKKE_RAPPORTERET}
    fremtid = Periode(3000 * 12, Trin.MAANED)
    assert udsnit.raekker(terning, ["k1"], ["ppv"], fremtid)[0].vaerdier == {"ppv": Tilstand.IKKE_RAPPORTERET}
    assert udsnit.indberettet(terning, "ppv", "k1", fremtid) == (0, 0)
    assert udsnit.seneste_maaned(terning, "ukendt") is None
