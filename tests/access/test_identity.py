"""Who is looking in local mode, and what that person may do."""

import pytest

from plads.access import (
    Bruger,
    Handling,
    Rolle,
    check_local_mode,
    current,
    local,
    may,
    require,
    scope_of,
    supplied_by,
)
from plads.access.rights import RIGHTS
from plads.errors import AccessError
from plads.indlaes import MAA_INDLAESE
from plads.udsyn import Udsyn


def test_nobody_named_is_the_administrator(monkeypatch):
    monkeypatch.delenv("PLADS_LOKAL_BRUGER", raising=False)
    assert current() == Bruger("Lokal bruger", Rolle.ADMINISTRATOR)


def test_it_reads_name_role_and_area(monkeypatch):
    monkeypatch.setenv("PLADS_LOKAL_BRUGER", "Mette;omraadechef;Amager")
    assert current() == Bruger("Mette", Rolle.OMRAADECHEF, "Amager")


@pytest.mark.parametrize("given", ["Mette;chef;Amager", "Mette", ";;"])
def test_an_unknown_role_is_refused_not_widened(monkeypatch, given):
    monkeypatch.setenv("PLADS_LOKAL_BRUGER", given)
    with pytest.raises(AccessError, match="kendes ikke"):
        require(Handling.SE_PLAN)


def test_what_is_not_granted_is_refused(monkeypatch):
    monkeypatch.setitem(RIGHTS, Handling.SE_PLAN, frozenset({Rolle.ADMINISTRATOR}))
    assert not may(Bruger("Udvalg", Rolle.UDVALG), Handling.SE_PLAN)


@pytest.mark.parametrize("handling", [Handling.INDLAESE, Handling.SE_HISTORIK])
@pytest.mark.parametrize("rolle", Rolle)
def test_only_those_who_work_with_the_figures_upload_undo_and_see_the_history(handling, rolle):
    assert may(Bruger("Mette", rolle), handling) == (rolle in (Rolle.ADMINISTRATOR, Rolle.MEDARBEJDER))


def test_the_right_to_upload_is_the_same_on_the_command_line_and_on_the_screen():
    assert RIGHTS[Handling.INDLAESE] == MAA_INDLAESE


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.9.9.9"])
def test_loopback_needs_no_login(address):
    check_local_mode(address)


@pytest.mark.parametrize("address", ["0.0.0.0", "10.0.0.4", "plads.kommune.dk", "::", ""])
def test_anything_else_is_refused(address):
    with pytest.raises(AccessError, match="intet login"):
        check_local_mode(address)


OMRAADER, SKOLER = {"Amager": "o1", "Valby": "o2"}, {"Ahornskolen": "s1", "999001": "s1"}


@pytest.mark.parametrize(
    ("bruger", "udsyn"),
    [
        (Bruger("x", Rolle.ADMINISTRATOR), Udsyn(alt=True)),
        (Bruger("x", Rolle.MEDARBEJDER), Udsyn(alt=True)),
        (Bruger("x", Rolle.MEDARBEJDER, "Amager"), Udsyn(omraader=frozenset({"o1"}))),
        (Bruger("x", Rolle.OMRAADECHEF, "Amager"), Udsyn(omraader=frozenset({"o1"}))),
        (Bruger("x", Rolle.OMRAADECHEF, "Findes ikke"), Udsyn()),
        (Bruger("x", Rolle.OMRAADECHEF), Udsyn()),
        (Bruger("x", Rolle.SKOLELEDER, skole="999001"), Udsyn(enheder=frozenset({"s1"}))),
        (Bruger("x", Rolle.SKOLELEDER, "Ahornskolen"), Udsyn(enheder=frozenset({"s1"}))),
        (Bruger("x", Rolle.SKOLELEDER, "Amager"), Udsyn()),
        (Bruger("x", Rolle.UDVALG, "Amager", "Ahornskolen"), Udsyn()),
    ],
)
def test_a_scope_is_what_is_one_s_own_and_never_wider_than_meant(bruger, udsyn):
    assert scope_of(bruger, OMRAADER, SKOLER) == udsyn


def test_a_fourth_part_names_the_own_school(monkeypatch):
    monkeypatch.setenv("PLADS_LOKAL_BRUGER", "Ole;skoleleder;Amager;Ahornskolen")
    assert current() == Bruger("Ole", Rolle.SKOLELEDER, "Amager", "Ahornskolen")


def test_who_supplies_the_identity_is_asked_each_time():
    supplied_by(lambda: Bruger("Ny", Rolle.UDVALG))
    try:
        assert current() == Bruger("Ny", Rolle.UDVALG)
    finally:
        supplied_by(local)
