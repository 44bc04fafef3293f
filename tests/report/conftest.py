"""What the store knows, with a plan and its scale of temperatures, as the readers of workbooks see it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.laesere import recognise
from tests.ingest.regneark.conftest import katalog as skoler
from tests.ingest.regneark.layouts.test_bilag6 import AALBORG, KBH, SKALA
from tests.moede.conftest import standard

__all__ = ["skoler", "standard"]


@pytest.fixture(scope="session")
def katalog(skoler) -> Katalog:
    """Return the catalogue of the made-up schools and two plans."""
    return replace(skoler, planer=(KBH, AALBORG), temperaturtrin=SKALA)


@pytest.fixture(scope="session")
def read(katalog):
    """Return a function from the bytes of a workbook to what its one reader finds in it."""

    def read(content, periode=None):
        anmodning = Anmodning(read_sheets(content), katalog, periode)
        (laeser,) = recognise(anmodning)
        return laeser.read(anmodning)

    return read
