"""The only cache in the product: answers keyed by query, filter and data version, never by time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st
from sqlalchemy import Engine

from plads import start
from plads.cube.terning import Terning
from plads.filters import Filter
from plads.store import current_engine, data_stamp, reading, store_url
from plads.ui.terning import Beholder, folder_of

Answer = TypeVar("Answer")
VERSION = "_dataversion"
Query = Callable[..., Answer]


@st.cache_resource(show_spinner="Gør klar: indlæser planer, definitioner og eksempeldata …")
def engine(url: str) -> Engine:  # noqa: ARG001 the url is the cache key
    """Return the engine of a store that has been filled."""
    found = current_engine()
    start.begin(found)
    return found


def begin() -> None:
    """Note the data version once per rerun, so that a page never mixes two."""
    st.session_state[VERSION] = data_stamp(engine(store_url()))


def version() -> tuple[int, str]:
    """Return the data version of this rerun."""
    found: tuple[int, str] = st.session_state[VERSION]
    return found


def read(query: Query[Answer], valg: Filter) -> Answer:
    """Return a query's rows for a choice, from the cache if nothing was uploaded since."""
    answer: Answer = _read(f"{query.__module__}.{query.__qualname__}", valg, version(), _query=query)
    return answer


def cube() -> Terning:
    """Return the activity of this rerun's data version."""
    url = store_url()
    return _holder(url).at(version(), lambda: reading(engine(url)))


@st.cache_resource(show_spinner=False)
def _holder(url: str) -> Beholder:
    return Beholder(folder_of(url))


@st.cache_data(max_entries=512, show_spinner=False)
def _read(name: str, valg: Filter, data: tuple[int, str], _query: Query[Answer]) -> Answer:  # noqa: ARG001 the key
    with reading(engine(store_url())) as session:
        return _query(session, valg)
