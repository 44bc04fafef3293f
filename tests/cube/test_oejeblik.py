"""A saved cube is the same cube, or none at all."""

from dataclasses import replace

import numpy as np
import pytest
from sqlmodel import Session

from plads.cube import oejeblik
from plads.cube.byg import build
from plads.cube.terning import FELTER
from tests.cube import lager


@pytest.fixture
def mappe(tmp_path):
    return tmp_path / "plads.db.terning"


@pytest.fixture
def terning(sqlite_url):
    engine = lager.engine_of(sqlite_url)
    with Session(engine) as session:
        lager.fill(session, 7)
        yield build(session, lager.VERSION)
    engine.dispose()


def same(en, anden):
    axes = ("version", "indikatorer", "enheder", "perioder")
    return all(getattr(en, akse) == getattr(anden, akse) for akse in axes) and all(
        np.array_equal(getattr(en, felt), getattr(anden, felt)) for felt in FELTER
    )


def files_of(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_saved_cube_comes_back_as_it_was(terning, mappe):
    oejeblik.save(mappe, terning)
    assert same(oejeblik.load(mappe, lager.VERSION), terning)


def test_an_empty_cube_comes_back_too(engine, mappe):
    with Session(engine) as session:
        oejeblik.save(mappe, build(session, (0, "")))
    assert oejeblik.load(mappe, (0, "")).perioder == ()


def test_only_the_version_asked_for_is_found(terning, mappe):
    assert oejeblik.load(mappe, lager.VERSION) is None
    oejeblik.save(mappe, terning)
    assert oejeblik.load(mappe, (lager.VERSION[0] + 1, lager.VERSION[1])) is None
    # A restored copy has the same number, but was not made at the same time.
    assert oejeblik.load(mappe, (lager.VERSION[0], "2026-01-02T00:00:00")) is None


def test_a_new_version_takes_the_place_of_the_old(terning, mappe):
    oejeblik.save(mappe, terning)
    old = oejeblik.load(mappe, lager.VERSION)
    oejeblik.save(mappe, replace(terning, version=(3, "x")))
    assert oejeblik.load(mappe, lager.VERSION) is None
    assert oejeblik.load(mappe, (3, "x")) is not None
    assert len(list(mappe.iterdir())) == 1
    # Whoever still reads the old one can go on.
    assert same(old, terning)


def test_saving_twice_leaves_one(terning, mappe):
    oejeblik.save(mappe, terning)
    oejeblik.save(mappe, terning)
    assert len(list(mappe.iterdir())) == 1
    assert same(oejeblik.load(mappe, lager.VERSION), terning)


def test_a_file_that_is_cut_empty_gone_or_foreign_makes_it_none(terning, mappe):
    oejeblik.save(mappe, terning)
    for path in files_of(mappe):
        whole = path.read_bytes()
        for damage in (whole[:-1], whole + b"x", whole[: len(whole) // 2], b"", b"x" * len(whole)):
            path.write_bytes(damage)
            assert oejeblik.load(mappe, lager.VERSION) is None, path.name
        path.unlink()
        assert oejeblik.load(mappe, lager.VERSION) is None, path.name
        path.write_bytes(whole)
    assert oejeblik.load(mappe, lager.VERSION) is not None


def test_a_changed_name_among_the_axes_makes_it_none(terning, mappe):
    oejeblik.save(mappe, terning)
    axes = next(path for path in files_of(mappe) if path.suffix == ".json")
    axes.write_text(axes.read_text().replace('"o1"', '"o2"', 1))
    assert oejeblik.load(mappe, lager.VERSION) is None


def test_another_format_makes_it_none(terning, mappe, monkeypatch):
    oejeblik.save(mappe, terning)
    monkeypatch.setattr(oejeblik, "FORMAT", oejeblik.FORMAT + 1)
    assert oejeblik.load(mappe, lager.VERSION) is None


def test_a_failure_while_saving_leaves_nothing_half(terning, mappe, monkeypatch):
    monkeypatch.setattr(np, "save", lambda *_: (_ for _ in ()).throw(OSError("disken er fuld")))
    with pytest.raises(OSError, match="fuld"):
        oejeblik.save(mappe, terning)
    assert list(mappe.iterdir()) == []


def test_it_leaves_alone_what_is_not_its_own(terning, mappe):
    other = mappe / "noget andet"
    other.mkdir(parents=True)
    (mappe / "under-1").mkdir()
    oejeblik.save(mappe, terning)
    assert other.exists()
    assert len(list(mappe.iterdir())) == 2
