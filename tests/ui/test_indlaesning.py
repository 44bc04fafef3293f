"""What a session holds of a file on its way: answers and counts, and nothing of a child."""

from __future__ import annotations

import pickle
import re
import tomllib
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from plads import indlaes
from plads.indlaes import Foelge, Maade, Svar
from plads.indlaes.navne import TITLER
from plads.ingest.regneark.fil.vagt import MB, STANDARD
from plads.ingest.regneark.tabeller.kort import Kort
from plads.models.organisation import EnhedNavn
from plads.store import fingerprint, reading
from plads.ui import cache
from plads.ui.indlaesning import godkend, kontrol, tilstand
from plads.ui.menu import PAGES, page_file
from tests.ingest.regneark.filer import HOVED, PROEVER, activity, long_list, saved, sheet
from tests.ingest.regneark.personfiler import SAGSHOVED, cases, sample_cases
from tests.ui.conftest import ROOT

SAGER, SPECIALTILBUD = PROEVER / "L05_sager_cpr.xlsx", PROEVER / "L11_elever_specialtilbud_cpr.xlsx"


@pytest.fixture
def session(store, monkeypatch):
    """Return the session of one reader on a filled store."""
    held: dict[str, object] = {}
    monkeypatch.setattr(tilstand.st, "session_state", held)
    return held


def take(content, navn="fil.xlsx"):
    tilstand.taken(indlaes.read_file(content, navn))
    return tilstand.current()


@pytest.mark.parametrize("path", [SAGER, SPECIALTILBUD], ids=["sager", "specialtilbud"])
def test_of_a_file_with_children_only_counts_stay_in_the_session(session, path):
    state = take(path.read_bytes(), path.name)
    assert state.forslag is not None
    assert state.forslag.status == "klar"
    assert state.svar.maade is Maade.ERSTAT
    assert not state.kan_laeses_igen
    held = pickle.dumps(session) + repr(session).encode()
    for planted in planted_in(path):
        assert planted.encode() not in held
    tilstand.answer(maade=Maade.OPDATER)
    assert state.forslag.status == "klar"


def planted_in(path):
    """Return every cpr number, name, case number and remark of a sample."""
    rows = (row for ws in load_workbook(path) for row in ws.iter_rows(values_only=True))
    values = [str(cell) for row in rows for cell in row if cell]
    personal = re.compile(r"\d{6}-?\d{4}|\d{9}|Barn \d+|S20-\d+|.*barn \d{6}-\d{4}")
    found = {value for value in values if personal.fullmatch(value)}
    assert len(found) > 20
    return found


def test_another_file_can_be_read_again_with_other_answers(session):
    state = take(long_list(activity(Instnr=None, Skole="Ukendt skole", Område=None)))
    assert state.kan_laeses_igen
    assert list(state.forslag.ukendte) == ["Ukendt skole"]
    tilstand.answer(navne=(("Ukendt skole", "999001"),))
    assert state.forslag.status == "klar"


def test_an_unknown_list_of_children_is_mapped_by_its_headings_and_chosen_again(session):
    content = cases(*sample_cases(), head=[f"Felt {nr}" for nr in range(1, 14)])
    state = take(content, "udtraek.xlsx")
    assert (state.forslag.status, state.kan_laeses_igen, state.kan_vaelges_igen) == ("afvist", False, True)
    row = state.forslag.skitser[0]
    navne = ("Sagsnr.", "CPR-nr.", "", *SAGSHOVED[3:10], "", "Klage")
    held = Kort("L05", row.ark, row.raekke, tuple(enumerate(navne, 1)))
    tilstand.answer(layout="L05", kort=held)
    assert state.vaelg_igen
    assert not tilstand.chosen_again(indlaes.read_file(content + b" ", "udtraek.xlsx"))
    assert tilstand.chosen_again(indlaes.read_file(content, "udtraek.xlsx"))
    assert (state.forslag.layout, state.vaelg_igen, state.kan_laeses_igen) == ("L05", False, False)
    assert state.forslag.summer["indstillinger"] == 60
    kept = pickle.dumps(session) + repr(session).encode()
    assert not [row[2] for row in sample_cases() if row[2].encode() in kept or str(row[1]).encode() in kept]


def test_an_unknown_school_in_a_list_of_children_is_answered_and_the_file_chosen_again(session):
    rows = sample_cases()
    for nr, row in enumerate(rows):
        row[3:6] = None, "Byens Skole" if nr < 4 else "Ahornskolen" if nr > 5 else f"Emma Holm {nr}", None
    content = cases(*rows)
    state = take(content, "udtraek.xlsx")
    assert list(state.forslag.ukendte) == ["Byens Skole"]
    kept = pickle.dumps(session) + repr(session).encode()
    assert b"Emma Holm" not in kept
    tilstand.answer(navne=(("Byens Skole", "999001"),))
    assert state.vaelg_igen
    assert tilstand.chosen_again(indlaes.read_file(content, "udtraek.xlsx"))
    assert not state.forslag.ukendte
    assert {melding.celle for melding in state.forslag.fund if "kendes ikke" in melding.besked} == {"E8", "E9"}
    tilstand.answer(uden_fejl=True)
    assert state.forslag.status == "klar"
    assert ("999001", "Byens Skole") in {(row.enhed, row.navn) for row in state.forslag.upload.rows
                                         if isinstance(row, EnhedNavn)}  # fmt: skip


def test_a_file_that_is_stopped_for_personal_data_is_let_go(session):
    state = take(long_list(activity(Skole="010112-0000")))
    assert state.forslag.status == "afvist"
    assert not state.kan_laeses_igen
    assert b"010112-0000" not in pickle.dumps(session)


STRANGE = ["Enheds-id", "Sted", "Egn", "Kal.", "Periode nr.", "Hvad", "Stk."]


def test_answers_follow_to_the_file_that_was_mended(session):
    unknown = activity(Instnr=None, Skole="Skolen ved Åen", Område=None, Måned=6, År=2022)
    state = take(sheet([STRANGE, unknown, activity(Antal=-2, År=2022)]))
    tilstand.answer(kort=Kort("L01", "Data", 1, tuple(enumerate(HOVED, start=1))))
    tilstand.answer(navne=(("Skolen ved Åen", "999001"),))
    assert state.forslag.status == "afvist"
    tilstand.mend()
    assert (tilstand.current().fil, tilstand.current().svar) == (None, Svar())
    mended = take(sheet([STRANGE, unknown, activity(Antal=2, År=2022)]), "rettet.xlsx")
    assert (mended.forslag.status, mended.forslag.layout, mended.svar.navne) == ("klar", "L01", state.svar.navne)
    tilstand.begin_again()
    assert take(sheet([STRANGE, unknown])).forslag.layout is None


def test_columns_follow_only_to_a_file_with_the_same_headings(session):
    take(sheet([STRANGE, activity(Antal=-2)]))
    tilstand.answer(kort=Kort("L01", "Data", 1, tuple(enumerate(HOVED, start=1))))
    tilstand.mend()
    assert take(sheet([["Andet", *STRANGE[1:]], activity()])).svar.kort is None


def on_step_3(store, names):
    """Return the page at the step that asks about these names of schools, and its state."""
    rows = [activity(Instnr=None, Skole=navn, Område=None, Måned=6, År=2022) for navn in names]
    return on_step(3, store, long_list(*rows))


def on_step(trin, store, content):
    """Return the page at a step with a file, and its state."""
    at = AppTest.from_file(str(PAGES / "_frame.py"), default_timeout=30).run()
    state = at.session_state[tilstand.NOEGLE] = tilstand.Tilstand(trin=trin)
    state.fil = indlaes.read_file(content, "fil.xlsx")
    with reading(cache.engine(f"sqlite:///{store}")) as session:
        state.forslag = indlaes.propose(session, state.fil, state.svar)
        state.foelger = indlaes.consequences(session, state.fil, state.svar, state.forslag)
    at.switch_page(page_file("indlaes")).run()
    return at, state


def two_sheets(first, second):
    """Return a workbook with a sheet and a copy of it that holds something else."""
    bog = load_workbook(BytesIO(first))
    ark = bog.create_sheet("Kopi")
    for row in load_workbook(BytesIO(second)).worksheets[0].iter_rows(values_only=True):
        ark.append(row)
    return saved(bog)


@pytest.mark.parametrize(("navn", "antal"), [("Data", 60), ("Kopi", 6)])
def test_of_sheets_that_are_equally_good_the_reader_chooses_one(store, navn, antal):
    rows = [long_list(activity(Instnr=None, Skole="Ahornskolen", Måned=6, År=2022, Antal=n)) for n in (60, 6)]
    at, state = on_step(2, store, two_sheets(*rows))
    assert any("«Data» og «Kopi» har de samme overskrifter" in said.value for said in at.info)
    assert at.button(key="naeste_2").disabled
    assert at.selectbox(key="indlaes_ark_0").value is None
    at.selectbox(key="indlaes_ark_0").select(navn).run()
    assert (state.forslag.status, state.forslag.summer) == ("klar", {"PPV'er": antal})
    assert at.selectbox(key="indlaes_ark_0").value == navn
    assert not at.button(key="naeste_2").disabled
    at.button(key="naeste_2").click().run()
    assert state.trin == 3
    assert not at.exception


def test_of_sheets_with_children_the_reader_chooses_one_and_the_file_again(store):
    content = two_sheets(cases(*sample_cases()), cases(*sample_cases()[:7]))
    at, state = on_step(2, store, content)
    state.fil, state.udbytte = replace(state.fil, bog=None), state.forslag.udbytte
    at.run()
    assert at.button(key="naeste_2").disabled
    at.selectbox(key="indlaes_skitse_0").select_index(1).run()
    assert (state.svar.kort.ark, state.vaelg_igen) == ("Kopi", True)
    with reading(cache.engine(f"sqlite:///{store}")) as session:
        forslag = indlaes.propose(session, indlaes.read_file(content, "fil.xlsx"), state.svar)
    assert (forslag.status, forslag.raekker["laest"]) == ("klar", 7)
    assert not at.exception


def of_name(what, navn):
    return f"{what}_0_{sha256(navn.encode()).hexdigest()[:16]}"


def names_asked(at):
    return [box.label for box in at.selectbox if (box.key or "").startswith("skole_")]


def test_schools_may_be_answered_in_any_order_and_each_keeps_its_own_answer(store):
    at, state = on_step_3(store, ["Skolen ved Åen", "Helt ny skole", "Bakkens skole"])
    asked = names_asked(at)
    at.selectbox(key=of_name("skole", "Skolen ved Åen")).select("999001").run()
    assert state.svar.navne == (("Skolen ved Åen", "999001"),)
    at.selectbox(key=of_name("skole", "Helt ny skole")).select(indlaes.NY).run()
    at.text_input(key=of_name("ny_nummer", "Helt ny skole")).input("123456").run()
    assert at.button(key="naeste_3").disabled
    at.selectbox(key=of_name("skole", "Bakkens skole")).select("999002").run()
    assert dict(state.svar.navne) == {
        "Skolen ved Åen": "999001", "Helt ny skole": indlaes.NY, "Bakkens skole": "999002"
    }  # fmt: skip
    assert [(ny.navn, ny.nummer) for ny in state.svar.nye] == [("Helt ny skole", "123456")]
    assert names_asked(at) == asked == ["«Bakkens skole»", "«Helt ny skole»", "«Skolen ved Åen»"]
    assert not at.button(key="naeste_3").disabled
    assert not at.exception


def test_names_that_wait_come_when_others_are_answered(store):
    at, _ = on_step_3(store, [f"Ukendt {nr:03}" for nr in range(42)])
    assert names_asked(at) == [f"«Ukendt {nr:03}»" for nr in range(40)]
    assert any(said.value.startswith("2 navne kommer frem") for said in at.caption)
    for nr in (3, 0):
        at.selectbox(key=of_name("skole", f"Ukendt {nr:03}")).select(indlaes.SPRING_OVER).run()
    assert names_asked(at) == [f"«Ukendt {nr:03}»" for nr in range(42)]


def test_an_answer_that_comes_with_the_click_for_another_step_is_taken_in_first(store):
    """A browser may send both at once, when the reader is quicker than the page."""
    at, state = on_step_3(store, ["Skolen ved Åen"])
    assert at.button(key="naeste_3").disabled
    skole = of_name("skole", "Skolen ved Åen")
    at.selectbox(key=skole).select("999001").run()
    at.selectbox(key=skole).select("999002")
    at.button(key="naeste_3").click().run()
    assert (state.trin, state.svar.navne) == (4, (("Skolen ved Åen", "999002"),))
    at.radio(key="maade_0").set_value(Maade.ERSTAT)
    at.button(key="tilbage_4").click().run()
    assert (state.trin, state.svar.maade) == (3, Maade.ERSTAT)
    at.selectbox(key=skole).select("")
    at.button(key="naeste_3").click().run()
    assert (state.trin, state.svar.navne) == (3, ())
    assert not at.exception


@pytest.mark.parametrize(("skole", "vej"), [("Ahornskolen", True), ("010112-0000", False)], ids=["kort", "cpr"])
def test_the_columns_are_offered_as_a_way_out_only_while_there_are_any(session, monkeypatch, skole, vej):
    said: list[str] = []
    monkeypatch.setattr(kontrol.st, "error", said.append)
    state = take(long_list(activity(Skole=skole)))
    state.svar = replace(state.svar, kort=Kort("L01", "Data", 1, ((7, ""),)))
    tilstand.propose()
    assert (state.forslag.status, state.kan_laeses_igen) == ("afvist", vej)
    kontrol._what_now(state, state.forslag)
    assert ("trin 3" in said[0], "Ret den" in said[0]) == (vej, not vej)


def test_two_clicks_give_one_receipt(session, monkeypatch):
    state = take(long_list(activity(Måned=6, År=2022, Antal=77, Instnr=None, Skole="Ahornskolen", Område=None)))
    godkend._store()
    first = state.gemt
    godkend._store()
    assert state.gemt is first
    assert first.kvittering


def stored(store_):
    with reading(cache.engine(f"sqlite:///{store_}")) as session:
        return fingerprint(session)


def test_a_session_that_is_gone_before_approval_stores_nothing(session, store):
    before = stored(store)
    assert take(long_list(activity(Måned=6, År=2022, Instnr=None, Skole="Ahornskolen", Område=None))).forslag
    session.clear()
    godkend._store()
    state = tilstand.current()
    assert (state.trin, state.fil, state.gemt, stored(store)) == (1, None, None, before)


@pytest.mark.parametrize(
    ("content", "navn", "said"),
    [
        (b"%PDF-1.7\n1 0 obj", "fil.xlsx", "Filen er en pdf"),
        (b"x;" * 6_000_000, "fil.csv", "større end 10 MB"),
        (b"MZ\x90\0\x03", "fil.csv", "Filen er et program"),
        (b"", "fil.xlsx", "Filen er tom."),
        (long_list(activity()), "010112-0000.xlsx", "cpr-nummer"),
    ],
    ids=["art", "størrelse", "program", "tom", "navn"],
)
def test_what_the_widget_claims_is_checked_again(session, store, content, navn, said):
    before = stored(store)
    state = take(content, navn)
    assert state.forslag is not None
    assert (state.forslag.status, state.kan_laeses_igen) == ("afvist", False)
    assert said in state.forslag.fund[0].besked
    godkend._store()
    assert (state.gemt, stored(store)) == (None, before)


def test_a_file_past_the_field_is_stopped_by_the_server_too():
    said = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert said["server"]["maxUploadSize"] * MB == STANDARD.bytes


def test_every_way_of_storing_says_what_follows_in_figures():
    figures = (Foelge(2, 1, 1204, 0), Foelge(2, 1, 0, 1204), Foelge(2, 0, 0, 1))
    foelger = dict(zip((Maade.ERSTAT, Maade.OPDATER, Maade.KUN_NYE), figures, strict=True))
    assert list(kontrol.ways("marts 2020", foelger).values()) == [
        "Erstat marts 2020: 2 nye, 1 ændres, 1.204 fjernes (tal for de samme områder og måneder, som filen ikke har)",
        "Opdatér: 2 nye, 1 ændres, intet fjernes; 1.204 gemte tal, som filen ikke har, bliver stående",
        "Kun nye rækker: 2 nye, intet ændres; 1 gemt tal, som filen siger noget andet om, bliver stående",
    ]


def test_the_figures_at_the_choice_follow_the_answers(session):
    state = take(long_list(activity(Måned=6, År=2022, Antal=77, Instnr=None, Skole="Ahornskolen", Område=None)))
    first = dict(state.foelger)
    assert state.forslag is not None
    assert first[Maade.OPDATER][:3] == tuple(state.forslag.aendringer[key] for key in ("nye", "aendrede", "fjernes"))
    for maade in Maade:
        tilstand.answer(maade=maade)
        assert state.foelger == first
        assert first[maade][:3] == tuple(state.forslag.aendringer[key] for key in ("nye", "aendrede", "fjernes"))


def test_beginning_again_forgets_the_file_and_its_widgets(session):
    before = take(long_list(activity())).nonce
    tilstand.begin_again()
    assert tilstand.current().fil is None
    assert tilstand.current().nonce == before + 1


def test_every_layout_has_a_name():
    assert set(tilstand.layouts()) == set(TITLER)
