"""The app and its pages without a browser, on a store with the real plans."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from plads.store import data_stamp, schema
from plads.udsyn import Udsyn
from plads.ui import cache

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(filled, tmp_path, monkeypatch) -> Iterator[Path]:
    """Point the app at a filled store of this test's own."""
    path = tmp_path / "plads.db"
    shutil.copy(filled, path)
    monkeypatch.setenv("PLADS_DATABASE_URL", f"sqlite:///{path}")
    forget()
    yield path
    forget()


@pytest.fixture(scope="session")
def _seen(filled, tmp_path_factory) -> Path:
    return shutil.copy(filled, tmp_path_factory.mktemp("set") / "plads.db")


@pytest.fixture
def seen(_seen, monkeypatch) -> Iterator[Path]:
    """Point the app at a filled store for tests that only look: what the app keeps of it serves the next one too."""
    monkeypatch.setenv("PLADS_DATABASE_URL", f"sqlite:///{_seen}")
    before = data_stamp(schema.current_engine())
    yield _seen
    assert data_stamp(schema.current_engine()) == before, "brug «store» i en test, der skriver"


def see(monkeypatch: pytest.MonkeyPatch, store: Path, udsyn: Udsyn = Udsyn(alt=True), plan: str = "kbh") -> None:  # noqa: B008 frozen
    """Look at a store's plan as somebody who sees all of it, or less, without a page around."""
    version = data_stamp(schema.current_engine())
    for key, value in ((cache.VERSION, version), (cache.SYN, (udsyn, "k101", 0)), (cache.DELT, None), ("plan", plan)):
        monkeypatch.setitem(st.session_state, key, value)


def forget() -> None:
    """Drop what one test's app keeps between its runs."""
    schema._engine_of.cache_clear()
    cache._holder.cache_clear()
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def running(filled, tmp_path_factory) -> Iterator[Any]:
    """Start the app once: Streamlit allows one per process."""
    pytest.importorskip("httpx2", reason="Test af serveren kræver requirements-dev.txt")
    from starlette.testclient import TestClient

    path = tmp_path_factory.mktemp("app") / "plads.db"
    shutil.copy(filled, path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLADS_DATABASE_URL", f"sqlite:///{path}")
        from app import app

        with TestClient(app, base_url="http://127.0.0.1:8501", raise_server_exceptions=False) as client:
            yield client


@pytest.fixture
def client(running, store) -> Any:
    """Return a client of the app, as seen from this machine, on this test's own store."""
    return running


@pytest.fixture
def outside(client) -> Any:
    """Return a client that came in on an address other machines can reach."""
    return type(client)(client.app, base_url="http://192.168.1.10:8501")
