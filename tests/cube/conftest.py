"""Cubes of small random stores, each made once, with the oracle of the same store."""

import shutil

import pytest
from sqlmodel import Session

from plads.cube.byg import build
from plads.disclosure.frigiv import ALT, release
from plads.store.engine import build_engine
from tests.cube import lager
from tests.cube.orakel import Orakel


@pytest.fixture(scope="module", params=range(3), ids=lambda seed: f"seed{seed}")
def tilfaeldig(request, empty_sqlite, tmp_path_factory):
    """Return (cube released to somebody who sees it all, oracle, random numbers) of a random store."""
    path = tmp_path_factory.mktemp("terning") / "plads.db"
    shutil.copy(empty_sqlite, path)
    engine = build_engine(f"sqlite:///{path}")
    with Session(engine) as session:
        rng = lager.fill(session, request.param)
        yield release(build(session, lager.VERSION), ALT), Orakel(session), rng
    engine.dispose()
