"""Cubes and releases that several tests attack."""

import pytest

from plads.cube.byg import build
from plads.disclosure.delbar import Delbar
from plads.disclosure.menu import Diskretion
from plads.disclosure.port import release
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
def demo_ude(demo):
    """Return a release of a common and of a rare indicator of the example."""
    return Delbar("k101", AABNE, 1, None, Diskretion(), release(demo, "k101", {"ppv", "klage"}, Diskretion()))


@pytest.fixture(scope="module", params=range(3), ids=lambda seed: f"seed{seed}")
def by(request, empty_sqlite, tmp_path_factory):
    """Return the cube of a small made-up municipality."""
    tal = byer.figures(request.param, 30)
    return byer.cube(tal, tmp_path_factory.mktemp("by") / "plads.db", empty_sqlite)
