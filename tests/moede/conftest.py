import shutil

import pytest

from plads import saet
from plads.access import Bruger, Rolle
from plads.dias import Moede
from plads.store import schema
from plads.ui import cache

ADMIN = Bruger("Test", Rolle.ADMINISTRATOR)
PLANER = ("kbh", "ramme", "aalborg", "case")


def moede(plan="kbh", **andet):
    felter = {"titel": "Status", "udvalg": "BUU", "plan": plan, "plannavn": "Planen", "kommune": "Kommunen"}
    return Moede(**felter | andet)


@pytest.fixture(scope="session")
def standard(filled, tmp_path_factory):
    """Return the standard set of every plan, composed once from a filled store."""
    path = shutil.copy(filled, tmp_path_factory.mktemp("saet") / "plads.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLADS_DATABASE_URL", f"sqlite:///{path}")
        patch.setenv("PLADS_UDGIV", "0")
        engine = schema.current_engine()
        found = {
            plan: saet.compose(engine, moede(plan), saet.Opskrift(), lambda sagt: None)
            for plan in PLANER
        }
        yield found
    schema._engine_of.cache_clear()
    cache._holder.cache_clear()
