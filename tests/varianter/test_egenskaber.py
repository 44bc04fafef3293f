"""Whatever rows are written, in whatever layout, are the rows that are read – or the file is asked about.

PLADS_EGENSKABER=200 tries as many files of each layout.
"""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from plads.store import reading
from tests.varianter.afgoer import judge
from tests.varianter.grund import Lod, Variant
from tests.varianter.kuvert import MAGERE

ANTAL = int(os.environ.get("PLADS_EGENSKABER", "6"))


class Trukket(Lod):
    """Chance that hypothesis deals out, so that a file that fails is made smaller until it is as small as it can be."""

    def __init__(self, kilde: random.Random) -> None:
        super().__init__("")
        self.kilde = kilde

    def random(self) -> float:
        return self.kilde.random()

    def getrandbits(self, k: int) -> int:
        return self.kilde.getrandbits(k)


@pytest.mark.parametrize("layout", MAGERE)
@settings(max_examples=ANTAL, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(kilde=st.randoms(use_true_random=False))
def test_what_is_written_is_read(lager, layout, kilde):
    lod = Trukket(kilde)
    filnavn, indhold, facit = MAGERE[layout](lod)
    note(str(lod.kvirker))
    if not facit.raekker:
        # A file without a single figure has nothing to store.
        facit.may_ask()
    with reading(lager) as session:
        assert judge(session, Variant(layout, 0, filnavn, indhold, facit, tuple(lod.kvirker))) == []
