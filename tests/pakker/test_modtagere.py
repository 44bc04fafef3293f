from dataclasses import replace

import pytest

from plads.access import Bruger, Rolle
from plads.errors import AccessError, ExportError
from plads.models.organisation import Enhedstype
from plads.pakker import month_of, receivers, write
from plads.pakker.skriv import basis
from tests.pakker.conftest import ALLE, MAANED


def test_every_omraade_klynge_and_school_gets_one(maaned):
    _, pakker, _ = maaned
    typer = [modtager.enhed.type for modtager, _ in pakker.values()]
    assert typer.count(Enhedstype.OMRAADE) == 5
    assert typer.count(Enhedstype.SPECIALSKOLE) == 10
    assert typer.count(Enhedstype.KLYNGE) > 0
    assert Enhedstype.DAGINSTITUTION not in typer


def test_no_two_files_have_one_path_and_all_paths_are_plain(maaned):
    stier = [modtager.sti for modtager, _ in maaned[1].values()]
    assert len(set(stier)) == len(stier)
    assert all(sti.isascii() and sti == sti.lower() and ".." not in sti for sti in stier)


def test_a_name_that_is_a_path_stays_a_name(maaned):
    modtager = next(m for m, _ in maaned[1].values() if m.enhed.type is Enhedstype.SKOLE)
    ond = modtager.enhed._replace(navn="../../etc/Ål & Ørn<b>", institutionsnr=None)
    (fundet,) = receivers([ond], MAANED, {})
    assert fundet.sti.count("/") == 1
    assert "aal-oern" in fundet.sti


def test_a_school_that_was_closed_gets_none(maaned):
    modtager = next(m for m, _ in maaned[1].values() if m.enhed.type is Enhedstype.SKOLE)
    lukket = modtager.enhed._replace(gyldig_til=month_of("2021-06").til)
    assert receivers([lukket], MAANED, {}) == []


def test_a_chief_makes_those_of_the_own_omraade_only(lager):
    _, egne, _ = basis(lager, Bruger("Mette", Rolle.OMRAADECHEF, "Amager"), MAANED, None)
    _, alle, _ = basis(lager, ALLE, MAANED, None)
    assert 0 < len(egne) < len(alle)
    assert {m.enhed.omraade or m.enhed.kode for m in egne} == {egne[0].enhed.kode}


@pytest.mark.parametrize("omraade", ["Findes Ikke", None])
def test_a_chief_without_a_known_omraade_gets_nothing(lager, omraade):
    with pytest.raises(ExportError):
        basis(lager, Bruger("Mette", Rolle.OMRAADECHEF, omraade), MAANED, None)


@pytest.mark.parametrize("rolle", [Rolle.UDVALG, Rolle.SKOLELEDER])
def test_others_may_not(lager, tmp_path, rolle):
    with pytest.raises(AccessError):
        list(write(lager, tmp_path / "x.zip", Bruger("X", rolle), MAANED))
    assert not list(tmp_path.iterdir())


def test_a_month_without_activity_says_so(lager, tmp_path):
    with pytest.raises(ExportError, match="marts 2031"):
        list(write(lager, tmp_path / "x.zip", ALLE, replace(MAANED, foerste=month_of("2031-03").foerste)))
