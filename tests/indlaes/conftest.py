"""A store with the ten made-up schools, and a file as it was read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plads import indlaes
from plads.access import Rolle
from plads.indlaes import Fil, Forslag, Svar
from plads.store import fingerprint, reading
from tests.ingest.regneark import skoler
from tests.ingest.regneark.filer import long_list


@pytest.fixture
def lager(engine):
    """Return a store with the register, on each database."""
    skoler.load(engine)
    return engine


def read(*rows: list[Any], content: bytes | None = None, navn: str = "fil.xlsx") -> Fil:
    """Return a long list of activity with these rows, or other content, as it was read."""
    return indlaes.read_file(content or long_list(*rows), navn)


def proposed(lager, fil: Fil, **answers: Any) -> Forslag:
    """Return what a file would change with what the user has answered."""
    with reading(lager) as session:
        return indlaes.propose(session, fil, replace(Svar(), **answers))


def kept(lager, fil: Fil, **answers: Any) -> Forslag:
    """Store a file with what the user has answered."""
    return indlaes.keep(lager, proposed(lager, fil, **answers), bruger="Mette", rolle=Rolle.MEDARBEJDER)


def aftryk(lager) -> str:
    """Return the fingerprint of everything stored."""
    with reading(lager) as session:
        return fingerprint(session)
