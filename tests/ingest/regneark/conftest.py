"""What the store knows, as readers see it."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from plads.indlaes import catalogue
from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.laesere import recognise
from plads.store import reading
from plads.store.engine import build_engine
from tests.ingest.regneark import skoler

I_DAG = date(2020, 11, 24)


@pytest.fixture(scope="session")
def katalog(tmp_path_factory, empty_sqlite) -> Katalog:
    """Return the catalogue of the shared facts and the ten schools, on a fixed day."""
    path = tmp_path_factory.mktemp("katalog") / "plads.db"
    shutil.copy(empty_sqlite, path)
    engine = build_engine(f"sqlite:///{path}")
    skoler.load(engine)
    with reading(engine) as session:
        found = catalogue(session, I_DAG)
    engine.dispose()
    return found


@pytest.fixture(scope="session")
def read(katalog):
    """Return a function from the bytes of a workbook to what its one reader finds in it."""

    def read(content: bytes, periode: tuple[int, int] | None = None) -> Udbytte:
        anmodning = Anmodning(read_sheets(content), katalog, periode)
        (laeser,) = recognise(anmodning)
        return laeser.read(anmodning)

    return read
