"""What a process keeps: answers by question and data version, never by time. They are shared, so never change one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

import streamlit as st
from sqlalchemy import Engine
from sqlmodel import Session

from plads import maalevalg, start
from plads.cube.frigivet import Frigivet
from plads.cube.terning import Terning
from plads.disclosure.delbar import Delbar
from plads.filters import Filter
from plads.serier import Periode
from plads.store import current_engine, data_stamp, reading, store_url
from plads.udsyn import Udsyn
from plads.ui.terning import Beholder, folder_of

Answer = TypeVar("Answer")
Asked = ParamSpec("Asked")
VERSION = "_dataversion"
SYN = "_udsyn"
DELT = "_delt"
INDSTILLET = "_indstillet"
KEPT = 1024
Query = Callable[..., Answer]
INTET = (Udsyn(), "", 0)


@st.cache_resource(show_spinner="Gør klar: indlæser planer, definitioner og eksempeldata …")
def engine(url: str) -> Engine:  # noqa: ARG001 the url is the cache key
    """Return the engine of a store that has been filled."""
    found = current_engine()
    start.begin(found)
    return found


def current() -> Engine:
    """Return the engine of the configured store."""
    return engine(store_url())


@contextmanager
def session() -> Iterator[Session]:
    """Give a session to read what is never kept: what people write here and must see at once."""
    with reading(current()) as found:
        yield found


def begin() -> None:
    """Note the data version once per rerun, so that a page never mixes two. Nothing is in scope until `look`."""
    st.session_state[VERSION] = data_stamp(engine(store_url()))
    st.session_state[INDSTILLET] = maalevalg.stamp(engine(store_url()))
    st.session_state[SYN], st.session_state[DELT] = INTET, None


def look(udsyn: Udsyn, kommune: str) -> bool:
    """Note how far the reader of this rerun sees, and in which municipality; return whether that is up to date."""
    delbar, er_ude = (None, True) if udsyn.alt else _holder(store_url()).delbar(engine(store_url()), version(), kommune)
    st.session_state[DELT] = delbar
    st.session_state[SYN] = (udsyn, kommune, delbar.nummer if delbar else 0)
    return er_ude


def shared() -> Delbar | None:
    """Return the release this reader sees beyond the own scope; None for somebody who sees it all."""
    found: Delbar | None = st.session_state.get(DELT)
    return found


def scope() -> Udsyn:
    """Return how far the reader of this rerun sees."""
    found: Udsyn = st.session_state.get(SYN, INTET)[0]
    return found


def version() -> tuple[int, str]:
    """Return the data version of this rerun."""
    found: tuple[int, str] = st.session_state[VERSION]
    return found


def kept(make: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Decorate a function of hashable arguments: what it gives is made once per data version and scope of a reader.

    And once per decision on how figures are judged.

    Streamlit's own cache takes a copy apart and puts it together again for every question; this one hands it over.
    """

    remembered: Callable[..., Answer] = lru_cache(maxsize=KEPT)(lambda _data, *args, **named: make(*args, **named))

    @wraps(make)
    def ask(*args: Asked.args, **named: Asked.kwargs) -> Answer:
        state = st.session_state
        return remembered((store_url(), version(), state.get(SYN, INTET), state.get(INDSTILLET, 0)), *args, **named)

    return ask


def read(query: Query[Answer], valg: Filter) -> Answer:
    """Return a query's rows for a choice, from the cache if nothing was uploaded since."""
    answer: Answer = _read(query, valg)
    return answer


def cube() -> Frigivet:
    """Return the activity that the reader of this rerun may see."""
    return _holder(store_url()).released(engine(store_url()), version(), scope(), shared())


def periods() -> tuple[Periode, ...]:
    """Return every period there is activity for, by anybody."""
    return _holder(store_url()).at(engine(store_url()), version()).perioder


def unreleased(store: Engine) -> Terning:
    """Return the newest cube as it is, for what hands out releases; raise PladsError if the store cannot be read."""
    return _holder(store_url()).at(store, data_stamp(store))


@lru_cache(maxsize=4)
def _holder(url: str) -> Beholder:
    return Beholder(folder_of(url))


@kept
def _read(query: Query[Any], valg: Filter) -> Any:
    with reading(engine(store_url())) as session:
        return query(session, valg)
