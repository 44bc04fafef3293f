"""Mapping columns by hand: an unknown file becomes a known one, and is known again next month."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plads.ingest.regneark.grund.ark import Ark, Projektmappe
from plads.ingest.regneark.layouts.antal.aktivitet import KOLONNER
from plads.ingest.regneark.tabeller import kort
from plads.ingest.regneark.tabeller.kort import Kort

OVERSKRIFTER = ("Enhedens kode", "Skolenavn", "Kalenderår", "Md.", "Mål", "Stk.")


def bog(overskrifter=OVERSKRIFTER, raekke=4, extra=()):
    rows = {1: {1: "Udtræk fra fagsystemet"}}
    rows[raekke] = dict(enumerate(overskrifter, start=1))
    rows[raekke + 1] = {1: 999001, 2: "Ahornskolen", 3: 2020, 4: 3, 5: "PPV", 6: 4}
    return Projektmappe((Ark("Ark1", rows), *extra))


def mapped():
    names = ("Inst.nr.", "Skole", "År", "Måned", "Indikator", "Antal")
    return Kort("L01", "Ark1", 4, tuple(enumerate(names, start=1)))


def test_the_headings_become_the_layouts_own_and_cells_stay_in_place():
    (ark,) = kort.applied(bog(), mapped(), KOLONNER).ark
    assert list(ark.raekker[4].values()) == ["Inst.nr.", "Skole", "År", "Måned", "Indikator", "Antal"]
    assert ark.raekker[5] == bog().ark[0].raekker[5]
    assert list(ark.raekker) == [1, 4, 5]


def test_a_column_that_is_not_used_is_not_taken_for_the_one_it_is_called_after():
    (ark,) = kort.applied(bog(("Antal", "Skole")), Kort("L01", "Ark1", 4, ((1, ""),)), KOLONNER).ark
    assert not any(kort.heading(ark.raekker[4][1]) in kolonne for kolonne in KOLONNER)


def test_only_the_chosen_sheet_is_read():
    other = Ark("Kopi", bog().ark[0].raekker)
    read = kort.applied(bog(extra=(other,)), mapped(), KOLONNER)
    assert [(ark.navn, bool(ark.raekker)) for ark in read.ark] == [("Ark1", True), ("Kopi", False)]


def test_what_the_user_said_is_known_again_in_any_order_and_place():
    first = bog()
    known = {kort.signature(first.ark[0], 4): ("L01", kort.names_by_heading(first, mapped()))}
    turned = bog(tuple(reversed(OVERSKRIFTER)), raekke=7)
    (found,) = kort.remembered(turned, known)
    assert (found.ark, found.raekke) == ("Ark1", 7)
    assert dict(found.kolonner)[6] == "Inst.nr."
    assert dict(found.kolonner)[1] == "Antal"


def test_a_sheet_out_of_sight_is_not_taken_for_one_that_is_known_and_two_in_sight_are_both_given():
    known = {kort.signature(bog().ark[0], 4): ("L01", kort.names_by_heading(bog(), mapped()))}
    again = bog().ark[0]
    hidden, copy = replace(again, navn="Gammel", skjult=True), replace(again, navn="Kopi")
    assert [found.ark for found in kort.remembered(Projektmappe((hidden, again)), known)] == ["Ark1"]
    assert [found.ark for found in kort.remembered(Projektmappe((again, copy, hidden)), known)] == ["Ark1", "Kopi"]
    assert kort.remembered(Projektmappe((hidden,)), known) == []


def test_another_file_is_not_taken_for_one_that_is_known():
    known = {kort.signature(bog().ark[0], 4): ("L01", kort.names_by_heading(bog(), mapped()))}
    assert kort.remembered(bog((*OVERSKRIFTER[:-1], "Beløb")), known) == []


def test_names_are_suggested_by_likeness_each_only_once():
    ark = bog(("Institutions nr", "Skolenavnet", "Årstallet", "Måned", "Antal", "Antal elever")).ark[0]
    found = {forslag.overskrift: forslag for forslag in kort.suggestions(kort.columns(ark, 4), KOLONNER)}
    assert (found["Måned"].navn, found["Måned"].sikkerhed) == ("Måned", 1.0)
    assert found["Antal"].navn == "Antal"
    assert found["Antal elever"].navn != "Antal"
    assert found["Måned"].eksempel == "3"
    assert all(0 < f.sikkerhed < 1 for f in found.values() if f.navn and f.overskrift not in ("Måned", "Antal"))


@pytest.mark.parametrize("raekke", [2, 4, 9])
def test_the_row_of_headings_is_found_wherever_it_stands(raekke):
    ark = bog(("Inst.nr.", "Skole", "År", "Måned", "Indikator", "Antal"), raekke).ark[0]
    assert kort.likely_row(ark, KOLONNER) == raekke
    assert kort.likely_row(ark) == raekke


def test_a_sheet_without_words_has_no_row_of_headings():
    assert kort.likely_row(Ark("Tal", {1: {1: 1, 2: 2}}), KOLONNER) is None
