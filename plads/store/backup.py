"""A copy of a SQLite store that is known to be whole, and putting one back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from plads.errors import StoreError, StoreForeignError
from plads.store.engine import store_errors


def backup(engine: Engine, target: Path) -> None:
    """Copy a SQLite store while it is in use; the copy is checked before it gets its name."""
    source = _file(engine)
    part = target.with_name(f".{target.name}.del")
    part.unlink(missing_ok=True)
    with (
        store_errors(),
        closing(sqlite3.connect(source)) as original,
        closing(sqlite3.connect(part)) as copy,
    ):
        original.backup(copy)
    check(part)
    part.replace(target)


def restore(engine: Engine, source: Path) -> None:
    """Put a copy in the place of a SQLite store; a damaged copy is refused and nothing is touched."""
    check(source)
    target = _file(engine)
    engine.dispose()
    with (
        store_errors(),
        closing(sqlite3.connect(source)) as copy,
        closing(sqlite3.connect(target)) as original,
    ):
        copy.backup(original)


def check(path: Path) -> None:
    """Raise StoreForeignError if a file is not a whole Plads store."""
    if not path.is_file():
        raise StoreError(f"Filen «{path.name}» findes ikke.")
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            ours = connection.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)
    except sqlite3.DatabaseError as error:
        raise StoreForeignError from error
    if not (whole and ours):
        raise StoreForeignError


def _file(engine: Engine) -> str:
    if engine.dialect.name != "sqlite":
        raise StoreError("Sikkerhedskopi herfra gælder SQLite. Brug pg_dump til PostgreSQL.")
    return os.fspath(str(engine.url.database))
