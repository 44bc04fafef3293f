"""Stores of three sizes, the same on every machine: made-up municipalities, områder, schools and counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from plads import start
from plads.store import open_store

SEED = 20200423
MONTHS = 120
FIRST_MONTH = date(2012, 8, 1)
INDICATORS = ("ppv", "indstilling", "visitation", "revisitation", "klage", "elevtal")
AREAS = 5


class Size(NamedTuple):
    """How many municipalities, and how many schools in each."""

    municipalities: int
    schools: int

    @property
    def values(self) -> int:
        """Return how many monthly values the store holds."""
        return self.municipalities * self.schools * len(INDICATORS) * MONTHS


SIZES = {"S": Size(1, 56), "M": Size(98, 14), "L": Size(98, 142)}


def build(path: Path, size: Size) -> None:
    """Write a store with the plans and so many values; Copenhagen is the first of its municipalities."""
    register(path, size)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        (upload,) = connection.execute("SELECT max(nummer) FROM indlaesning").fetchone()
        connection.executemany(
            "INSERT INTO aktivitet (maaned, indikator, enhed, antal, tilstand, indlaesning) VALUES (?, ?, ?, ?, ?, ?)",
            _values(size, upload),
        )
        connection.execute("ANALYZE")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def register(path: Path, size: Size) -> None:
    """Write a store with the plans and the schools, but without a single value."""
    engine = open_store(f"sqlite:///{path}")
    start.fill(engine)
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        (upload,) = connection.execute("SELECT max(nummer) FROM indlaesning").fetchone()
        _units(connection, size, upload)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def municipality(nr: int) -> str:
    """Return a municipality's code."""
    return "k101" if nr == 0 else f"maale-{nr:03}"


def school(nr: int, place: int) -> str:
    """Return a school's code: six digits, its municipality first."""
    return f"{100000 + nr * 1000 + place}"


def _areas(connection: sqlite3.Connection, nr: int) -> list[str]:
    """Return the codes of a municipality's områder; Copenhagen has its own already."""
    if nr == 0:
        found = connection.execute("SELECT kode FROM enhed WHERE type = 'omraade' AND kommune = 'k101' ORDER BY kode")
        return [kode for (kode,) in found]
    return [f"{municipality(nr)}-{area}" for area in range(AREAS)]


def _units(connection: sqlite3.Connection, size: Size, upload: int) -> None:
    for nr in range(size.municipalities):
        own, areas = municipality(nr), _areas(connection, nr)
        if nr:
            _unit(connection, own, "kommune", None, f"Målekommune {nr}", upload)
            for area in areas:
                _unit(connection, area, "omraade", own, f"Område {area}", upload)
        for place in range(size.schools):
            code = school(nr, place)
            _unit(connection, code, "skole", own, f"Måleskole {code}", upload)
            connection.execute(
                "INSERT INTO tilknytning (barn, art, gyldig_fra, foraelder, indlaesning) VALUES (?, ?, ?, ?, ?)",
                (code, "omraade", "1900-01-01", areas[place % len(areas)], upload),
            )


def _unit(  # noqa: PLR0913 one row
    connection: sqlite3.Connection, code: str, kind: str, own: str | None, name: str, upload: int
) -> None:
    number = code if kind == "skole" else None
    connection.execute(
        "INSERT INTO enhed (kode, type, kommune, institutionsnr, indlaesning) VALUES (?, ?, ?, ?, ?)",
        (code, kind, own, number, upload),
    )
    connection.execute(
        "INSERT INTO enhed_navn (enhed, navn, art, indlaesning) VALUES (?, ?, 'officielt', ?)", (code, name, upload)
    )


def month(nr: int) -> int:
    """Return the nr-th month as ÅÅÅÅMM."""
    count = FIRST_MONTH.year * 12 + FIRST_MONTH.month - 1 + nr
    return count // 12 * 100 + count % 12 + 1


def _values(size: Size, upload: int) -> Iterator[tuple[int, str, str, int | None, str, int]]:
    """Give every value in key order, drawn from one seeded stream; one in fifty is not reported."""
    generator = np.random.Generator(np.random.PCG64(SEED))
    codes = sorted(school(nr, place) for nr in range(size.municipalities) for place in range(size.schools))
    for nr in range(MONTHS):
        for indicator in sorted(INDICATORS):
            drawn = generator.poisson(500 if indicator == "elevtal" else 1.2, len(codes)).tolist()
            silent = (generator.random(len(codes)) < 0.02).tolist()
            for code, count, missing in zip(codes, drawn, silent, strict=True):
                if missing:
                    yield month(nr), indicator, code, None, "ikke_rapporteret", upload
                else:
                    yield month(nr), indicator, code, count, "oplyst" if count else "nul", upload
