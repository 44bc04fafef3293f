"""What others see: the released figures and nothing else, to the last byte of the page."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from streamlit.testing.v1 import AppTest

from plads.access import Bruger, Rolle
from plads.tilstand import Tilstand
from plads.ui import udtraek
from plads.ui.menu import PAGES, page_file
from tests.ui.conftest import forget

UDVALG = Bruger("x", Rolle.UDVALG)
ADMIN = Bruger("x", Rolle.ADMINISTRATOR)
CHEF = Bruger("x", Rolle.OMRAADECHEF, "Amager")
SIDER = ("overblik", "indsats", "omraader", "omraade", "skoler", "skole", "virker", "knaek", "prognoser")
# Other true figures of children in the same months: the release that is out knows nothing of them.
ANDRE = "UPDATE aktivitet SET antal = antal + 1 + abs(random() % 7), tilstand = 'oplyst' WHERE {} AND antal IS NOT NULL"


@pytest.fixture
def twin(filled, tmp_path, monkeypatch):
    """Return a way to look at a second store, alike but for figures of children that are hidden from the viewer."""

    def look(hvilke):
        path = tmp_path / "tvilling" / "plads.db"
        path.parent.mkdir()
        shutil.copy(filled, path)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(ANDRE.format(f"indikator <> 'elevtal' AND {hvilke}"))
            connection.commit()
        monkeypatch.setenv("PLADS_DATABASE_URL", f"sqlite:///{path}")
        forget()

    yield look
    forget()


def drawn(side, bruger, **parameters):
    """Return a page as it is sent to the browser: every element, in order, as bytes."""
    app = AppTest.from_file(str(PAGES / "_frame.py"), default_timeout=120)
    app.session_state[udtraek.SOM] = bruger
    for key, value in parameters.items():
        app.query_params[key] = value
    app.run()
    app.switch_page(page_file(side)).run()
    assert not app.exception
    assert not app.error
    return [bytes_of(block) for block in (app.main, app.sidebar)]


def bytes_of(node):
    """Return an element of a page, or everything in a block, as bytes."""
    if hasattr(node, "children"):
        return [bytes_of(child) for child in node.children.values()]
    proto = type(node.proto)()
    proto.CopyFrom(node.proto)
    if "deferred_file_id" in proto.DESCRIPTOR.fields_by_name:
        # A new name for every drawing; what it stands for is made from the card's table when somebody asks.
        proto.ClearField("deferred_file_id")
    return proto.SerializeToString(deterministic=True)


@pytest.mark.parametrize("side", SIDER)
def test_hidden_figures_leave_no_trace_on_a_page(store, twin, side):
    before = drawn(side, UDVALG)
    twin("1 = 1")
    assert drawn(side, UDVALG) == before


def test_the_twin_is_another_store_to_who_sees_it_all(store, twin):
    before = drawn("skoler", ADMIN)
    twin("1 = 1")
    assert drawn("skoler", ADMIN) != before


def test_an_area_s_chief_sees_the_own_true_figures_and_of_others_only_what_is_released(store, twin):
    others = "enhed <> 'k101-amager' AND enhed NOT IN (SELECT barn FROM tilknytning WHERE foraelder = 'k101-amager')"
    before = {side: drawn(side, CHEF) for side in ("omraader", "skoler")}
    own = drawn("omraade", CHEF, omraade="Amager")
    twin(others)
    assert {side: drawn(side, CHEF) for side in before} == before
    assert drawn("omraade", CHEF, omraade="Amager") == own


def test_an_area_s_chief_is_shown_a_change_in_the_own_area_at_once(store, twin):
    before = drawn("omraade", CHEF, omraade="Amager")
    twin("enhed IN (SELECT barn FROM tilknytning WHERE foraelder = 'k101-amager')")
    assert drawn("omraade", CHEF, omraade="Amager") != before


@pytest.mark.parametrize("rolle", [Rolle.UDVALG, Rolle.SKOLELEDER])
def test_no_small_figure_of_children_stands_in_a_card(store, rolle):
    for side in ("overblik", "omraader", "omraade", "skoler", "skole"):
        for kort in udtraek.collected(side, {}, Bruger("x", rolle)):
            if not kort.key.startswith(("kurve_", "rate_", "panel_", "tragt_", "skoler", "omraader")):
                continue
            table = kort.tabel()
            for column in [c for c in table.columns if c.kind.value == "antal" and c.navn not in ("mangler", "elever")]:
                small = [cell for cell in table.column(column.navn) if type(cell) is int and 0 < cell < 5]
                assert not small, (side, kort.key, column.navn)


def test_what_is_hidden_and_what_is_not_there_look_different(store):
    (kort,) = [k for k in udtraek.collected("skoler", {"skoleaar": ["2018/19"]}, UDVALG) if k.key == "skoler"]
    cells = [cell for row in kort.tabel().rows for cell in row]
    assert Tilstand.DISKRETIONERET in cells
    assert Tilstand.IKKE_RAPPORTERET in cells
    assert 0 in cells
