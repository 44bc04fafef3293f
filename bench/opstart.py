"""From restart to the first answer: the snapshot of the cube, and building it without."""

from __future__ import annotations

import gc
import sqlite3
import statistics
from contextlib import closing
from pathlib import Path

from bench.maal import Maal
from bench.runder import in_turns, seconds
from plads.cube import byg, oejeblik, spoergsmaal
from plads.cube.terning import Terning
from plads.store import data_stamp, reading
from plads.store.engine import build_engine

GOAL_MS, GOAL_SCANS = 15.0, 15.0
RUNDER = {"S": 2, "M": 5, "L": 3}
SNAPSHOTS = 7
SCAN = "SELECT sum(antal) FROM aktivitet"


def measure(store: Path, folder: Path, t: Terning, size: str) -> list[Maal]:
    """Return how long a first answer takes with the snapshot in `folder`, and without one; `t` is that cube."""
    big = size == "L"
    engine = build_engine(f"sqlite:///{store}")
    version = data_stamp(engine)

    def without() -> float:
        with reading(engine) as session:
            return seconds(lambda: byg.build(session, version))

    def scan() -> float:
        with closing(sqlite3.connect(store)) as connection:
            return seconds(lambda: connection.execute(SCAN).fetchone())

    def restart() -> float:
        # A new process has no memory to look through for garbage; this one holds a cube and what it was built of.
        gc.collect()
        gc.freeze()
        return statistics.median(seconds(lambda: _first_answer(folder, t)) for _ in range(SNAPSHOTS))

    found = in_turns(RUNDER[size], {"øjebliksbillede": restart, "uden": without, "gennemløb": scan})
    engine.dispose()
    return [
        Maal("genstart til første svar med øjebliksbillede, ms", found["øjebliksbillede"] * 1000,
             GOAL_MS if big else None, "11"),
        Maal("uden øjebliksbillede mod ét gennemløb af tabellen i SQLite", found["uden"] / found["gennemløb"],
             GOAL_SCANS if size in ("M", "L") else None, "11"),
        Maal("  terningen bygget, s", found["uden"]),
        Maal("  ét gennemløb af tabellen i SQLite, s", found["gennemløb"]),
    ]  # fmt: skip


def _first_answer(folder: Path, built: Terning) -> int:
    """Load the snapshot and answer one question of it; raise RuntimeError if there is none."""
    loaded = oejeblik.load(folder, built.version)
    if loaded is None:
        raise RuntimeError("der er intet øjebliksbillede")
    return int(spoergsmaal.trend_of(loaded, 0, loaded.enhed_nr[built.enheder[0].kode]).sum())
