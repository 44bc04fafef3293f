"""Bring a store to the schema this version of Plads knows, or say why that cannot be done."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from plads.errors import StoreForeignError, StoreNewerError, StoreReadOnlyError
from plads.store.engine import WRITE, build_engine, store_errors, store_url

MIGRATIONS = Path(__file__).with_name("migrations")


def open_store(url: str) -> Engine:
    """Return an engine whose tables exist and are of this version."""
    engine = build_engine(url)
    if engine.dialect.name == "sqlite":
        check_place(Path(str(engine.url.database)))
    with store_errors():
        revision, has_tables = _found(engine)
    known = {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if revision is None and has_tables:
        raise StoreForeignError
    if revision is not None and revision not in known:
        raise StoreNewerError
    if revision != ScriptDirectory(str(MIGRATIONS)).get_current_head():
        upgrade(engine)
    return engine


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations up to a revision, in one write transaction."""
    writer = engine.execution_options(**{WRITE: True})
    with store_errors(), writer.begin() as connection:
        command.upgrade(configuration(connection), revision)


def configuration(connection: sa.Connection) -> Config:
    """Return Alembic's configuration for a connection we hold."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _found(engine: Engine) -> tuple[str | None, bool]:
    with engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
        return revision, bool(sa.inspect(connection).get_table_names())


def check_place(path: Path) -> None:
    """Raise if a SQLite store cannot be at a path: something else lies there, or it cannot be written."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() or (path.exists() and not (_is_sqlite(path) and _is_ours(path))):
        raise StoreForeignError
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise StoreReadOnlyError


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(16)
    return head in (b"", b"SQLite format 3\x00")


def _is_ours(path: Path) -> bool:
    """Return whether a SQLite file is empty or Plads' own; looked at without changing a byte of it."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    with store_errors(), closing(sqlite3.connect(address, uri=True)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return not tables or "alembic_version" in tables


@lru_cache(maxsize=4)
def _engine_of(url: str) -> Engine:
    return open_store(url)


def current_engine() -> Engine:
    """Return the one engine of this process for the configured store."""
    return _engine_of(store_url())
