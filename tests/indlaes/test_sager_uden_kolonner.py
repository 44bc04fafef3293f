"""Lists of cases without some of the columns: what they do not say is not counted, and what is stored of it stays."""

from __future__ import annotations

from datetime import date

from sqlmodel import select

from plads.indlaes.svar import Maade
from plads.ingest.regneark.tabeller.kort import Kort
from plads.models.indikator import Aktivitet
from plads.store import reading
from tests.indlaes.conftest import kept, proposed, read
from tests.ingest.regneark.personfiler import ELEVARK, SAGSARK, SAGSHOVED, case, cases, pupils


def test_a_list_with_nothing_to_count_says_which_columns_there_must_be(lager):
    head = ["Borger", "Skolens navn", "A", "B"]
    fil = read(content=cases(["x", "Testskole Ahorn", 1, 2], head=head))
    kort = Kort("L05", SAGSARK, 3, ((1, ""), (2, "Skole"), (3, ""), (4, "")))
    assert [problem.besked for problem in proposed(lager, fil, kort=kort).udbytte.report.problems] == [
        "Kolonnerne «PPV dato», «Indstillingsdato», «Visitationsdato» og «Klage» mangler alle. Vælg mindst en af dem, "
        "eller skriv den i overskrifterne."
    ]


def test_a_list_mapped_by_hand_needs_no_more_than_a_school_and_a_date(lager):
    head = ["Borger", "Skolens navn", "Modtaget"]
    fil = read(content=cases(["x", "Testskole Ahorn", date(2020, 3, 4)], head=head))
    kort = Kort("L05", SAGSARK, 3, ((1, ""), (2, "Skole"), (3, "Indstillingsdato")))
    forslag = proposed(lager, fil, kort=kort)
    assert (forslag.status, forslag.summer) == ("klar", {"indstillinger": 1})


def test_a_column_that_is_said_not_to_be_used_is_not_asked_about(lager):
    head = ["Borger", "Skolens navn", "Modtaget", "Visitationsdato (forventet)"]
    fil = read(content=cases(["x", "Testskole Ahorn", date(2020, 3, 4), date(2020, 7, 1)], head=head))
    kort = Kort("L05", SAGSARK, 3, ((1, ""), (2, "Skole"), (3, "Indstillingsdato"), (4, "")))
    forslag = proposed(lager, fil, kort=kort)
    assert "Er det kolonne" not in repr(forslag.udbytte.meldinger)


def test_a_list_that_replaces_leaves_what_it_has_no_column_for(lager):
    whole = read(content=cases(case(Klage="J", PPVdato=date(2020, 4, 3)), case(Sagsnr="2", Klage="J")))
    kept(lager, whole)
    head = ["Mærke" if name in ("Klage", "PPV dato") else name for name in SAGSHOVED]
    kept(lager, read(content=cases(case(Visitationsdato=date(2020, 3, 8)), head=head)), maade=Maade.ERSTAT)
    with reading(lager) as session:
        stored = {(row.maaned, row.indikator): row.antal for row in session.exec(select(Aktivitet))}
    assert stored == {
        (202002, "ppv"): 1, (202003, "indstilling"): 1, (202003, "visitation"): 1, (202004, "ppv"): 1,
        (202004, "klage"): 2, (202004, "visitation"): 2,
    }  # fmt: skip


def test_a_list_of_pupils_mapped_by_hand_says_which_columns_are_missing(lager):
    fil = read(content=pupils(["x", "Testskole Ahorn"], head=["Borger", "Sted"]))
    forslag = proposed(lager, fil, kort=Kort("L11", ELEVARK, 1, ((1, ""), (2, "Betalingsskole"))))
    assert [problem.besked for problem in forslag.udbytte.report.problems] == [
        "Kolonnen «Betalings-kommune» mangler i overskrifterne i række 1.",
        "Kolonnen «Indskrevet i dag» mangler i overskrifterne i række 1.",
    ]
