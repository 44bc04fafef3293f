"""The attacker finds nothing, on the example and on small made-up municipalities; without the gate he does."""

import numpy as np
import pytest

from plads.cube.terning import DISKRETIONERET, OPLYST
from plads.disclosure.delbar import Delbar
from plads.disclosure.menu import Diskretion
from plads.disclosure.port import release
from plads.disclosure.udgave import SKJULT
from plads.serier import Trin
from tests.disclosure import byer
from tests.disclosure.angriber import Angriber, By
from tests.disclosure.conftest import AABNE

K = 5


class Syn:
    """A release laid on a cube, and what it hides of one indicator."""

    def __init__(self, t, delbar, kode):
        self.t, self.by, self.rows = t, By(t, kode, delbar.kommune), delbar.rows(t)
        self.flade = delbar.flade(t)
        nr = delbar.udgave.nr[0][kode]
        self.menu, self.sats = delbar.udgave.menu[nr], delbar.udgave.sats_menu[nr]

    def skjult(self):
        alle = np.zeros(self.flade.tilstand.shape, dtype=bool)
        alle[self.by.i] = self.menu == SKJULT
        return alle

    def angriber(self):
        return Angriber(self.by).see(self.flade, self.rows, self.skjult())

    def smaa(self):
        """Return every hidden cell of the menu that is small, rates' numerators too."""
        celler = {tuple(self.by.cell(self.rows[u], p)) for u, p in np.argwhere(self.menu == SKJULT)}
        celler |= {tuple(self.by.numerator(self.rows[u], p)) for u, p in np.argwhere(self.sats == SKJULT)}
        return sorted(celle for celle in celler if 0 < self.by.sandt[list(celle)].sum() < K)

    def uden_port(self, *, primaer):
        """Return the attacker when everything on the menu is shown, but for the small cells if `primaer`."""
        a, antal = Angriber(self.by), self.t.antal[self.by.i][self.rows]
        for u, p in np.argwhere(self.menu > 0):
            if not (primaer and 0 < antal[u, p] < K):
                a.sum(self.by.cell(self.rows[u], p), int(antal[u, p]))
        return a


@pytest.mark.parametrize("kode", ["ppv", "indstilling", "klage", "tilbageslusning"])
def test_no_small_number_of_the_example_can_be_worked_out(demo, demo_ude, kode):
    syn = Syn(demo, demo_ude, kode)
    assert syn.smaa()
    assert not syn.angriber().narrow(syn.smaa(), K)


def test_without_the_gate_the_same_attacker_works_them_out(demo, demo_ude):
    syn = Syn(demo, demo_ude, "klage")
    smaa = syn.smaa()[::8]
    assert len(syn.uden_port(primaer=False).narrow(smaa, K)) == len(smaa)
    assert syn.uden_port(primaer=True).narrow(smaa, K)


def test_no_chief_can_tell_another_omraades_small_numbers(demo, demo_ude):
    syn = Syn(demo, demo_ude, "klage")
    chef = syn.angriber()
    omraade = demo.enhed_nr["k101-amager"]
    chef.egne = {nr for nr, (row, maaned) in enumerate(syn.by.atomer) if demo.foraeldre[0, row, maaned] == omraade}
    assert not chef.narrow(syn.smaa(), K)


PROEVER = [
    ("klage", Diskretion()),
    ("ppv", Diskretion()),
    ("plads", Diskretion()),
    ("klage", Diskretion(skjul_nul=True, indviede=False)),
    ("ppv", Diskretion(k=3, indviede=False)),
]


@pytest.mark.parametrize(("kode", "d"), PROEVER, ids=str)
def test_no_small_number_of_a_made_up_municipality_can_be_worked_out(by, kode, d):
    delbar = Delbar("k1", AABNE, 1, None, d, release(by, "k1", {kode}, d))
    syn = Syn(by, delbar, kode)
    a = Angriber(syn.by).see(syn.flade, syn.rows, None if d.skjul_nul else syn.skjult())
    smaa = [celle for celle in syn.smaa() if syn.by.sandt[list(celle)].sum() < d.k]
    assert smaa
    assert not a.narrow(smaa, d.k)
    for sted in syn.by.rows if d.indviede and kode == "klage" else ():
        assert not insider(a, {sted}).narrow(smaa, d.k)


def insider(a, steder):
    """Return an attacker who also knows everything some places reported."""
    ny = Angriber(a.by)
    ny.lig, ny.mindst = a.lig, a.mindst
    return ny.knows(steder)


def test_two_municipalities_that_differ_only_in_what_is_hidden_look_alike(empty_sqlite, tmp_path):
    """The twin: two schools of one område swap a hidden number in one month; nothing that is shown moves."""
    tal, d = byer.figures(2, 14), Diskretion(indviede=False)
    t = byer.cube(tal, tmp_path / "en.db", empty_sqlite)
    en = Delbar("k1", AABNE, 1, None, d, release(t, "k1", {"klage"}, d))
    noegle, anden = swappable(t, en, tal)
    tvilling = byer.cube({**tal, noegle: tal[anden], anden: tal[noegle]}, tmp_path / "to.db", empty_sqlite)
    assert (tvilling.antal != t.antal).any()
    to = Delbar("k1", AABNE, 1, None, d, release(tvilling, "k1", {"klage"}, d))
    assert all(np.array_equal(a, b) for a, b in zip(en.flade(t), to.flade(tvilling), strict=True))


def swappable(t, delbar, tal):
    """Return two figures of one month and one område that differ, of schools all of whose small cells are hidden."""
    menu, rows = delbar.udgave.menu[0], delbar.rows(t)
    nr = {t.enheder[row].kode: u for u, row in enumerate(rows)}
    i, soejler = t.indikator_nr["klage"], t.soejler[Trin.SKOLEAAR]
    p = soejler.start
    skjulte = [kode for kode in nr if kode[0] == "s" and menu[nr[kode], p] == SKJULT and kode != "s07"]
    for en in skjulte:
        for to in skjulte:
            for maaned in range(byer.START, byer.START + 12):
                a, b = (maaned, "klage", en), (maaned, "klage", to)
                samme = int(en[1:]) % 3 == int(to[1:]) % 3
                sum_en, sum_to = (int(t.antal[i, rows[nr[kode]], p]) for kode in (en, to))
                flyt = tal.get(b, 0) - tal.get(a, 0)
                if samme and flyt == 1 and a in tal and b in tal and sum_en + 1 < K and sum_to - 1 >= 1:
                    return a, b
    raise AssertionError("ingen at bytte")


def test_what_the_attacker_reads_off_the_whole_cube_is_true(by):
    for kode in ("klage", "ppv", "plads"):
        attacker = By(by, kode, "k1")
        for row in attacker.rows:
            summer = [attacker.sandt[attacker.cell(row, p)].sum() for p in range(len(by.perioder))]
            assert summer == by.antal[attacker.i, row].tolist()


def test_a_surface_holds_no_number_that_is_hidden(by):
    delbar = Delbar("k1", AABNE, 1, None, Diskretion(), release(by, "k1", {"klage", "ppv"}, Diskretion()))
    flade, udgave = delbar.flade(by), delbar.udgave
    assert not flade.antal[flade.tilstand == DISKRETIONERET].any()
    assert not udgave.flade.antal[udgave.menu == SKJULT].any()
    assert not flade.taeller[flade.sats_tilstand != OPLYST].any()
    elever = by.indikator_nr["elevtal"]
    assert (flade.antal[elever] == by.antal[elever, delbar.rows(by)]).all()
