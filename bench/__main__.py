"""python -m bench: measure, show each figure beside its goal, remember it in bench/history.csv."""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import plads
from bench import data, filterskift, indlaesning, koldstart, opstart, rollup, spoergsmaal
from bench.maal import Maal
from bench.peers import cube_of
from bench.valg import drawn
from plads.ui.terning import folder_of

HISTORY = Path(__file__).with_name("history.csv")
HEADINGS = ("tidspunkt", "version", "stoerrelse", "nr", "navn", "vaerdi", "maal")


def measure(size: str) -> Iterator[Maal]:
    """Give every figure at a size as soon as it is there; the store is built for the run and gone after it."""
    yield from indlaesning.measure(size)
    with tempfile.TemporaryDirectory() as temporary:
        store = Path(temporary) / "plads.db"
        data.build(store, data.SIZES[size])
        url = f"sqlite:///{store}"
        t = cube_of(url)
        yield from spoergsmaal.measure(store, t, size)
        yield from opstart.measure(store, folder_of(url), t, size)
        yield from filterskift.measure(store, size)
        yield from koldstart.measure(store, size)
        # Last, for it adds to the store.
        yield from rollup.measure(store, drawn(t), size)


def remember(path: Path, size: str, found: Sequence[Maal]) -> None:
    """Append what was measured to the history."""
    new = not path.exists()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with path.open("a", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";", lineterminator="\n")
        if new:
            out.writerow(HEADINGS)
        for entry in found:
            if entry.vaerdi is not None:
                goal = "" if entry.maal is None else entry.maal
                out.writerow(
                    (now, plads.__version__, size, entry.nr, entry.navn.strip(), f"{entry.vaerdi:.3f}", goal)
                )


def main(size: str, history: Path = HISTORY) -> int:
    """Measure at a size, print each figure beside its goal and how many goals were reached; return the status."""
    if size not in data.SIZES:
        print(f"SIZE er «{size}», men skal være S, M eller L.", file=sys.stderr)
        return 2
    found = []
    for entry in measure(size):
        print(entry.linje, flush=True)
        found.append(entry)
    remember(history, size, found)
    goals = [entry.naaet for entry in found if entry.naaet is not None]
    print(f"{sum(goals)} of {len(goals)} goals reached")
    return 0


if __name__ == "__main__":
    sys.exit(main(os.environ.get("SIZE", "M").upper()))
