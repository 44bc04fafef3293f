"""A member of staff with an own område uploads nothing of others'."""

import pytest

from plads import indlaes
from plads.access import Rolle
from plads.errors import AcceptError
from plads.models.proveniens import Grad
from tests.indlaes.conftest import aftryk, proposed, read
from tests.ingest.regneark.filer import PROEVER, RAEKKE, long_list

FREMMED = [999003, "", "", 2020, 3, "PPV'er", 6]


def stored(lager, content, omraade, navn="fil.xlsx"):
    return indlaes.store(lager, content, navn, bruger="Mette", rolle=Rolle.MEDARBEJDER, omraade=omraade)


def test_rows_of_the_own_omraade_are_stored(lager):
    assert stored(lager, long_list(RAEKKE), "Amager").status == "indlaest"


def test_rows_of_another_are_refused_by_cell_and_nothing_is_stored(lager):
    foer = aftryk(lager)
    forslag = stored(lager, long_list(RAEKKE, FREMMED), "Amager")
    assert forslag.status == "afvist"
    (fund,) = [fund for fund in forslag.fund if fund.grad is Grad.FEJL]
    assert fund.celle.endswith("3")
    assert fund.besked == "Skole nr. 3 ligger uden for dit område Amager. Tag rækken ud, eller indlæs uden den."
    assert aftryk(lager) == foer


def test_the_rest_of_a_file_can_be_stored_without_them(lager):
    forslag = proposed(lager, read(RAEKKE, FREMMED), eget="Amager", uden_fejl=True)
    assert (forslag.status, forslag.raekker["fejl"], forslag.summer) == ("klar", 1, {})
    kept = indlaes.keep(lager, forslag, bruger="Mette", rolle=Rolle.MEDARBEJDER, omraade="Amager")
    assert (kept.status, kept.aendringer["nye"]) == ("indlaest", 1)


def test_a_long_file_is_told_by_cell_as_well(lager):
    rows = [[999001 + nr % 2, "", "", 2010 + nr // 24, 1 + nr // 2 % 12, "PPV'er", nr % 7] for nr in range(240)]
    forslag = proposed(lager, read(*rows), eget="Amager")
    found = [fund.celle for fund in forslag.fund if fund.grad is Grad.FEJL]
    assert len(found) == 120
    assert forslag.raekker["klar"] == 120
    assert {int("".join(filter(str.isdigit, celle))) % 2 for celle in found} == {1}


def test_what_got_past_the_proposal_is_stopped_when_it_is_stored(lager):
    foer = aftryk(lager)
    forslag = proposed(lager, read(RAEKKE, FREMMED))
    with pytest.raises(AcceptError, match="uden for dit område Amager"):
        indlaes.keep(lager, forslag, bruger="Mette", rolle=Rolle.MEDARBEJDER, omraade="Amager")
    assert aftryk(lager) == foer


def test_an_omraade_nobody_knows_holds_nothing(lager):
    assert stored(lager, long_list(RAEKKE), "Findes ikke").status == "afvist"


def test_what_is_the_whole_municipality_s_is_nobody_s_own(lager):
    (fil,) = PROEVER.glob("L06*.xlsx")
    foer = aftryk(lager)
    forslag = stored(lager, fil.read_bytes(), "Amager", fil.name)
    assert forslag.status == "afvist"
    assert any("hele kommunen" in fund.besked for fund in forslag.fund)
    assert aftryk(lager) == foer
