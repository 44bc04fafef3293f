"""Files nobody has seen: each is read right or asked about, never guessed, and recognised by one reader only.

PLADS_VARIANTER=200 tries as many of every kind; PLADS_VARIANTER_FRA=1000 begins with others.
"""

import os

import pytest

from plads.indlaes import prepare
from plads.store import fingerprint, reading
from tests.ingest.regneark.personfiler import SAMPLES
from tests.varianter.afgoer import judge, problems
from tests.varianter.kuvert import SLAGS, variant, variants

ANTAL, FRA = int(os.environ.get("PLADS_VARIANTER", "8")), int(os.environ.get("PLADS_VARIANTER_FRA", "0"))
RIGTIGE = SAMPLES.parent / "rigtige"
# Without the samples there is nothing to try; where nothing may be skipped the test is then not there.
FILER = sorted(RIGTIGE.iterdir()) if RIGTIGE.exists() else []


@pytest.mark.parametrize("slags", SLAGS)
def test_every_variant_is_read_right_or_asked_about(lager, slags):
    wrong = {}
    for made in variants([slags], ANTAL, FRA):
        with reading(lager) as session:
            if found := judge(session, made):
                wrong[f"{slags}-{made.nr} ({made.facit.udfald})"] = [*found, made.kvirker]
    assert not wrong


@pytest.mark.parametrize("slags", SLAGS)
def test_a_number_always_gives_the_same_variant(slags):
    first, again = variant(slags, 3), variant(slags, 3)
    assert (first.kvirker, first.facit) == (again.kvirker, again.facit)


@pytest.mark.parametrize("path", FILER, ids=lambda path: path.name)
def test_a_real_file_of_another_kind_is_refused_kindly_and_stores_nothing(lager, path):
    with reading(lager) as session:
        before = fingerprint(session)
        forslag = prepare(session, path.read_bytes(), path.name)
        after = fingerprint(session)
    assert forslag.status == "afvist"
    assert all(said.rstrip()[-1] in ".?" for said in problems(forslag))
    assert after == before


test_a_real_file_of_another_kind_is_refused_kindly_and_stores_nothing.__test__ = (  # type: ignore[attr-defined]
    bool(FILER) or not os.environ.get("PLADS_CI")
)
