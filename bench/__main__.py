"""python -m bench: measure, show each figure beside its goal, remember it in bench/history.csv."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import plads
from bench import genkoersel
from bench.maal import Maal

HISTORY = Path(__file__).with_name("history.csv")
HEADINGS = ("tidspunkt", "version", "stoerrelse", "navn", "vaerdi", "maal")


def remember(path: Path, size: str, found: Sequence[Maal]) -> None:
    """Append the figures to the history."""
    new = not path.exists()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with path.open("a", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";", lineterminator="\n")
        if new:
            out.writerow(HEADINGS)
        for entry in found:
            goal = "" if entry.maal is None else entry.maal
            out.writerow((now, plads.__version__, size, entry.navn, f"{entry.vaerdi:.3f}", goal))


def show(found: Sequence[Maal]) -> None:
    """Print each figure beside its goal, and how many goals were reached."""
    for entry in found:
        goal = "" if entry.maal is None else f"  (mål: højst {entry.maal})  {'nået' if entry.naaet else 'IKKE NÅET'}"
        print(f"{entry.vaerdi:8.3f}  {entry.navn}{goal}")
    goals = [entry.naaet for entry in found if entry.naaet is not None]
    print(f"{sum(goals)} of {len(goals)} goals reached")


def main(size: str, history: Path = HISTORY) -> int:
    """Measure at a size and return the exit status."""
    if size not in genkoersel.ROUNDS:
        print(f"SIZE er «{size}», men skal være S, M eller L.", file=sys.stderr)
        return 2
    found = genkoersel.measure(size)
    remember(history, size, found)
    show(found)
    return 0


if __name__ == "__main__":
    sys.exit(main(os.environ.get("SIZE", "M").upper()))
