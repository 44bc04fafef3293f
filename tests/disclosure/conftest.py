"""Cubes and releases that several tests attack."""

import pytest

from plads import udgivelse
from plads.cube.byg import build
from plads.store import data_stamp, open_store, reading
from tests.disclosure import byer

AABNE = frozenset({"elevtal"})


@pytest.fixture(scope="session")
def demo(filled):
    """Return the cube of the example school system."""
    engine = open_store(f"sqlite:///{filled}")
    with reading(engine) as session:
        t = build(session, data_stamp(engine))
    engine.dispose()
    return t


@pytest.fixture(scope="session")
def demo_ude(demo, filled):
    """Return the release that a first start makes of the example."""
    engine = open_store(f"sqlite:///{filled}")
    delbar = udgivelse.current(engine, demo, "k101")
    engine.dispose()
    assert delbar.nummer == 1
    return delbar


@pytest.fixture(scope="module", params=range(3), ids=lambda seed: f"seed{seed}")
def by(request, empty_sqlite, tmp_path_factory):
    """Return the cube of a small made-up municipality."""
    tal = byer.figures(request.param, 30)
    return byer.cube(tal, tmp_path_factory.mktemp("by") / "plads.db", empty_sqlite)
