"""A store as a municipality has it – every fact file, and the ten schools – on a fixed day."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from plads.indlaes import laes, opslag
from plads.models.proveniens import Indlaesningsart
from plads.store import Upload, accept, transaction
from plads.store.engine import build_engine
from tests.ingest.regneark import skoler
from tests.varianter import afgoer
from tests.varianter.grund import I_DAG


@pytest.fixture(scope="session")
def lager(tmp_path_factory, facts_store) -> Iterator[Engine]:
    """Return a filled store that nobody writes to."""
    path = tmp_path_factory.mktemp("varianter") / "plads.db"
    shutil.copy(facts_store, path)
    engine = build_engine(f"sqlite:///{path}")
    with transaction(engine) as session:
        accept(session, Upload(Indlaesningsart.FAELLES, "skoler", "skoler", "1" * 64, tuple(skoler.rows())))
    yield engine
    engine.dispose()


@pytest.fixture(autouse=True)
def on_a_fixed_day(monkeypatch) -> None:
    """Let every file be read on the same day."""
    whole = opslag.catalogue

    def catalogue(session):
        return whole(session, I_DAG)

    monkeypatch.setattr(laes, "catalogue", catalogue)
    monkeypatch.setattr(afgoer, "catalogue", catalogue)
