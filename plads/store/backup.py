"""A copy of a SQLite store that is known to be whole, and putting one back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from plads.errors import StoreError, StoreForeignError
from plads.store.engine import store_errors


def backup(engine: Engine, target: Path) -> None:
    """Copy a SQLite store while it is in use; the copy is checked before it gets its name."""
    source = file_of(str(engine.url))
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


def restore(url: str, source: Path) -> None:
    """Put a copy in the place of a SQLite store, also one that cannot be opened any more.

    A damaged copy is refused and nothing is touched. What stood there before is kept beside it.
    """
    check(source)
    target = Path(file_of(url))
    try:
        check(target)
    except StoreError:
        _set_aside(target)
    with (
        store_errors(),
        closing(sqlite3.connect(source)) as copy,
        closing(sqlite3.connect(target)) as original,
    ):
        copy.backup(original)


def _set_aside(target: Path) -> None:
    if target.exists():
        target.replace(target.with_name(f"{target.name}.ubrugelig"))
    for suffix in ("-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)


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


def file_of(url: str) -> str:
    """Return the file of a SQLite store."""
    if not url.startswith("sqlite:///"):
        raise StoreError("Sikkerhedskopi herfra gælder SQLite. Brug pg_dump til PostgreSQL.")
    return url.removeprefix("sqlite:///")
