import shutil

import pytest

from plads.access import Bruger, Rolle
from plads.disclosure.frigiv import release
from plads.pakker import content, month_of
from plads.pakker.skriv import basis
from plads.store import open_store
from plads.udgivelse import newest
from plads.udsyn import Udsyn

ALLE = Bruger("Test", Rolle.ADMINISTRATOR)
MAANED = month_of("2022-04")


@pytest.fixture(scope="module")
def lager(filled, tmp_path_factory):
    path = tmp_path_factory.mktemp("pakker") / "plads.db"
    shutil.copy(filled, path)
    engine = open_store(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def maaned(lager):
    """Return the basis of a month, what a receiver sees, and what everybody sees."""
    g, modtagere, egen = basis(lager, ALLE, MAANED, None)
    flade = newest(lager, g.by.kode).flade(egen)
    pakker = {m.enhed.kode: (m, content(release(egen, m.udsyn, flade), m, g)) for m in modtagere}
    return g, pakker, release(egen, Udsyn(), flade)
