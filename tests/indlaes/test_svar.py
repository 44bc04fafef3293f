"""What a user answers about a file: names of schools, rows with errors, columns, and how it is stored."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import Workbook
from sqlmodel import select

from plads import indlaes
from plads.access import Rolle
from plads.errors import AccessError
from plads.indlaes import NY, SPRING_OVER, Maade, NySkole
from plads.indlaes.kolonner import forget, listed
from plads.ingest.regneark.tabeller.kort import Kort
from plads.models.indikator import Aktivitet
from plads.models.organisation import Enhed, EnhedNavn, Navneart, Tilknytning
from plads.models.proveniens import Grad
from plads.store import reading, transaction, undo
from tests.indlaes.conftest import aftryk, kept, proposed, read
from tests.ingest.regneark.filer import HOVED, activity, saved, sheet


def march(antal=4, **changed):
    return activity(Antal=antal, **changed)


def unknown(navn="Skolen på Hjørnet"):
    return {"Instnr": None, "Skole": navn}


def stored(lager):
    with reading(lager) as session:
        return {(row.enhed, row.indikator, row.maaned): row.antal for row in session.exec(select(Aktivitet))}


def test_a_name_nobody_knows_is_asked_about_with_the_nearest_one(lager):
    forslag = proposed(lager, read(march(Instnr=None, Skole="Testskole Ahor")))
    assert forslag.status == "afvist"
    assert dict(forslag.ukendte) == {"Testskole Ahor": "Testskole Ahorn"}


def test_an_answer_is_remembered_as_alias_and_forgotten_when_the_upload_is_undone(lager):
    before = aftryk(lager)
    fil = read(march(**unknown()))
    gemt = kept(lager, fil, navne=(("Skolen på Hjørnet", "999006"),))
    assert gemt.kvittering
    assert stored(lager) == {("999006", "ppv", 202003): 4}
    with reading(lager) as session:
        alias = session.get(EnhedNavn, ("999006", "Skolen på Hjørnet"))
        assert alias is not None
        assert alias.art is Navneart.ALIAS
    assert proposed(lager, read(march(5, **unknown("skolen på  hjørnet")))).status == "klar"
    with transaction(lager) as session:
        undo(session, gemt.kvittering)
    assert aftryk(lager) == before
    assert proposed(lager, fil).status == "afvist"


def test_a_new_school_comes_with_its_first_figures(lager):
    before = aftryk(lager)
    ny = NySkole("Skolen på Hjørnet", "k101-amager", "999077")
    gemt = kept(lager, read(march(**unknown())), navne=(("Skolen på Hjørnet", NY),), nye=(ny,))
    assert stored(lager) == {("999077", "ppv", 202003): 4}
    with reading(lager) as session:
        enhed = session.get(Enhed, "999077")
        assert enhed is not None
        assert (enhed.kommune, enhed.institutionsnr) == ("k101", "999077")
        assert session.exec(select(Tilknytning.foraelder).where(Tilknytning.barn == "999077")).all() == ["k101-amager"]
    with transaction(lager) as session:
        undo(session, gemt.kvittering)
    assert aftryk(lager) == before


def test_a_new_school_without_a_number_gets_a_code_of_its_name(lager):
    ny = NySkole("Ærøskøbing Skole", "k101-amager")
    kept(lager, read(march(**unknown("Ærøskøbing Skole"))), navne=(("Ærøskøbing Skole", NY),), nye=(ny,))
    assert stored(lager) == {("k101-aeroeskoebing-skole", "ppv", 202003): 4}


def test_a_school_that_is_left_out_leaves_the_rest(lager):
    fil = read(march(), march(9, **unknown()))
    forslag = proposed(lager, fil, navne=(("Skolen på Hjørnet", SPRING_OVER),))
    assert (forslag.status, forslag.raekker["laest"], forslag.raekker["klar"]) == ("klar", 2, 1)
    assert any("springes over, som du har valgt" in melding.besked for melding in forslag.fund)
    kept(lager, fil, navne=(("Skolen på Hjørnet", SPRING_OVER),))
    assert stored(lager) == {("999001", "ppv", 202003): 4}


def test_an_answer_that_no_row_uses_is_not_kept(lager):
    kept(lager, read(march()), navne=(("Skolen på Hjørnet", "999002"),))
    with reading(lager) as session:
        assert session.get(EnhedNavn, ("999002", "Skolen på Hjørnet")) is None


def test_rows_with_errors_can_be_left_out_but_only_when_that_mends_the_file(lager):
    fil = read(march(), march(-1, Måned=4))
    forslag = proposed(lager, fil)
    assert (forslag.status, forslag.kan_springes) == ("afvist", True)
    assert proposed(lager, fil, uden_fejl=True).status == "klar"
    kept(lager, fil, uden_fejl=True)
    assert stored(lager) == {("999001", "ppv", 202003): 4}
    hopeless = read(content=sheet([HOVED[:-1], march()[:-1]]))
    assert proposed(lager, hopeless, uden_fejl=True).status == "afvist"


def test_only_bad_rows_leave_nothing_to_store(lager):
    assert not proposed(lager, read(march(-1))).kan_springes


def test_replacing_a_month_takes_away_what_the_file_does_not_have_in_its_own_areas(lager):
    elsewhere = march(3, Instnr=999002, Skole=None, Område=None)
    kept(lager, read(march(1), march(2, Instnr=999006, Skole="Testskole Gran"), elsewhere))
    before = aftryk(lager)
    fil = read(march(7))
    assert dict(proposed(lager, fil).aendringer) == {"nye": 0, "aendrede": 1, "uaendrede": 0, "fjernes": 0}
    forslag = proposed(lager, fil, maade=Maade.ERSTAT)
    assert forslag.kan_erstatte
    assert dict(forslag.aendringer) == {"nye": 0, "aendrede": 1, "uaendrede": 0, "fjernes": 1}
    gemt = kept(lager, fil, maade=Maade.ERSTAT)
    # 999006 lies in the same område as 999001; 999002 does not.
    assert stored(lager) == {("999001", "ppv", 202003): 7, ("999002", "ppv", 202003): 3}
    with transaction(lager) as session:
        undo(session, gemt.kvittering)
    assert aftryk(lager) == before


@pytest.mark.parametrize("maade", Maade)
def test_what_follows_from_each_way_is_told_whichever_is_chosen(lager, maade):
    kept(lager, read(march(1), march(2, Instnr=999006, Skole="Testskole Gran")))
    fil, svar = read(march(7), march(3, Indikator="Klager")), indlaes.Svar(maade=maade)
    with reading(lager) as session:
        found = indlaes.consequences(session, fil, svar, indlaes.propose(session, fil, svar))
    assert found == {Maade.ERSTAT: (1, 1, 1, 0), Maade.OPDATER: (1, 1, 0, 1), Maade.KUN_NYE: (1, 0, 0, 1)}
    changes = proposed(lager, fil, maade=maade).aendringer
    assert found[maade][:3] == (changes["nye"], changes["aendrede"], changes["fjernes"])


def test_replacing_leaves_other_months_and_indicators_alone(lager):
    kept(lager, read(march(1), march(2, Måned=4), march(3, Indikator="Klager")))
    kept(lager, read(march(9, Instnr=999006, Skole=None)), maade=Maade.ERSTAT)
    assert stored(lager) == {
        ("999006", "ppv", 202003): 9, ("999001", "ppv", 202004): 2, ("999001", "klage", 202003): 3,
    }  # fmt: skip


def test_only_new_rows_leaves_what_is_stored_as_it_is(lager):
    kept(lager, read(march(1)))
    kept(lager, read(march(9), march(2, Måned=4)), maade=Maade.KUN_NYE)
    assert stored(lager) == {("999001", "ppv", 202003): 1, ("999001", "ppv", 202004): 2}


def test_columns_mapped_by_hand_are_remembered_until_they_are_forgotten(lager):
    strange = ["Enhedens kode", "Hvor", "Egn", "Kal.", "Md.", "Mål for", "Stk."]
    fil = read(content=sheet([strange, march()]))
    assert proposed(lager, fil).layout is None
    mapped = Kort("L01", "Data", 1, tuple(enumerate(HOVED, start=1)))
    assert proposed(lager, fil, kort=mapped).status == "klar"
    kept(lager, fil, kort=mapped)
    assert stored(lager) == {("999001", "ppv", 202003): 4}
    next_month = read(content=sheet([strange, march(5, Måned=4)]))
    forslag = proposed(lager, next_month)
    assert (forslag.status, forslag.husket) == ("klar", True)
    with transaction(lager) as session:
        (row,) = listed(session)
        assert (row.layout, row.bruger) == ("L01", "Mette")
        forget(session, row.signatur)
    assert proposed(lager, next_month).layout is None


STRANGE = ["Enhedens kode", "Hvor", "Egn", "Kal.", "Md.", "Mål for", "Stk."]


def mapped_book(*sheets):
    """Return a workbook of (name, headings, row, hidden) sheets."""
    bog = Workbook()
    bog.remove(bog.active)
    for navn, hoved, row, skjult in sheets:
        ark = bog.create_sheet(navn)
        ark.append(hoved)
        ark.append(row)
        ark.sheet_state = "hidden" if skjult else "visible"
    return read(content=saved(bog))


@pytest.fixture
def husket(lager):
    """Return a store that knows how a file with strange headings is mapped."""
    mapped = Kort("L01", "Data", 1, tuple(enumerate(HOVED, start=1)))
    kept(lager, read(content=sheet([STRANGE, march()])), kort=mapped)
    return lager


def test_remembered_columns_are_never_looked_for_in_a_hidden_sheet(husket):
    fil = mapped_book(("Gammel", STRANGE, march(60, Måned=5), True), ("Ny", STRANGE, march(6, Måned=4), False))
    assert proposed(husket, fil).summer == {"PPV'er": 6}


def test_two_sheets_with_remembered_columns_are_asked_about(husket):
    fil = mapped_book(("Liste", STRANGE, march(60), False), ("Kladde", STRANGE, march(6, Måned=4), False))
    forslag = proposed(husket, fil)
    assert [melding.besked for melding in forslag.fund] == [
        "Arkene «Liste» og «Kladde» passer begge. Slet eller skjul det, der ikke skal indlæses."
    ]


def test_parts_of_one_list_with_remembered_columns_are_read_together(husket):
    fil = mapped_book(("Marts", STRANGE, march(60), False), ("April", STRANGE, march(6, Måned=4), False))
    forslag = proposed(husket, fil)
    assert (forslag.summer, forslag.husket) == ({"PPV'er": 66}, True)
    assert not any("ikke læst" in melding.besked for melding in forslag.fund)


def test_columns_mapped_in_one_sheet_are_those_of_the_other_parts(lager):
    fil = mapped_book(("Marts", STRANGE, march(60), False), ("April", STRANGE, march(6, Måned=4), False),
                      ("Noter", ["Noter", "x"], ["Udtrukket", "i dag"], False))  # fmt: skip
    mapped = Kort("L01", "Marts", 1, tuple(enumerate(HOVED, start=1)))
    forslag = proposed(lager, fil, kort=mapped)
    assert forslag.summer == {"PPV'er": 66}
    assert [m.ark for m in forslag.fund if "Arket er ikke læst" in m.besked] == ["Noter"]


def test_of_sheets_that_are_equally_good_one_can_be_chosen(lager):
    fil = mapped_book(("Data", HOVED, march(60), False), ("Kopi", HOVED, march(6), False))
    assert proposed(lager, fil).lige == ("Data", "Kopi")
    mapped = Kort("L01", "Kopi", 1, tuple(enumerate(HOVED, start=1)))
    gemt = kept(lager, fil, kort=mapped)
    assert (gemt.status, gemt.summer, gemt.lige) == ("indlaest", {"PPV'er": 6}, ())
    with reading(lager) as session:
        assert listed(session) == []


def test_of_sheets_that_are_parts_one_can_be_chosen_alone(lager):
    fil = mapped_book(("Marts", HOVED, march(60), False), ("April", HOVED, march(6, Måned=4), False))
    assert proposed(lager, fil).summer == {"PPV'er": 66}
    mapped = Kort("L01", "April", 1, tuple(enumerate(HOVED, start=1)))
    assert proposed(lager, fil, kort=mapped).summer == {"PPV'er": 6}


@pytest.mark.parametrize(
    ("hoved", "grad", "said"),
    [(HOVED, Grad.ADVARSEL, "Læser vi det rigtige ark?"), (["Noter", "x"], Grad.INFO, "Arket er ikke læst.")],
)
def test_sheets_beside_the_one_with_remembered_columns_are_told_of(husket, hoved, grad, said):
    fil = mapped_book(("Data", hoved, march(60)[: len(hoved)], False), ("Ark9", STRANGE, march(6, Måned=4), False))
    forslag = proposed(husket, fil)
    assert forslag.summer == {"PPV'er": 6}
    (found,) = [melding for melding in forslag.fund if melding.ark == "Data"]
    assert (found.grad, said in found.besked) == (grad, True)


def test_columns_of_a_sheet_that_is_not_in_the_file_are_refused_in_words(lager):
    mapped = Kort("L01", "Nope", 1, tuple(enumerate(HOVED, start=1)))
    forslag = proposed(lager, read(march()), kort=mapped)
    assert (forslag.status, forslag.fund[0].grad) == ("afvist", Grad.FEJL)


def test_a_mapping_is_not_a_business_fact(lager):
    before = aftryk(lager)
    fil = read(content=sheet([["A", "B", "C", "D", "E", "F", "G"], march()]))
    gemt = kept(lager, fil, kort=Kort("L01", "Data", 1, tuple(enumerate(HOVED, start=1))))
    with transaction(lager) as session:
        undo(session, gemt.kvittering)
    assert aftryk(lager) == before


def test_what_changes_is_told_row_by_row_and_by_month_and_area(lager):
    kept(lager, read(march(1), march(2, Instnr=999006, Skole=None)))
    forslag = proposed(lager, read(march(5), march(3, Måned=4)), maade=Maade.ERSTAT)
    assert [(line.slags, line.hvor, line.naar, line.foer, line.efter) for line in forslag.linjer] == [
        ("ændret", "Skole nr. 1", "marts 2020", 1, 5),
        ("fjernes", "Skole nr. 6", "marts 2020", 2, None),
        ("ny", "Skole nr. 1", "april 2020", None, 3),
    ]
    assert [tuple(group) for group in forslag.grupper] == [
        ("marts 2020", "PPV'er", "Amager", 0, 1, 1, 3, 5),
        ("april 2020", "PPV'er", "Amager", 1, 0, 0, None, 3),
    ]


def test_a_sum_of_nothing_but_hidden_or_missing_figures_is_missing_and_not_nought(lager):
    groups = proposed(lager, read(march("<3"), march(None, Måned=4), march(0, Måned=5))).grupper
    assert [(group.naar, group.foer, group.efter) for group in groups] == [
        ("marts 2020", None, None), ("april 2020", None, None), ("maj 2020", None, 0),
    ]  # fmt: skip


def test_the_cells_are_not_read_again_where_only_the_way_of_storing_is_answered(lager):
    fil = read(march())
    first = proposed(lager, fil)
    with reading(lager) as session:
        let_go = indlaes.Fil(fil.navn, fil.sha256)
        again = indlaes.propose(session, let_go, indlaes.Svar(maade=Maade.ERSTAT), first.udbytte)
    assert (again.status, again.raekker) == (first.status, first.raekker)


@pytest.mark.parametrize("rolle", [Rolle.UDVALG, Rolle.OMRAADECHEF, Rolle.SKOLELEDER])
def test_who_may_not_upload_stores_nothing(lager, rolle):
    before = aftryk(lager)
    with pytest.raises(AccessError):
        indlaes.keep(lager, proposed(lager, read(march())), bruger="x", rolle=rolle)
    assert aftryk(lager) == before


def history(lager, months=18, antal=3):
    rows = []
    for nr in range(months):
        aar, maaned = divmod(2018 * 12 + 8 + nr, 12)
        rows.append(march(antal + nr % 3, År=aar, Måned=maaned + 1))
    kept(lager, read(*rows))


def test_a_figure_far_from_the_schools_own_history_is_asked_about(lager):
    history(lager)
    forslag = proposed(lager, read(march(48)))
    (melding,) = [m for m in forslag.fund if "normalt" in m.besked]
    assert melding.besked == "PPV'er for Skole nr. 1 i marts 2020 er 48 – normalt 3–5. Er det rigtigt?"
    assert (melding.ark, melding.celle) == ("Data", "G2")
    assert forslag.status == "klar"


@pytest.mark.parametrize("antal", [0, 3, 5, 9])
def test_a_usual_figure_is_not_asked_about(lager, antal):
    history(lager)
    assert not [m for m in proposed(lager, read(march(antal))).fund if "normalt" in m.besked]


def test_a_short_history_says_nothing(lager):
    history(lager, months=6)
    assert not [m for m in proposed(lager, read(march(48))).fund if "normalt" in m.besked]


def test_fewer_schools_than_last_time_are_asked_about_by_name(lager):
    elsewhere = march(1, Måned=2, Instnr=999002, Skole=None, Område=None)
    kept(lager, read(march(1, Måned=2), march(2, Måned=2, Instnr=999006, Skole=None), elsewhere))
    (melding,) = [m for m in proposed(lager, read(march())).fund if "færre" in m.besked]
    assert melding.besked == "PPV'er: filen har 1 færre skoler end sidst (februar 2020). Mangler de? Skole nr. 6"


def test_months_between_what_is_stored_and_the_file_are_named(lager):
    kept(lager, read(march(1, Måned=1)))
    (melding,) = [m for m in proposed(lager, read(march())).fund if "ingen tal for" in m.besked]
    assert melding.besked == "Der er ingen tal for februar 2020 mellem det, der er gemt, og filen."
    assert not [m for m in proposed(lager, read(march(Måned=2))).fund if "ingen tal for" in m.besked]


def test_today_is_the_calendars(lager):
    with reading(lager) as session:
        assert indlaes.catalogue(session).i_dag == date.today()  # noqa: DTZ011
