"""Open the store and run transactions on it. The only module that creates an engine."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy import Engine, event
from sqlmodel import Session, col, create_engine, func, select

from plads.errors import (
    StoreAddressError,
    StoreError,
    StoreForeignError,
    StoreLockedError,
    StoreMissingError,
    StoreReadOnlyError,
)
from plads.models.proveniens import Indlaesning

ROOT = Path(__file__).resolve().parents[2]
STANDARD_URL = f"sqlite:///{ROOT / 'data' / 'plads.db'}"
KNOWN = ("sqlite:///", "postgresql+psycopg://")
WRITE = "plads_write"
PRAGMAS = ("foreign_keys=ON", "busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL")
# Any number will do, as long as every Plads process asks PostgreSQL for the same one.
WRITE_LOCK = 7_523_203

NEWEST = str(
    sa.select(col(Indlaesning.nummer), col(Indlaesning.tidspunkt))
    .order_by(col(Indlaesning.nummer).desc())
    .limit(sa.literal_column("1"))
)


def store_url() -> str:
    """Return where the store is: PLADS_DATABASE_URL, else the file in data/."""
    url = os.environ.get("PLADS_DATABASE_URL") or STANDARD_URL
    if url.startswith("postgresql://"):
        return url.replace("postgresql://", "postgresql+psycopg://", 1)
    if not url.startswith(KNOWN) or url in KNOWN:
        raise StoreAddressError
    return url


def build_engine(url: str) -> Engine:
    """Return an engine for SQLite or PostgreSQL with the settings the store relies on."""
    # Errors name the statement, never the values in it.
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"), hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own transaction handling would begin reads late and writes as DEFERRED.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    writing = connection.get_execution_options().get(WRITE, False)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
    elif writing:
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK})


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Commit on success, roll back on error. One writer at a time: nothing is lost between two."""
    with store_errors(), Session(engine.execution_options(**{WRITE: True})) as session, session.begin():
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Give a session that only reads, all from one moment."""
    moment = engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="REPEATABLE READ")
    with store_errors(), Session(moment) as session:
        yield session


@contextmanager
def store_errors() -> Iterator[None]:
    """Turn what the database driver says into an error a reader can act on."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise translated(error.orig or error) from error
    except (sqlite3.Error, psycopg.Error) as error:
        raise translated(error) from error


def translated(error: BaseException) -> StoreError:
    """Return our error for a driver's."""
    said = str(error).lower()
    if "locked" in said or "busy" in said:
        return StoreLockedError()
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return StoreReadOnlyError()
    if isinstance(error, psycopg.OperationalError):
        return StoreMissingError()
    if "not a database" in said or "malformed" in said:
        return StoreForeignError()
    return StoreError()


def stamp_in(session: Session) -> tuple[int, str]:
    """Return the data version, and when it came to be, as a session sees it."""
    newest = session.connection().exec_driver_sql(NEWEST).first()
    return (newest[0], _moment(newest[1])) if newest else (0, "")


def data_stamp(engine: Engine) -> tuple[int, str]:
    """Return the data version and when it came to be: a restored copy never looks like what it replaced."""
    # Asked by every rerun of every page, so without a session, or a transaction, around it.
    with store_errors(), engine.connect() as connection:
        asked = connection.connection.cursor()
        asked.execute(NEWEST)
        newest = asked.fetchone()
        asked.close()
        return (newest[0], _moment(newest[1])) if newest else (0, "")


def _moment(stored: str | datetime) -> str:
    """Return a moment as the models give it, from what the driver does: SQLite keeps text, in UTC."""
    when = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return (when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)).isoformat()


def data_version(engine: Engine) -> int:
    """Return a number that grows with every accepted or undone upload."""
    with reading(engine) as session:
        return session.exec(select(func.max(Indlaesning.nummer))).one() or 0
