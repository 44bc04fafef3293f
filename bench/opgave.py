"""One upload in a process of its own: python -m bench.opgave gulv|plads|saedvanlig FIL DATABASE. Answers in JSON.

Imports are paid before the clock starts, and what each stores is counted and summed, so that nobody gets off easily.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

SUM = "SELECT count(*), coalesce(sum(antal), 0) FROM {}"


def gulv(fil: Path, database: Path) -> dict[str, Any]:
    """Read the sheet with calamine and put its rows in a table without keys or rules: nothing does less."""
    from python_calamine import CalamineWorkbook

    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("CREATE TABLE raa (aar integer, maaned text, indikator text, enhed text, antal integer)")
        begun = time.perf_counter()
        rows = CalamineWorkbook.from_path(fil).get_sheet_by_index(0).iter_rows()
        next(rows)
        read = ((row[3], row[4], row[5], row[0], row[6]) for row in rows)
        connection.executemany("INSERT INTO raa VALUES (?, ?, ?, ?, ?)", read)
        connection.commit()
        return _answer([time.perf_counter() - begun], connection.execute(SUM.format("raa")).fetchone())


def plads(fil: Path, database: Path) -> dict[str, Any]:
    """Upload the file as the command line does, and then the same file again; raise if that is not «uændret»."""
    from plads import indlaes
    from plads.store import open_store

    engine = open_store(f"sqlite:///{database}")
    taken, said = [], []
    for _ in range(2):
        begun = time.perf_counter()
        said.append(indlaes.store(engine, fil.read_bytes(), fil.name, stor=True).status)
        taken.append(time.perf_counter() - begun)
    engine.dispose()
    if said != ["indlaest", "uaendret"]:
        raise RuntimeError(said)
    with closing(sqlite3.connect(database)) as connection:
        return _answer(taken, connection.execute(SUM.format("aktivitet")).fetchone())


def saedvanlig(fil: Path, database: Path) -> dict[str, Any]:
    """Upload the file as most people would write it: pandas with openpyxl, an object per row, add_all."""
    import pandas as pd
    from sqlmodel import Field, Session, SQLModel, create_engine

    class Raa(SQLModel, table=True):
        maaned: str = Field(primary_key=True)
        indikator: str = Field(primary_key=True)
        enhed: int = Field(primary_key=True)
        antal: int

    engine = create_engine(f"sqlite:///{database}")
    SQLModel.metadata.create_all(engine)
    begun = time.perf_counter()
    frame = pd.read_excel(fil, engine="openpyxl")
    rows = [
        Raa(maaned=f"{row.År} {row.Måned}", indikator=row.Indikator, enhed=row.enhed, antal=row.Antal)
        for row in frame.rename(columns={"Inst.nr.": "enhed"}).itertuples()
    ]
    with Session(engine) as session:
        session.add_all(rows)
        session.commit()
    taken = time.perf_counter() - begun
    engine.dispose()
    with closing(sqlite3.connect(database)) as connection:
        return _answer([taken], connection.execute(SUM.format("raa")).fetchone())


def _answer(taken: list[float], stored: tuple[int, int]) -> dict[str, Any]:
    return {"sekunder": taken, "raekker": stored[0], "sum": stored[1]}


OPGAVER: dict[str, Callable[[Path, Path], dict[str, Any]]] = {"gulv": gulv, "plads": plads, "saedvanlig": saedvanlig}

if __name__ == "__main__":
    print(json.dumps(OPGAVER[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
