"""Undo puts back exactly what stood there before."""

import random

import pytest
from sqlmodel import func, select

from plads.errors import UndoError
from plads.models.indikator import Aktivitet, Indikator, Indikatorart, Retning
from plads.models.organisation import Enhed, Enhedstype
from plads.models.proveniens import Indlaesningsart, Kildested
from plads.store import Regel, Upload, accept, blocked_by, data_version, fingerprint, reading, transaction, undo
from tests.facts import FAELLES, PLAN, load, upload_of


def changed(text: str, amount: int) -> str:
    return text.replace("kr: {2020: 2000000, 2021: 2000000", f"kr: {{2020: 2000000, 2021: {amount}")


def hash_of(engine) -> str:
    with reading(engine) as session:
        return fingerprint(session)


def test_upload_and_undo_leave_the_store_as_it_was(engine):
    load(engine)
    before = hash_of(engine)
    text = changed(PLAN.read_text(), 5).replace("      - {art: afhaenger_af, til: a}\n", "")
    with transaction(engine) as session:
        receipt = accept(session, upload_of(PLAN, text))
    assert hash_of(engine) != before
    with transaction(engine) as session:
        undo(session, receipt.kvittering)
    assert hash_of(engine) == before


def test_undoing_the_first_upload_empties_the_store(engine):
    empty = hash_of(engine)
    receipts = load(engine)
    for receipt in reversed(receipts):
        with transaction(engine) as session:
            undo(session, receipt.kvittering)
    assert hash_of(engine) == empty


def test_it_refuses_when_a_later_upload_builds_on_it(engine):
    load(engine)
    with transaction(engine) as session:
        first = accept(session, upload_of(PLAN, changed(PLAN.read_text(), 5)))
        accept(session, upload_of(PLAN, changed(PLAN.read_text(), 6)))
    with pytest.raises(UndoError, match="indlæst ovenpå"), transaction(engine) as session:
        undo(session, first.kvittering)


@pytest.mark.parametrize("twice", ["2026-9999", None])
def test_it_says_why_a_receipt_cannot_be_undone(engine, twice):
    load(engine)
    with transaction(engine) as session:
        receipt = accept(session, upload_of(PLAN, changed(PLAN.read_text(), 5)))
        undo(session, receipt.kvittering)
    with pytest.raises(UndoError, match=r"findes ikke|allerede fortrudt"), transaction(engine) as session:
        undo(session, twice or receipt.kvittering)


def test_every_upload_and_undo_raises_the_data_version(engine):
    load(engine)
    assert data_version(engine) == 2
    with transaction(engine) as session:
        receipt = accept(session, upload_of(PLAN, changed(PLAN.read_text(), 5)))
        undo(session, receipt.kvittering)
    assert data_version(engine) == 4


def test_the_file_can_be_loaded_again_after_an_undo(engine):
    load(engine)
    text = changed(PLAN.read_text(), 5)
    with transaction(engine) as session:
        receipt = accept(session, upload_of(PLAN, text))
        undo(session, receipt.kvittering)
        assert accept(session, upload_of(PLAN, text)).aendrede == 1


def test_a_random_walk_of_uploads_and_undos_follows_a_stack(engine):
    load(engine)
    walk, stack = random.Random(20), [(None, hash_of(engine))]
    for _ in range(12):
        with transaction(engine) as session:
            if len(stack) > 1 and walk.random() < 0.4:
                undo(session, stack.pop()[0])
            else:
                receipt = accept(session, upload_of(PLAN, changed(PLAN.read_text(), walk.randrange(10**6))))
                stack.append((receipt.kvittering, fingerprint(session)))
        assert hash_of(engine) == stack[-1][1]


def test_a_place_two_files_cite_stays_until_neither_does(engine):
    load(engine)
    own = "begreber: [{term: løft, forklaring: Et ord, kildegrad: kilde, kilde: 'L1:12'}]\n"
    with transaction(engine) as session:
        other = accept(session, upload_of(FAELLES, own, Indlaesningsart.AKTIVITET))
    before = hash_of(engine)
    without = PLAN.read_text().replace(', kilde: "L1:12"', "")
    with transaction(engine) as session:
        plan = accept(session, upload_of(PLAN, without))
    assert place_count(engine, "L1:12") == 1
    with transaction(engine) as session:
        undo(session, plan.kvittering)
    assert hash_of(engine) == before
    with transaction(engine) as session:
        accept(session, upload_of(PLAN, without))
        undo(session, other.kvittering)
    assert place_count(engine, "L1:12") == 0


def test_it_refuses_to_take_away_what_another_upload_uses(engine):
    shared, _ = load(engine)
    with pytest.raises(UndoError, match="bygger på den"), transaction(engine) as session:
        undo(session, shared.kvittering)


def place_count(engine, kode):
    with reading(engine) as session:
        return session.exec(select(func.count()).select_from(Kildested).where(Kildested.kode == kode)).one()


def test_it_names_the_upload_that_uses_what_would_go(engine):
    shared, plan = load(engine)
    with reading(engine) as session:
        assert blocked_by(session, shared.kvittering) == (
            f"Kan ikke fortrydes: «lille_plan.yaml» ({plan.kvittering}) bygger på den. Fortryd den først."
        )
        assert blocked_by(session, plan.kvittering) is None


def test_counts_of_a_school_stand_in_the_way_of_the_upload_that_brought_it(engine):
    load(engine)
    school = Enhed(kode="k999-elm", type=Enhedstype.SKOLE, kommune="k999")
    ppv = Indikator(
        kode="ppv", navn="PPV'er", ental="PPV", beskrivelse="x", taeller="x", opgoerelsesniveau="skole",
        art=Indikatorart.STROEM, retning=Retning.NEUTRAL, kildegrad="kilde",
    )  # fmt: skip
    counts = Aktivitet(maaned=202003, indikator="ppv", enhed="k999-elm", antal=3)
    receipts = []
    for name, rows in (("ppv", [ppv]), ("skole", [school]), ("marts", [counts])):
        with transaction(engine) as session:
            draft = Upload(Indlaesningsart.AKTIVITET, name, f"{name}.xlsx", name, rows, regel=Regel.AFLOES)
            receipts.append(accept(session, draft).kvittering)
    with reading(engine) as session:
        assert [bool(blocked_by(session, kvittering)) for kvittering in receipts] == [True, True, False]
        assert "«marts.xlsx»" in (blocked_by(session, receipts[1]) or "")
    for kvittering in reversed(receipts):
        with transaction(engine) as session:
            undo(session, kvittering)
