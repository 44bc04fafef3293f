"""The twelve sample workbooks from the command line: recognised, counted, stored, the same again, and taken back."""

from __future__ import annotations

import json
import shutil

import pytest

from plads import indlaes
from plads.access import Rolle
from plads.store import open_store, reading, transaction, undo
from tests.indlaes.conftest import aftryk
from tests.ingest.regneark.filer import PROEVER

pytestmark = pytest.mark.egen_proces

FACIT = json.loads((PROEVER / "facit.json").read_text(encoding="utf-8"))
FILER = {path.name[:3]: path for path in sorted(PROEVER.glob("L*.xlsx"))}
RAEKKER = {layout: facit["rows"] for layout, facit in FACIT.items() if "rows" in facit}


@pytest.fixture(scope="module")
def fyldt(tmp_path_factory, filled):
    """Return a store with the plans and the demo's schools; every test leaves it as it was."""
    path = shutil.copy(filled, tmp_path_factory.mktemp("tolv") / "plads.db")
    engine = open_store(f"sqlite:///{path}")
    yield engine
    engine.dispose()


def sums(layout, forslag):
    """Return the control sums under the names that the sample's own key uses."""
    found = forslag.summer
    counted = {navn: found.get(navn) for navn in ("PPV'er", "Indstillinger", "Visitationer", "Klager")}
    return {
        "L01": lambda: {"sum": sum(found.values())},
        "L02": lambda: {"sum_uden_diskretionerede": counted},
        "L03": lambda: {"sum": sum(found.values())},
        "L04": lambda: {"sum": counted},
        "L05": lambda: {navn: found[navn] for navn in ("indstillinger", "visitationer", "klager", "ppv")},
        "L06": lambda: {"net": {k: v for k, v in found.items() if k != "net_i_alt"}, "net_i_alt": found["net_i_alt"]},
        "L07": lambda: {
            "korr_inkl_og_resultat_31_marts": [
                [navn, found[f"{navn}: korr. inkl."], found[f"{navn}: resultat 31. marts"]]
                for navn in ("Specialskoler", "PPR", "Folkeskoler")
            ]
        },
        "L08": lambda: {navn: found[navn] for navn in ("kr_2023", "kr_2024", "poster")},
        "L09": lambda: {"primo_sum": found["primo_sum"]},
        "L10": lambda: {"udskudt_uge43": found["udskudt_uge43"]},
        "L11": lambda: {"indskrevne": found["indskrevne"]},
        "L12": lambda: {"temperatur": temperatures(forslag)},
    }[layout]()


def temperatures(forslag):
    """Return the colour of each indsats as the findings say it: 'Indsats a: grøn …'."""
    said = [melding.besked for melding in forslag.fund if melding.besked.startswith("Indsats ")]
    return {one.split()[1][0]: one.split()[2].rstrip(".,") for one in said}


@pytest.mark.parametrize("layout", sorted(FILER))
def test_a_sample_is_read_as_its_key_says_and_taken_back_without_a_trace(fyldt, layout):
    content, before = FILER[layout].read_bytes(), aftryk(fyldt)
    with reading(fyldt) as session:
        forslag = indlaes.prepare(session, content, FILER[layout].name)
    assert (forslag.status, forslag.layout) == ("klar", layout)
    assert aftryk(fyldt) == before
    assert {key: FACIT[layout][key] for key in sums(layout, forslag)} == sums(layout, forslag)
    assert forslag.raekker["laest"] == RAEKKER.get(layout, forslag.raekker["laest"])
    assert forslag.raekker["klar"] == forslag.raekker["laest"]
    gemt = indlaes.store(fyldt, content, FILER[layout].name, bruger="Mette", rolle=Rolle.MEDARBEJDER)
    assert gemt.status == "indlaest"
    again = indlaes.store(fyldt, content, FILER[layout].name, bruger="Mette", rolle=Rolle.MEDARBEJDER)
    assert (again.status, again.kvittering) == ("uaendret", None)
    with transaction(fyldt) as session:
        undo(session, gemt.kvittering)
    assert aftryk(fyldt) == before


def test_there_is_a_sample_of_every_layout():
    assert list(FILER) == [f"L{nr:02}" for nr in range(1, 13)]
