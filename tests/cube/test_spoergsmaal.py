"""The bare arrays say the same as the slices."""

import numpy as np

from plads.cube import spoergsmaal, udsnit
from plads.cube.terning import BLADE, NUL, OMRAADER, OPLYST
from plads.serier import Periode, Trin
from plads.tilstand import Tilstand


def numbers(serie):
    return [0 if isinstance(vaerdi, Tilstand) else vaerdi for vaerdi in serie.vaerdier]


def test_trends_are_the_monthly_series(tilfaeldig):
    terning, _, _ = tilfaeldig
    i = terning.indikator_nr["ppv"]
    alle = spoergsmaal.trend(terning, i)
    for row, kommune in enumerate(("k1", "k2")):
        assert alle[row].tolist() == numbers(udsnit.serie(terning, "ppv", kommune))
        assert spoergsmaal.trend_of(terning, i, row).tolist() == alle[row].tolist()


def test_areas_and_their_schools_are_the_rows_of_the_tables(tilfaeldig):
    terning, orakel, _ = tilfaeldig
    i, blade = terning.indikator_nr["ppv"], terning.grupper[BLADE, "k1"]
    for maaned in range(terning.maaneder):
        p = terning.maaneder + 1
        vaerdier = [numbers(udsnit.serie(terning, "ppv", f"o{nr}", Trin.KVARTAL))[1] for nr in (1, 2, 3)]
        assert spoergsmaal.areas(terning, i, "k1", p).tolist() == vaerdier
        for row in terning.grupper[OMRAADER, "k1"]:
            kode, nr = terning.enheder[row].kode, terning.foerste_maaned + maaned
            koder = [e for e in (terning.enheder[b].kode for b in blade) if orakel.over(e, "omraade", nr) == kode]
            skoler = [numbers(udsnit.serie(terning, "ppv", skole))[maaned] for skole in koder]
            assert spoergsmaal.drill_down(terning, i, blade, row, maaned, maaned).tolist() == skoler


def test_the_largest_changes_are_found_in_order(tilfaeldig):
    terning, _, _ = tilfaeldig
    i, blade = terning.indikator_nr["ppv"], terning.grupper[BLADE, "k1"]
    for fra in range(terning.maaneder - 1):
        har = np.isin(terning.tilstand[i, :, [fra, fra + 1]], (NUL, OPLYST)).all(axis=0)
        alle = {row: int(terning.antal[i, row, fra + 1]) - int(terning.antal[i, row, fra]) for row in blade if har[row]}
        svar = spoergsmaal.top_changes(terning, i, blade, fra, fra + 1, 3)
        assert np.abs(svar.aendring).tolist() == sorted(map(abs, alle.values()), reverse=True)[:3]
        assert [alle[row] for row in svar.raekker.tolist()] == svar.aendring.tolist()


def test_rates_are_those_of_the_units(tilfaeldig):
    terning, _, _ = tilfaeldig
    i, elevtal, blade = terning.indikator_nr["ppv"], terning.indikator_nr["elevtal"], terning.grupper[BLADE, "k1"]
    september = terning.periode_nr(Periode(2020 * 12 + 8, Trin.MAANED))
    p = terning.periode_nr(Periode(2020 * 12 + 7, Trin.SKOLEAAR))
    svar = spoergsmaal.rates(terning, i, elevtal, blade, p, september)
    for row, rate in zip(blade, svar, strict=True):
        vaerdi = udsnit.pr_1000(terning, "ppv", terning.enheder[row].kode).vaerdier[1]
        assert np.isnan(rate) if isinstance(vaerdi, Tilstand) else rate == vaerdi


def test_a_combination_is_the_sum_of_its_cells(tilfaeldig):
    terning, _, rng = tilfaeldig
    rows = np.array(sorted(rng.sample(list(terning.grupper[BLADE, "k1"]), 3)))
    svar = spoergsmaal.combination(terning, np.array([0, 2]), rows, 2, 9)
    ventet = [[sum(int(terning.antal[i, row, p]) for row in rows) for p in range(2, 9)] for i in (0, 2)]
    assert svar.tolist() == ventet
