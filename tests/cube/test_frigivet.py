"""What a viewer may see of a cube: the own scope as it is, nothing else unless it is released for all."""

import numpy as np
import pytest

from plads.cube import udsnit
from plads.cube.kommune import of_municipality
from plads.cube.terning import DISKRETIONERET, IKKE_RAPPORTERET, KOMMUNER, OMRAADE, OPLYST
from plads.disclosure.frigiv import closed, release
from plads.serier import Trin
from plads.tilstand import Tilstand
from plads.udsyn import Udsyn

OMRAADET = Udsyn(omraader=frozenset({"o1"}))


@pytest.fixture
def by(tilfaeldig):
    """Return one municipality of a random store as a cube of its own, and the random numbers."""
    terning, _, rng = tilfaeldig
    return of_municipality(terning, "k1"), rng


def test_one_municipality_as_a_cube_holds_the_same_cells_and_parents(tilfaeldig):
    terning, _, _ = tilfaeldig
    by = of_municipality(terning, "k1")
    for nr, enhed in enumerate(by.enheder):
        row = terning.enhed_nr[enhed.kode]
        assert (by.antal[:, nr] == terning.antal[:, row]).all()
        over = [[terning.enheder[p].kode if p >= 0 else "" for p in lag] for lag in terning.foraeldre[:, row]]
        assert [[by.enheder[p].kode if p >= 0 else "" for p in lag] for lag in by.foraeldre[:, nr]] == over
    assert by.knuder == sum(enhed.lag < 4 for enhed in by.enheder)


def test_who_sees_nothing_sees_no_number_at_all(by):
    frigivet = release(by[0], Udsyn())
    assert not frigivet.antal.any()
    assert not frigivet.egne_antal.any()
    assert set(np.unique(frigivet.tilstand)) <= {IKKE_RAPPORTERET, DISKRETIONERET}
    assert ((frigivet.tilstand == IKKE_RAPPORTERET) == (by[0].tilstand == IKKE_RAPPORTERET)).all()


def test_an_unknown_own_area_opens_nothing(by):
    assert not release(by[0], Udsyn(omraader=frozenset({"findes ikke"}))).intern.any()


def test_an_own_area_opens_itself_and_its_units_in_the_months_they_belonged_to_it(by):
    t, _ = by
    frigivet = release(t, OMRAADET)
    own = t.enhed_nr["o1"]
    for row, enhed in enumerate(t.enheder):
        for nr, periode in enumerate(t.perioder):
            maaneder = [m - t.foerste_maaned for m in periode.maaneder if 0 <= m - t.foerste_maaned < t.maaneder]
            inde = row == own or all(t.foraeldre[OMRAADE, row, m] == own for m in maaneder)
            assert frigivet.intern[row, nr] == inde, (enhed.kode, periode)
            if inde:
                assert (frigivet.antal[:, row, nr] == t.antal[:, row, nr]).all()
                assert (frigivet.tilstand[:, row, nr] == t.tilstand[:, row, nr]).all()
            else:
                assert not frigivet.antal[:, row, nr].any()
    assert not frigivet.intern[[e.lag == KOMMUNER for e in t.enheder]].any()


def test_beyond_the_own_scope_stands_what_is_released_for_all(by):
    t, _ = by
    shared = closed(t)
    antal, tilstand = shared.antal.copy(), shared.tilstand.copy()
    antal[:, 0], tilstand[:, 0] = 77, OPLYST
    frigivet = release(t, OMRAADET, shared._replace(antal=antal, tilstand=tilstand))
    serie = udsnit.serie(frigivet, "ppv", "k1", Trin.SKOLEAAR)
    assert set(serie.vaerdier) == {77}
    assert not serie.intern


def test_a_sum_or_rate_with_a_hidden_part_is_hidden(by):
    t, _ = by
    shared = closed(t)
    antal, tilstand = t.antal.copy(), t.tilstand.copy()
    skoler = [e.kode for e in t.enheder if e.lag == 4][:3]
    skjult = t.enhed_nr[skoler[0]]
    meldt = t.tilstand[:, skjult] > 0
    antal[:, skjult], tilstand[:, skjult] = 0, np.where(meldt, DISKRETIONERET, IKKE_RAPPORTERET)
    frigivet = release(t, Udsyn(), shared._replace(antal=antal, tilstand=tilstand))
    for slags in (udsnit.sum_af, udsnit.pr_1000_af):
        for (periode, vaerdi), er_meldt in zip(
            slags(frigivet, "ppv", skoler, Trin.AAR),
            meldt[t.indikator_nr["ppv"]][t.soejler[Trin.AAR]], strict=True,
        ):  # fmt: skip
            assert isinstance(vaerdi, Tilstand) or not er_meldt, (slags.__name__, periode)


def test_a_rate_beyond_the_own_scope_is_only_the_one_that_was_released(by):
    t, _ = by
    shown = closed(t)._replace(antal=t.antal, tilstand=t.tilstand)
    frigivet = release(t, Udsyn(), shown)
    for kode in ("k1", "o1", "o2", "c1", "s1"):
        assert all(isinstance(v, Tilstand) for v in udsnit.pr_1000(frigivet, "ppv", kode, Trin.SKOLEAAR).vaerdier)
    taeller, naevner = np.full(t.antal.shape, 3), np.full(t.antal.shape, 600)
    frigivet = release(t, Udsyn(), shown._replace(taeller=taeller, naevner=naevner))
    assert set(udsnit.pr_1000(frigivet, "ppv", "o1", Trin.SKOLEAAR).vaerdier) == {5.0}


@pytest.mark.parametrize(
    ("udsyn", "fineste"),
    [
        (Udsyn(), {"k1": Trin.MAANED, "o1": Trin.KVARTAL, "c1": Trin.SKOLEAAR, "s0": Trin.SKOLEAAR}),
        (Udsyn(enheder=frozenset({"s0"})), {"k1": Trin.MAANED, "o1": Trin.KVARTAL, "s0": Trin.MAANED}),
        (Udsyn(alt=True), dict.fromkeys(("k1", "o1", "c1", "s0"), Trin.MAANED)),
    ],
)
def test_it_says_the_shortest_periods_that_may_be_seen(by, udsyn, fineste):
    frigivet = release(by[0], udsyn)
    assert {kode: frigivet.fineste(kode) for kode in fineste} == fineste
