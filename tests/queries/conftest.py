"""Queries on the small plan that can be counted by hand."""

import pytest

from plads.filters import Filter
from plads.store import reading
from tests.facts import load


@pytest.fixture
def ask(engine):
    """Return a way to ask a query, of the whole small plan unless another choice is given."""
    load(engine)

    def run(query, valg=Filter("lille")):  # noqa: B008 the choice is immutable
        with reading(engine) as session:
            return query(session, valg)

    return run
