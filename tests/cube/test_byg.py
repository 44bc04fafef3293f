"""The cube equals the oracle, cell by cell."""

import pytest
from sqlmodel import Session

from plads.cube.byg import build
from plads.cube.terning import DISKRETIONERET, IKKE_RAPPORTERET, NUL, OPLYST
from plads.models.organisation import Enhed
from plads.serier import Trin
from tests.cube import lager
from tests.cube.orakel import SKJULT, TAL, Orakel


def as_cell(svar):
    tilstand = {TAL: OPLYST if svar.antal else NUL, SKJULT: DISKRETIONERET}.get(svar.tilstand, IKKE_RAPPORTERET)
    return svar.antal, tilstand, svar.eksempel, svar.mangler


def differences(terning, orakel):
    """Give every cell in which the two differ."""
    felter = [terning.antal, terning.tilstand, terning.eksempel, terning.mangler]
    for i, indikator in enumerate(terning.indikatorer):
        for u, enhed in enumerate(terning.enheder):
            for p, periode in enumerate(terning.perioder):
                svar = as_cell(orakel.celle(indikator.kode, enhed.kode, periode.foerste, periode.trin.value))
                celle = tuple(felt[i, u, p].item() for felt in felter)
                if celle != svar:
                    yield indikator.kode, enhed.kode, periode.navn, celle, svar


def test_every_cell_equals_the_oracle(tilfaeldig):
    terning, orakel, _ = tilfaeldig
    assert list(differences(terning, orakel))[:5] == []


@pytest.mark.parametrize("seed", [100, 101])
def test_it_is_the_same_on_both_databases(engine, seed):
    with Session(engine) as session:
        lager.fill(session, seed)
        assert list(differences(build(session, lager.VERSION), Orakel(session)))[:5] == []


def test_the_random_stores_try_every_rule(tilfaeldig):
    terning, _, _ = tilfaeldig
    assert set(terning.tilstand.flat) == {IKKE_RAPPORTERET, NUL, OPLYST, DISKRETIONERET}
    assert terning.eksempel.any()
    assert (terning.foraeldre >= 0).any(axis=(1, 2)).all()
    totals = terning.tilstand[:, : terning.knuder, : terning.maaneder]
    assert ((terning.egne_tilstand > 0) & (terning.egne_tilstand != totals)).any()
    assert ((totals > 0) & (terning.mangler[:, : terning.knuder, : terning.maaneder] > 0)).any()


def test_expected_units_equal_the_oracle(tilfaeldig):
    terning, orakel, _ = tilfaeldig
    for i, indikator in enumerate(terning.indikatorer):
        for u, enhed in enumerate(terning.enheder):
            svar = [orakel.maaned(indikator.kode, enhed.kode, nr).forventet for nr in orakel.maaneder]
            assert terning.forventet[i, u].tolist() == svar, (indikator.kode, enhed.kode)


def test_the_axes_hold_every_unit_and_gapless_months_but_no_shares(tilfaeldig):
    terning, orakel, _ = tilfaeldig
    assert {enhed.kode for enhed in terning.enheder} == set(orakel.enheder)
    assert [p.foerste for p in terning.perioder if p.trin is Trin.MAANED] == list(orakel.maaneder)
    assert {p.trin for p in terning.perioder} == set(Trin)
    assert "grad" not in terning.indikator_nr


def test_an_empty_store_gives_an_empty_cube(engine):
    with Session(engine) as session:
        terning = build(session, (0, ""))
    assert terning.antal.shape == (0, 0, 0)
    assert terning.perioder == ()


def test_units_without_any_activity_give_no_periods(engine):
    with Session(engine) as session:
        lager.begin(session)
        session.add(Enhed(kode="k1", type="kommune", indlaesning=1))
        session.flush()
        assert build(session, (1, "")).antal.shape == (0, 1, 0)


def test_nobody_can_write_in_a_cube(tilfaeldig):
    with pytest.raises(ValueError, match="read-only"):
        tilfaeldig[0].antal[0, 0, 0] = 1
