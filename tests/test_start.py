"""Filling the store with the product's own facts."""

import shutil

import pytest
from sqlmodel import col, select

from plads import start
from plads.demo import aktivitetsark, forloebsark, forventningsark, posteringsark
from plads.errors import FactsError, StoreForeignError
from plads.models.proveniens import Indlaesning, Indlaesningsart
from plads.store import accept, data_version, fingerprint, open_store, reading, transaction
from tests.facts import FAELLES, PLAN, upload_of


@pytest.fixture
def folder(tmp_path):
    """Return a folder of fact files with the small plan."""
    for path, place in ((FAELLES, "faelles"), (PLAN, "planer")):
        (tmp_path / "data" / place).mkdir(parents=True)
        shutil.copy(path, tmp_path / "data" / place / path.name)
    return tmp_path / "data"


def test_a_second_start_changes_nothing(engine, folder):
    assert [receipt.status for receipt in start.fill(engine, folder)] == ["indlaest", "indlaest"]
    with reading(engine) as session:
        before = fingerprint(session)
    assert start.fill(engine, folder) == []
    with reading(engine) as session:
        assert fingerprint(session) == before
    assert data_version(engine) == 2


def test_a_changed_file_is_loaded_and_only_that(engine, folder):
    start.fill(engine, folder)
    path = folder / "planer" / PLAN.name
    path.write_text(path.read_text().replace("titel: Anden indsats", "titel: Ny titel"))
    (receipt,) = start.fill(engine, folder)
    assert (receipt.nye, receipt.aendrede, receipt.fjernede) == (0, 1, 0)


def test_one_broken_file_stores_nothing_at_all(engine, folder):
    path = folder / "planer" / PLAN.name
    path.write_text(path.read_text().replace("art: ramme", "art: ranme", 1))
    with pytest.raises(FactsError, match=r"lille_plan.yaml, linje \d+ \(«art»\)"):
        start.fill(engine, folder)
    assert data_version(engine) == 0


def test_a_reference_to_nothing_is_named_by_file_and_line(engine, folder):
    (folder / "faelles" / FAELLES.name).write_text("forloebstyper: [{kode: co-teaching, navn: Co-teaching}]\n")
    with pytest.raises(FactsError, match=r"lille_plan.yaml, linje 2: «k999» findes ikke"):
        start.fill(engine, folder)
    assert data_version(engine) == 0


def test_without_demo_only_the_vocabulary_is_loaded(monkeypatch):
    monkeypatch.setenv("PLADS_DEMO", "0")
    assert {path.name for path in start.fact_files()} == set(start.VOCABULARY)
    monkeypatch.setenv("PLADS_DEMO", "1")
    assert len(start.fact_files()) > len(start.VOCABULARY)


def test_a_later_start_makes_only_the_examples_that_are_missing(filled, tmp_path, monkeypatch):
    made = []
    make = forventningsark._workbook
    monkeypatch.setattr(forventningsark, "_workbook", lambda udgave: made.append(udgave.navn) or make(udgave))
    for module in (aktivitetsark, forloebsark, posteringsark):
        monkeypatch.setattr(module, "_workbook", lambda *_: pytest.fail("lavet igen"))
    engine = open_store(f"sqlite:///{shutil.copy(filled, tmp_path / 'plads.db')}")
    assert start.begin(engine) == []
    assert made == []
    with transaction(engine) as session:
        newest = select(Indlaesning).where(col(Indlaesning.filnavn).startswith("Forventningstal"))
        session.exec(newest).all()[-1].filnavn = "afbrudt.xlsx"
    assert [receipt.status for receipt in start.begin(engine)] == ["uaendret"]
    assert len(made) == 1
    engine.dispose()


def test_the_problems_of_every_file_are_named_at_once(engine, folder):
    spoiled = {folder / "planer" / PLAN.name: "art: ramme", folder / "faelles" / FAELLES.name: "type: kommune"}
    for path, old in spoiled.items():
        path.write_text(path.read_text().replace(old, old + "x", 1))
    with pytest.raises(FactsError, match=r"har 2 fejl.*lille_faelles.yaml, linje 3.*lille_plan.yaml, linje"):
        start.fill(engine, folder)


def test_numbers_that_contradict_each_other_are_named_by_file(engine, folder):
    path = folder / "planer" / PLAN.name
    path.write_text(path.read_text().replace("minimum: 3, maksimum: 4", "minimum: 5, maksimum: 4"))
    with pytest.raises(FactsError, match=r"lille_plan.yaml, hele filen: Noget i omfang modsiger sig selv"):
        start.fill(engine, folder)
    assert data_version(engine) == 0


def test_building_anew_leaves_the_old_store_when_it_fails(tmp_path, folder):
    path = tmp_path / "plads.db"
    start.rebuild(f"sqlite:///{path}", folder)
    before = path.read_bytes()
    plan = folder / "planer" / PLAN.name
    plan.write_text(plan.read_text().replace("art: ramme", "art: ranme", 1))
    with pytest.raises(FactsError):
        start.rebuild(f"sqlite:///{path}", folder)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.ny*"))


def test_building_anew_never_takes_the_place_of_another_file(tmp_path, folder):
    path = tmp_path / "bog.db"
    path.write_text("vigtig bog")
    with pytest.raises(StoreForeignError):
        start.rebuild(f"sqlite:///{path}", folder)
    assert path.read_text() == "vigtig bog"


def test_the_real_plans_give_one_fingerprint_on_both_databases_and_the_second_time(sqlite_url, postgres_url):
    found = set()
    for url in (sqlite_url, postgres_url):
        engine = open_store(url)
        assert {receipt.status for receipt in start.fill(engine)} == {"indlaest"}
        with reading(engine) as session:
            found.add(fingerprint(session))
        for path in start.fact_files():
            is_plan = path.parent.name == "planer"
            upload = upload_of(path, art=Indlaesningsart.PLAN if is_plan else Indlaesningsart.FAELLES)
            with transaction(engine) as session:
                assert accept(session, upload).status == "uaendret"
        with reading(engine) as session:
            found.add(fingerprint(session))
        engine.dispose()
    assert len(found) == 1
