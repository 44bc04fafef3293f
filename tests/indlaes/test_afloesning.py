"""Schools that were merged, split or renamed: a figure goes where it belonged in its own month, or is asked about."""

from datetime import date

import pytest

from plads.indlaes.opslag import catalogue
from plads.models.organisation import Efterfoelger, Efterfoelgerart, Enhed, EnhedNavn, Enhedstype, Navneart
from plads.models.proveniens import Grad, Indlaesningsart
from plads.store import Upload, accept, reading, transaction
from tests.indlaes.conftest import proposed, read
from tests.ingest.regneark.filer import activity
from tests.ingest.regneark.matricer import sheets

LUKKET, NY, GAMMEL = "999011", "999013", "999014"
SKIFT = date(2020, 8, 1)


def followed(lager, *afloest):
    """Store who took over from whom, and a school that changed its name in the summer of 2020."""
    skole = {"type": Enhedstype.SKOLE, "kommune": "k101"}
    rows = [
        Enhed(kode=GAMMEL, institutionsnr=GAMMEL, gyldig_til=date(2020, 7, 31), **skole),
        EnhedNavn(enhed=GAMMEL, navn="Gamle Navns Skole", art=Navneart.OFFICIELT),
        Enhed(kode=NY, institutionsnr=NY, gyldig_fra=SKIFT, **skole),
        EnhedNavn(enhed=NY, navn="Nye Navns Skole", art=Navneart.OFFICIELT),
        Efterfoelger(fra=GAMMEL, til=NY, dato=SKIFT, art=Efterfoelgerart.NAVNESKIFT),
        *(Efterfoelger(fra=LUKKET, til=til, dato=date(2019, 8, 1), art=art) for til, art in afloest),
    ]
    with transaction(lager) as session:
        accept(session, Upload(Indlaesningsart.FAELLES, "afløsere", "afløsere", "2" * 64, tuple(rows)))


def of(forslag) -> list[tuple[int, str, int]]:
    tal = forslag.upload.tal
    rows = tal.rows() if tal is not None else forslag.upload.rows
    return [(row.maaned, row.enhed, row.antal) for row in rows]


def said(forslag, grad) -> list[str]:
    return [melding.besked for melding in forslag.fund if melding.grad is grad]


def one(lager, nummer, aar, maaned):
    return proposed(lager, read(activity(Instnr=nummer, Skole=None, Område=None, År=aar, Måned=maaned, Antal=7)))


def test_a_figure_of_a_merged_school_goes_to_the_one_it_went_into(lager):
    followed(lager, ("999001", Efterfoelgerart.SAMMENLAEGNING))
    forslag = one(lager, LUKKET, 2020, 3)
    assert forslag.status == "klar"
    assert of(forslag) == [(202003, "999001", 7)]
    assert "Den Nedlagte Skole var Skole nr. 1 1. marts 2020. Tallet er lagt på Skole nr. 1." in said(
        forslag, Grad.ADVARSEL
    )[0]


def test_while_it_was_open_its_figures_are_its_own(lager):
    followed(lager, ("999001", Efterfoelgerart.SAMMENLAEGNING))
    assert of(one(lager, LUKKET, 2019, 5)) == [(201905, LUKKET, 7)]


def test_a_figure_of_a_school_that_was_split_is_asked_about(lager):
    followed(lager, ("999001", Efterfoelgerart.DELING), ("999002", Efterfoelgerart.DELING))
    forslag = one(lager, LUKKET, 2020, 3)
    assert forslag.status == "afvist"
    assert "Skole nr. 1 og Skole nr. 2" in said(forslag, Grad.FEJL)[0]


def test_where_children_went_when_a_school_closed_is_no_successor(lager):
    followed(lager, ("999001", Efterfoelgerart.NEDLAEGGELSE))
    assert "er nedlagt 31. juli 2019" in said(one(lager, LUKKET, 2020, 3), Grad.FEJL)[0]


@pytest.mark.parametrize(
    ("nummer", "maaned", "enhed"), [(GAMMEL, 7, GAMMEL), (GAMMEL, 8, NY), (NY, 7, GAMMEL), (NY, 8, NY)]
)
def test_a_renamed_school_is_called_what_it_was_in_the_month(lager, nummer, maaned, enhed):
    followed(lager)
    forslag = one(lager, nummer, 2020, maaned)
    assert of(forslag) == [(202000 + maaned, enhed, 7)]
    assert bool(said(forslag, Grad.ADVARSEL)) == (nummer != enhed)


def test_a_row_across_the_change_is_told_apart_by_month(lager):
    followed(lager)
    bog = sheets(Klager=[["2020"], ["Skole", "juni", "juli", "aug"], ["Gamle Navns Skole", 1, 2, 3],
                         ["Testskole Ahorn", 4, 5, 6]])  # fmt: skip
    forslag = proposed(lager, read(content=bog), periode=(2020, 8))
    assert forslag.status == "klar", forslag.fund
    assert sorted(of(forslag)) == [
        (202006, "999001", 4), (202006, GAMMEL, 1), (202007, "999001", 5), (202007, GAMMEL, 2),
        (202008, "999001", 6), (202008, NY, 3),
    ]  # fmt: skip


def test_both_schools_of_a_merger_in_one_month_are_never_added_up(lager):
    followed(lager, ("999001", Efterfoelgerart.SAMMENLAEGNING))
    rows = [activity(Instnr=nr, Skole=None, Område=None, År=2020, Måned=3, Antal=antal)
            for nr, antal in ((LUKKET, 7), (999001, 2))]  # fmt: skip
    assert proposed(lager, read(*rows)).status == "afvist"


def test_takeovers_in_a_ring_end(lager):
    followed(lager, ("999001", Efterfoelgerart.SAMMENLAEGNING))
    with transaction(lager) as session:
        ring = (
            Enhed(kode="999015", type=Enhedstype.SKOLE, kommune="k101", gyldig_til=date(2018, 7, 31)),
            Enhed(kode="999016", type=Enhedstype.SKOLE, kommune="k101", gyldig_til=date(2018, 7, 31)),
            Efterfoelger(fra="999015", til="999016", dato=date(2018, 8, 1), art=Efterfoelgerart.SAMMENLAEGNING),
            Efterfoelger(fra="999016", til="999015", dato=date(2018, 8, 1), art=Efterfoelgerart.SAMMENLAEGNING),
        )
        accept(session, Upload(Indlaesningsart.FAELLES, "ring", "ring", "3" * 64, ring))
    with reading(lager) as session:
        katalog = catalogue(session)
    assert katalog.at(katalog.enhed("999015"), date(2020, 1, 1)) == []
