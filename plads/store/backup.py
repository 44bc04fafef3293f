"""A copy of a SQLite store that is known to be whole, and putting one back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from plads.errors import StoreError, StoreForeignError
from plads.store.engine import store_errors

# What every Plads store has, whatever its version.
OURS = {"alembic_version", "indlaesning", "aendring", "kildested"}


def backup(url: str, target: Path) -> None:
    """Copy a SQLite store while it is in use; the copy is checked before it gets its name."""
    source = Path(file_of(url))
    check(source)
    if target.is_dir() or not target.parent.is_dir():
        raise StoreError(f"«{target}» kan ikke være en fil. Skriv et filnavn i en mappe, der findes.")
    if target.exists() and target.samefile(source):
        raise StoreError("Kopien kan ikke lægges oven i databasen selv. Vælg et andet filnavn.")
    part = target.with_name(f".{target.name}.del")
    part.unlink(missing_ok=True)
    _copy(source, part)
    check(part)
    part.replace(target)


def _copy(source: Path, target: Path) -> None:
    with (
        store_errors(),
        closing(sqlite3.connect(source)) as original,
        closing(sqlite3.connect(target)) as copy,
    ):
        original.backup(copy)
        # A copy in one file: nothing is left beside it.
        copy.execute("PRAGMA journal_mode=DELETE")


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
    else:
        _copy(target, target.with_name(f"{target.name}.foer-gendan"))
    with (
        store_errors(),
        closing(sqlite3.connect(source)) as copy,
        closing(sqlite3.connect(target)) as original,
    ):
        copy.backup(original)


def _set_aside(target: Path) -> None:
    if target.exists():
        target.replace(target.with_name(f"{target.name}.ubrugelig"))
    remove(target)


def remove(path: Path) -> None:
    """Remove a SQLite store: the file, and the two that SQLite may have left beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def check(path: Path) -> None:
    """Raise StoreForeignError if a file is not a whole Plads store."""
    if not path.is_file():
        raise StoreError(f"Filen «{path.name}» findes ikke.")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    except sqlite3.DatabaseError as error:
        raise StoreForeignError from error
    if not (whole and {name for (name,) in found} >= OURS):
        raise StoreForeignError


def file_of(url: str) -> str:
    """Return the file of a SQLite store."""
    if not url.startswith("sqlite:///"):
        raise StoreError("Sikkerhedskopi herfra gælder SQLite. Brug pg_dump til PostgreSQL.")
    return url.removeprefix("sqlite:///")
