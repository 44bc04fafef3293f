"""A patched cube equals one built anew, cell by cell."""

import random

import numpy as np
import pytest
from sqlmodel import col, delete, select

from plads.cube import lap
from plads.cube.byg import build
from plads.cube.terning import FELTER
from plads.models.indikator import Aktivitet
from plads.models.organisation import Tilknytning
from plads.models.proveniens import Indlaesningsart
from plads.store import Regel, Upload, accept, undo
from plads.store.engine import data_stamp, reading, transaction
from tests.cube import lager


def differing(en, anden):
    axes = ("indikatorer", "enheder", "perioder", "version")
    found = [akse for akse in axes if getattr(en, akse) != getattr(anden, akse)]
    return found + [felt for felt in FELTER if not np.array_equal(getattr(en, felt), getattr(anden, felt))]


@pytest.fixture
def fyldt(engine):
    """Return the engine of a store whose first upload holds a random store."""
    with transaction(engine) as session:
        lager.fill(session, 11)
        session.exec(delete(Aktivitet).where(col(Aktivitet.enhed) == "s4"))
    return engine


def months_of(session):
    return sorted(set(session.exec(select(Aktivitet.maaned))))


def upload(rng, session, nr):
    """Return a workbook of some months: new values, changed ones, hidden ones, units that never reported."""
    maaneder = rng.sample(months_of(session), rng.randint(1, 3))
    keys = {(rng.choice(maaneder), rng.choice(["ppv", "klage", "elevtal"]), f"s{rng.randint(0, 8)}") for _ in range(8)}
    keys |= {(maaneder[0], "ppv", hvem) for hvem in rng.sample(["o1", "h1", "k1", "c1", "k2"], 2)}
    rows = [lager.value(rng, key[0] // 100 * 12 + key[0] % 100 - 1, *key[1:]) for key in sorted(keys)]
    for row in rows:
        row.indlaesning = None
    return workbook(rows, eksempel=nr % 3 == 0)


def workbook(rows, *, eksempel=False):
    art = Indlaesningsart.AKTIVITET
    return Upload(art, "x", "x.xlsx", "x", tuple(rows), "x", "x", regel=Regel.AFLOES, eksempel=eksempel)


@pytest.mark.parametrize("seed", range(4))
def test_after_uploads_and_undos_the_patch_equals_the_build(fyldt, seed):
    rng, patched, receipts = random.Random(seed), None, []
    for nr in range(6):
        old = data_stamp(fyldt)
        with reading(fyldt) as session:
            before = patched or build(session, old)
        kept = {felt: getattr(before, felt).copy() for felt in FELTER}
        with transaction(fyldt) as session:
            if receipts and rng.random() < 0.4:
                undo(session, receipts.pop())
            else:
                receipts += filter(None, [accept(session, upload(rng, session, nr)).kvittering])
        with reading(fyldt) as session:
            new = data_stamp(fyldt)
            patched = lap.patch(session, before, new, lap.touched(session, old[0]))
            assert differing(patched, build(session, new)) == []
        assert all(np.array_equal(getattr(before, felt), kept[felt]) for felt in FELTER)


def journal_of_one(engine, maaned):
    since = data_stamp(engine)[0]
    row = lager.meldt(maaned, "ppv", "s0", 77)
    row.indlaesning = None
    with transaction(engine) as session:
        accept(session, workbook([row]))
    return since


def test_only_months_written_to_are_touched(fyldt):
    since = journal_of_one(fyldt, 202008)
    with reading(fyldt) as session:
        assert lap.touched(session, since) == {202008}
        assert lap.touched(session, since + 1) == set()


def test_a_patch_does_not_compute_the_rest_again(fyldt, monkeypatch):
    with reading(fyldt) as session:
        old = build(session, data_stamp(fyldt))
    journal_of_one(fyldt, 202008)
    monkeypatch.setattr(lap, "build", lambda *_: pytest.fail("bygget forfra"))
    with reading(fyldt) as session:
        assert lap.patch(session, old, data_stamp(fyldt), {202008}).version == data_stamp(fyldt)


def test_a_month_beyond_the_axis_is_built_anew(fyldt):
    with reading(fyldt) as session:
        old = build(session, data_stamp(fyldt))
    journal_of_one(fyldt, 202212)
    with reading(fyldt) as session:
        new = lap.patch(session, old, data_stamp(fyldt), {202212})
        assert new.maaneder > old.maaneder
        assert differing(new, build(session, data_stamp(fyldt))) == []


def test_a_changed_organisation_must_be_built_anew(fyldt):
    with reading(fyldt) as session:
        old = build(session, data_stamp(fyldt))
    since = data_stamp(fyldt)[0]
    rows = (lager.enhed("ny", "skole"), lager.tilknyt("ny", "omraade", "o1"))
    for row in rows:
        row.indlaesning = None
    with transaction(fyldt) as session:
        accept(session, Upload(Indlaesningsart.FAELLES, "x", "x", "x", rows, "x", "x"))
    with reading(fyldt) as session:
        assert lap.touched(session, since) is None
        assert differing(lap.patch(session, old, data_stamp(fyldt), set()), build(session, data_stamp(fyldt))) == []


def test_a_unit_that_has_moved_is_built_anew(fyldt):
    with reading(fyldt) as session:
        old = build(session, data_stamp(fyldt))
    with transaction(fyldt) as session:
        session.exec(delete(Tilknytning).where(col(Tilknytning.art) == "omraade"))
    with reading(fyldt) as session:
        assert differing(lap.patch(session, old, old.version, set()), build(session, old.version)) == []


def test_a_store_put_back_from_an_older_copy_is_built_anew(fyldt):
    with reading(fyldt) as session:
        foreign = build(session, (2, "2019-01-01T00:00:00"))
        assert lap.touched(session, 99) is None
    journal_of_one(fyldt, 202008)
    with reading(fyldt) as session:
        assert differing(lap.patch(session, foreign, data_stamp(fyldt), set()), build(session, data_stamp(fyldt))) == []
